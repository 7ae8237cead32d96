"""The HTML report: complete, self-contained, accessible, safe, the same every time."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec import structs

from tthc_audit.report.html import write_html
from tthc_audit.results import Audit, Words

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><b>",
    "{{ 7*7 }}{% raw %}",
    '"><img src=x onerror=alert(1)>',
    "]]>",
    "\u202etxt",
    "../../etc/x",
    "a\x00\x1b[2J",
)
FIRST = ("index.html", "duties.html", "appendix.html")
VOID = {"meta", "input", "br", "rect", "circle", "path", "polygon", "link"}


class Page(HTMLParser):
    """Tags, attributes and text of a page, with its balance."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def _pages(audit: Audit, folder: Path, lang: str = "vi") -> dict[str, str]:
    files = write_html(audit, folder, "vi" if lang == "vi" else "en")
    return {f.relative_to(folder).as_posix(): f.read_text("utf-8") for f in files}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_is_well_formed_accessible_and_needs_no_network(audit: Audit, tmp_path: Path, lang: str) -> None:
    pages = _pages(audit, tmp_path, lang)
    assert list(pages) == [*FIRST, "whole.html", "procedures/1.000001.html", "procedures/2.000002.html"]
    for name, source in pages.items():
        page = Page(source)
        assert page.open == [], name
        assert len(page.named("h1")) == 1
        assert page.named("html")[0]["lang"] == lang
        ids = Counter(a["id"] for _, a in page.tags if a.get("id"))
        assert max(ids.values()) == 1, ids
        assert all(a.get("scope") for a in page.named("th"))
        assert len(page.named("caption")) == len(page.named("table"))
        for attrs in page.named("a"):
            target = str(attrs["href"])
            assert not target.startswith(("http", "//", "javascript:"))
            if target.startswith("#"):
                assert target[1:] in ids
        assert "http" not in source.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
        for attrs in page.named("svg"):
            assert {attrs["aria-labelledby"], attrs["aria-describedby"]} <= set(ids)


def test_links_lead_to_files_and_anchors_that_are_there(audit: Audit, tmp_path: Path) -> None:
    pages = _pages(audit, tmp_path)
    for name, source in pages.items():
        for href in re.findall(r'href="([^"#]+)(#[^"]*)?"', source):
            target = (tmp_path / name).parent.joinpath(href[0]).resolve()
            assert target.is_file()
            if href[1]:
                assert f'id="{href[1][1:]}"' in target.read_text("utf-8")


def test_the_first_page_says_what_was_checked_and_what_to_decide(audit: Audit, tmp_path: Path) -> None:
    text = " ".join(Page(_pages(audit, tmp_path)["index.html"]).text.split())
    assert (
        "Đã kiểm tra 2/3 cơ quan, 2/3 thủ tục; 1 nội dung chưa đủ cơ sở kết luận; dữ liệu đến ngày 20/11/2026." in text
    )
    assert "Kết quả chính (dự thảo)" in text
    assert "Có 1/2 thủ tục có dấu hiệu vi phạm; tổng cộng 1 dấu hiệu vi phạm, 1 cảnh báo và 1 gợi ý." in text
    assert "Giao UBND cấp xã rà soát, khắc phục 1 dấu hiệu vi phạm ở 1 thủ tục; hoàn thành trước ngày ……/……/………" in text
    assert "Kiến nghị bộ, ngành xem xét 1 nội dung thuộc thẩm quyền ở 1 thủ tục." in text
    assert "117%" in text
    assert "Kết luận" not in text
    assert "DỰ THẢO" in text


def test_the_page_of_a_procedure_tells_steps_times_findings_and_their_law(audit: Audit, tmp_path: Path) -> None:
    text = " ".join(Page(_pages(audit, tmp_path)["procedures/1.000001.html"]).text.split())
    for words in (
        "12/QĐ-BTP ngày 01/06/2025", "vượt thời hạn", "3,5 ngày làm việc", "không: bổ sung hồ sơ", "ngay sau khi có kết quả",
        "Thời gian dài nhất: 3,5 ngày làm việc; Số bước: 5.", "Điều 7, 63/2010/NĐ-CP", "1.000001.json:12", "Rút ngắn.", "Phát hiện số 2", "Đã chấp nhận.",
    ):  # fmt: skip
        assert words in text or words in _pages(audit, tmp_path)["procedures/1.000001.html"], words


def test_a_procedure_without_steps_has_no_diagram_and_says_why(audit: Audit, tmp_path: Path) -> None:
    page = Page(_pages(audit, tmp_path)["procedures/2.000002.html"])
    assert page.named("svg") == []
    assert "Chưa nêu các bước của quy trình" in page.text
    assert "chưa nêu các bước." in page.text


