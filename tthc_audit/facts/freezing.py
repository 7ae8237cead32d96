"""A catalogue as a frozen snapshot: what holds for every procedure now, for targets to compare with later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import orjson

from tthc_audit.catalog.baseline import SCHEMA
from tthc_audit.catalog.model import Case, Limit
from tthc_audit.facts import cost
from tthc_audit.facts.measured import Measured
from tthc_audit.worktime.span import Span, to_decimal


def snapshot(name: str, on: date, procedures: Iterable[Measured]) -> bytes:
    """The snapshot of a catalogue as the bytes of its document; the same procedures give the same bytes.

    Procedures that are abolished are left out. What is not known is left out of its row.
    """
    rows = [row for one in procedures if one.procedure.status != "abolished" for row in _rows(one)]
    rows.sort(key=lambda row: (row["procedure"], row["case"]))
    document = {"schema": SCHEMA, "catalog": name, "on": on, "rows": rows}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _rows(measured: Measured) -> Iterator[dict[str, Any]]:
    procedure = measured.procedure
    for case in measured.cases:
        row: dict[str, Any] = {"procedure": procedure.key, "case": case.id, "name": procedure.name}
        limit = _held(measured, case)
        if limit is not None:
            row["time_limit"] = _duration(limit)
        figures = measured.figures[case.id]
        worst = figures.worst if figures else None
        if worst is not None and (worst.low or worst.high is not None):
            row["process_time"] = _time(worst)
        money = cost.dossier(procedure).money
        if money is not None and money.low == money.high and money.low.denominator == 1:
            row["cost_vnd"] = int(money.low)
        yield row


def _held(measured: Measured, case: Case) -> Limit | None:
    """The limit that holds for an applicant: the committed one, or the limit where none is committed."""
    return case.committed_time_limit or measured.procedure.committed_time_limit or measured.limit(case)


def _duration(limit: Limit) -> dict[str, Any]:
    if limit.value is not None:
        return {"value": _number(limit.value), "unit": limit.unit}
    return {"same_day": True} if limit.same_day else {"text": limit.text or ""}


def _time(span: Span) -> dict[str, Any]:
    parts = {"min": span.low, "max": span.high, "days": span.days}
    return {name: _number(to_decimal(ticks)) for name, ticks in parts.items() if ticks is not None}


def _number(value: Decimal) -> int | float:
    """A decimal of at most four places, written so that reading it gives the same again."""
    return int(value) if value == value.to_integral_value() else float(value)
