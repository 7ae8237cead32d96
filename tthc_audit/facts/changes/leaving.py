"""Work that still has to be done but no longer counts: off the clock, before it starts, after the result."""

from __future__ import annotations

from tthc_audit.catalog.model import APPLICANT, Case, Step
from tthc_audit.compare.order import Order
from tthc_audit.facts.changes.both import Both, counted, says_time, takes_time
from tthc_audit.facts.measured import Measured
from tthc_audit.flow import clock

_INTAKE = ("receive",)
_OUTCOME = ("return", "issue")
_OF_APPLICANTS = frozenset({"submit", "supplement", "pay"})


def left_clock(both: Both) -> list[str]:
    """Steps that counted and do not count now, and new ones of an office that take time and do not count."""
    found = [
        now.name
        for was, now in both.kept
        if counted(was) and takes_time(was) and clock.counts(now) is not True and clock.counts(was) is True
    ]
    found += [s.name for s in both.added if s.agency != APPLICANT and clock.counts(s) is not True and says_time(s)]
    return list(dict.fromkeys(found))


def before_acceptance(both: Both, case: Case, was: Case) -> list[str]:
    """Work that now comes before the clock starts, or before the dossier is taken in."""
    return _outside(both, case, was, side="before")


def after_result(both: Both, case: Case, was: Case) -> list[str]:
    """Work that now comes after the time has ended, or after the result is handed over."""
    return _outside(both, case, was, side="after")


def _outside(both: Both, case: Case, was: Case, *, side: str) -> list[str]:
    old, new = _window(both.old, was, side), _window(both.new, case, side)
    marks = _mark(both.old, both.orders[0], side), _mark(both.new, both.orders[1], side)
    found = []
    for before, after in both.kept:
        if not (counted(before) and counted(after) and takes_time(before)):
            continue
        left = after.id in new and before.id not in old
        passed = _beyond(both.orders[1], after, marks[1], side) and not _beyond(both.orders[0], before, marks[0], side)
        if (left or passed) and not _is_mark(after, side):
            found.append(after.name)
    for step in both.added:
        out = step.id in new or _beyond(both.orders[1], step, marks[1], side)
        if counted(step) and says_time(step) and out and not _is_mark(step, side):
            found.append(step.name)
    return list(dict.fromkeys(found))


def _window(measured: Measured, case: Case, side: str) -> frozenset[str]:
    """The steps that the time of a case leaves out on that side."""
    figures = measured.figures[case.id]
    if figures is None or figures.window is None:
        return frozenset()
    numbers = figures.window.before if side == "before" else figures.window.after
    ids = measured.graphs[case.id].ids
    return frozenset(ids[n] for n in numbers)


def _is_mark(step: Step, side: str) -> bool:
    return step.kind in (_INTAKE if side == "before" else _OUTCOME)


def _mark(measured: Measured, order: Order, side: str) -> Step | None:
    """The step that takes the dossier in first, or hands the result over last; ``None`` where there is not one."""
    kinds = _INTAKE if side == "before" else _OUTCOME
    steps = measured.procedure.steps or ()
    for kind in kinds:
        found = [s for s in steps if s.kind == kind and s.agency != APPLICANT]
        if side == "before":
            found = [s for s in found if not any(order.follows(s.id, o.id) for o in found if o is not s)]
        else:
            found = [s for s in found if not any(order.follows(o.id, s.id) for o in found if o is not s)]
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def _beyond(order: Order, step: Step, mark: Step | None, side: str) -> bool:
    if mark is None or step.id == mark.id:
        return False
    relation = order.relation(step.id, mark.id)
    return relation == ("before" if side == "before" else "behind")
