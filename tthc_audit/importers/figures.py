"""Published figures as our format writes them: limits, charges, days, numbers; what is no figure stays text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from tthc_audit.importers.words import one_line, plain

UNITS = {
    "MINUTE": "minute",
    "HOUR": "hour",
    "WORKING_HOUR": "working_hour",
    "WORKING_DAY": "working_day",
    "DAY": "day",
    "WEEK": "week",
    "MONTH": "month",
    "YEAR": "year",
}
FEES = {"SERVICE_FEE": "phi", "FEE": "le_phi", "PRICE_LEVEL": "price"}
CHANNELS = {"DIRECT": "in_person", "ONLINE": "online", "POSTAL": "postal"}
_HANOI = timezone(timedelta(hours=7))
_MOST_TIME = 1_000_000
_MOST_MONEY = 10**15
_PLACES = 4


def number(value: object) -> Decimal | None:
    """A number, or a text that is nothing but one; a comma may stand for the point.

    >>> number("8,5"), number("1 ngày")
    (Decimal('8.5'), None)
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        text = str(value)
    elif isinstance(value, str):
        text = value.strip().replace(",", ".")
    else:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def plain_number(value: Decimal) -> int | float:
    """A decimal as JSON writes it: without a point where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def count(value: object) -> int | None:
    """A whole number from 0 to a million, as a count of papers or sets; ``None`` for anything else."""
    found = number(value)
    if found is None or found != found.to_integral_value() or not 0 <= found <= _MOST_TIME:
        return None
    return int(found)


def limit(value: object, unit: object) -> dict[str, Any] | None:
    """A limit as published: a value with a unit that we have, else the published words; ``None`` where none is stated.

    >>> limit(8.5, "WORKING_DAY"), limit(7, "OTHER"), limit("Theo dự án", "OTHER")
    ({'value': 8.5, 'unit': 'working_day'}, {'text': '7 OTHER'}, {'text': 'Theo dự án'})
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    ours = UNITS.get(str(unit))
    found = number(value)
    if ours and found is not None and 0 <= found <= _MOST_TIME and -int(found.as_tuple().exponent) <= _PLACES:
        return {"value": plain_number(found), "unit": ours}
    if found is None and isinstance(value, str):
        words = one_line(value)
        return {"text": words} if words else None
    return {"text": f"{value} {unit}" if unit else str(value)}


def day(milliseconds: object) -> str | None:
    """The day in Vietnam of an instant in milliseconds since 1970.

    >>> day(1768496400000)
    '2026-01-16'
    """
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return None
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
        return moment.astimezone(_HANOI).date().isoformat()
    except (OverflowError, ValueError):
        return None


def fee(kind: object, value: object, words: object) -> dict[str, Any]:
    """A charge as published; a value that is no amount of đồng is kept as words."""
    found = number(value)
    text = plain(str(words)) if words else ""
    made: dict[str, Any] = {"kind": FEES.get(str(kind), "phi")}
    if found is not None and 0 <= found <= _MOST_MONEY:
        made["amount_vnd"] = plain_number(found)
    elif value is not None and value != "":
        text = f"{one_line(str(value))}: {text}" if text else one_line(str(value))
    if text:
        made["text"] = text
    return made
