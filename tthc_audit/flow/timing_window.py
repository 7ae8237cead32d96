"""From where to where the clock runs in one case: which steps are before, beside, within and after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tthc_audit.catalog.model import APPLICANT, Limit
from tthc_audit.flow.graph import Graph
from tthc_audit.flow.timing_dag import Dag
from tthc_audit.worktime.span import ZERO, Span

SUBMISSION = "submission"
VALID_DOSSIER = "valid_dossier"


@dataclass(frozen=True, slots=True)
class Window:
    """The steps by number that the clock leaves out, and how a run ends in it.

    ``opens`` are the steps with whose end the clock starts; none: with the run. ``before``: over by then.
    ``beside``: may run before or after that moment. ``after``: no longer waited for. ``cut``: a run ends with
    such a step. ``stops``: where no one place to cut is enough, a run ends with the last of these it passes.
    ``gone`` are edges back to before the clock starts (the last passage counts), ``closed`` those taken
    after it has ended.
    """

    opens: frozenset[int] = frozenset()
    before: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    after: frozenset[int] = frozenset()
    cut: frozenset[int] = frozenset()
    stops: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()

    @property
    def outside(self) -> frozenset[int]:
        """The steps that have no part in the time."""
        return self.before | self.after

    def span(self, step: int, time: Span) -> Span:
        """What a step adds to the time; beside the opening, anything up to its whole time."""
        if step in self.before or step in self.after:
            return ZERO
        return _up_to(time) if step in self.beside else time

    def span_after(self, source: int, step: int, time: Span) -> Span:
        """What a deadline counted from another step adds; from before the opening, some may be over by then."""
        if step in self.before or step in self.after:
            return ZERO
        inside = source not in self.before and source not in self.beside
        return time if inside or self.opens == {source} else _up_to(time)


def window(
    graph: Graph,
    dag: Dag,
    back: Collection[int],
    waits: Collection[tuple[int, int]] = (),
    *,
    limit: Limit | None,
    results: Collection[str],
    bodies: Mapping[str, str],
) -> Window | None:
    """The window of a limit; ``None`` where it is unknown from where or to where the clock runs.

    ``waits`` are pairs of steps that no path joins and of which the second has a deadline counted from the first.
    """
    opens = _opening(graph, dag, limit.counts_from if limit else None, bodies)
    if opens is None:
        return None
    ends = _ending(graph, dag, limit.ends_at if limit else None, results, opens)
    if ends is None:
        return None
    if not opens and not ends:
        return Window()
    everything = (1 << len(dag.step)) - 1
    kept = (1 << dag.kept) - 1
    before = beside = behind = 0
    if opens:
        follows = everything
        for p in opens:
            follows &= dag.reached(1 << p)
        for p in opens:
            follows &= ~(1 << p)
        behind = dag.reached(_bits(opens))
        before = dag.reaching(_bits(opens)) | (everything & ~kept & ~behind)
        beside = kept & ~before & ~follows
    after = cut = stops = passed = 0
    if ends:
        last = _bits(ends)
        leads = dag.reaching(last)
        for first, second in [*waits] * len(waits):
            if leads >> dag.position[second] & 1:
                leads |= dag.reaching(1 << dag.position[first])
        passed = dag.reached(last)
        if all(dag.must[0] >> p & 1 for p in ends):
            after = (kept & ~leads) | (everything & ~kept & passed)
        elif not all(_alone(dag, p, last) for p in ends):
            stops = last
        elif passed & ~last & _avoiding(dag, last):
            cut = last
        else:
            after = passed & ~last
    gone, closed = set(), set()
    for a in sorted(back):
        p, q = dag.position[graph.arcs[a].source], dag.position[graph.arcs[a].target]
        if passed >> p & 1 and not stops and not cut:
            closed.add(a)
        elif behind >> p & 1 and before >> q & 1:
            gone.add(a)
    return Window(
        opens=_numbers(dag, _bits(opens)),
        before=_numbers(dag, before),
        beside=_numbers(dag, beside & ~after),
        after=_numbers(dag, after),
        cut=_numbers(dag, cut),
        stops=_numbers(dag, stops),
        gone=frozenset(gone),
        closed=frozenset(closed),
    )


def _up_to(time: Span) -> Span:
    return time if time == ZERO else Span(0, time.high, None)


def _opening(graph: Graph, dag: Dag, counts_from: str | None, bodies: Mapping[str, str]) -> list[int] | None:
    """The positions of the steps with whose end the clock starts; empty: with the run; ``None``: unknown."""
    if counts_from is None:
        return []
    if counts_from == SUBMISSION:
        passed = [p for p in range(dag.kept) if graph.steps[dag.step[p]].kind == "submit" and dag.must[0] >> p & 1]
        return passed[:1]
    if counts_from == VALID_DOSSIER:
        return _valid_dossier(graph, dag, bodies)
    position = _position(graph, dag, counts_from)
    return [position] if position is not None and dag.must[0] >> position & 1 else None


def _valid_dossier(graph: Graph, dag: Dag, bodies: Mapping[str, str]) -> list[int] | None:
    """The last receiving or checking steps that every run passes before another body's first step."""
    steps = [graph.steps[i] for i in dag.step[: dag.kept]]
    own = [bodies.get(s.agency, s.agency) if s.agency != APPLICANT else None for s in steps]
    intake = [p for p, s in enumerate(steps) if s.kind in {"receive", "check"} and own[p] is not None]
    if not intake:
        return None
    received = min(intake, key=lambda p: (steps[p].kind != "receive", p))
    others = _bits(p for p in range(dag.kept) if own[p] is not None and own[p] != own[received])
    certain = []
    for p in intake:
        follows = dag.reached(1 << p) & ~(1 << p)
        if dag.must[0] >> p & 1 and not others & ~follows:
            certain.append((p, follows))
    of_all = _bits(p for p, _ in certain)
    return [p for p, follows in certain if not follows & of_all] or None


