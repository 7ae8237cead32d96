"""The best set of options, proven to be the best: OR-Tools CP-SAT, one worker, a fixed seed, whole numbers.

Preferred, in this order: the lowest highest rank of law that must change, the fewest acts, the fewest changes, the
most time left in hand. Where no set keeps the limits: the set that cuts most, and the proof that none cuts more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, Any

from tthc_audit.errors import AuditError, Problem
from tthc_audit.simplify.network import Question, longest

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

_SEED = 2026
_MOST_WORK = 120.0
"""Of each of its steps the solver may do so much, counted in work and not by the clock, before it gives up."""
_LARGEST = 2**50


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen options by number; ``reached``: every limit is kept.

    Else the choice is the one with the greatest cut of the case that is cut least, and ``cut`` says how much.
    """

    chosen: tuple[int, ...]
    reached: bool
    cut: Fraction | None


def choose(question: Question, forbidden: Collection[frozenset[int]] = ()) -> Choice:
    """The best choice; ``forbidden`` are sets that turned out not to be what they seemed.

    Raises ``AuditError`` where what options need of each other goes round in a circle, or the solver is not installed.
    """
    _refuse_circles(question)
    found = _best(question, forbidden)
    if found is not None:
        return Choice(found, reached=True, cut=_cut(question, found))
    found = _most(question, forbidden)
    return Choice(found, reached=False, cut=_cut(question, found))


def _refuse_circles(question: Question) -> None:
    needs: dict[int, set[int]] = {}
    for option, needed in question.needs:
        needs.setdefault(option, set()).add(needed)
    for first in sorted(needs):
        seen: set[int] = set()
        queue = [first]
        while queue:
            for needed in needs.get(queue.pop(), ()):
                if needed == first:
                    raise AuditError(Problem("simplify.circle", {"n": first + 1}))
                if needed not in seen:
                    seen.add(needed)
                    queue.append(needed)


def _best(question: Question, forbidden: Collection[frozenset[int]]) -> tuple[int, ...] | None:
    """The best set that keeps every limit, found one preference after the other."""
    model = _Model(question, forbidden)
    hand = model.cp.new_int_var(0, max(min((line.limit for line in question.lines), default=0), 0), "hand")
    for line, makespan in zip(question.lines, model.makespans, strict=True):
        model.cp.add(hand <= line.limit - model.unit * makespan)
    return model.minimised((model.rank, model.acts, model.changes, -hand))


