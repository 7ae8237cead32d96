"""What the compliance cost of a procedure is worked out from, as frozen values; nothing here is computed."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct


class Quantity(Struct, frozen=True, kw_only=True, gc=False):
    """A parameter of the compliance cost: one value, or from ``low`` to ``high``; its source and year."""

    source: str
    year: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


class Activity(Struct, frozen=True, kw_only=True):
    """Something that those who comply must do, with its hours and what else it costs them.

    Where ``documents`` or ``steps`` are named it is called for as long as one of them is.
    """

    name: str
    kind: Literal["prepare", "submit", "pay", "work_with_officials", "receive", "condition", "other"]
    hours: Quantity | None = None
    other_vnd: Quantity | None = None
    documents: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None


class Cost(Struct, frozen=True, kw_only=True):
    """What the compliance cost of a procedure is worked out from; what is ``None`` is not known."""

    activities: tuple[Activity, ...] | None = None
    hourly_income_vnd: Quantity | None = None
    fees_vnd: Quantity | None = None
    subjects_per_year: Quantity | None = None
    times_per_year: Quantity | None = None
