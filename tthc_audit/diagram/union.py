"""Two versions of a flow as one, with what became of every step and every edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from tthc_audit.diagram.matching import Matching, folded, match
from tthc_audit.results import Flow, FlowEdge, FlowLane, FlowNode, Time

Change = Literal["removed", "merged", "added", "moved", "parallel", "shorter", "longer", "retimed", "renamed"]
EdgeState = Literal["kept", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A step of either version; ``changes`` is empty where nothing changed, the weightiest stands first.

    ``was`` is the step of the earlier version, ``now`` of the later; ``into`` the later step it was merged into.
    """

    was: FlowNode | None
    now: FlowNode | None
    changes: tuple[Change, ...] = ()
    into: str | None = None

    @property
    def node(self) -> FlowNode:
        """The step as it is now, else as it was."""
        step = self.now or self.was
        assert step is not None
        return step


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of either version between steps of the union."""

    source: str
    target: str
    edge: FlowEdge
    state: EdgeState


@dataclass(frozen=True, slots=True)
class Union:
    """Both versions in one; a step's id is its own here: ``a1`` the first of the later version, ``b1`` the first gone.

    ``dropped`` counts removed edges between two steps that both stayed, which no drawing shows.
    """

    lanes: tuple[FlowLane, ...]
    marks: dict[str, Mark]
    links: tuple[Link, ...]
    start: str | None
    dropped: int

    @property
    def changed(self) -> bool:
        """Whether the versions differ in anything that is compared."""
        return bool(self.dropped or any(m.changes for m in self.marks.values()) or any(
            link.state != "kept" for link in self.links
        ))  # fmt: skip


def overlay(before: Flow, after: Flow, pairs: Mapping[str, str] | None = None, *, complete: bool = False) -> Union:
    """What became of every step and edge from one version to the other.

    ``pairs`` are known matches, earlier id to later id (several earlier ones to one later: merged); the rest
    are found by content, unless the pairs are ``complete``. The ids of the versions need not agree in anything.
    """
    before = _in_lanes_of(before, after)
    found = match(before, after, pairs, complete=complete)
    name_new = {n.id: f"a{i}" for i, n in enumerate(after.nodes, 1)}
    name_old = {b: name_new[a] for b, a in found.same.items()}
    gone = [n for n in before.nodes if n.id not in found.same]
    name_old |= {n.id: f"b{i}" for i, n in enumerate(gone, 1)}
    became: dict[str, Mark] = {}
    was = {a: b for b, a in found.same.items()}
    old_nodes = {n.id: n for n in before.nodes}
    beside = _made_parallel(before, after, found)
    for node in after.nodes:
        earlier = old_nodes[was[node.id]] if node.id in was else None
        became[name_new[node.id]] = Mark(earlier, node, _changes(earlier, node, parallel=node.id in beside))
    for node in gone:
        into = found.merged.get(node.id)
        became[name_old[node.id]] = Mark(
            node, None, ("merged",) if into else ("removed",), name_new[into] if into else None
        )
    marks = {step: became[step] for step in _one_behind_another(before, after, name_old, name_new)}
    links, dropped = _links(before, after, name_old, name_new)
    return Union(
        lanes=_in_order(before, after),
        marks=marks,
        links=links,
        start=name_new.get(after.start or "") or name_old.get(before.start or ""),
        dropped=dropped,
    )


def _one_behind_another(
    before: Flow, after: Flow, name_old: Mapping[str, str], name_new: Mapping[str, str]
) -> list[str]:
    """The later steps in their order, each that is gone behind the one it followed."""
    order = [name_new[n.id] for n in after.nodes]
    place = 0
    for node in before.nodes:
        name = name_old[node.id]
        if name in order:
            place = order.index(name) + 1
        else:
            order.insert(place, name)
            place += 1
    return order


def _in_order(before: Flow, after: Flow) -> tuple[FlowLane, ...]:
    """The lanes as they were, each new one behind the one it follows now."""
    lanes = {lane.id: lane for lane in (*before.lanes, *after.lanes)}
    order = list(dict.fromkeys(lane.id for lane in before.lanes))
    place = 0
    for lane in after.lanes:
        if lane.id in order:
            place = order.index(lane.id) + 1
        else:
            order.insert(place, lane.id)
            place += 1
    return tuple(lanes[i] for i in order)


def _in_lanes_of(before: Flow, after: Flow) -> Flow:
    """The earlier version with the lane ids of the later one, lanes known by their names."""
    by_name = {folded(lane.name): lane.id for lane in after.lanes if folded(lane.name)}
    new = {lane.id: by_name.get(folded(lane.name), lane.id) for lane in before.lanes}
    return replace(
        before,
        lanes=tuple(replace(lane, id=new[lane.id]) for lane in before.lanes),
        nodes=tuple(replace(n, lane=new.get(n.lane, n.lane)) for n in before.nodes),
    )


def _changes(was: FlowNode | None, now: FlowNode, *, parallel: bool) -> tuple[Change, ...]:
    if was is None:
        return ("added",)
    found: list[Change] = []
    if was.lane != now.lane:
        found.append("moved")
    if parallel:
        found.append("parallel")
    timed = compared(was.time, now.time)
    if timed is not None:
        found.append(timed)
    elif was.duration != now.duration and not _counted_alike(was, now):
        found.append("retimed")
    if folded(was.name) != folded(now.name):
        found.append("renamed")
    return tuple(found)


def _counted_alike(was: FlowNode, now: FlowNode) -> bool:
    """Whether two statements differ only in the ids that they name."""
    one, other = was.duration, now.duration
    if one is None or other is None:
        return one is other
    plain = (replace(d, shared_with=None, from_step=None) for d in (one, other))
    return next(plain) == next(plain) and (one.shared_with is None, one.from_step is None) == (
        other.shared_with is None, other.from_step is None,
    )  # fmt: skip


def compared(was: Time | None, now: Time | None) -> Literal["shorter", "longer", "retimed"] | None:
    """How a time changed; ``retimed`` where its bounds do not tell which is the longer, ``None`` where it did not."""
    if was == now:
        return None
    if was is None or now is None:
        return "retimed"
    if was.days is not None and now.days is not None and Fraction(was.days) != Fraction(now.days):
        return "shorter" if Fraction(now.days) < Fraction(was.days) else "longer"
    if None in (was.min, was.max, now.min, now.max):
        return "retimed"
    old = Fraction(was.min or 0), Fraction(was.max or 0)
    new = Fraction(now.min or 0), Fraction(now.max or 0)
    if old == new:
        return None
    if new[0] <= old[0] and new[1] <= old[1]:
        return "shorter"
    return "longer" if new[0] >= old[0] and new[1] >= old[1] else "retimed"


def _links(
    before: Flow, after: Flow, name_old: Mapping[str, str], name_new: Mapping[str, str]
) -> tuple[tuple[Link, ...], int]:
    """The later version's edges in their order, then the removed ones that a removed step still needs."""
    earlier = [e for e in before.edges if e.source in name_old and e.target in name_old]
    spare: dict[tuple[str, str], int] = {}
    for e in earlier:
        ends = (name_old[e.source], name_old[e.target])
        spare[ends] = spare.get(ends, 0) + 1
    links = []
    for e in after.edges:
        if e.source not in name_new or e.target not in name_new:
            continue
        ends = (name_new[e.source], name_new[e.target])
        kept = spare.get(ends, 0) > 0
        spare[ends] = spare.get(ends, 0) - 1
        links.append(Link(*ends, e, "kept" if kept else "added"))
    dropped = 0
    for e in reversed(earlier):
        ends = (name_old[e.source], name_old[e.target])
        if spare[ends] <= 0:
            continue
        spare[ends] -= 1
        if ends[0].startswith("a") and ends[1].startswith("a"):
            dropped += 1
        else:
            links.append(Link(*ends, e, "removed"))
    return tuple(links), dropped


