"""Words, numbers, dates and times as a reader of Vietnamese or English writes them.

Sentences lie in ``locales/<lang>/<area>.json``; the key ``load.unknown_key`` is the entry
``unknown_key`` of ``load.json``. Both languages hold the same keys with the same placeholders.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

import orjson

from tthc_audit import resources
from tthc_audit.errors import Phrase, Problem

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, Lang] = ("vi", "en")
NBSP = "\N{NO-BREAK SPACE}"
_MINUTES_PER_DAY = 480
_MINUTES_PER_HOUR = 60


@cache
def _area(lang: Lang, area: str) -> dict[str, str]:
    loaded: dict[str, str] = orjson.loads(resources.data(f"locales/{lang}", f"{area}.json"))
    return loaded


def say(lang: Lang, key: str, /, **values: object) -> str:
    """The sentence of that key with its values; numbers and dates are written in the language.

    A value is put in as it is, never read as a format itself. ``KeyError`` where the key is not there.
    """
    area, _, name = key.partition(".")
    return _area(lang, area)[name].format_map({k: show(lang, v) for k, v in values.items()})


def problem_words(lang: Lang, problem: Problem) -> tuple[str, str]:
    """What is wrong, and what would be right."""
    return say(lang, problem.key, **problem.values), say(lang, f"{problem.key}.hint", **problem.values)


@cache
def _areas() -> frozenset[str]:
    return frozenset(name.removesuffix(".json") for name in resources.names("locales/vi"))


def has(key: str) -> bool:
    """Whether a sentence of that key exists."""
    area, _, name = key.partition(".")
    return area in _areas() and name in _area("vi", area)


def show(lang: Lang, value: object) -> str:
    """A value as text: decimals with the comma of the language, dates as dd/mm/yyyy, lists with commas.

    Of a mapping from languages to texts, the text of the language.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Phrase):
        return say(lang, value.key, **value.values)
    if isinstance(value, Mapping):
        return str(value[lang])
    if isinstance(value, bool):
        return say(lang, "common.yes" if value else "common.no")
    if isinstance(value, Decimal | int):
        return number(lang, value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}" if lang == "vi" else value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(show(lang, v) for v in value)
    return "" if value is None else str(value)


def number(lang: Lang, value: Decimal | int) -> str:
    """A number in the notation of the language: ``1.234,5`` in Vietnamese, ``1,234.5`` in English."""
    plain = f"{value.normalize():,f}" if isinstance(value, Decimal) else f"{value:,}"
    return plain.translate(str.maketrans(",.", ".,")) if lang == "vi" else plain


@lru_cache(maxsize=1 << 12)
def duration(lang: Lang, low: Decimal | None, high: Decimal | None, days: Decimal | None) -> str:
    r"""A time in words: calendar days where all parts are days, else working days or hours.

    Two bounds that differ are told as a range; nothing above is "at least …".

    >>> duration("vi", Decimal(480), Decimal(480), None)
    '1\xa0ngày làm việc'
    """
    if days is not None and not (low == high == 0):
        return say(lang, "common.days", n=number(lang, days))
    if low is None:
        return say(lang, "common.not_stated")
    if high is None:
        return say(lang, "common.at_least", time=_work(lang, low)) if low else say(lang, "common.not_stated")
    if low == high:
        return _work(lang, low)
    return say(lang, "common.between", low=_work(lang, low), high=_work(lang, high))


def _work(lang: Lang, minutes: Decimal) -> str:
    if minutes and minutes < _MINUTES_PER_DAY // 2:
        if minutes % _MINUTES_PER_HOUR:
            return say(lang, "common.minutes", n=number(lang, minutes))
        return say(lang, "common.hours", n=number(lang, minutes / _MINUTES_PER_HOUR))
    in_days = minutes / _MINUTES_PER_DAY
    rounded = in_days.quantize(Decimal("0.0001"))
    return say(lang, "common.working_days", n=number(lang, rounded))
