"""The papers that the State already holds and still asks for: by paper, by field, by agency."""

from __future__ import annotations

from tthc_audit.i18n import number
from tthc_audit.office.wordml import Run
from tthc_audit.report.held import MANNERS, Held, HeldRow
from tthc_audit.report.word.setting import Setting, printed

_SHARES = (37, 9, 9, 9, 9, 9, 9, 9)
_NUMBERS = (1, 2, 3, 4, 5, 6, 7)
_SMALL = 9.5


def held(to: Setting, found: Held) -> None:
    """The three tables, where anything that is held is asked for."""
    if not found.papers:
        return
    to.heading(1, to.named("held"))
    to.text("note", to.words("held.note"))
    for name, rows, left in (
        ("papers", found.papers, 0),
        ("fields", found.fields, found.fields_left),
        ("agencies", found.agencies, found.agencies_left),
    ):
        _table(to, name, rows)
        if left:
            to.text("note", to.words("held.left", n=left))


def _table(to: Setting, name: str, rows: tuple[HeldRow, ...]) -> None:
    first = (*to.named(f"held.col.{name}"), Run(f" {to.words(f'held.beside.{name}')}", size=_SMALL))
    others = ("held.col.procedures", *(f"held.manner.{m}" for m in MANNERS), "held.col.copies")
    lines = [to.heads([first, *(to.named(key) for key in others)], _NUMBERS)]
    lines += [
        to.row(
            (row.name, (Run(printed(row.beside), size=_SMALL),)),
            *(number(to.lang, n) for n in (row.procedures, *row.counts, row.copies)), role="small", numbers=_NUMBERS,
        )
        for row in rows
    ]  # fmt: skip
    to.table(_SHARES, lines, to.words(f"held.{name}"), "")
