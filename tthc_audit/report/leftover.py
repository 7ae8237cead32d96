"""Pages of an earlier report in the same folder that this one does not have."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

MARK = '<meta name="generator" content="tthc-audit">'
"""What every page of a report bears in its head: only such pages are ever removed."""
_HEAD = 1024


def remove_leftover(found: Iterable[Path], written: Iterable[Path]) -> None:
    """Remove those of the files found that are pages of a report and were not written now; others are left alone.

    A page of a procedure that is no longer in the catalogue would be taken for a part of the report.
    """
    kept = set(written)
    for page in sorted(found):
        if page not in kept and page.is_file() and not page.is_symlink() and _is_ours(page):
            page.unlink()


def _is_ours(page: Path) -> bool:
    with page.open("rb") as file:
        return MARK.encode() in file.read(_HEAD)
