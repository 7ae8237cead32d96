"""A rule's words with the measured values in them, as a reader of the language writes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from string import Formatter

from tthc_audit import i18n
from tthc_audit.facts.table import Column, Table, Unit
from tthc_audit.i18n import LANGS, Lang
from tthc_audit.results import Words
from tthc_audit.rules.compiling import Compiled
from tthc_audit.rules.model import AS_OF

Values = Mapping[str, object]
"""The values of a row: columns by name, parameters by ``$`` and name."""


def message(compiled: Compiled, values: Values) -> Words:
    """What the rule tells of a row, in both languages; ``values`` hold ``shown`` and ``shown_params``."""
    return _both(compiled, compiled.rule.message, values)


def remedy(compiled: Compiled, values: Values) -> Words | None:
    """What to do about a row, in both languages; ``None`` where the rule does not say."""
    return None if compiled.rule.remedy is None else _both(compiled, compiled.rule.remedy, values)


def _both(compiled: Compiled, words: Words, values: Values) -> Words:
    vi, en = (
        _filled(lang, text, compiled.table, compiled.rule.params, values)
        for lang, text in zip(LANGS, words, strict=True)
    )
    return Words(vi, en)


def _filled(lang: Lang, template: str, table: Table, params: Collection[str], values: Values) -> str:
    parts = []
    for text, name in _parsed(template):
        parts.append(text)
        if name is None:
            continue
        if name == AS_OF or name in params:
            parts.append(_of_param(lang, values.get(f"${name}")))
        else:
            parts.append(value(lang, table, name, values))
    return "".join(parts)


@cache
def _parsed(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((text, name) for text, name, _, _ in Formatter().parse(template))


def value(lang: Lang, table: Table, name: str, values: Values) -> str:
    """One column or stem of a row in words, by its unit; what is not known is said to be so."""
    if name in table.stems:
        low, high, days = (_decimal(values.get(f"{name}_{part}")) for part in ("min", "max", "days"))
        return i18n.duration(lang, low, high, days)
    found = values.get(name)
    if table.in_register and isinstance(found, list):
        # The lists of a register hold words of ours, not names and ids of the catalogue.
        found = [i18n.say(lang, f"rules.part.{v}") if i18n.has(f"rules.part.{v}") else v for v in found]
    return _of_column(lang, table.column(name), found)


def _of_param(lang: Lang, found: object) -> str:
    return i18n.say(lang, "rules.not_known") if found is None else i18n.show(lang, found)


def _of_column(lang: Lang, column: Column, found: object) -> str:
    if found is None:
        return i18n.say(lang, "rules.not_known")
    if column.unit is Unit.WORKING_MINUTE:
        minutes = _decimal(found)
        return i18n.duration(lang, minutes, minutes, None)
    if column.unit is Unit.CALENDAR_DAY:
        return i18n.say(lang, "common.days", n=_decimal(found))
    if column.unit is Unit.DONG:
        return i18n.say(lang, "rules.dong", n=_decimal(found))
    if isinstance(found, list | tuple):
        return ", ".join(_word(lang, str(one)) for one in found) if found else i18n.say(lang, "rules.none")
    return _word(lang, found) if isinstance(found, str) else i18n.show(lang, found)


@lru_cache(maxsize=1 << 14)
def _word(lang: Lang, found: str) -> str:
    return i18n.say(lang, f"rules.value.{found}") if i18n.has(f"rules.value.{found}") else found


def _decimal(found: object) -> Decimal | None:
    return found if found is None or isinstance(found, Decimal) else Decimal(str(found))
