"""A report written over an earlier one keeps none of its pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tthc_audit.report import html
from tthc_audit.report.html import write_html
from tthc_audit.results import Audit

Many = Callable[[Audit, int], Audit]


def pages(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.html"))


def test_pages_of_procedures_that_are_gone_are_removed(audit: Audit, many: Many, tmp_path: Path) -> None:
    write_html(many(audit, 3), tmp_path, "vi")
    write_html(many(audit, 2), tmp_path, "vi")
    write_html(many(audit, 2), tmp_path / "anew", "vi")
    assert pages(tmp_path / "anew") == [name for name in pages(tmp_path) if not name.startswith("anew/")]


def test_the_page_to_print_is_removed_where_there_is_none_any_more(
    audit: Audit, many: Many, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_html(many(audit, 2), tmp_path, "vi")
    monkeypatch.setattr(html, "MOST_IN_ONE", 1)
    write_html(many(audit, 2), tmp_path, "vi")
    assert "whole.html" not in pages(tmp_path)
    assert "index.html" in pages(tmp_path)


def test_files_of_others_are_left_alone(audit: Audit, many: Many, tmp_path: Path) -> None:
    write_html(many(audit, 2), tmp_path, "vi")
    (tmp_path / "procedures" / "ghi chú.html").write_text("<p>của tôi</p>")
    (tmp_path / "procedures" / "ghi chú.txt").write_text(html.PROCEDURES)
    write_html(many(audit, 1), tmp_path, "vi")
    assert (tmp_path / "procedures" / "ghi chú.html").exists()
    assert (tmp_path / "procedures" / "ghi chú.txt").exists()
