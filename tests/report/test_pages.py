"""The pages as a set: two languages, one page to print, two processes, the sheet of the decree."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tthc_audit import hands
from tthc_audit.office.sheet import ND30, css_text
from tthc_audit.report import html
from tthc_audit.report.html import write_html
from tthc_audit.results import Audit

Many = Callable[[Audit, int], Audit]


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8")


def test_english_stands_small_beside_vietnamese_headings_on_request_only(audit: Audit, tmp_path: Path) -> None:
    write_html(audit, tmp_path / "both", "vi", tail="en")
    write_html(audit, tmp_path / "vi", "vi")
    both, plain = _text(tmp_path / "both", "index.html"), _text(tmp_path / "vi", "index.html")
    assert '1. Phát hiện và kiến nghị <i class="tail" lang="en">Findings and recommendations</i></h2>' in both
    assert 'Cảnh báo <i class="tail" lang="en">Warning</i></th>' in both
    assert '<html lang="vi">' in both
    assert 'class="tail" lang' not in plain


def test_the_sheet_is_that_of_the_decree(audit: Audit, tmp_path: Path) -> None:
    write_html(audit, tmp_path, "vi")
    css = _text(tmp_path, "index.html")
    assert 20 <= int(ND30["top"]) <= 25
    assert 20 <= int(ND30["bottom"]) <= 25
    assert 30 <= int(ND30["left"]) <= 35
    assert 15 <= int(ND30["right"]) <= 20
    assert "@page{size:A4;margin:20mm 16mm 20mm 30mm;@top-center{content:counter(page);font:13pt" in css
    assert "@page:first{@top-center{content:none}}" in css
    assert "size:A4 landscape" in css


def test_a_text_in_a_style_sheet_can_end_nothing() -> None:
    told = css_text('a"; } </style><script> \\ é')
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{6})*"', told)
    assert told.startswith('"a\\000022\\00003b')


def test_few_procedures_also_stand_on_one_page_with_links_within_it(audit: Audit, many: Many, tmp_path: Path) -> None:
    write_html(many(audit, 3), tmp_path, "vi")
    whole = _text(tmp_path, "whole.html")
    ids = re.findall(r' id="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', whole):
        assert target in ids
    assert {"p1", "p2", "p3", "p3-f1", "appendix"} <= set(ids)


def test_many_procedures_get_an_index_and_a_page_each(
    audit: Audit, many: Many, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "MOST_IN_ONE", 2)
    files = write_html(many(audit, 3), tmp_path, "vi")
    assert [f.name for f in files] == [
        "index.html",
        "duties.html",
        "appendix.html",
        *(f"1.00000{i}.html" for i in (1, 2, 3)),
    ]
    assert "whole.html" not in _text(tmp_path, "index.html")
    middle = _text(tmp_path, "procedures/1.000002.html")
    assert 'href="../procedures/1.000001.html"' in middle
    assert 'href="../procedures/1.000003.html"' in middle


@pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs Linux and two processors"
)
def test_two_processes_write_the_same_bytes_as_one(
    audit: Audit, many: Many, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = many(audit, 9)
    monkeypatch.setattr(html, "MOST_IN_ONE", 0)
    alone = write_html(several, tmp_path / "one", "vi")
    monkeypatch.setattr(hands, "_PAYS_FROM", 2)
    shared = write_html(several, tmp_path / "two", "vi")
    assert [f.read_bytes() for f in alone] == [f.read_bytes() for f in shared]


def test_the_filter_finds_by_severity_and_verdict_without_asking_anybody(audit: Audit, tmp_path: Path) -> None:
    write_html(audit, tmp_path, "vi")
    index = _text(tmp_path, "index.html")
    assert 'data-k="longer violation suggestion"' in index
    assert index.count('class="filter"') == 2
    assert "default-src &#39;none&#39;" in index


def test_the_acts_of_a_procedure_stand_in_its_chapter(audit: Audit, many: Many, tmp_path: Path) -> None:
    write_html(many(audit, 1), tmp_path, "vi")
    page = _text(tmp_path, "procedures/1.000001.html")
    assert "Văn bản được viện dẫn và hiệu lực vào ngày 20/11/2026" in page
    assert "<td>Điều 8</td><td>thủ tục</td><td>còn hiệu lực</td>" in page


def test_the_issuing_office_comes_from_the_catalogue(audit: Audit, tmp_path: Path) -> None:
    write_html(replace(audit, owner="Văn phòng UBND tỉnh <An Bình>"), tmp_path, "vi")
    assert '<b class="issuer">Văn phòng UBND tỉnh &lt;An Bình&gt;</b>' in _text(tmp_path, "index.html")


def test_the_time_axis_stands_only_where_there_are_times(audit: Audit, tmp_path: Path) -> None:
    write_html(audit, tmp_path / "timed", "vi")
    assert 'id="axis"' in _text(tmp_path / "timed", "procedures/1.000001.html")
    flow = audit.flows["1.000001"]
    untimed = replace(flow, nodes=tuple(replace(n, duration=None, time=None) for n in flow.nodes))
    write_html(replace(audit, flows={"1.000001": untimed}), tmp_path / "untimed", "vi")
    page = _text(tmp_path / "untimed", "procedures/1.000001.html")
    assert 'id="axis"' not in page
    assert 'id="diagram"' in page
