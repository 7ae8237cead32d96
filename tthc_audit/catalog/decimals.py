"""Numbers with more decimals than a fact table holds exactly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tthc_audit.catalog.model import Baseline, Duration, Limit, Procedure
from tthc_audit.catalog.references import fees, limits
from tthc_audit.errors import Problem

MOST = 4
_FINEST = Decimal("0.0001")


def check(procedure: Procedure) -> Iterator[Problem]:
    """Every duration and amount with more than four decimals."""
    for i, step in enumerate(procedure.steps or ()):
        time = step.duration
        if time is not None and time.value is not None and time.value % _FINEST:
            yield _fine(f"/steps/{i}/duration/value", time.value)
    for pointer, value in _numbers(procedure):
        if value % _FINEST:
            yield _fine(pointer, value)


def _fine(pointer: str, value: Decimal) -> Problem:
    return Problem("load.too_many_decimals", {"value": f"{value:f}", "limit": MOST}, pointer=pointer)


def _numbers(procedure: Procedure) -> Iterator[tuple[str, Decimal]]:
    """Every number that a procedure states outside its steps."""
    for pointer, limit in limits(procedure):
        yield from _limit(pointer, limit)
    yield from _baseline("/baseline", procedure.baseline)
    for i, case in enumerate(procedure.cases or ()):
        yield from _baseline(f"/cases/{i}/baseline", case.baseline)
    for pointer, charges in fees(procedure):
        for i, fee in enumerate(charges):
            if fee.amount_vnd is not None:
                yield f"{pointer}/{i}/amount_vnd", fee.amount_vnd


def _baseline(pointer: str, baseline: Baseline | None) -> Iterator[tuple[str, Decimal]]:
    if baseline is not None:
        yield from _time(f"{pointer}/process_time", baseline.process_time)
        if baseline.time_limit is not None:
            yield from _limit(f"{pointer}/time_limit", baseline.time_limit)


def _limit(pointer: str, limit: Limit) -> Iterator[tuple[str, Decimal]]:
    yield from _time(pointer, limit)
    for i, extension in enumerate(limit.extensions):
        yield from _time(f"{pointer}/extensions/{i}/add", extension.add)
        yield from _time(f"{pointer}/extensions/{i}/becomes", extension.becomes)


def _time(pointer: str, time: Duration | None) -> Iterator[tuple[str, Decimal]]:
    if time is not None and time.value is not None:
        yield f"{pointer}/value", time.value
