"""What differs between two versions of a catalogue, as plain values.

The measuring column makes these, the showing column reads them; neither needs the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from tthc_audit.results import Error, Finding, Flow, Input, Notice, RuleSummary, Stated, Time, Value, Words

Kind = Literal[
    "added", "removed", "merged", "split", "moved", "shortened", "lengthened", "restated", "retimed", "parallel",
    "serial", "resequenced", "rerouted", "clock", "renamed", "changed",
]  # fmt: skip
"""What happened. ``restated``: the same time in other words; ``retimed``: which is the longer cannot be told;
``serial``: one after another what ran side by side; ``rerouted``: other ways between steps, or other conditions of
them; ``clock``: what the time counts, or from and to when; ``changed``: another value of ``Change.field``."""
Part = Literal[
    "procedure", "step", "paper", "fee", "form", "channel", "result", "condition", "applicant", "law", "agency",
    "limit", "case", "baseline", "decision", "publication", "member",
]  # fmt: skip
"""What it happened to."""
Status = Literal["added", "removed", "changed"]
Shown = str | int | bool | date | Stated | Time | tuple[str, ...] | None
"""A value of either version: a duration as stated, or as a time where several were added up; names in a tuple."""


class Law(NamedTuple):
    """A provision of an act, as a document cites it."""

    document: str
    provision: str | None = None

    def __str__(self) -> str:
        """The citation as one text."""
        return f"{self.document} {self.provision}" if self.provision else self.document


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions of a procedure.

    ``name`` is what the thing is called now, or was where it is gone; ``field`` the attribute that has another value;
    ``others`` the names of the steps that it has to do with: merged into or from, split into or from, beside, passed.
    ``case`` where it holds for one case only. ``law`` the acts that the thing itself cites, in either version.
    ``pointer`` is its place in the later file, or in the earlier one where it is ``gone``.
    """

    kind: Kind
    part: Part
    name: str
    pointer: str = ""
    gone: bool = False
    field: str | None = None
    before: Shown = None
    after: Shown = None
    others: tuple[str, ...] = ()
    case: str | None = None
    law: tuple[Law, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A time of one case before and after. ``low`` and ``high`` bound the cut as exact fractions in text.

    ``None`` where nothing bounds it; both are one where it is exact; negative where the time grew.
    """

    measure: Literal["statutory", "committed", "process"]
    case: str
    case_name: str
    before: Time | None
    after: Time | None
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An act that a change touches; ``direct``: what changed cites it, else the procedure as a whole rests on it.

    ``rank`` and ``in_force`` are ``None`` where no register tells.
    """

    document: str
    provisions: tuple[str, ...]
    rank: str | None
    in_force: bool | None
    direct: bool


@dataclass(frozen=True, slots=True)
class ProcedureDifference:
    """What became of one procedure.

    ``key`` is that of the later version, or of the earlier one where it is gone; ``was`` the earlier key where it is
    another. ``into`` and ``out_of``: keys of procedures that it was merged into or split into, and that it came from.
    ``pairs`` are earlier ids of steps to later ones, those that were merged among them.
    """

    key: str
    name: str
    status: Status
    was: str | None = None
    old_file: str | None = None
    new_file: str | None = None
    into: tuple[str, ...] = ()
    out_of: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    times: tuple[Cut, ...] = ()
    acts: tuple[Act, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    before: Flow | None = None
    after: Flow | None = None


@dataclass(frozen=True, slots=True)
class Differences:
    """Two versions of a catalogue compared.

    ``old`` and ``new`` name the versions; ``unchanged`` counts the procedures that are the same in both. ``rules``
    and ``findings`` are those of the rules on changes; ``registers`` the files beside the procedures that differ.
    """

    old: str
    new: str
    as_of: date
    procedures: tuple[ProcedureDifference, ...]
    unchanged: int
    registers: tuple[str, ...] = ()
    inputs: tuple[tuple[Input, ...], tuple[Input, ...]] = ((), ())
    errors: tuple[Error, ...] = ()
    rules: tuple[RuleSummary, ...] = ()
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    rule_failed: bool = False
    rows: tuple[dict[str, Value], ...] = ()
    meanings: Mapping[str, Words] = field(default_factory=dict)
