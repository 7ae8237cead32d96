"""The limit of each case before and after, with everything that tells where the time went."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.catalog.model import Case, Limit
from tthc_audit.catalog.shares import percent
from tthc_audit.compare.times import fell, same_words
from tthc_audit.facts.cells import Row, put
from tthc_audit.facts.changes.both import Both, counted
from tthc_audit.facts.changes.elsewhere import Returned
from tthc_audit.facts.changes.higher import higher_acts
from tthc_audit.facts.changes.leaving import after_result, before_acceptance, left_clock
from tthc_audit.facts.cuts import longest, same_cases
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.target import cut_bounds
from tthc_audit.flow import clock
from tthc_audit.worktime.span import Span

_FALLING = frozenset({"shortened", "parallel"})


def time_rows(both: Both, returned: Returned, level: str | None) -> Iterator[Row]:
    """One row a case whose limit, process, channels or baseline is not what it was."""
    for case, was in same_cases(both.pair, both.old, both.new):
        row = _row(both, case, was, returned, level)
        if row is not None:
            yield row


def _row(both: Both, case: Case, was: Case, returned: Returned, level: str | None) -> Row | None:
    limits = _binding(both.old, was), _binding(both.new, case)
    before, after = (both.old.limit_span(limit) for limit in limits)
    process = longest(both.old, was), longest(both.new, case)
    channels = _channels(both, limits)
    edited = _baseline_edited(both, case, was)
    stated = both.steps_stated
    moved = stated and any(c.part == "step" or c.kind == "clock" for c in both.pair.changes)
    if before == after and process[0] == process[1] and same_words(*limits) and not channels[0] and not edited:
        return None
    low, high = cut_bounds(before, after) if before and after else (None, None)
    exact = low if low is not None and low == high else None
    places = {c.id: i for i, c in enumerate(both.new.procedure.cases or ())}
    row: Row = {
        "procedure": both.new.procedure.key,
        "pointer": _pointer(both.new, case, places),
        "what": "time",
        "change": "compared",
        "subject": both.new.procedure.name,
        "attribute": None,
        "case": case.id,
        "case_name": case.name or case.code,
        "cut": None if exact is None else str(exact),
        "cut_percent": None if exact is None else percent(exact),
        "fell": fell(before, after),
        "grew": fell(after, before),
        "process_grew": fell(process[1], process[0]),
        "steps_fell": _steps_fell(both, returned) if stated else None,
        **_units(*limits),
        "left_clock": _if(stated, left_clock(both) if moved else []),
        "before_acceptance": _if(stated, before_acceptance(both, case, was) if moved else []),
        "after_result": _if(stated, after_result(both, case, was) if moved else []),
        "channels_fell": channels[0],
        "channels_kept": channels[1],
        "reappears_in": list(returned.procedures),
        "reappearing": list(returned.steps),
        "baseline_edited": edited,
        "higher_acts": higher_acts(both, case, was, level),
    }
    put(row, "before", before)
    put(row, "after", after)
    put(row, "statutory_before", both.old.limit_span(both.old.limit(was)))
    put(row, "statutory_after", both.new.limit_span(both.new.limit(case)))
    put(row, "process_before", process[0])
    put(row, "process_after", process[1])
    for name, measured, one in (("baseline_before", both.old, was), ("baseline_after", both.new, case)):
        baseline = one.baseline or measured.procedure.baseline
        put(row, name, measured.limit_span(baseline.time_limit) if baseline else None)
    return row


def _if(stated: bool, found: list[str]) -> list[str] | None:
    return found if stated else None


def _pointer(measured: Measured, case: Case, places: dict[str, int]) -> str:
    held = f"/cases/{places[case.id]}" if case.id in places else ""
    if case.committed_time_limit is not None or (not held and measured.procedure.committed_time_limit is not None):
        return f"{held}/committed_time_limit"
    if case.time_limit is not None or (not held and measured.procedure.time_limit is not None):
        return f"{held}/time_limit"
    return held


def _binding(measured: Measured, case: Case) -> Limit | None:
    """The limit that binds the office: the committed one, else that of the law."""
    return case.committed_time_limit or measured.procedure.committed_time_limit or measured.limit(case)


def _units(was: Limit | None, now: Limit | None) -> Row:
    if was is None or now is None or was.value is None or now.value is None:
        return {"unit_switched": None, "figure_same": None, "figure_fell": None}
    return {
        "unit_switched": was.unit != now.unit,
        "figure_same": was.value == now.value,
        "figure_fell": now.value < was.value,
    }


def _steps_fell(both: Both, returned: Returned) -> bool:
    """Whether some work of an office became less, faster, or runs beside other work; work that moved away did not."""
    if any(counted(s) and s.id not in returned.ids for s in both.removed):
        return True
    names = {now.name for was, now in both.kept if counted(was) and counted(now)}
    return any(
        c.part == "step" and c.name in names and (c.kind in _FALLING or (c.field == "act" and c.after == "lookup"))
        for c in both.pair.changes
    )


def _channels(both: Both, limits: tuple[Limit | None, Limit | None]) -> tuple[list[str], list[str]]:
    """The ways to submit whose limit fell, and those whose limit did not; none where none has a limit of its own."""
    old = {c.kind: c.time_limit for c in both.old.channels}
    new = {c.kind: c.time_limit for c in both.new.channels}
    common = [kind for kind in new if kind in old]
    down: list[str] = []
    kept: list[str] = []
    if not any(old[k] or new[k] for k in common):
        return down, kept
    for kind in common:
        was, now = old[kind] or limits[0], new[kind] or limits[1]
        verdict = fell(_span(was), _span(now))
        if verdict is not None:
            (down if verdict else kept).append(kind)
    return down, kept


def _span(limit: Limit | None) -> Span | None:
    return None if limit is None else clock.span_of(limit)


def _baseline_edited(both: Both, case: Case, was: Case) -> bool:
    """Whether a baseline that was stated is another one now, or gone."""
    before = was.baseline or both.old.procedure.baseline
    after = case.baseline or both.new.procedure.baseline
    if before is None:
        return False
    if after is None:
        return True
    if before.on != after.on or before.cost_vnd != after.cost_vnd:
        return True
    fields = ("time_limit", "process_time")
    return any(not same_words(getattr(before, f), getattr(after, f)) for f in fields if getattr(before, f) is not None)