def test_an_unsound_flow_is_drawn_and_no_time_is_given(audit: Audit, tmp_path: Path) -> None:
    broken = replace(audit.flows["1.000001"], sound=False, problem="deadlock", trace=("b1", "b2"))
    rows = [{**row, "flow_sound": False} for row in audit.tables["case"]]
    pages = _pages(replace(audit, flows={"1.000001": broken}, tables={**audit.tables, "case": rows}), tmp_path)
    text = Page(pages["procedures/1.000001.html"]).text
    assert "Quy trình bị tắc" in text
    assert "b1 (Nộp hồ sơ) → b2 (Kiểm tra hồ sơ)" in text
    assert "Chuỗi bước quyết định thời hạn (đường găng)" not in text
    assert "1 quy trình chưa chạy được trọn vẹn" in Page(pages["index.html"]).text


def test_an_audit_without_findings_keeps_its_tables(audit: Audit, tmp_path: Path) -> None:
    text = Page(_pages(replace(audit, findings=(), errors=()), tmp_path)["index.html"]).text
    assert "Không có phát hiện." in text
    assert "Không có nội dung đề nghị quyết định." in text
    assert "Danh sách thủ tục" in text


def test_an_audit_with_unknowns_only_claims_no_pass(audit: Audit, tmp_path: Path) -> None:
    only = replace(audit, findings=tuple(f for f in audit.findings if f.outcome == "unknown"))
    text = Page(_pages(only, tmp_path)["index.html"]).text
    assert "Không có phát hiện nào trong 2 thủ tục; 1 phát hiện còn để ngỏ vì chưa đủ cơ sở kết luận." in text


def test_an_empty_audit_makes_a_report(audit: Audit, tmp_path: Path) -> None:
    bare = replace(
        audit,
        findings=(),
        rules=(),
        inputs=(),
        errors=(),
        notices=(),
        tables={},
        flows={},
        agencies={},
        sources={},
        meanings={},
    )
    assert list(_pages(bare, tmp_path)) == [*FIRST]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_the_input_is_never_markup_nor_a_path(audit: Audit, tmp_path: Path, text: str) -> None:
    key = f"9{text}"
    flow = audit.flows["1.000001"]
    hostile = replace(
        audit,
        name=text,
        findings=tuple(
            structs.replace(
                f, rule=text, message=Words(text, text), title=Words(text, text), remedy=Words(text, text), responsible=text, procedure=key,
                evidence={text: text}, location=structs.replace(f.location, file=text, pointer=text),
            )
            for f in audit.findings
        ),
        errors=tuple(replace(e, file=text, message=text, hint=text, pointer=text) for e in audit.errors),
        rules=tuple(replace(r, id=f"{text}{i}", title=Words(text, text), why=Words(text, text)) for i, r in enumerate(audit.rules)),
        tables={
            "procedure": [{k: text if isinstance(v, str) else v for k, v in audit.tables["procedure"][0].items()} | {"procedure": key}],
            "case": [{**audit.tables["case"][0], "procedure": key, "case_name": text, "limit_text": text}],
        },
        flows={key: replace(flow, procedure=text, name=text, nodes=tuple(replace(n, name=text, role=text, off_clock=text) for n in flow.nodes))},
        agencies={text: text},
        sources={key: text},
    )  # fmt: skip
    inside = tmp_path / "report"
    pages = _pages(hostile, inside)
    known = {tag for source in _pages(audit, tmp_path / "plain").values() for tag, _ in Page(source).tags}
    for name, source in pages.items():
        page = Page(source)
        assert page.open == []
        assert {tag for tag, _ in page.tags} <= known
        assert len(page.named("script")) == (name == "index.html")
        assert not any(k.startswith("on") for _, attrs in page.tags for k in attrs)
        assert "\u202e" not in source
        assert "49" not in page.text.replace("2049", "")
    assert {p for p in tmp_path.rglob("*") if p.is_file()} == {
        p for p in (tmp_path / "plain", inside) for p in p.rglob("*") if p.is_file()
    }
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", p.name) for p in inside.rglob("*"))


def test_the_same_audit_gives_the_same_bytes(audit: Audit, tmp_path: Path) -> None:
    assert _pages(audit, tmp_path / "a") == _pages(audit, tmp_path / "b")


def test_progress_is_told_page_by_page(audit: Audit, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    write_html(audit, tmp_path, "vi", tell=lambda *step: told.append(step))
    assert told == [("write", 1, 2), ("write", 2, 2)]
