"""The named transforms of a mapping: from a value of a table to a value of our format."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc_audit.importers import crawl, dossier, figures, parts
from tthc_audit.importers.register import Register
from tthc_audit.importers.shape import cleaned, text_of
from tthc_audit.importers.words import act_number, one_line, plain

_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?:\s.*)?")
_SPLIT = re.compile(r"\s*[;\n]\s*")
_LIMIT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(.+)")
_UNITS = {
    "ngày làm việc": "working_day",
    "ngày": "day",
    "giờ làm việc": "working_hour",
    "giờ": "hour",
    "phút": "minute",
    "tuần": "week",
    "tháng": "month",
    "năm": "year",
}
_LEVELS = (("bộ", "ministry"), ("trung ương", "ministry"), ("tỉnh", "province"), ("xã", "commune"))
_KINDS = {"nội bộ": "internal", "internal": "internal", "người dân": "citizen", "citizen": "citizen"}
_STATES = {
    "còn hiệu lực": "in_force",
    "in_force": "in_force",
    "sửa đổi": "amended",
    "amended": "amended",
    "bãi bỏ": "abolished",
    "abolished": "abolished",
}


class UnreadableError(Exception):
    """A value that a transform cannot read; ``wanted`` is the key of the sentence that says what is expected."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Context:
    """What a transform may need beside the value."""

    register: Register
    remark: parts.Remark


def _text(value: Any, _: Context) -> str | None:
    return one_line(text_of(value)) or None


def _lines(value: Any, _: Context) -> str | None:
    return plain(text_of(value)) or None


def _verbatim(value: Any, _: Context) -> Any:
    return None if value in (None, "", [], {}) else cleaned(value)


def _code(value: Any, context: Context) -> str | None:
    if isinstance(value, float):
        # A number has lost the zeros at its end: 1.00001 was 1.000010.
        return f"{value:.6f}"
    return _text(value, context)


def _whole(value: Any, _: Context) -> int | None:
    if value in (None, ""):
        return None
    found = figures.count(value)
    if found is None:
        raise UnreadableError("whole")
    return found


