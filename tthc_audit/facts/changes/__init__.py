"""The rows of table ``change``: what two versions of a catalogue measure beside one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tthc_audit.differences import Change
from tthc_audit.facts.cells import Row, put
from tthc_audit.facts.changes.both import Both
from tthc_audit.facts.changes.edited import edited
from tthc_audit.facts.changes.elsewhere import Elsewhere, Newcomer
from tthc_audit.facts.changes.gained import added_papers, joined_agencies
from tthc_audit.facts.changes.losses import lost_components, lost_duties, lost_products, removed_steps
from tthc_audit.facts.changes.times import time_rows
from tthc_audit.facts.table import NEAR
from tthc_audit.flow import clock

__all__ = ["Both", "Newcomer", "change_rows"]


def change_rows(pairs: Sequence[Both], newcomers: Sequence[Newcomer], level: str | None) -> Iterator[Row]:
    """The rows of every procedure that both versions have, in their order; ``level`` is that of the owner."""
    elsewhere = Elsewhere.of(pairs, newcomers)
    for both in pairs:
        returned = elsewhere.returned(both)
        timed = list(time_rows(both, returned, level))
        fell = any(row["fell"] is True for row in timed)
        made = [edited(both), *timed, *removed_steps(both, returned.ids, fell=fell)]
        made += [*lost_components(both), *lost_products(both), *lost_duties(both), *joined_agencies(both)]
        made += [_plain(both, change) for change in both.pair.changes if _alone(change)]
        for row in made:
            for name in ("reappears_in",) if row["what"] == "step" and row.get("reappearing") else ():
                row[name] = list(returned.procedures)
            yield {**_NOTHING, NEAR: "", **row, "procedure": both.new.procedure.key}


_NOTHING: Row = {"attribute": None, "case": "", "case_name": None}


def _alone(change: Change) -> bool:
    """Whether a change is a row of its own; steps that are gone are told with more."""
    return not (change.part == "step" and change.kind == "removed")


def _plain(both: Both, change: Change) -> Row:
    row: Row = {
        "what": change.part, "change": change.kind, "subject": change.name or both.new.procedure.name,
        "attribute": change.field, "pointer": _place(change), "case": change.case or "",
        "case_name": both.pair.new.case_name(change.case) if change.case else None,
        "law": [str(law) for law in change.law],
    }  # fmt: skip
    if change.part == "paper" and change.kind == "added":
        row |= added_papers(both, change)
    if change.part == "step" and change.kind in ("shortened", "lengthened", "retimed", "restated"):
        for name, pairs in (("before", 0), ("after", 1)):
            steps = [s[pairs] for s in both.kept if s[1].name == change.name]
            put(row, name, clock.span_of(steps[0].duration) if steps and steps[0].duration else None)
    return row


def _place(change: Change) -> str:
    """Where the later file has it; of what is gone, the list that it is gone from."""
    if not change.gone:
        return change.pointer
    parent = change.pointer.rpartition("/")[0]
    return parent if change.pointer.rpartition("/")[2].isdecimal() and parent.count("/") == 1 else ""
