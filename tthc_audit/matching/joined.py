"""Steps that became one: who is left over, and who beside it has taken on its name, its time or its products."""

from __future__ import annotations

from collections.abc import Mapping

from tthc_audit.matching.sides import Node, Side, Time, alike, folded, holds


def joined(one: Side, other: Side, same: Mapping[str, str], *, taken: Mapping[str, str]) -> dict[str, str]:
    """The steps of ``one`` that are left over and went into a step of ``other``, by that step.

    Called with the versions changed over, it finds the steps that were split off.
    """
    found: dict[str, str] = {}
    was = {b: a for a, b in same.items()}
    left = [s for s in one.nodes if s not in same and s not in taken]
    named = _named_alike(one, other, same)
    changed = True
    while changed:
        changed = False
        for step in left:
            if step in found:
                continue
            fits = [
                (proof, alike(one.nodes[step].name, other.nodes[target].name), -one.place[partner], target)
                for partner, target in _beside(one, step, same, found, was)
                if (proof := _proof(one.nodes[step], one.nodes[partner], other.nodes[target], named=named))
            ]
            if fits:
                found[step] = max(fits)[3]
                changed = True
    return found


def _beside(
    side: Side, step: str, same: Mapping[str, str], found: Mapping[str, str], was: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The matched steps beside one, with what they became; a neighbour that was joined stands for where it went."""
    near = {s for s in side.nodes if s != step and (s in same or s in found) and side.beside(step, s)}
    partners = {s if s in same else was[found[s]] for s in near}
    return [(s, same[s]) for s in partners]


def _named_alike(one: Side, other: Side, same: Mapping[str, str]) -> bool:
    """Whether both versions call what is handed on by the same words: most steps that stayed hand on the same."""
    makes = [(one.nodes[b].makes, other.nodes[a].makes) for b, a in same.items()]
    told = [b == a for b, a in makes if b and a]
    return 2 * sum(told) >= len(told)


def _proof(step: Node, partner: Node, target: Node, *, named: bool) -> int:
    """How strongly a step shows in what its neighbour became: 3 by products, 2 by name, 1 by time, 0 not at all."""
    if named and step.makes and step.makes <= target.makes and not step.makes <= partner.makes:
        return 3
    if folded(partner.name) != folded(target.name):
        if holds(target.name, step.name) or holds(step.name, target.name):
            return 2
    elif partner.time != target.time and folded(step.name) == folded(target.name):
        return 2
    together = _added(step.time, partner.time)
    return int(together is not None and together == target.time and step.lane == partner.lane)


def _added(one: Time | None, other: Time | None) -> Time | None:
    if one is None or other is None or not (one[0] or one[1]):
        return None
    return (
        one[0] + other[0],
        None if one[1] is None or other[1] is None else one[1] + other[1],
        None if one[2] is None or other[2] is None else one[2] + other[2],
    )
