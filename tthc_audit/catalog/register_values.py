"""The cells of a register as values: days, words, counts, amounts and limits, however people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from tthc_audit.catalog.register_columns import fold, words

Value = str | bool | date | int | None
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]0?0:00(?::00(?:\.0+)?)?)?")
_VIET = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 0?0:00(?::00)?)?")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""What Excel counts as 01/01/2000 and 31/12/2099: another number of five digits is no day."""
_EXCEL_ZERO = date(1899, 12, 30)
_LIMIT = re.compile(r"(?:khong qua |trong |toi da )?(\d{1,6}(?:[.,]\d{1,4})?)\s*(.+)")
_SEVERAL = re.compile(r"[;,+/|&]")
_CODE_AS_NUMBER = re.compile(r"(\d)\.(\d{1,6})")
_THOUSANDS = re.compile(r"\d{1,3}([.,]\d{3})+")
_CODE_DECIMALS = 6


class UnreadableError(ValueError):
    """A cell that holds no value of its kind."""


def parse(kind: str, text: str) -> Value:
    """The value of a cell that is not empty; raises ``UnreadableError``."""
    value = _READERS[kind](" ".join(text.split()))
    if value is None:
        raise UnreadableError
    return value


def day(text: str) -> date | None:
    """A day as 2026-01-31, 31/01/2026 or the number that Excel keeps for it.

    >>> day("31/01/2026"), day("46053"), day("31/02/2026")
    (datetime.date(2026, 1, 31), datetime.date(2026, 1, 31), None)
    """
    if found := _SERIAL.fullmatch(text):
        serial = int(found[1])
        return _EXCEL_ZERO + timedelta(days=serial) if _FIRST_SERIAL <= serial <= _LAST_SERIAL else None
    if found := _ISO.fullmatch(text):
        year, month, number = found.groups()
    elif found := _VIET.fullmatch(text):
        number, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None


def code(text: str) -> str:
    """A procedure code as text; one that a spreadsheet took for a number gets its lost zeros back.

    >>> code("1.00001"), code("1.000656@UBND tỉnh")
    ('1.000010', '1.000656@UBND tỉnh')
    """
    found = _CODE_AS_NUMBER.fullmatch(text)
    return f"{found[1]}.{found[2]:0<{_CODE_DECIMALS}}" if found else text


def limit(text: str) -> str | None:
    """A time limit as ``value unit``; ``same_day`` for one within the day.

    >>> limit("10 ngày làm việc"), limit("8.5 working_day"), limit("Trong ngày")
    ('10 working_day', '8.5 working_day', 'same_day')
    """
    folded = fold(text.replace(",", " phay ").replace(".", " cham "))
    folded = re.sub(r"(\d) (?:phay|cham) (\d)", r"\1.\2", folded).replace(" cham", "").replace(" phay", "")
    if folded in {"trong ngay", "trong ngay lam viec", "same day", "ngay trong ngay"}:
        return "same_day"
    found = _LIMIT.fullmatch(folded)
    unit = words("unit").get(found[2].strip()) if found else None
    return f"{_plain(Decimal(found[1]))} {unit}" if found and unit else None


def money(text: str) -> str | None:
    """An amount in whole đồng as text.

    >>> money("100.000 đồng"), money("miễn phí"), money("8000")
    ('100000', '0', '8000')
    """
    folded = fold(text)
    if folded in {"khong", "mien phi", "khong thu", "none", "free", "khong co"}:
        return "0"
    bare = re.sub(r"\s*(?:đồng|vnđ|vnd|đ)(?:/.*)?$", "", text.casefold()).replace(" ", "")
    if _THOUSANDS.fullmatch(bare):
        bare = re.sub(r"[.,]", "", bare)
    return bare if bare.isascii() and bare.isdigit() and len(bare) <= 15 else None


def count(text: str) -> int | None:
    """A whole number."""
    bare = text.removesuffix(".0")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 6 else None


def means(text: str) -> str | None:
    """One or several means, joined by semicolons in the order of the words."""
    known = words("means")
    if one := known.get(fold(text)):
        return one
    found = [known.get(fold(part)) for part in _SEVERAL.split(text) if part.strip()]
    return None if not found or None in found else ";".join(dict.fromkeys(f for f in found if f))


def _word(group: str) -> Callable[[str], str | None]:
    return lambda text: words(group).get(fold(text))


def _channel(text: str) -> str | None:
    known = words("channel").get(fold(text))
    if known is not None:
        return known
    by_means = words("means").get(fold(text))
    return "office" if by_means not in {None, "none"} else None


def _flag(text: str) -> bool | None:
    found = "yes" if text == "✓" else words("flag").get(fold(text))
    return None if found is None else found == "yes"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_READERS: dict[str, Callable[[str], Value]] = {
    "agency": str,
    "text": str,
    "procedure": code,
    "channel": _channel,
    "means": means,
    "depth": _word("depth"),
    "date_kind": _word("date_kind"),
    "flag": _flag,
    "day": day,
    "limit": limit,
    "money": money,
    "count": count,
}
