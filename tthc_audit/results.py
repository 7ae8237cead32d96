"""What an audit yields: findings, outcomes, measured rows and flows, as plain values.

The measuring column makes these, the showing column reads them; neither needs the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct

from tthc_audit.settled import Accepted, Compared

Severity = Literal["violation", "warning", "suggestion"]
Outcome = Literal["pass", "fail", "unknown", "not_applicable"]
Authority = Literal["commune", "province", "ministry", "government", "national_assembly"]
Value = str | int | bool | date | None | list[str]
"""A cell of a fact table as it leaves the database; decimals leave as ``str`` in plain notation."""


class Words(NamedTuple):
    """One text in both languages."""

    vi: str
    en: str


class Location(Struct, frozen=True):
    """A place in an input file; ``file`` relative to the catalogue; line and column count from 1."""

    file: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The provision that a rule rests on."""

    document: str
    provision: str | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """One rule of the run with its denominators, counted before baselines and waivers.

    ``severity`` is the nominal one; ``stale`` where the rule is outside its time or its basis lapsed.
    """

    id: str
    title: Words
    severity: Severity
    addressee: str | None
    stale: bool
    passed: int
    failed: int
    unknown: int
    not_applicable: int
    legal_basis: tuple[LegalBasis, ...] = ()
    why: Words | None = None

    @property
    def applicable(self) -> int:
        """The denominator: rows that the rule speaks about."""
        return self.passed + self.failed + self.unknown


class Finding(Struct, frozen=True):
    """One failed row, or the undecided rows of one rule and one procedure.

    ``reasons`` and ``count`` belong to ``unknown`` findings: the facts that are missing
    (column or stem names, or ``bounds``), and how many rows the group holds. ``accepted``: by whom, where waived.
    ``related`` are further places that it speaks of, such as the second of a pair. ``subject_keys`` hold the key
    columns of the row, ``procedure`` among them where the table has one.
    """

    rule: str
    severity: Severity
    outcome: Literal["fail", "unknown"]
    table: str
    subject_keys: dict[str, Value]
    message: Words
    evidence: dict[str, Value]
    location: Location
    fingerprint: str
    status: Literal["new", "known", "waived"] = "new"
    procedure: str | None = None
    responsible: str | None = None
    authority: Authority | None = None
    due: date | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    remedy: Words | None = None
    title: Words | None = None
    reasons: tuple[str, ...] = ()
    count: int = 1
    related: tuple[Location, ...] = ()
    accepted: Accepted | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A posting that must follow a new decision, by whom and until which day; ``certain``: its old number was seen."""

    procedure: str
    agency: str | None
    channel: str
    decision: str | None
    shown: str | None
    deadline: date | None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know about the run itself; ``key`` and ``values`` as in ``errors.Problem``."""

    key: str
    values: dict[str, object] = field(default_factory=dict)


class Time(NamedTuple):
    """A span for showing: plain decimal strings of minutes and days, ``None`` where unbounded or not known."""

    min: str | None
    max: str | None
    days: str | None


@dataclass(frozen=True, slots=True)
class FlowNode:
    """A step as a diagram or a step table shows it; durations are already words-free values.

    ``clock`` tells where the step lies to the time that the limit counts (``beside``: before it or within,
    as it happens), ``None`` where that is not known; ``counts`` whether its own time counts there, ``None``
    where it is said not to but nothing is cited for that.
    """

    id: str
    name: str
    kind: str
    lane: str
    role: str | None = None
    duration: Stated | None = None
    time: Time | None = None
    off_clock: str | None = None
    split: Literal["one", "all"] | None = None
    join: Literal["any", "all"] = "any"
    on_critical_path: bool = False
    slack: Time | None = None
    reachable: bool = True
    conditional: bool = False
    legal_basis: tuple[str, ...] = ()
    clock: Literal["before", "beside", "within", "after"] | None = "within"
    counts: bool | None = True


@dataclass(frozen=True, slots=True)
class Stated:
    """A duration as it was stated, for wording: ``value`` and ``unit``, or same-day, or a text."""

    value: str | None = None
    unit: str | None = None
    same_day: bool = False
    cut_off: str | None = None
    text: str | None = None
    shared_with: str | None = None
    from_step: str | None = None


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """An edge between two steps; ``back`` where it leads back into the flow; ``cases`` empty means all."""

    source: str
    target: str
    when: str | None = None
    cases: tuple[str, ...] = ()
    back: bool = False
    critical: bool = False
    on_trace: bool = False


@dataclass(frozen=True, slots=True)
class FlowLane:
    """A lane: one agency or unit, and the legal body it belongs to with its name (``None``: a body of its own)."""

    id: str
    name: str
    body: str | None = None
    body_name: str | None = None


@dataclass(frozen=True, slots=True)
class FlowCase:
    """What was measured on the flow of one case: whether it is sound, where it breaks, what decides its time."""

    sound: bool | None
    problem: str | None = None
    trace: tuple[str, ...] = ()
    critical_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A procedure's step graph with what was measured on it, ready to be drawn.

    ``cases`` are ids and names; ``by_case`` holds what differs from the whole, by the id of the case.
    """

    procedure: str
    name: str
    lanes: tuple[FlowLane, ...]
    nodes: tuple[FlowNode, ...]
    edges: tuple[FlowEdge, ...]
    start: str | None
    sound: bool | None
    problem: str | None = None
    trace: tuple[str, ...] = ()
    cases: tuple[tuple[str, str], ...] = ()
    by_case: Mapping[str, FlowCase] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Error:
    """A load error in the words of the user's language, as the outputs print it."""

    file: str
    line: int | None
    column: int | None
    pointer: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read: path relative to the catalogue, and the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Review:
    """What an inspector made of a finding, known by its fingerprint; who and when where that is stated."""

    fingerprint: str
    rule: str
    verdict: Literal["confirmed", "rejected", "open"]
    by: str | None = None
    on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything a run yields.

    ``tables`` holds the rows of the fact tables that the caller asked for (table name -> rows), ``flows`` the
    step graphs by procedure, ``agencies`` names by id, ``sources`` the file of each procedure, ``names`` its name.
    ``reviews`` are what inspectors made of findings, later ones in the place of earlier ones.
    ``owner`` and ``level`` are whose catalogue it is and at which level of government that one stands, where stated.
    ``rule_failed``: a rule could not be worked out on some rows. ``meanings``: what the columns of the fact
    tables mean, by ``<table>.<column>``, for showing evidence. ``within``: the folder of the catalogue in the
    repository that holds it, ending with ``/``, for outputs that a platform reads; empty at its top or outside one.
    ``pack``: what tells the rules of the run, with their changes by the profile, from any others. ``since``: only what
    changed after this commit was judged, with what depends on it; ``updates`` are the postings it makes stale.
    """

    name: str
    as_of: date
    inputs: tuple[Input, ...]
    errors: tuple[Error, ...]
    rules: tuple[RuleSummary, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    rule_failed: bool = False
    tables: dict[str, list[dict[str, Value]]] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, Words] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()
    owner: str | None = None
    level: Literal["national", "ministry", "province", "commune"] | None = None
    within: str = ""
    pack: str = ""
    baseline: Compared | None = None
    since: str | None = None
    updates: tuple[Update, ...] = ()
