"""What a case is compared with: the frozen snapshot that the catalogue names, else the procedure's own baseline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from tthc_audit.catalog.baseline import Frozen, FrozenRow, FrozenTime
from tthc_audit.catalog.model import Case, Procedure
from tthc_audit.flow import clock
from tthc_audit.worktime.span import SCALE, Span

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured


@dataclass(frozen=True, slots=True)
class Earlier:
    """What held for a case before; ``existed``: whether there was an earlier version, ``None`` where not known.

    ``source``: where this was taken from. ``intact`` is false where the snapshot is not the one that was frozen.
    """

    source: Literal["snapshot", "procedure"]
    existed: bool | None
    intact: bool = True
    on: date | None = None
    time_limit: Span | None = None
    process_time: Span | None = None
    cost_vnd: int | None = None


def earlier(measured: Measured, case: Case, wanted_on: date | None) -> Earlier:
    """What held for a case on the day that a target compares with."""
    frozen = measured.survey.baseline
    procedure = measured.procedure
    if frozen is None:
        return _own(measured, case, wanted_on)
    if not frozen.intact:
        return Earlier("snapshot", existed_on(procedure, wanted_on), intact=False)
    existed, row = _row(frozen, procedure, case)
    if row is None:
        return Earlier("snapshot", existed, on=frozen.on)
    return Earlier(
        "snapshot",
        existed,
        on=frozen.on,
        time_limit=clock.span_of(row.time_limit) if row.time_limit else None,
        process_time=_span(row.process_time),
        cost_vnd=row.cost_vnd,
    )


def existed_on(procedure: Procedure, day: date | None) -> bool | None:
    """Whether the procedure was there on that day, as far as its decisions tell.

    One signed by then says yes; only later ones that publish it as new say no.
    """
    if day is None:
        return None
    given = [d for d in procedure.decisions or () if d.role != "abolition"]
    if any(d.signed_on is not None and d.signed_on <= day for d in given):
        return True
    published = [d for d in given if d.role != "internal_process"]
    return False if published and all(d.change == "new" and d.signed_on is not None for d in published) else None


def _own(measured: Measured, case: Case, wanted_on: date | None) -> Earlier:
    baseline = case.baseline or measured.procedure.baseline
    existed = existed_on(measured.procedure, wanted_on)
    if baseline is None:
        return Earlier("procedure", existed)
    return Earlier(
        "procedure",
        existed,
        on=baseline.on,
        time_limit=measured.limit_span(baseline.time_limit),
        process_time=clock.span_of(baseline.process_time) if baseline.process_time else None,
        cost_vnd=baseline.cost_vnd,
    )


def _row(frozen: Frozen, procedure: Procedure, case: Case) -> tuple[bool | None, FrozenRow | None]:
    """Whether the snapshot holds an earlier version, and its row for the case where that is one row.

    A procedure that takes the place of one in the snapshot has an earlier version; of several it has no one figure.
    """
    known = frozen.rows.get(procedure.key)
    if known is not None:
        return True, _of_case(known, case)
    before = [frozen.rows[code] for code in procedure.replaces or () if code in frozen.rows]
    if len(before) == 1:
        return True, _of_case(before[0], case)
    if before:
        return True, None
    other_variant = any(key.partition("@")[0] == procedure.code for key in frozen.rows)
    return (None if other_variant else False), None


def _of_case(rows: Mapping[str, FrozenRow], case: Case) -> FrozenRow | None:
    """The row of a case; where only one side tells cases apart, the row that speaks for all."""
    alone = next(iter(rows.values())) if len(rows) == 1 and not case.id else None
    return rows.get(case.id) or rows.get("") or alone


def _span(time: FrozenTime | None) -> Span | None:
    if time is None:
        return None
    return Span(_ticks(time.min), None if time.max is None else _ticks(time.max), _days(time.days))


def _ticks(value: Decimal) -> int:
    return int(value * SCALE)


def _days(value: Decimal | None) -> int | None:
    return None if value is None else _ticks(value)
