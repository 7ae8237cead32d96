"""What a plan of simplification says, as plain values: made by the measuring column, shown by the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from tthc_audit.results import Flow, Time, Words

Status = Literal["reached", "not_reachable", "unproven", "no_target"]
STATUSES: tuple[Status, ...] = ("reached", "not_reachable", "unproven", "no_target")
"""``unproven``: the data do not bound the time, so that no set of changes can be proven to reach the target."""


@dataclass(frozen=True, slots=True)
class PlanAct:
    """An act that must be changed: its number, or what it is where it has none; who can change it."""

    document: str | None
    provision: str | None
    rank: str
    role: str | None
    authority: str


@dataclass(frozen=True, slots=True)
class PlanTimes:
    """The longest run of a case now and afterwards, the least and the most of the cut, and what a target leaves it."""

    case: str
    name: str | None
    before: Time | None
    after: Time | None
    least: str | None
    most: str | None
    goal: Time | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in đồng between two bounds, as whole numbers in plain notation."""

    low: str
    high: str


@dataclass(frozen=True, slots=True)
class PlanCost:
    """The compliance cost of a dossier and of a year, now and afterwards; ``None`` where a parameter is unknown.

    ``least`` and ``most`` are the share that is saved. ``missing`` names the parameters that are not stated,
    ``sources`` where the others come from, with the year.
    """

    before: Amount | None
    after: Amount | None
    year_before: Amount | None
    year_after: Amount | None
    saved: Amount | None
    least: str | None
    most: str | None
    missing: tuple[str, ...]
    sources: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What people have to do: papers, steps of the applicant, hand-overs, steps."""

    papers: int | None
    visits: int
    handoffs: int
    steps: int


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A proposal: its words, its effect when made alone, the acts it touches, the patch and its inverse."""

    id: str
    kind: str
    chosen: bool
    content: Words
    reason: Words
    trade_off: Words
    acts: tuple[PlanAct, ...]
    times: tuple[PlanTimes, ...]
    counts: Counts
    excludes: tuple[str, ...]
    patch: tuple[Mapping[str, Any], ...]
    inverse: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """A step that keeps the time from becoming shorter, with the time it takes."""

    step: str
    name: str
    time: Time | None


@dataclass(frozen=True, slots=True)
class ProcedurePlan:
    """The plan of one procedure: the proposals, which are chosen, what comes of them, what stands in the way.

    ``target`` and ``cut`` are exact fractions as text; ``cut`` is that of the case that is cut least. ``binding``
    are the steps of the longest run that is left, ``unstated`` the steps that lack a time.
    """

    procedure: str
    name: str
    field: str | None
    file: str
    status: Status
    target: str | None
    cut: str | None
    times: tuple[PlanTimes, ...]
    before: Counts
    after: Counts
    cost: PlanCost | None
    changes: tuple[PlanChange, ...]
    binding: tuple[Binding, ...]
    unstated: tuple[str, ...]
    flow_before: Flow
    flow_after: Flow
    patch: tuple[Mapping[str, Any], ...] = ()
    inverse: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of a catalogue for one target."""

    catalog: str
    as_of: date
    horizon: str | None
    procedures: tuple[ProcedurePlan, ...] = field(default=())
