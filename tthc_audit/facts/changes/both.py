"""A procedure in two versions, measured; and what became of the work in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tthc_audit.catalog.model import APPLICANT, Step
from tthc_audit.compare.order import Order
from tthc_audit.compare.pair import Pair
from tthc_audit.compare.version import Version
from tthc_audit.facts.measured import Measured
from tthc_audit.flow import clock


@dataclass(frozen=True)
class Both:
    """Both versions of a procedure with their comparison. ``out_of``: procedures that a new one came out of."""

    pair: Pair
    old: Measured
    new: Measured

    @cached_property
    def kept(self) -> list[tuple[Step, Step]]:
        """The steps that both versions have."""
        old, new = _by_id(self.pair.old), _by_id(self.pair.new)
        return [(old[b], new[a]) for b, a in self.pair.steps.same.items()]

    @cached_property
    def removed(self) -> list[Step]:
        """The steps that are gone and went into no other."""
        found = self.pair.steps
        return [s for s in self.pair.old.procedure.steps or () if s.id not in found.same and s.id not in found.merged]

    @cached_property
    def added(self) -> list[Step]:
        """The steps that are new and came out of no other."""
        was = set(self.pair.steps.same.values())
        return [s for s in self.pair.new.procedure.steps or () if s.id not in was and s.id not in self.pair.steps.split]

    @cached_property
    def orders(self) -> tuple[Order, Order]:
        """The order of the steps in both versions."""
        return Order(self.pair.old.procedure), Order(self.pair.new.procedure)

    @property
    def steps_stated(self) -> bool:
        """Whether both versions state steps."""
        return bool(self.pair.old.procedure.steps and self.pair.new.procedure.steps)


def _by_id(version: Version) -> dict[str, Step]:
    return {s.id: s for s in version.procedure.steps or ()}


def counted(step: Step) -> bool:
    """Whether a step is an office's, and its time counts or may count."""
    return step.agency != APPLICANT and clock.counts(step) is not False


def takes_time(step: Step) -> bool:
    """Whether a step takes time, as far as is stated."""
    span = None if step.duration is None else clock.span_of(step.duration)
    return span is None or span.high is None or span.high > 0


def says_time(step: Step) -> bool:
    """Whether a step states that it takes time."""
    span = None if step.duration is None else clock.span_of(step.duration)
    return span is not None and (span.high is None or span.high > 0)
