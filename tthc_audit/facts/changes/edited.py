"""The procedure as a whole: whether what is published changed, and whether another decision is named for it."""

from __future__ import annotations

from tthc_audit.catalog.model import Procedure
from tthc_audit.differences import Change
from tthc_audit.facts.cells import Row
from tthc_audit.facts.changes.both import Both

_UNPUBLISHED = frozenset({"baseline", "decision", "publication"})
_OF_NO_DECISION = frozenset({"annual_cases", "steps_origin", "status", "abolished_on", "replaced_by", "name_en"})
"""Attributes of a procedure that are counted or follow from elsewhere; no decision sets them."""


def edited(both: Both) -> Row:
    """The row of a procedure that both versions have."""
    telling = [c for c in both.pair.changes if _published(c)]
    old, new = (_numbers(p) for p in (both.old.procedure, both.new.procedure))
    return {
        "what": "procedure", "change": "edited", "subject": both.new.procedure.name, "pointer": "/decisions" if new else "",
        "content_changed": bool(telling), "decision_same": new <= old if new else None, "decisions": sorted(new),
        "changed_parts": list(dict.fromkeys(c.part for c in telling)), "changes": len(telling),
    }  # fmt: skip


def _published(change: Change) -> bool:
    if change.part in _UNPUBLISHED:
        return False
    return not (change.part == "procedure" and change.field in _OF_NO_DECISION)


def _numbers(procedure: Procedure) -> set[str]:
    return {d.number for d in procedure.decisions or () if d.number and d.role != "abolition"}
