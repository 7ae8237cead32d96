"""What a checked part of a predicate is: the SQL it becomes, and the kind of value it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from tthc_audit.facts.table import Column, Type
from tthc_audit.rules.model import Scalar

DIGITS = 38
"""The most digits that the database's exact decimals hold."""
_COLUMN_DIGITS = 14
"""Digits before the point that a measured number is taken to need: more minutes or đồng than any procedure has."""


class Kind(Enum):
    """The kinds of value of the language. ``NOTHING`` is the word ``null``, which only a ``case`` may answer."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    TEXTS = "texts"
    NOTHING = "nothing"


KINDS = {
    Type.TEXT: Kind.TEXT,
    Type.BOOLEAN: Kind.BOOLEAN,
    Type.INTEGER: Kind.NUMBER,
    Type.DECIMAL: Kind.NUMBER,
    Type.DATE: Kind.DATE,
    Type.TEXTS: Kind.TEXTS,
}


@dataclass(frozen=True, slots=True)
class Term:
    """A checked expression.

    ``text`` is the content of a text literal, which a date may be compared with. Of a number, ``digits``
    bounds the places before the point and ``scale`` is the number of places after it.
    """

    sql: str
    kind: Kind
    text: str | None = None
    digits: int = 0
    scale: int = 0


@dataclass(slots=True)
class Uses:
    """What a predicate reads; ``tested`` are the columns it only asks whether they are null."""

    columns: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    tested: set[str] = field(default_factory=set)
    params: set[str] = field(default_factory=set)


class RefusedError(Exception):
    """A part of a predicate that is not in the language; ``offset`` counts characters, from 0."""

    def __init__(self, key: str, offset: int = 0, **values: object) -> None:
        """``key`` names the sentence ``rules.<key>``."""
        super().__init__(key)
        self.key = key
        self.offset = offset
        self.values = values


def column(declared: Column) -> Term:
    """The term that reads a column."""
    scale = 4 if declared.type is Type.DECIMAL else 0
    return Term(f'"{declared.name}"', KINDS[declared.type], digits=_COLUMN_DIGITS, scale=scale)


def literal(value: Scalar) -> Term:
    """The term of a constant value."""
    if isinstance(value, bool):
        return Term("TRUE" if value else "FALSE", Kind.BOOLEAN)
    if isinstance(value, Decimal):
        return number(f"{value:f}")
    if isinstance(value, date):
        return Term(f"DATE '{value.isoformat()}'", Kind.DATE)
    if isinstance(value, tuple):
        return Term(f"CAST([{', '.join(_text(v) for v in value)}] AS VARCHAR[])", Kind.TEXTS)
    return Term(_text(value), Kind.TEXT, text=value)


def number(written: str) -> Term:
    """The term of a number in plain notation."""
    whole, _, decimals = written.removeprefix("-").partition(".")
    sql = f"({written})" if written.startswith("-") else written
    return Term(sql, Kind.NUMBER, digits=len(whole), scale=len(decimals))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def product(left: Term, right: Term) -> Term:
    """Two numbers multiplied, exactly; ``digits`` and ``scale`` say whether the result can be held."""
    sql = f"({_exact(left)} * {_exact(right)})"
    return Term(sql, Kind.NUMBER, digits=left.digits + right.digits, scale=left.scale + right.scale)


def total(operator: str, left: Term, right: Term) -> Term:
    """Two numbers added (``+``) or subtracted (``-``), exactly."""
    sql = f"({_exact(left)} {operator} {_exact(right)})"
    return Term(sql, Kind.NUMBER, digits=max(left.digits, right.digits) + 1, scale=max(left.scale, right.scale))


def _exact(term: Term) -> str:
    """Whole numbers are widened first: the database's own would overflow early."""
    return term.sql if term.scale else f"CAST({term.sql} AS DECIMAL({DIGITS},0))"
