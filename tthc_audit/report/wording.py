"""Measured values in the words of a reader: times, severities, evidence, places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Literal

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import NBSP, Lang, duration, has, number, say, show
from tthc_audit.results import Audit, Finding, LegalBasis, Location, Time, Value, Words

Row = Mapping[str, Value]
Class = Literal["violation", "warning", "suggestion", "unknown"]
CLASSES: tuple[Class, ...] = ("violation", "warning", "suggestion", "unknown")
"""How findings are told apart, the gravest first."""


def pick(lang: Lang, words: Words | None) -> str:
    """The text of the language."""
    if words is None:
        return ""
    return words.vi if lang == "vi" else words.en


def shortened(text: str, most: int) -> str:
    """The text, cut at a word with an ellipsis where it has more letters than that."""
    text = clean(text)
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;-") + "…"


_COUNT = re.compile(r"(?<=[0-9]) (?=(?:ngày|giờ|phút|tuần|tháng|năm|đồng|working|days?|hours?|minutes?)\b)")


def joined(text: str) -> str:
    """The text with numbers bound to the units that follow them, so that no line ends between: "5 ngày"."""
    return _COUNT.sub(NBSP, text)


def class_of(finding: Finding) -> Class:
    """The severity of a finding, or that it could not be decided."""
    return "unknown" if finding.outcome == "unknown" else finding.severity


def class_words(lang: Lang, name: Class) -> str:
    """The severity in words."""
    return say(lang, "common.outcome.unknown" if name == "unknown" else f"common.severity.{name}")


def decimal(value: Value) -> Decimal | None:
    """A decimal as it left the database, or ``None`` where there is none."""
    if value is None or isinstance(value, bool | list | date):
        return None
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def stem(row: Row, name: str) -> Time:
    """The time of that name in a row."""
    low, high, days = (decimal(row.get(f"{name}_{part}")) for part in ("min", "max", "days"))
    return Time(*(None if v is None else f"{v:f}" for v in (low, high, days)))


def time_words(lang: Lang, time: Time | None) -> str:
    """A time in words; "chưa nêu" where nothing is known."""
    if time is None:
        return say(lang, "common.not_stated")
    return duration(lang, decimal(time.min), decimal(time.max), decimal(time.days))


def known(time: Time) -> bool:
    """Whether anything is known of the time."""
    return time.min is not None and not (time.max is None and decimal(time.min) == 0)


def within(time: Time, limit: Time) -> bool | None:
    """Whether a time keeps a limit: in days where both are days, else by bounds; ``None`` if those do not decide."""
    if time.days is not None and limit.days is not None:
        return Decimal(time.days) <= Decimal(limit.days)
    if time.max is not None and limit.min is not None and Decimal(time.max) <= Decimal(limit.min):
        return True
    if time.min is not None and limit.max is not None and Decimal(time.min) > Decimal(limit.max):
        return False
    return None


def share(time: Time, limit: Time) -> Fraction | None:
    """The exact share of a limit that a time takes, where both are one number of one unit."""
    if time.days is not None and limit.days is not None:
        return Fraction(Decimal(time.days)) / Fraction(Decimal(limit.days)) if Decimal(limit.days) else None
    if (
        time.min is None
        or limit.min is None
        or time.min != time.max
        or limit.min != limit.max
        or not Decimal(limit.min)
    ):
        return None
    return Fraction(Decimal(time.min)) / Fraction(Decimal(limit.min))


def share_at_least(time: Time, limit: Time) -> Fraction | None:
    """The share of a limit that a time takes at the very least, by its bounds."""
    if time.min is None or limit.max is None or not Decimal(limit.max):
        return None
    return Fraction(Decimal(time.min)) / Fraction(Decimal(limit.max))


def percent(lang: Lang, part: Fraction) -> str:
    """A share as a whole percentage, halves rounded up."""
    return f"{number(lang, int(part * 100 + Fraction(1, 2)))}%"


def law(lang: Lang, basis: tuple[LegalBasis, ...]) -> list[str]:
    """The provisions in words; one that nobody checked says so."""
    told = []
    for one in basis:
        words = clean(f"{one.provision}, {one.document}" if one.provision else one.document)
        told.append(words if one.verified else say(lang, "report.law.unverified", law=words))
    return told


def place(location: Location) -> str:
    """File and line as editors read them; the pointer where no line is known."""
    if location.line is None:
        return location.file + (f" {location.pointer}" if location.pointer else "")
    return f"{location.file}:{location.line}"


def places(finding: Finding) -> str:
    """The places of a finding: its own, and those it speaks of beside."""
    return " ↔ ".join(dict.fromkeys(place(at) for at in (finding.location, *finding.related)))


def term(lang: Lang, area: str, value: Value) -> str:
    """The word for a coded value, or the value itself where there is none."""
    if value is None:
        return say(lang, "common.not_stated")
    key = f"report.{area}.{value}"
    return say(lang, key) if has(key) else show(lang, value)


_CONTEXT = {
    "file", "pointer", "origin", "procedure", "procedure_name", "procedure_kind", "procedure_scope", "procedure_status",
    "field", "levels", "steps_origin", "source_complete",
}  # fmt: skip
"""Columns that every row repeats: they stand at the head of the page, not among the evidence."""


def evidence(lang: Lang, audit: Audit, finding: Finding) -> list[tuple[str, str]]:
    """What the rule looked at: the meaning of each column and its value; a time's columns as one time.

    What identifies the procedure as a whole is left out.
    """
    found: list[tuple[str, str]] = []
    done: set[str] = set()
    for column, value in finding.evidence.items():
        name = column.rsplit("_", 1)[0] if column.endswith(("_min", "_max", "_days")) else column
        is_time = name != column and f"{name}_min" in finding.evidence
        if column in _CONTEXT or (is_time and name in done):
            continue
        done.add(name)
        if is_time:
            meaning = pick(lang, audit.meanings.get(f"{finding.table}.{name}_min")).rpartition(": ")[0]
            found.append((meaning or name, time_words(lang, stem(finding.evidence, name))))
        else:
            meaning = pick(lang, audit.meanings.get(f"{finding.table}.{column}"))
            found.append((meaning or column, _value(lang, column, value)))
    return found


def _value(lang: Lang, column: str, value: Value) -> str:
    if value is None or value == []:
        return say(lang, "report.nothing")
    amount = decimal(value) if column.endswith("_vnd") else None
    if amount is not None:
        return say(lang, "report.dong", n=amount)
    return term(lang, "kind", value) if column.endswith("kind") else show(lang, value)
