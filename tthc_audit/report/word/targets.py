"""The ledger of reform targets: each in every way of counting, then what it asks for and what was reported."""

from __future__ import annotations

from tthc_audit.i18n import number
from tthc_audit.office.wordml import Run
from tthc_audit.report.ledger import Target
from tthc_audit.report.word.setting import Setting, printed
from tthc_audit.report.word.tables import longer

_SHARES = (26, 24, 11, 11, 12, 20)
_NUMBERS = (2, 3, 4)
_HEADS = ("way", "fraction", "percent", "required", "left_out", "verdict")
_SMALL = 9.5


def targets(to: Setting, found: tuple[Target, ...]) -> None:
    """The targets, where the catalogue has any."""
    if not found:
        return
    to.heading(1, to.named("targets"))
    to.text("note", to.words("targets.note"))
    for one in found:
        _target(to, one)
        for line in (*one.claims, *one.lines):
            to.text("note", line)


def _target(to: Setting, one: Target) -> None:
    lines = [to.head(*(f"targets.col.{name}" for name in _HEADS), numbers=_NUMBERS)]
    for way in one.ways:
        name = [Run(printed(way.name), bold=way.declared)]
        if way.declared:
            name.append(Run(f" {to.words('targets.declared')}", italic=True, size=_SMALL))
        nothing = to.words("nothing")
        missed = way.declared and way.verdict == "not_met"
        lines.append(
            to.row(
                (tuple(name),), way.fraction or nothing, way.percent or nothing, way.required or nothing,
                number(to.lang, way.left_out), longer(to.words(f"targets.verdict.{way.verdict}"), missed),
                role="small", numbers=_NUMBERS,
            )
        )  # fmt: skip
    to.table(_SHARES, lines, one.name, to.words(f"targets.verdict.{one.verdict}"))
