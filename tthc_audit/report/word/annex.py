"""The appendix: what was read, which rules ran on how much, what stayed undecided, what went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from tthc_audit import __version__
from tthc_audit.i18n import say
from tthc_audit.office.wordml import Part, Run
from tthc_audit.report.appendix import Appendix
from tthc_audit.report.word.front import counts
from tthc_audit.report.word.setting import Setting, printed
from tthc_audit.results import Audit

_SMALL = 8.5


def annex(to: Setting, appendix: Appendix, audit: Audit) -> None:
    """Set the appendix on pages of its own."""
    to.heading(1, to.words("appendix"), new_page=True)
    _part(to, "A", "inputs")
    to.text("body", say(to.lang, "report.inputs.note", version=__version__, day=audit.as_of))
    lines = [to.heads([to.named("col.file"), (Run("SHA-256"),)])]
    lines += [to.row(row.file, ((Run(row.sha256, size=7.5),),), role="small") for row in appendix.inputs]
    to.table((40, 60), lines, to.words("inputs.caption", n=len(appendix.inputs)))
    _rules(to, appendix)
    _part(to, "C", "undecided")
    if appendix.undecided:
        lines = [to.head("col.rule", "col.undecided", "col.why", numbers=(1,))]
        lines += [
            to.row(
                (row.title, (Run(row.id, italic=True, size=_SMALL),)),
                "/".join(counts(to, (row.unknown, row.applicable))), row.messages, role="small", numbers=(1,),
            )
            for row in appendix.undecided
        ]  # fmt: skip
        to.table((38, 14, 48), lines, to.words("undecided.caption"))
    else:
        to.text("body", to.words("undecided.none"))
    _part(to, "D", "stale")
    for row in appendix.stale:
        law = f" ({'; '.join(row.law)})" if row.law else ""
        to.text("listed", f"– {row.title} {row.id}{law}")
    if not appendix.stale:
        to.text("body", to.words("stale.none"))
    _part(to, "E", "notices")
    for notice in appendix.notices or (to.words("notices.none"),):
        to.text("body" if not appendix.notices else "listed", f"– {notice}" if appendix.notices else notice)
    _errors(to, appendix)
    _rates(to, appendix)


def _part(to: Setting, letter: str, name: str) -> None:
    to.heading(2, (Run(f"{letter}. "), *to.named(name)))


def _rules(to: Setting, appendix: Appendix) -> None:
    _part(to, "B", "rules")
    to.text("note", say(to.lang, "report.rules.note"))
    names = ("rule", "severity", "applicable", "passed", "failed", "undecided", "not_applicable")
    lines = [to.head(*(f"col.{name}" for name in names), numbers=range(2, 7))]
    for row in appendix.rules:
        told: list[str | Sequence[Part]] = [row.title, (Run(printed(row.id), italic=True, size=_SMALL),)]
        if row.law:
            told.append((Run(printed("; ".join(row.law)), size=_SMALL),))
        n = row.counts
        numbers = counts(to, (n.applicable, n.passed, n.failed, n.unknown, n.not_applicable))
        lines.append(to.row(told, row.severity, *numbers, role="small", numbers=range(2, 7)))
    to.table((44, 12, 9, 8, 9, 9, 10), lines, say(to.lang, "report.rules.caption", n=len(appendix.rules)))


def _errors(to: Setting, appendix: Appendix) -> None:
    _part(to, "F", "errors")
    if not appendix.errors:
        to.text("body", to.words("errors.none"))
        return
    lines = [to.head("col.place", "col.wrong", "col.hint")]
    lines += [
        to.row(f"{e.file}:{e.line}" if e.line else e.file, e.message, e.hint, role="small") for e in appendix.errors
    ]
    to.table((26, 40, 34), lines, to.words("errors.caption", n=len(appendix.errors)))


def _rates(to: Setting, appendix: Appendix) -> None:
    if not appendix.rates:
        return
    _part(to, "G", "rates")
    to.text("note", to.words("rates.note"))
    numbers = range(1, 5)
    names = ("rule", "confirmed", "rejected", "left_open", "rate", "years")
    lines = [to.head(*(f"col.{name}" for name in names), numbers=numbers)]
    lines += [
        to.row(
            (row.title, (Run(row.rule, italic=True, size=_SMALL),)),
            *counts(to, (row.confirmed, row.rejected, row.open)), row.rate, row.years or to.words("nothing"),
            role="small", numbers=numbers,
        )
        for row in appendix.rates
    ]  # fmt: skip
    to.table((40, 12, 14, 10, 10, 22), lines, to.words("rates.caption"))