def _made_parallel(before: Flow, after: Flow, found: Matching) -> set[str]:
    """Later ids of steps that used to come behind another one and now run beside it."""
    old = reach(before)
    new = reach(after)
    ways = {
        n.id: [e.target for e in after.edges if e.source == n.id and not e.back]
        for n in after.nodes
        if n.split == "all"
    }
    kept = list(found.same.items())
    beside = set()
    for b, a in kept:
        for other_b, other_a in kept:
            free = b in old[other_b] and a not in new[other_a] and other_a not in new[a]
            if free and any(_apart(a, other_a, targets, new) for targets in ways.values()):
                beside.add(a)
                break
    return beside


def _apart(one: str, other: str, targets: list[str], ahead: Mapping[str, set[str]]) -> bool:
    """Whether two steps lie on different ones of the ways that run at once."""
    on_one = {t for t in targets if t == one or one in ahead.get(t, ())}
    on_other = {t for t in targets if t == other or other in ahead.get(t, ())}
    return bool(on_one - on_other) and bool(on_other - on_one)


def reach(flow: Flow) -> dict[str, set[str]]:
    """By step, all that follow it on ways that do not lead back."""
    ahead: dict[str, list[str]] = {n.id: [] for n in flow.nodes}
    for e in flow.edges:
        if not e.back and e.source in ahead and e.target in ahead:
            ahead[e.source].append(e.target)
    found: dict[str, set[str]] = {}
    for step, targets in ahead.items():
        seen: set[str] = set()
        stack = list(targets)
        while stack:
            here = stack.pop()
            if here not in seen:
                seen.add(here)
                stack += ahead[here]
        found[step] = seen - {step}
    return found
