"""What a catalogue says of itself: its name, its day, its targets, its calendar, what belongs to it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from tthc_audit.catalog.model import Target
from tthc_audit.worktime.calendar import Year


class Days(Struct, frozen=True, kw_only=True):
    """The working calendar of one year; a list that is not stated stays as it is shipped."""

    days_off: tuple[date, ...] | None = None
    working_saturdays: tuple[date, ...] | None = None
    source: str | None = None


class Register(Struct, frozen=True, kw_only=True):
    """A table that belongs to the catalogue; ``file`` is relative to its folder."""

    kind: str
    file: str


class NamedBaseline(Struct, frozen=True, kw_only=True):
    """The frozen snapshot that targets compare with; ``sha256`` of its bytes, in hexadecimal."""

    file: str
    sha256: str


class Settings(Struct, frozen=True, kw_only=True):
    """``catalog.json``; ``calendar`` is keyed by the year in four digits and overrides the shipped years.

    ``folders`` are the only sub-folders with procedures of this catalogue; ``None`` means all.
    """

    name: str
    owner: str | None = None
    level: Literal["national", "ministry", "province", "commune"] | None = None
    as_of: date | None = None
    calendar: dict[str, Days] = {}
    targets: tuple[Target, ...] = ()
    baseline: NamedBaseline | None = None
    registers: tuple[Register, ...] = ()
    folders: tuple[str, ...] | None = None

    @property
    def years(self) -> dict[int, Year]:
        """The calendar as the arithmetic of dates takes it."""
        return {int(y): Year(d.days_off, d.working_saturdays, d.source) for y, d in self.calendar.items()}


class DoubleControl(Struct, frozen=True, kw_only=True):
    """Why something is examined twice on purpose: in which field, and by which clause."""

    field: Literal["security", "environment", "fire", "land"]
    clause: str


class Waiver(Struct, frozen=True, kw_only=True):
    """A finding that somebody with the authority has accepted, told by its fingerprint or its subject.

    ``covers``: how many findings it named when it was approved; should it name more, it covers none.
    ``double_control``: it accepts a control that is done twice on purpose, and names only findings about overlaps.
    """

    rule: str
    reason: str
    approved_by: str
    fingerprint: str | None = None
    subject: dict[str, str | int | float | bool] | None = None
    covers: int | None = None
    decision: str | None = None
    expires_on: date | None = None
    double_control: DoubleControl | None = None

    @property
    def names(self) -> str:
        """What it names, the same text for the same thing: a fingerprint, or the keys of a subject."""
        if self.fingerprint is not None:
            return self.fingerprint
        return ", ".join(f"{key} = {value}" for key, value in sorted((self.subject or {}).items()))
