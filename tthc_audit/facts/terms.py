"""The numbers of days that deadlines are measured with; they come from the rules, each from its first day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Name = Literal[
    "ministry_decision", "province_decision", "shortened_decision",
    "ministry_database", "province_database", "shortened_database", "office",
]  # fmt: skip


class Dated(NamedTuple):
    """A number of days from a day on; ``None`` on every day."""

    first: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Numbers of days by what they limit; nothing is known where nothing is stated."""

    stated: Mapping[Name, tuple[Dated, ...]] = field(default_factory=dict)

    def days(self, name: Name, on: date) -> int | None:
        """The number that holds on a day; ``None`` where none does."""
        holding = [d for d in self.stated.get(name, ()) if d.first is None or d.first <= on]
        return max(holding, key=lambda d: d.first or date.min).days if holding else None
