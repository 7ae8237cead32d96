"""The columns of a sheet as they are declared: name, width, kind."""

from __future__ import annotations

from collections.abc import Sequence

from tthc_audit.i18n import Lang, say
from tthc_audit.office.workbook import Column, Kind

Declared = Sequence[tuple[str, float, Kind]]


def columns(lang: Lang, printed: Declared, beside: Declared = ()) -> list[Column]:
    """Columns with their heads in the language; those ``beside`` are for the screen only."""
    return [
        Column(say(lang, f"excel.col.{name}"), width, kind, printed=on_paper)
        for declared, on_paper in ((printed, True), (beside, False))
        for name, width, kind in declared
    ]
