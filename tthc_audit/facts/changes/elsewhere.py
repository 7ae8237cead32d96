"""Work that left one procedure and came back in another of the same catalogue."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tthc_audit.catalog.model import Procedure, Step
from tthc_audit.compare.times import fell, same
from tthc_audit.compare.version import Version
from tthc_audit.facts.changes.both import Both, counted, says_time
from tthc_audit.facts.measured import Measured
from tthc_audit.flow import clock
from tthc_audit.matching.sides import folded


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A procedure that only the later version has; ``out_of``: those it came out of, or replaces."""

    measured: Measured
    version: Version
    out_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """What left a procedure and came back: in which others, and the names of the steps."""

    procedures: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Elsewhere:
    """Every step that came into some procedure, by what it is; and the procedures that are new."""

    came: Mapping[Hashable, Sequence[tuple[Procedure, Step]]] = field(default_factory=dict)
    newcomers: Sequence[Newcomer] = ()

    @classmethod
    def of(cls, pairs: Iterable[Both], newcomers: Sequence[Newcomer]) -> Elsewhere:
        """Everything that came in, over all procedures that changed."""
        came: dict[Hashable, list[tuple[Procedure, Step]]] = {}
        for both in pairs:
            for step in both.added:
                came.setdefault(_what(both.pair.new, step), []).append((both.new.procedure, step))
        for new in newcomers:
            for step in new.measured.procedure.steps or ():
                came.setdefault(_what(new.version, step), []).append((new.measured.procedure, step))
        return cls(came, newcomers)

    def returned(self, both: Both) -> Returned:
        """The steps that left a procedure and came into another, and new procedures whose results it now asks for."""
        procedures: list[str] = []
        steps: list[str] = []
        ids: set[str] = set()
        for step in both.removed:
            found = [
                p.key
                for p, other in self.came.get(_what(both.pair.old, step), ())
                if p.key != both.new.procedure.key and _related(both.new.procedure, p) and _as_long(step, other)
            ]
            if found and counted(step) and says_time(step):
                procedures += found
                steps.append(step.name)
                ids.add(step.id)
        key = both.old.procedure.key
        procedures += [n.measured.procedure.key for n in self.newcomers if key in n.out_of]
        asked = {d.result_of for d in both.new.procedure.documents or () if d.result_of}
        asked -= {d.result_of for d in both.old.procedure.documents or () if d.result_of}
        procedures += [
            n.measured.procedure.key
            for n in self.newcomers
            if {n.measured.procedure.code, n.measured.procedure.key} & asked
        ]
        return Returned(tuple(dict.fromkeys(procedures)), tuple(dict.fromkeys(steps)), frozenset(ids))


def _what(version: Version, step: Step) -> Hashable:
    return folded(step.name), step.kind, version.unit(step.agency)


def _related(one: Procedure, other: Procedure) -> bool:
    """Whether nothing says that two procedures have nothing to do with one another."""
    return one.field is None or other.field is None or folded(one.field) == folded(other.field)


def _as_long(step: Step, other: Step) -> bool:
    was, now = (None if s.duration is None else clock.span_of(s.duration) for s in (step, other))
    return was is None or now is None or same(was, now) or fell(was, now) is not True
