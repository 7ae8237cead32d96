"""An example of a rule as a full row of its fact table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tthc_audit.catalog.position import joined
from tthc_audit.errors import Phrase, Problem
from tthc_audit.facts.table import Table, Type
from tthc_audit.rules import place
from tthc_audit.rules.compiling import AS_OF_COLUMN
from tthc_audit.rules.model import Rule
from tthc_audit.rules.names import nearest
from tthc_audit.worktime.duration import span_of
from tthc_audit.worktime.span import Span, to_decimal

_MOST = Decimal(10) ** 30
_FINEST = -4
_STATED = frozenset({"value", "unit"})
_BOUNDS = frozenset({"min", "max", "days"})


class _UnfitError(Exception):
    """A value that its column cannot hold."""


def row(rule: Rule, table: Table, pointer: str, example: Mapping[str, Any]) -> tuple[dict[str, object], list[Problem]]:
    """The values of the example by column, and what is wrong with it.

    A time may be given by its columns, as ``{"min", "max", "days"}``, as ``{"value", "unit"}``, or as a number
    of working minutes. ``$as_of`` sets the day of the audit; ``x-…`` is a note.
    """
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for name, given in example.items():
        if name.startswith("x-"):
            continue
        here = joined(pointer, name)
        try:
            values.update(_cells(table, name, given))
        except _UnfitError:
            wanted = "time" if name in table.stems else _type(table, name).name.lower()
            said = {"name": name, "wanted": Phrase(f"rules.wanted.{wanted}")}
            problems.append(place.problem(rule, here, "rules.example_value", said))
        except KeyError:
            near = nearest(name, table.names | table.stems | {AS_OF_COLUMN})
            key = "rules.unlisted_example_column" if near is None else "rules.unknown_example_column"
            said = {"name": name, "near": near, "table": table.name}
            problems.append(place.problem(rule, here, key, said, at_key=True))
    return values, problems


def _cells(table: Table, name: str, given: Any) -> Iterator[tuple[str, object]]:
    if name in table.stems:
        span = _time(given)
        return iter((f"{name}_{part}", value) for part, value in zip(("min", "max", "days"), span, strict=True))
    return iter([(name, _cell(_type(table, name), given))])


def _type(table: Table, name: str) -> Type:
    return Type.DATE if name == AS_OF_COLUMN else table.column(name).type


def _time(given: Any) -> tuple[object, object, object]:
    if given is None:
        return None, None, None
    if not isinstance(given, dict):
        minutes = _decimal(given)
        return minutes, minutes, minutes if minutes == 0 else None
    if given.keys() == _STATED:
        return _stated(_decimal(given["value"]), given["unit"])
    if not given.keys() <= _BOUNDS:
        raise _UnfitError
    low, high, days = (None if given.get(key) is None else _decimal(given[key]) for key in ("min", "max", "days"))
    return low, high, days


def _stated(value: Decimal, unit: Any) -> tuple[object, object, object]:
    try:
        span: Span = span_of(value, str(unit))
    except ValueError:
        raise _UnfitError from None
    return (
        to_decimal(span.low),
        None if span.high is None else to_decimal(span.high),
        None if span.days is None else to_decimal(span.days),
    )


def _cell(kind: Type, given: Any) -> object:
    if given is None:
        return None
    fits = {
        Type.TEXT: isinstance(given, str),
        Type.DATE: isinstance(given, str),
        Type.BOOLEAN: isinstance(given, bool),
        Type.TEXTS: isinstance(given, list) and all(isinstance(item, str) for item in given),
    }
    if kind in fits and not fits[kind]:
        raise _UnfitError
    if kind is Type.DATE:
        return _day(given)
    if kind in fits:
        return given
    number = _decimal(given)
    if kind is Type.INTEGER and (number != number.to_integral_value() or abs(number) >= 2**63):
        raise _UnfitError
    return int(number) if kind is Type.INTEGER else number


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise _UnfitError from None


def _decimal(given: Any) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise _UnfitError
    try:
        number = Decimal(given) if isinstance(given, str) else Decimal(repr(given))
    except InvalidOperation:
        raise _UnfitError from None
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < _FINEST or abs(number) >= _MOST:
        raise _UnfitError
    return number
