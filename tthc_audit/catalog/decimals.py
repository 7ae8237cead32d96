"""Numbers with more decimals than a fact table holds exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tthc_audit.catalog.model import Baseline, Duration, Limit, Procedure
from tthc_audit.catalog.references import fees, limits
from tthc_audit.errors import Problem

MOST = 4
_LONG = re.compile(rb"\.[0-9]{5,}[ \t\r\n,}\]]")


def possible(data: bytes) -> bool:
    """Whether a text may hold such a number at all; cheap, and seldom true."""
    return _LONG.search(data) is not None or b"e-" in data or b"E-" in data


def check(procedure: Procedure) -> Iterator[Problem]:
    """Every duration and amount with more than four decimals."""
    for pointer, value in _numbers(procedure):
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -MOST:
            yield Problem("load.too_many_decimals", {"value": f"{value:f}", "limit": MOST}, pointer=pointer)


def _numbers(procedure: Procedure) -> Iterator[tuple[str, Decimal]]:
    for i, step in enumerate(procedure.steps or ()):
        yield from _time(f"/steps/{i}/duration", step.duration)
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