def _ending(
    graph: Graph, dag: Dag, ends_at: str | None, results: Collection[str], opens: list[int]
) -> list[int] | None:
    """The positions of the steps with which the clock stops; empty: with the run; ``None``: before it starts."""
    if ends_at is not None:
        position = _position(graph, dag, ends_at)
        if position is None:
            return []
        late = all(dag.reached(1 << p) >> position & 1 and p != position for p in opens)
        return [position] if late else None
    if not results:
        return []
    names = frozenset(results)
    yields = [p for p in range(dag.kept) if not names.isdisjoint(graph.steps[dag.step[p]].outputs or ())]
    for p in opens:
        follows = dag.reached(1 << p) & ~(1 << p)
        yields = [q for q in yields if follows >> q & 1]
    of_all = _bits(yields)
    return [p for p in yields if not (dag.must[p] & ~(1 << p)) & of_all]


def _alone(dag: Dag, step: int, ends: int) -> bool:
    """Whether nothing runs beside the step, and no other end comes after it."""
    leads = dag.reaching(1 << step)
    if (dag.reached(1 << step) & ~(1 << step)) & ends:
        return False
    return all(
        leads >> q & 1 for p in range(step) if dag.fork[p] and leads >> p & 1 for q in dag.out[p]
    )  # fmt: skip


def _avoiding(dag: Dag, ends: int) -> int:
    """The steps to which some path passes none of the ends."""
    found = 1 & ~ends
    for p in range(len(dag.step)):
        if found >> p & 1:
            for q in (*dag.out[p], *dag.aside[p]):
                found |= 1 << q & ~ends
    return found


def _position(graph: Graph, dag: Dag, step: str) -> int | None:
    """The position of a step on runs without repetitions; ``None`` where it lies on none."""
    if step not in graph.ids:
        return None
    position = dag.position[graph.ids.index(step)]
    return position if 0 <= position < dag.kept else None


def _bits(positions: Iterable[int]) -> int:
    found = 0
    for p in positions:
        found |= 1 << p
    return found


def _numbers(dag: Dag, bits: int) -> frozenset[int]:
    return frozenset(dag.step[p] for p in range(len(dag.step)) if bits >> p & 1) if bits else frozenset()
