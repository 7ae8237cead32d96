"""What was settled about findings before the run: accepted by whom, or known since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Accepted:
    """Why a finding counts no more, and who with the authority to do so said it; until when, where it ends.

    ``control`` and ``clause``: the field in which a double control is wanted, and what it rests on.
    """

    reason: str
    approved_by: str
    decision: str | None = None
    expires_on: date | None = None
    control: str | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding that a baseline knows and that does not occur any more."""

    rule: str
    fingerprint: str
    severity: str
    procedure: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What a baseline says of a run.

    ``entries``: how many findings it knows; ``gone``: those of them that were judged and occur no more. Past its last
    day (``expired``) it knows nothing. ``same_rules``: whether it was written with the rules of the run.
    """

    tool: str
    entries: int
    gone: tuple[Gone, ...] = ()
    expires_on: date | None = None
    expired: bool = False
    same_rules: bool = True
