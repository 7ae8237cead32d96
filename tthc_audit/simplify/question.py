"""A procedure and its proposals as a question for the planner, exact where the times of its flow are plain paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tthc_audit.catalog.model import Procedure
from tthc_audit.facts.measured import NO_CASE, Measured
from tthc_audit.facts.survey import Survey
from tthc_audit.flow.timing_network import Network, network
from tthc_audit.simplify.change import Change
from tthc_audit.simplify.network import Effect, Line, Option, Question, longest
from tthc_audit.worktime.span import Span

Side = Literal["days", "high", "low"]
"""What of a time is planned with: calendar days where all are, else the upper bound; the lower one proves nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question, which case each of its lines is, and which side of the times it counts.

    ``left_open``: some case takes an unknown time, or nothing at least and something at most, and is not in it.
    """

    question: Question
    cases: tuple[str, ...]
    sides: tuple[Side, ...]
    left_open: bool

    @property
    def proven(self) -> bool:
        """Whether what the planner says of the times is proven, not only of what is stated."""
        return "low" not in self.sides and not self.left_open


def networks(survey: Survey, procedure: Procedure) -> dict[str, Network | None]:
    """The network of every case; ``None`` where a case is no plain path."""
    measured = Measured(procedure, "", survey)
    found: dict[str, Network | None] = {}
    for case in measured.cases:
        figures = measured.figures[case.id]
        graph = measured.graphs.get(case.id)
        if graph is None or figures is None or figures.worst is None:
            found[case.id] = None
            continue
        results = tuple(
            r.id for r in procedure.results or () if r.cases is None or case is NO_CASE or case.id in r.cases
        )
        found[case.id] = network(
            graph, limit=measured.limit(case), results=results, bodies=measured.bodies, loops=measured.loops[case.id]
        )
    return found


def ask(
    survey: Survey,
    procedure: Procedure,
    worst: Mapping[str, Span | None],
    drafts: Sequence[tuple[Change, Procedure]],
    target: Fraction,
) -> Asked | None:
    """The question of which changes cut every case by ``target``; ``None`` where some case is no plain path.

    A case whose time is nothing has nothing to cut and asks nothing.
    """
    base = networks(survey, procedure)
    if any(one is None for one in base.values()):
        return None
    changed = [networks(survey, draft) for _, draft in drafts]
    lines: list[Line] = []
    cases: list[str] = []
    sides: list[Side] = []
    effects: list[list[Effect]] = [[] for _ in drafts]
    left_open = False
    for case, old in base.items():
        whole = worst[case]
        assert old is not None
        assert whole is not None
        side: Side = "days" if whole.days else "low" if whole.high is None else "high"
        before = (whole.days or 0) if side == "days" else whole.low
        if not before:
            left_open = left_open or whole.high != 0
            continue
        found = [_effect(old, one[case], side) for one in changed]
        if any(effect is None for effect in found):
            return None
        line = Line({s: _side(t, side) for s, t in old.times.items()}, old.edges, int(before * (1 - target)), before)
        if side != "high" and longest(line, ())[0] != before:
            return None
        lines.append(line)
        cases.append(case)
        sides.append(side)
        for own, effect in zip(effects, found, strict=True):
            assert effect is not None
            own.append(effect)
    options = tuple(
        Option(tuple(own), change.rank, frozenset(act.key for act in change.acts))
        for own, (change, _) in zip(effects, drafts, strict=True)
    )
    question = Question(tuple(lines), options, *_between([c for c, _ in drafts]))
    return Asked(question, tuple(cases), tuple(sides), left_open)


def _between(changes: Sequence[Change]) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    """Which changes exclude each other, and which need which."""
    number = {change.key: n for n, change in enumerate(changes)}
    excluded = {
        (a, b) for a, one in enumerate(changes) for b in range(a + 1, len(changes)) if one.touches & changes[b].touches
    }
    needed = {(n, number[key]) for n, change in enumerate(changes) for key in change.requires if key in number}
    return frozenset(excluded), frozenset(needed)


def _effect(old: Network, new: Network | None, side: Side) -> Effect | None:
    """What a draft changes in the network of a case; a step that is gone takes no time."""
    if new is None:
        return None
    times = {s: _side(t, side) for s, t in new.times.items()}
    before = {s: _side(t, side) for s, t in old.times.items()}
    changed = {s: t for s, t in times.items() if before.get(s, 0) != t}
    changed |= {s: 0 for s, t in before.items() if s not in times and t}
    return Effect(changed, old.edges - new.edges, new.edges - old.edges)


def _side(time: Span, side: Side) -> int:
    """The number that is planned with; a time without a bound adds nothing to what is stated."""
    if side == "days":
        return time.days or 0
    return time.low if side == "low" or time.high is None else time.high
