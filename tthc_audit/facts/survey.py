"""What every table is measured against: the registers of a catalogue and the day of the audit."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tthc_audit.catalog.baseline import Frozen
from tthc_audit.catalog.model import APPLICANT, Agency, Instrument, Procedure, Target
from tthc_audit.catalog.numbers import act_key as instrument_key
from tthc_audit.facts.cells import Row
from tthc_audit.facts.papers import NONE, Papers
from tthc_audit.facts.terms import Terms
from tthc_audit.worktime.calendar import Calendar

__all__ = ["Survey", "folded", "instrument_key", "is_applicant"]


@dataclass(frozen=True)
class Survey:
    """Registers and the day; agencies that no register holds stand for themselves.

    ``whole``: ``procedures`` are all of the catalogue, so that one which is not among them is not in it.
    ``files``: the file of each procedure, relative to the catalogue.
    ``baseline`` is the frozen snapshot that targets compare with, where the catalogue names one.
    ``terms`` and ``calendar`` tell deadlines; without them none is known.
    """

    as_of: date
    agencies: Mapping[str, Agency]
    instruments: Mapping[str, Instrument]
    papers: Papers = NONE
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    targets: Sequence[Target] = ()
    whole: bool = True
    files: Mapping[str, str] = field(default_factory=dict)
    baseline: Frozen | None = None
    terms: Terms = field(default_factory=Terms)
    calendar: Calendar | None = None
    _actors: dict[str, Row] = field(default_factory=dict, init=False, repr=False, compare=False)
    _covered: dict[tuple[str, str], bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def name(self, agency: str) -> str:
        """The name of an agency, or its id where no register holds it."""
        if agency == APPLICANT:
            return "Người nộp hồ sơ"
        known = self.agencies.get(agency)
        return known.name if known else agency

    def agency_called(self, name: str) -> str | None:
        """The id of the one agency that has this id or name; ``None`` where none has, or several have."""
        if name in self.agencies:
            return name
        return self._by_name.get(folded(name))

    @cached_property
    def _by_name(self) -> Mapping[str, str | None]:
        found: dict[str, str | None] = {}
        for agency in self.agencies.values():
            key = folded(agency.name)
            found[key] = None if key in found else agency.id
        return found

    def body(self, agency: str) -> str:
        """The legal body of a unit; a unit without one is a body of its own."""
        known = self.agencies.get(agency)
        return (known.body if known else None) or agency

    def for_applicant(self, agency: str) -> bool:
        """Whether a step's actor is the applicant, or a private or postal body that acts for them."""
        known = self.agencies.get(agency)
        return is_applicant(agency) or (known is not None and known.kind in {"private", "postal"})

    def current(self, agency: str) -> bool | None:
        """Whether an agency exists on the day of the audit; ``None`` where no register holds it."""
        known = self.agencies.get(agency)
        if known is None:
            return None
        return (known.valid_from is None or known.valid_from <= self.as_of) and (
            known.valid_to is None or self.as_of <= known.valid_to
        )

    def actor(self, agency: str) -> Row:
        """The cells that tell who does a step; the same for every step of an agency."""
        known = self._actors.get(agency)
        if known is None:
            register = self.agencies.get(agency)
            known = self._actors[agency] = {
                "agency": agency,
                "agency_name": self.name(agency),
                "agency_level": register.level if register else None,
                "agency_kind": register.kind if register else None,
                "body": self.body(agency),
                "agency_current": self.current(agency),
                "by_applicant": is_applicant(agency),
            }
        return known

    def covers(self, declared: str, acting: str) -> bool:
        """Whether a declared agency covers one that acts: same unit, same body, or an instance of the class."""
        known = self._covered.get((declared, acting))
        if known is None:
            classes = {self._class(acting), self._class(self.body(acting))} - {None}
            known = (
                declared == acting
                or self.body(declared) == self.body(acting)
                or declared in classes
                or self.body(declared) in classes
            )
            self._covered[declared, acting] = known
        return known

    def _class(self, agency: str) -> str | None:
        known = self.agencies.get(agency)
        return known.member_of if known else None

    def instrument(self, number: str) -> Instrument | None:
        """The act of that number, or ``None``."""
        return self.instruments.get(instrument_key(number))

    def in_force(self, number: str) -> bool | None:
        """Whether an act is in force on the day; ``None`` where no register tells."""
        act = self.instrument(number)
        if act is None:
            return None
        if act.in_force_to is not None and act.in_force_to < self.as_of:
            return False
        if act.in_force_from is None:
            return None
        return act.in_force_from <= self.as_of


def folded(name: str) -> str:
    """A name as it is compared: composed, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def is_applicant(agency: str) -> bool:
    """Whether a step's actor is the applicant and not an agency."""
    return agency == APPLICANT
