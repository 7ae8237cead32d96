"""The documents of a catalogue as frozen values: what a procedure, an agency, an act *says*.

A field that is ``None`` was not stated; an empty tuple was stated as none. Nothing here judges.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from tthc_audit.catalog.costs import Activity, Cost, Quantity
from tthc_audit.catalog.provenance import Decision, Published, Source, Successor
from tthc_audit.catalog.registry import Agency, Claim, CommonPaper, DataSource, Instrument, ReplacedPaper, Target

__all__ = [
    "APPLICANT", "Activity", "Agency", "Baseline", "Basis", "Case", "Channel", "Claim", "CommonPaper", "Cost",
    "DataSource", "Decision", "Document", "Duration", "Edge", "Extension", "Fee", "Instrument", "Interlinked",
    "Limit", "Member", "Named", "OffClock", "OnlineService", "Procedure", "Published", "Quantity", "ReplacedPaper",
    "Result", "Roles", "Source", "Step", "StepKind", "Successor", "Target", "Unit",
]  # fmt: skip

Unit = Literal["minute", "hour", "working_hour", "working_day", "day", "week", "month", "year"]
StepKind = Literal[
    "submit", "receive", "check", "supplement", "transfer", "appraise", "consult", "inspect_site",
    "publish_notice", "pay", "decide", "sign", "issue", "return", "other",
]  # fmt: skip
APPLICANT = "applicant"


class _Value(Struct, frozen=True, kw_only=True, gc=False):
    """A leaf of a document: holds no container that could form a cycle."""


class _Node(Struct, frozen=True, kw_only=True):
    """A part of a document that holds other parts."""


class Extension(_Node, frozen=True, kw_only=True):
    """A longer limit that the law allows on a condition: ``add`` to it, or ``becomes``."""

    when: str
    add: Duration | None = None
    becomes: Duration | None = None
    basis: str | None = None


class Duration(_Node, frozen=True, kw_only=True):
    """How long: a value with a unit, a same-day limit, or a text that cannot be read as one limit.

    ``shared_with``: inside that step's limit. ``from_step``: counted from that step's end.
    """

    value: Decimal | None = None
    unit: Unit | None = None
    same_day: bool = False
    cut_off: str | None = None
    text: str | None = None
    shared_with: str | None = None
    from_step: str | None = field(default=None, name="from")


class Limit(Duration, frozen=True, kw_only=True):
    """A time limit: a duration with what it counts from, what ends it, and how it may be extended."""

    counts_from: str | None = None
    ends_at: str | None = None
    kind: Literal["result", "objection"] = "result"
    extensions: tuple[Extension, ...] = ()


class Baseline(_Node, frozen=True, kw_only=True):
    """What held before a reform."""

    on: date | None = None
    time_limit: Limit | None = None
    process_time: Duration | None = None
    cost_vnd: int | None = None
    source: str | None = None


class Roles(_Node, frozen=True, kw_only=True):
    """Agency ids by role; ``None`` where a role was not stated."""

    competent: str | None = None
    implementing: tuple[str, ...] | None = None
    coordinating: tuple[str, ...] | None = None
    receiving: tuple[str, ...] | None = None
    delegated: tuple[str, ...] | None = None


class Basis(_Value, frozen=True, kw_only=True):
    """An act that the procedure rests on, by its number."""

    document: str
    provision: str | None = None


class Named(_Value, frozen=True, kw_only=True):
    """A condition, a form or an applicant type: an id where others refer to it, and a name."""

    name: str
    id: str | None = None


class Fee(_Node, frozen=True, kw_only=True):
    """A charge; ``amount_vnd`` in đồng, or the words where there is no one amount."""

    kind: Literal["phi", "le_phi", "price"]
    amount_vnd: Decimal | None = None
    text: str | None = None
    cases: tuple[str, ...] | None = None
    set_by: str | None = None
    collected_by: str | None = None


class Result(_Node, frozen=True, kw_only=True):
    """What the applicant gets."""

    id: str
    name: str
    time_limit: Limit | None = None
    cases: tuple[str, ...] | None = None
    issued_by: str | None = None


class Channel(_Node, frozen=True, kw_only=True):
    """A way to submit, with what is stated for it alone."""

    kind: Literal["in_person", "online", "postal"]
    time_limit: Limit | None = None
    fees: tuple[Fee, ...] | None = None
    returns: tuple[Literal["at_desk", "at_home", "online"], ...] | None = field(default=None, name="return")


class OnlineService(_Value, frozen=True, kw_only=True):
    """The level of online service, with the decree whose levels are meant."""

    level: Literal["full", "partial", "none", "1", "2", "3", "4"]
    under: str | None = None
    on: date | None = None
    partial_reason: str | None = None


class Document(_Node, frozen=True, kw_only=True):
    """A paper of the dossier."""

    id: str
    name: str
    form: str | None = None
    originals: int | None = None
    copies: int | None = None
    handling: Literal["submit", "present", "declare", "lookup"] | None = None
    one_of: str | None = None
    cases: tuple[str, ...] | None = None
    condition: str | None = None
    issued_by: str | None = None
    result_of: str | None = None
    note: str | None = None


class Case(_Node, frozen=True, kw_only=True):
    """A case with its own figures; what it does not state is the procedure's."""

    id: str
    code: str | None = None
    name: str | None = None
    time_limit: Limit | None = None
    committed_time_limit: Limit | None = None
    baseline: Baseline | None = None


