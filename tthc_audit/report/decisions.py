"""What the reader of the first page is asked to decide: at most three things, each within their own authority."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tthc_audit.i18n import Lang, say
from tthc_audit.report.numbering import Chapter, Numbered
from tthc_audit.report.wording import CLASSES, shortened, term

AUTHORITIES = ("commune", "province", "ministry", "government", "national_assembly")
MOST = 3
_NAME = 70
_ORDERS = {
    "commune": ("commune",),
    "province": ("commune", "province"),
    "ministry": ("ministry",),
    "national": ("commune", "province", "ministry", "government"),
}
"""Whose findings a signer at that level may order to be mended; all others are proposed to those who can."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that counts findings: by whom, in how many procedures, by severity."""

    name: str
    procedures: int
    counts: tuple[int, ...]


def counted(findings: Sequence[tuple[Chapter, Numbered]], name_of: Callable[[Numbered], str]) -> tuple[Counted, ...]:
    """Findings counted by a name, the gravest first; those of no name (``""``) last."""
    by_name: dict[str, list[tuple[Chapter, Numbered]]] = {}
    for chapter, numbered in findings:
        by_name.setdefault(name_of(numbered), []).append((chapter, numbered))
    rows = [
        Counted(name, len({c.key for c, _ in several}), tuple(sum(n.kind == k for _, n in several) for k in CLASSES))
        for name, several in by_name.items()
    ]
    return tuple(sorted(rows, key=lambda r: (not r.name, [-n for n in r.counts], r.name)))


def decisions(findings: Sequence[tuple[Chapter, Numbered]], level: str | None, lang: Lang) -> tuple[str, ...]:
    """The sentences: orders to the agencies with the gravest findings, then one proposal to those above.

    ``level`` is that of the signer; where it is not stated, that of a province.
    """
    orders = _ORDERS[level or "province"]
    failed = [(c, n) for c, n in findings if n.kind in ("violation", "warning") and n.finding.authority]
    own = [(c, n) for c, n in failed if n.finding.authority in orders and n.finding.responsible]
    others = [(c, n) for c, n in failed if n.finding.authority not in orders]
    room = MOST - bool(others)
    told = [
        say(
            lang, "report.decision.order", agency=shortened(row.name, _NAME), p=row.procedures,
            what=[
                say(lang, f"report.decision.{name}", n=count)
                for name, count in zip(("violations", "warnings"), row.counts, strict=False) if count
            ],
        )
        for row in counted(own, lambda n: n.finding.responsible or "")[:room]
    ]  # fmt: skip
    if others:
        names = sorted({n.finding.authority or "" for _, n in others}, key=AUTHORITIES.index)
        told.append(
            say(
                lang, "report.decision.propose", who=[term(lang, "whom", name) for name in names], n=len(others),
                p=len({c.key for c, _ in others}),
            )
        )  # fmt: skip
    return tuple(told)