def _most(question: Question, forbidden: Collection[frozenset[int]]) -> tuple[int, ...]:
    """The set that leaves the smallest share of its time to the case that keeps most; then as preferred."""
    model = _Model(question, forbidden)
    befores = [max(line.before // model.unit, 1) for line in question.lines]
    whole = lcm(*befores) if befores else 1
    if whole > _LARGEST:
        # Beyond what the solver counts: shares to a millionth, rounded so that none is promised too small.
        whole = 10**6
    left = model.cp.new_int_var(0, whole, "left")
    for before, makespan in zip(befores, model.makespans, strict=True):
        if whole % before == 0:
            model.cp.add(left >= makespan * (whole // before))
        else:
            model.cp.add(left * before >= makespan * whole)
    found = model.minimised((left, model.rank, model.acts, model.changes))
    return () if found is None else found


def _cut(question: Question, chosen: Collection[int]) -> Fraction | None:
    """The cut of the case that is cut least."""
    shares = []
    for n, line in enumerate(question.lines):
        time = longest(line, [question.options[i].effects[n] for i in sorted(chosen)])[0]
        if line.before:
            # Where bounds alone make the time after look longer than the time before, nothing was cut.
            shares.append(max(1 - Fraction(time, line.before), Fraction(0)))
    return min(shares, default=None)


class _Model:
    """The question as constraints: which options, when each step of each case ends at the earliest."""

    def __init__(self, question: Question, forbidden: Collection[frozenset[int]]) -> None:
        try:
            from ortools.sat.python import cp_model  # noqa: PLC0415  heavy, and only planning needs it
        except ImportError:
            raise AuditError(Problem("simplify.no_solver")) from None
        self._solver: Any = cp_model
        self.cp: CpModel = cp_model.CpModel()
        self.question = question
        self.unit = _unit(question)
        self.picked = [self.cp.new_bool_var(f"x{i}") for i in range(len(question.options))]
        for a, b in sorted(question.conflicts):
            self.cp.add_bool_or([~self.picked[a], ~self.picked[b]])
        for a, b in sorted(question.needs):
            self.cp.add_implication(self.picked[a], self.picked[b])
        for some in sorted(forbidden, key=sorted):
            self.cp.add_bool_or([~x if i in some else x for i, x in enumerate(self.picked)])
        self.makespans = [self._line(n) for n in range(len(question.lines))]
        self.rank = self.cp.new_int_var(-1, max((o.rank for o in question.options), default=0), "rank")
        for option, x in zip(question.options, self.picked, strict=True):
            self.cp.add(self.rank >= option.rank).only_enforce_if(x)
        self.acts = sum(self._act(act) for act in sorted(frozenset().union(*(o.acts for o in question.options))))
        self.changes = sum(self.picked)

    def _act(self, act: str) -> IntVar:
        needed = self.cp.new_bool_var(f"act {act}")
        for option, x in zip(self.question.options, self.picked, strict=True):
            if act in option.acts:
                self.cp.add_implication(x, needed)
        return needed

    def _line(self, n: int) -> IntVar:
        """The longest path of a case: no shorter than any path that is there."""
        line = self.question.lines[n]
        effects = [option.effects[n] for option in self.question.options]
        most = sum(max([time, *(e.times.get(step, 0) for e in effects)]) for step, time in line.times.items())
        most = most // self.unit + sum(
            max(time, 0) // self.unit for e in effects for step, time in e.times.items() if step not in line.times
        )
        makespan = self.cp.new_int_var(0, most, f"time {n}")
        steps = sorted({*line.times, *(s for e in effects for edge in (*e.removed, *e.added) for s in edge)})
        end = {step: self.cp.new_int_var(0, most, f"end {n} {step}") for step in steps}
        time = {step: self._time(line.times.get(step, 0), step, n) for step in steps}
        for step in steps:
            self.cp.add(end[step] >= time[step])
            self.cp.add(makespan >= end[step])
        for source, target in sorted({*line.edges, *(edge for e in effects for edge in e.added)}):
            later = self.cp.add(end[target] >= end[source] + time[target])
            adders = [x for x, e in zip(self.picked, effects, strict=True) if (source, target) in e.added]
            removers = [x for x, e in zip(self.picked, effects, strict=True) if (source, target) in e.removed]
            if (source, target) not in line.edges:
                # There as soon as one option adds it.
                for x in adders[1:]:
                    self.cp.add(end[target] >= end[source] + time[target]).only_enforce_if(x)
                later.only_enforce_if(adders[0])
                continue
            if removers:
                later.only_enforce_if([~x for x in removers])
            for x in adders:
                self.cp.add(end[target] >= end[source] + time[target]).only_enforce_if(x)
        return makespan

    def _time(self, base: int, step: str, n: int) -> Any:
        """The time of a step: its own, or that of the one option that replaces it."""
        told: Any = base // self.unit
        for option, x in zip(self.question.options, self.picked, strict=True):
            if step in option.effects[n].times:
                told = told + (option.effects[n].times[step] - base) // self.unit * x
        return told

    def minimised(self, parts: Collection[Any]) -> tuple[int, ...] | None:
        """The options that make the first part smallest, then the second, and so on; ``None`` where none may be."""
        found: tuple[int, ...] | None = None
        for part in parts:
            self.cp.minimize(part)
            solver = self._solver.CpSolver()
            solver.parameters.num_workers = 1
            solver.parameters.random_seed = _SEED
            solver.parameters.max_deterministic_time = _MOST_WORK
            # Paths of sums are decided by propagation; relaxing them to linear programmes only costs time.
            solver.parameters.linearization_level = 0
            status = solver.solve(self.cp)
            if status == self._solver.INFEASIBLE:
                return None
            if status != self._solver.OPTIMAL:
                raise AuditError(Problem("simplify.not_proven"))
            found = tuple(i for i, x in enumerate(self.picked) if solver.boolean_value(x))
            self.cp.clear_objective()  # type: ignore[no-untyped-call]
            self.cp.clear_hints()  # type: ignore[no-untyped-call]
            for x in self.picked:
                self.cp.add_hint(x, solver.boolean_value(x))
            self.cp.add(part == solver.value(part))
        return found


def _unit(question: Question) -> int:
    """The largest number that all times are multiples of; limits need not be."""
    times = [time for line in question.lines for time in line.times.values()]
    times += [time for option in question.options for effect in option.effects for time in effect.times.values()]
    return gcd(*times) or 1