class Member(_Node, frozen=True, kw_only=True):
    """A member procedure of an interlinked group."""

    code: str
    time_limit: Limit | None = None
    agency: str | None = None


class Interlinked(_Node, frozen=True, kw_only=True):
    """The members whose steps one dossier runs through."""

    members: tuple[Member, ...]


class OffClock(_Value, frozen=True, kw_only=True):
    """Why the time of a step does not count, and by which provision."""

    reason: str
    basis: str | None = None


class Edge(_Node, frozen=True, kw_only=True):
    """Where a step goes next; with ``cases``, taken only by them."""

    to: str
    when: str | None = None
    cases: tuple[str, ...] | None = None
    probability: str | int | float | None = None
    max_times: int | None = None


class Step(_Node, frozen=True, kw_only=True):
    """One act of one actor that leaves its own outcome."""

    id: str
    name: str
    kind: StepKind
    agency: str
    act: Literal["record", "lookup", "draft", "assign", "measure", "stamp"] | None = None
    role: str | None = None
    duration: Duration | None = None
    inputs: tuple[str, ...] | None = None
    outputs: tuple[str, ...] | None = None
    subject: str | None = None
    legal_basis: tuple[Basis, ...] | None = None
    next: tuple[Edge, ...] = ()
    split: Literal["one", "all"] | None = None
    join: Literal["any", "all"] = "any"
    off_clock: OffClock | None = None
    on_silence: Literal["consent", "none"] | None = None


class Procedure(_Node, frozen=True, kw_only=True):
    """A procedure as its publisher states it, with its step graph."""

    code: str
    name: str
    variant: str | None = None
    name_en: str | None = None
    kind: Literal["citizen", "internal"] | None = None
    scope: Literal["national", "local"] | None = None
    field: str | None = None
    levels: tuple[Literal["ministry", "province", "commune"], ...] | None = None
    status: Literal["in_force", "amended", "abolished"] | None = None
    abolished_on: date | None = None
    replaces: tuple[str, ...] | None = None
    replaced_by: tuple[Successor, ...] | None = None
    source: Source | None = None
    decisions: tuple[Decision, ...] | None = None
    published: tuple[Published, ...] | None = None
    agencies: Roles | None = None
    applicants: tuple[Named, ...] | None = None
    conditions: tuple[Named, ...] | None = None
    forms: tuple[Named, ...] | None = None
    results: tuple[Result, ...] | None = None
    legal_basis: tuple[Basis, ...] | None = None
    channels: tuple[Channel, ...] | None = None
    online_service: OnlineService | None = None
    documents: tuple[Document, ...] | None = None
    dossier_sets: int | None = None
    time_limit: Limit | None = None
    committed_time_limit: Limit | None = None
    baseline: Baseline | None = None
    cases: tuple[Case, ...] | None = None
    fees: tuple[Fee, ...] | None = None
    annual_cases: int | None = None
    interlinked: Interlinked | None = None
    cost: Cost | None = None
    steps: tuple[Step, ...] | None = None
    start: str | None = None
    steps_origin: Literal["authored", "extracted"] = "authored"

    @property
    def key(self) -> str:
        """``code``, or ``code@variant`` where a local variant is stated."""
        return self.code if self.variant is None else f"{self.code}@{self.variant}"
