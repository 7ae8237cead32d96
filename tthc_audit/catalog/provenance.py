"""Where a procedure comes from and what became of it: source, decisions, publication, successors."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct


class Source(Struct, frozen=True, kw_only=True, gc=False):
    """What the file was taken from; from a copy not ``complete``, absence proves nothing.

    ``not_covered``: components that even a complete copy cannot show, because its source has no place for them.
    """

    kind: Literal["decision", "portal_api", "crawl", "office", "authored"] | None = None
    taken_on: date | None = None
    complete: bool = False
    not_covered: tuple[str, ...] | None = None
    reference: str | None = None


class Decision(Struct, frozen=True, kw_only=True, gc=False):
    """A decision that published, changed, abolished or organised the procedure."""

    role: Literal["national_publication", "provincial_publication", "internal_process", "abolition"] | None = None
    change: Literal["new", "amended", "replaced", "abolished"] | None = None
    number: str | None = None
    signed_on: date | None = None
    effective_on: date | None = None
    for_instrument: str | None = None
    instrument_effective_on: date | None = None
    shortened: bool | None = None
    issuer_level: Literal["ministry", "province", "commune"] | None = None


class Published(Struct, frozen=True, kw_only=True, gc=False):
    """Where and when the procedure was made public."""

    channel: Literal["national_db", "portal", "office"] | None = None
    first_on: date | None = None
    last_update_on: date | None = None


class Successor(Struct, frozen=True, kw_only=True, gc=False):
    """The procedure that replaces this one, from a day."""

    code: str
    on: date | None = None
    decision: str | None = None
