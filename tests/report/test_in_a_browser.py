"""What a browser makes of the report: accessible by axe-core, one sheet for the leader, whole pages, quick to filter.

Needs Node.js, Chromium, and a folder in which ``npm install axe-core playwright-core`` was run; the printed pages also
need poppler's ``pdftohtml``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from tthc_audit import api, resources
from tthc_audit.report.html import write_html
from tthc_audit.report.pages import Pages
from tthc_audit.report.view import build
from tthc_audit.results import Audit, Words

MODULES = os.environ.get("TTHC_AUDIT_NODE_MODULES", "")
NODE = shutil.which("node")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SCRIPT = Path(__file__).parent / "browser" / "look.mjs"
needs_poppler = pytest.mark.skipif(not shutil.which("pdftohtml"), reason="needs pdftohtml of poppler")
pytestmark = [
    pytest.mark.skipif(not NODE or not CHROMIUM, reason="needs Node.js and Chromium"),
    pytest.mark.skipif(
        not all((Path(MODULES or "-") / "node_modules" / name).is_dir() for name in ("axe-core", "playwright-core")),
        reason="needs TTHC_AUDIT_NODE_MODULES: a folder with axe-core and playwright-core installed by npm",
    ),
]


def look(task: str, *files: Path) -> dict[str, Any]:
    done = subprocess.run(
        [str(NODE), str(SCRIPT), MODULES, str(CHROMIUM), task, *map(str, files)],
        capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def sample() -> Audit:
    """The shipped catalogue, six procedures of it."""
    whole = api.audit(Path(str(resources.bundled("procedures"))), api.Options())
    keys = sorted(whole.flows)[:6]
    return replace(
        whole,
        findings=tuple(f for f in whole.findings if f.procedure in keys or f.procedure is None),
        tables={name: [r for r in rows if r.get("procedure", keys[0]) in keys] for name, rows in whole.tables.items()},
        flows={key: whole.flows[key] for key in keys},
    )


@pytest.mark.parametrize("tail", [None, "en"])
def test_axe_finds_nothing(sample: Audit, tmp_path: Path, tail: Any) -> None:
    files = write_html(sample, tmp_path, "vi", tail=tail)
    for file, violations in look("axe", *files[:6]).items():
        assert violations == [], file


def _crowded(audit: Audit, name: str) -> Audit:
    """Many agencies, bars, decisions and errors, every name as long as ``name``."""
    one = next(f for f in audit.findings if f.outcome == "fail")
    case, row = audit.tables["case"][0], audit.tables["procedure"][0]
    keys = [f"1.{i:06}" for i in range(30)]
    return replace(
        audit, name=name, owner=name, level="province",
        findings=tuple(
            structs.replace(one, procedure=k, severity="warning", authority=a, responsible=f"{name} {i % 12}", message=Words(name, name), fingerprint=f"{i}{a}")
            for i, k in enumerate(keys) for a in ("commune", "ministry", "government", "national_assembly")
        ),
        tables={
            "procedure": [{**row, "procedure": k, "procedure_name": name} for k in keys],
            "case": [{**case, "procedure": k} for k in keys],
            "target": [{"procedure": k, "met": None} for k in keys * 40],
        },
        flows={k: replace(audit.flows["1.000001"], sound=False) for k in keys[:5]},
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Danh mục", "Thủ tục hành chính liên thông " * 13, "Ữ" * 80, "W" * 400, ""])
def test_the_leaders_page_is_one_sheet_whatever_the_names(audit: Audit, tmp_path: Path, name: str) -> None:
    pages = Pages(_crowded(audit, name), build(_crowded(audit, name), "vi"), "vi", "en", whole=False)
    file = pages.write(tmp_path / "index.html", "index.html")
    (seen,) = look("print", file).values()
    assert seen["scroll"] <= seen["client"]
    assert seen["filled"] <= seen["client"]
    assert len(seen["asked"]) == 1


@needs_poppler
def test_printed_pages_are_whole(sample: Audit, tmp_path: Path) -> None:
    files = write_html(sample, tmp_path, "vi")
    whole = tmp_path / "whole.html"
    printed = [files[0], whole, files[2], *files[4:7]]
    look("print", *printed)
    for file in printed:
        pages = _pages(file.with_suffix(".pdf"))
        for number, lines in enumerate(pages, 1):
            assert lines, f"{file.name}: page {number} is empty"
            assert not _heading(lines[-1]), f"{file.name}: page {number} ends with {lines[-1]}"
    first, second = _pages(files[0].with_suffix(".pdf"))[:2]
    assert "BÁO CÁO" in " ".join(first)
    assert "1. Phát hiện và kiến nghị" in " ".join(second)


def _pages(file: Path) -> list[list[str]]:
    """The lines of each page, top to bottom, without its margins."""
    xml = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", "-nodrm", str(file)], capture_output=True, check=True)
    found = []
    for page in re.split(r"(?=<page )", xml.stdout.decode())[1:]:
        height = int(re.search(r'height="(\d+)"', page).group(1))  # type: ignore[union-attr]
        texts = [(int(top), words) for top, words in re.findall(r'<text top="(-?\d+)"[^>]*>(.*?)</text>', page)]
        found.append([words for top, words in sorted(texts, key=lambda t: t[0]) if height * 0.07 < top < height * 0.93])
    return found


def _heading(line: str) -> bool:
    return re.match(r"<b>(\d\. |[A-F]\. |Các bước|Phát hiện|Gợi ý|Nội dung|Văn bản được|Chuỗi bước)", line) is not None


def test_an_index_of_two_thousand_opens_and_filters_within_two_seconds(
    audit: Audit, many: Callable[[Audit, int], Audit], tmp_path: Path
) -> None:
    large = many(audit, 2000)
    file = Pages(large, build(large, "vi"), "vi", None, whole=False).write(tmp_path / "index.html", "index.html")
    (seen,) = look("filter", file).values()
    assert seen["told"] == ["1/2000", "2000/2000", "0/2000", "2000/2000", "0/2000"]
    assert seen["opened"] < 2000
    assert seen["slowest"] < 2000
