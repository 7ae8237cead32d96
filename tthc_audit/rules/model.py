"""A rule as its file states it: a predicate over one fact table with its law, its words and its examples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from tthc_audit.results import LegalBasis, Severity, Words

Addressee = Literal["publisher", "receiving_agency", "process_owner", "official", "law_maker"]
Scalar = Decimal | str | date | bool | tuple[str, ...]
"""The value of a parameter; a list of texts where the law names several things."""
AS_OF = "as_of"
"""The parameter every rule has, and the ``law_date`` that means the day of the audit."""


class Period(Struct, frozen=True):
    """From one day to another, both counted; ``None`` where that side is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class DatedValue(Struct, frozen=True):
    """A number of the law from a day on, with the act that sets it."""

    first: date
    value: Scalar
    source: str | None = None


class Examples(Struct, frozen=True):
    """Rows with only the columns that matter, by what must come out for them."""

    passes: tuple[dict[str, object], ...] = ()
    fails: tuple[dict[str, object], ...] = ()
    unknown: tuple[dict[str, object], ...] = ()
    not_applicable: tuple[dict[str, object], ...] = ()


class Rule(Struct, frozen=True, kw_only=True):
    """One rule. ``id`` is its path: ``<pack>/<slug>``; ``file`` is what a problem names.

    ``source`` holds the bytes of the file, to point at a place in it.
    """

    id: str
    file: str
    source: bytes
    title: Words
    about: str
    require: str
    severity: Severity
    message: Words
    legal_basis: tuple[LegalBasis, ...]
    examples: Examples
    applies_when: str = "true"
    params: dict[str, tuple[DatedValue, ...]] = field(default_factory=dict)
    law_date: str = AS_OF
    addressee: Addressee | None = None
    in_force: Period = Period()
    remedy: Words | None = None
    why: Words | None = None


class Override(Struct, frozen=True):
    """What a profile changes in a rule: its severity, and parameters whose one value replaces all dates."""

    severity: Severity | None = None
    params: dict[str, Scalar] = field(default_factory=dict)


NO_OVERRIDE = Override()
