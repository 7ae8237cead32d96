"""A finding followed over rounds of inspection, and a saved round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

State = Literal["new", "repeated", "open", "explained", "undecided", "waived", "fixed"]
STATES: tuple[State, ...] = ("repeated", "open", "new", "undecided", "explained", "waived", "fixed")
"""What most needs somebody to act comes first."""
STANDING: frozenset[State] = frozenset({"new", "repeated", "open", "explained", "undecided"})
"""The states that have an age and a day by which something is due."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the agency says to a finding; empty where it says nothing. ``due`` is the day that it commits itself to."""

    explanation: str = ""
    commitment: str = ""
    due: date | None = None
    evidence: str = ""

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.explanation or self.commitment or self.due or self.evidence)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A finding over rounds.

    ``finding`` is what was last told of it, as in the JSON of ``check``. ``since``: the day of the round in which it
    appeared, or came back; ``fixed_on``: of the first round that proved it gone; ``times_fixed``: how often it was.
    ``due``, ``age`` (working days since ``since``) and ``overdue`` are ``None`` where they mean nothing or cannot be
    known, such as beyond the calendars that are issued.
    """

    finding: Mapping[str, Any]
    state: State
    first_seen: date
    since: date
    fixed_on: date | None = None
    times_fixed: int = 0
    due: date | None = None
    age: int | None = None
    overdue: bool | None = None

    @property
    def fingerprint(self) -> str:
        """By which the finding is known again."""
        return str(self.finding["fingerprint"])

    @property
    def agency(self) -> str:
        """The agency that answers for it, empty where that is not known."""
        return self.finding.get("responsible") or ""

    @property
    def authority(self) -> str:
        """The level that can mend it, empty where that is not known."""
        return self.finding.get("authority") or ""


@dataclass(frozen=True, slots=True)
class Round:
    """A saved round: the result of ``check`` as it was written, the answers to it, and what is known from before.

    ``received``: the day on which the agencies received the conclusion; ``days``: the working days they have from then.
    """

    result: Mapping[str, Any]
    as_of: date
    answers: Mapping[str, Answer] = field(default_factory=dict)
    history: Mapping[str, Tracked] = field(default_factory=dict)
    received: date | None = None
    days: int | None = None


def procedure_of(finding: Mapping[str, Any]) -> str:
    """The procedure of a finding of the JSON of ``check``, empty where it has none."""
    return str(finding["subject"]["keys"].get("procedure") or "")