def read_day(value: Any) -> str | None:
    """A day as ISO writes it, from ISO, dd/mm/yyyy or epoch milliseconds; ``None`` where it is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return figures.day(value)
    text = one_line(text_of(value))
    try:
        found = _DAY.fullmatch(text)
        if found:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None


def _day(value: Any, _: Context) -> str | None:
    if value in (None, ""):
        return None
    found = read_day(value)
    if found is None:
        raise UnreadableError("day")
    return found


def items(value: Any) -> list[str]:
    """The entries of a list, or of a text with one entry a line or between semicolons."""
    given = value if isinstance(value, list) else _SPLIT.split(text_of(value))
    return [name for part in given if (name := one_line(text_of(part)))]


def _list(value: Any, _: Context) -> list[str] | None:
    return items(value) or None


def _named(value: Any, _: Context) -> list[dict[str, str]] | None:
    return [{"id": f"m{n}", "name": name} for n, name in enumerate(items(value), 1)] or None


def _whole_name(value: Any, _: Context) -> list[dict[str, str]] | None:
    name = plain(text_of(value))
    return [{"id": "m1", "name": name}] if name else None


def _agencies(value: Any, context: Context) -> list[str] | None:
    found = [agency for name in items(value) if (agency := context.register.add(name)) is not None]
    return list(dict.fromkeys(found)) or None


def _first_agency(value: Any, context: Context) -> str | None:
    found = _agencies(value, context)
    return found[0] if found else None


def _other_agencies(value: Any, context: Context) -> list[str] | None:
    found = (_agencies(value, context) or [])[1:]
    if found:
        context.remark("several_competent", "")
    return found or None


def _levels(value: Any, _: Context) -> list[str] | None:
    text = one_line(" ".join(items(value))).casefold()
    return list(dict.fromkeys(level for word, level in _LEVELS if re.search(rf"\b{word}\b", text))) or None


def read_limit(value: Any) -> dict[str, Any] | None:
    """A limit in words: one number with a unit is read, anything else kept as words."""
    text = one_line(text_of(value))
    if not text:
        return None
    found = _LIMIT.fullmatch(text.casefold())
    number = figures.number(found[1]) if found else None
    unit = _UNITS.get(found[2].strip(" .")) if found else None
    if unit and number is not None and number <= 1_000_000:
        return {"value": figures.plain_number(number), "unit": unit}
    return parts.published_limit(text, "OTHER")


def _limit(value: Any, _: Context) -> dict[str, Any] | None:
    return read_limit(value)


def _acts(value: Any, context: Context) -> list[dict[str, Any]] | None:
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return parts.bases([part for part in value if isinstance(part, dict)], context.remark) or None
    return parts.bases([{"code": name} for name in items(value)], context.remark) or None


def _decision(value: Any, context: Context) -> list[dict[str, Any]] | None:
    raw = one_line(text_of(value))
    if not raw:
        return None
    number = act_number(raw) or raw
    if number == raw:
        return [{"number": raw}]
    context.remark("normalised", "")
    return [{"number": number, "x-number-as-published": raw}]


def _conditions(value: Any, _: Context) -> Any:
    return parts.conditions(text_of(value)).get("conditions")


def _text_of_none(value: Any, _: Context) -> str | None:
    return parts.conditions(text_of(value)).get("x-conditions-as-published")


def _papers(value: Any, _: Context) -> list[dict[str, Any]] | None:
    return dossier.sort_out(crawl.lines(value)).documents or None


def _notes(value: Any, _: Context) -> list[dict[str, str]] | None:
    return dossier.sort_out(crawl.lines(value)).notes or None


def _headings(value: Any, _: Context) -> list[str] | None:
    return list(dossier.sort_out(crawl.lines(value)).headings) or None


def _simple_papers(value: Any, _: Context) -> list[dict[str, Any]] | None:
    return [{"id": f"g{n}", "name": name} for n, name in enumerate(items(value), 1)] or None


def _channels(value: Any, context: Context) -> list[dict[str, Any]] | None:
    return crawl.channels(value, context.remark) or None


def _applicants(value: Any, context: Context) -> list[dict[str, str]] | None:
    return _named(crawl.joined(items(value)), context)


def _word(words: dict[str, str]) -> Callable[[Any, Context], str | None]:
    def transform(value: Any, _: Context) -> str | None:
        text = one_line(text_of(value)).casefold()
        if not text:
            return None
        found = next((ours for word, ours in words.items() if word in text), None)
        if found is None:
            raise UnreadableError("word")
        return found

    return transform


SEQUENCE = "sequence"
"""The transform that reads the steps out of a text; it runs when everything else of the row is known."""
TRANSFORMS: dict[str, Callable[[Any, Context], Any]] = {
    "text": _text,
    "lines": _lines,
    "verbatim": _verbatim,
    "code": _code,
    "whole_number": _whole,
    "day": _day,
    "list": _list,
    "named": _named,
    "one_named": _whole_name,
    "agencies": _agencies,
    "first_agency": _first_agency,
    "other_agencies": _other_agencies,
    "levels": _levels,
    "limit": _limit,
    "acts": _acts,
    "decision": _decision,
    "conditions": _conditions,
    "conditions_text": _text_of_none,
    "papers": _simple_papers,
    "kind": _word(_KINDS),
    "status": _word(_STATES),
    "crawl_papers": _papers,
    "crawl_notes": _notes,
    "crawl_headings": _headings,
    "crawl_channels": _channels,
    "crawl_applicants": _applicants,
}
"""Name -> transform; ``None`` from a transform means that nothing is stated."""
PARTS: dict[str, tuple[str, ...]] = {
    "acts": ("code", "name"),
    "crawl_papers": ("case", "name", "originals", "copies"),
    "crawl_channels": ("channel", "time_text", "time_value", "time_unit", "fee_text", "description"),
}
"""What a transform reads of the objects of a list."""
