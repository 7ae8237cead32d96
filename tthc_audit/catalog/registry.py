"""The lists beside the procedures as frozen values: agencies, databases, acts, reform targets.

A field that is ``None`` was not stated; an empty tuple was stated as none.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct, field


class Agency(Struct, frozen=True, kw_only=True, gc=False):
    """An agency, a unit of one, or a class of agencies."""

    id: str
    name: str
    name_en: str | None = None
    level: Literal["ministry", "province", "commune"] | None = None
    kind: Literal[
        "one_stop", "specialised", "leadership", "vertical", "public_service_unit", "council",
        "postal", "private", "other",
    ] | None = None  # fmt: skip
    body: str | None = None
    is_class: bool = False
    member_of: str | None = None
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None


class CommonPaper(Struct, frozen=True, kw_only=True, gc=False):
    """A kind of paper that many dossiers ask for, and the names it goes by.

    ``goes_on``: words that may follow a name without making it that of another paper. ``proofs``: general words
    that ask for a proof which this paper is.
    """

    id: str
    names: tuple[str, ...]
    issuer: str | None = None
    database: str | None = None
    goes_on: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()


class ReplacedPaper(Struct, frozen=True, kw_only=True):
    """A kind of paper that a database can replace."""

    name: str
    id: str | None = None
    procedures: tuple[str, ...] | None = None
    held_since: date | None = field(default=None, name="from")
    until: date | None = None
    by: str | None = None


class DataSource(Struct, frozen=True, kw_only=True):
    """A database of the State and the papers it can replace."""

    id: str
    name: str
    owner: str | None = None
    papers: tuple[ReplacedPaper, ...] | None = None


class Instrument(Struct, frozen=True, kw_only=True, gc=False):
    """A legal act with its validity."""

    number: str
    name: str | None = None
    kind: str | None = None
    issuer: str | None = None
    rank: Literal["law", "decree", "circular", "provincial_decision", "internal_rule"] | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    replaced_by: str | None = None
    verified: bool = False
    source: str | None = None


class Claim(Struct, frozen=True, kw_only=True, gc=False):
    """What somebody reported of a target: so many procedures of so many, so many percent as it was written."""

    met: int
    of: int
    percent: str | int | float | None = None
    source: str | None = None


class Target(Struct, frozen=True, kw_only=True):
    """A reform target: what must be cut, by how much, and how it is counted."""

    id: str
    measure: Literal["time_limit", "process_time", "cost"]
    cut: str | int | float
    method: Literal["each", "share", "total", "mean", "weighted"]
    name: str | None = None
    required_share: str | int | float | None = None
    against: Literal["snapshot", "statutory_limit"] = "snapshot"
    baseline_on: date | None = None
    scope: str | None = None
    source: str | None = None
    due: date | None = None
    claim: Claim | None = None
