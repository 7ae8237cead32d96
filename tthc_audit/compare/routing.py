"""The ways between steps and what they depend on, once steps that are new, gone or moved are passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tthc_audit.compare.version import Version
from tthc_audit.flow.graph import probability
from tthc_audit.matching.sides import folded

_Way = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rerouted:
    """A step from which other ways lead than before; targets by what both versions know them by."""

    step: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def rerouted(old: Version, new: Version, passed_over: Collection[str]) -> Iterator[Rerouted]:
    """The steps of both versions from which other ways lead, or ways under other conditions.

    ``passed_over``: steps, by what both versions know them by, whose change is told otherwise.
    """
    common = set(old.steps.values()) & set(new.steps.values())
    kept = common - set(passed_over)
    was, now = _ways(old, kept), _ways(new, kept)
    for step in (s for s in new.steps.values() if s in kept):
        before, after = was.pop(step, frozenset()), now.pop(step, frozenset())
        if before != after:
            yield Rerouted(step, tuple(sorted(before)), tuple(sorted(after)))


def conditions(version: Version, passed_over: Collection[str]) -> dict[_Way, tuple[object, ...]]:
    """What each way between two kept steps depends on: a condition, cases, a share, how often."""
    found: dict[_Way, list[tuple[object, ...]]] = {}
    for step in version.procedure.steps or ():
        source = version.steps[step.id]
        for edge in step.next:
            target = version.steps[edge.to]
            if source in passed_over or target in passed_over or source == target:
                continue
            cases = None if edge.cases is None else tuple(sorted(version.cases.get(c, c) for c in edge.cases))
            share = probability(edge.probability)
            found.setdefault((source, target), []).append((folded(edge.when or ""), cases, share, edge.max_times))
    return {way: tuple(sorted(told, key=repr)) for way, told in found.items()}


def _ways(version: Version, kept: Collection[str]) -> dict[str, frozenset[str]]:
    """By kept step, the kept steps that come next, steps between them passed over; ways back among them.

    Where everything leads on at once, a way without any step in it is none.
    """
    into: dict[str, set[str]] = {}
    forks = {version.steps[s.id] for s in version.procedure.steps or () if s.split == "all"}
    for step in version.procedure.steps or ():
        source = version.steps[step.id]
        for edge in step.next:
            target = version.steps[edge.to]
            if target != source:
                into.setdefault(source, set()).add(target)
    found: dict[str, frozenset[str]] = {}
    for source in kept:
        seen, queue, ends, direct = {source}, [source], set(), into.get(source, set()) & set(kept)
        while queue:
            for target in into.get(queue.pop(), ()):
                if target in kept:
                    ends.add(target)
                elif target not in seen:
                    seen.add(target)
                    queue.append(target)
        if source in forks or seen & forks:
            ends = {e for e in ends if e in direct or not _beyond(e, ends - {e}, into)}
        found[source] = frozenset(ends)
    return found


def _beyond(step: str, others: Collection[str], into: dict[str, set[str]]) -> bool:
    """Whether a step comes after one of the others."""
    seen, queue = set(others), list(others)
    while queue:
        for target in into.get(queue.pop(), ()):
            if target == step:
                return True
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return False
