"""What became of the order of the steps: side by side, one after another, earlier or later, on other ways."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.catalog.model import Step
from tthc_audit.compare.order import Order, Turned, turned
from tthc_audit.compare.routing import conditions, rerouted
from tthc_audit.compare.step_changes import law
from tthc_audit.compare.version import Version
from tthc_audit.differences import Change
from tthc_audit.matching import Matching


def flow_changes(old: Version, new: Version, found: Matching) -> Iterator[Change]:
    """Every change of order, in the order of the later version's steps."""
    if _structure(old) == _structure(new):
        return
    places = {s.id: i for i, s in enumerate(new.procedure.steps or ())}
    names = {s.id: s.name for s in new.procedure.steps or ()}
    names |= {old.steps[s.id]: s.name for s in old.procedure.steps or () if old.steps[s.id] not in names}
    cited = {s.id: law(s) for s in new.procedure.steps or ()}
    before, after = Order(old.procedure), Order(new.procedure)
    pairs = sorted(found.same.items(), key=lambda p: places[p[1]])
    turns = sorted(turned(before, after, pairs), key=lambda t: (places[t.step], t.turn))
    for turn in turns:
        others = tuple(names[o] for o in turn.others)
        yield Change(turn.turn, "step", names[turn.step], f"/steps/{places[turn.step]}", others=others,
                     law=cited[turn.step])  # fmt: skip
    routed = list(_routed(old, new, turns, names, places))
    yield from routed
    if not turns and not routed and len(found.same) == len(places) == len(old.procedure.steps or ()):
        yield from _gates(old, new)


def _routed(
    old: Version, new: Version, turns: list[Turned], names: dict[str, str], places: dict[str, int]
) -> Iterator[Change]:  # fmt: skip
    told = {t.step for t in turns}
    other_ways = list(rerouted(old, new, told))
    for way in other_ways:
        yield Change(
            "rerouted", "step", names[way.step], f"/steps/{places[way.step]}", field="next",
            before=tuple(names[t] for t in way.before), after=tuple(names[t] for t in way.after),
        )  # fmt: skip
    moved = told | {w.step for w in other_ways}
    was, now = conditions(old, moved), conditions(new, moved)
    for source in dict.fromkeys(way[0] for way in now):
        changed = [way for way in now if way[0] == source and way in was and was[way] != now[way]]
        if changed:
            yield Change(
                "rerouted", "step", names[source], f"/steps/{places[source]}", field="condition",
                before=tuple(_told(was[w]) for w in changed), after=tuple(_told(now[w]) for w in changed),
                others=tuple(names[w[1]] for w in changed),
            )  # fmt: skip


def _gates(old: Version, new: Version) -> Iterator[Change]:
    """Where steps that stand as they stood begin, fork or meet in another way."""
    splits = {old.steps[s.id]: (s.split, s.join) for s in old.procedure.steps or ()}
    for i, step in enumerate(new.procedure.steps or ()):
        was, now = splits[new.steps[step.id]], (step.split, step.join)
        for field, one, other in zip(("split", "join"), was, now, strict=True):
            if one != other:
                yield Change("rerouted", "step", step.name, f"/steps/{i}", field=field, before=one, after=other)
    first, begin = _start(old), _start(new)
    if first is not None and begin is not None and old.steps[first.id] != new.steps[begin.id]:
        yield Change("rerouted", "step", begin.name, "/start", field="start", before=first.name, after=begin.name)


def _start(version: Version) -> Step | None:
    steps = version.procedure.steps or ()
    return next((s for s in steps if s.id == version.procedure.start), steps[0] if steps else None)


def _told(conditions_of_way: tuple[object, ...]) -> str:
    return "; ".join(" ".join(str(v) for v in _flat(c)) for c in conditions_of_way)


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for one in value:
            yield from _flat(one)
    elif value not in (None, ""):
        yield value


def _structure(version: Version) -> object:
    """All that the order of steps depends on, by what both versions know the steps by."""
    steps = version.procedure.steps or ()
    start = _start(version)
    ways = conditions(version, ())
    gates = sorted((version.steps[s.id], s.split or "", s.join) for s in steps)
    return start and version.steps[start.id], ways, gates
