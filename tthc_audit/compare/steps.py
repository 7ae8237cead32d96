"""The steps of two versions put together, and what their ids then stand for."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction

from tthc_audit.catalog.model import Step
from tthc_audit.compare.version import GONE, Version
from tthc_audit.flow import clock
from tthc_audit.matching import Matching, match
from tthc_audit.matching.sides import Node, Side, Time, folded
from tthc_audit.worktime.span import Span


def match_steps(old: Version, new: Version) -> Matching:
    """Match the steps by content and place; afterwards both versions know their steps by one name.

    A step that was merged is known by the one that it went into, one that was split off by the one it came out of.
    """
    found = match(_side(old), _side(new))
    new.steps = {s.id: s.id for s in new.procedure.steps or ()}
    old.steps = {s.id: found.same.get(s.id, GONE + s.id) for s in old.procedure.steps or ()}
    old.steps |= found.merged
    new.steps |= {a: found.same.get(b, a) for a, b in found.split.items()}
    return found


def _side(version: Version) -> Side:
    steps = version.procedure.steps or ()
    return Side.of({s.id: _node(version, s) for s in steps}, ((s.id, e.to) for s in steps for e in s.next))


def _node(version: Version, step: Step) -> Node:
    span = clock.span_of(step.duration) if step.duration else None
    makes = frozenset(version.product(name) for name in step.outputs or ())
    return Node(step.name, step.kind, version.unit(step.agency), span and _time(span), makes, _rest(version, step))


def _time(span: Span) -> Time:
    low, high, days = span
    return Fraction(low), None if high is None else Fraction(high), None if days is None else Fraction(days)


def _rest(version: Version, step: Step) -> Hashable:
    """What else a step says, but for what it names by ids of this version alone."""
    off = step.off_clock and (folded(step.off_clock.reason), step.off_clock.basis)
    known = {**version.papers, **version.results}
    taken = tuple(sorted(known[n] for n in step.inputs or () if n in known))
    law = tuple(sorted((b.document, b.provision or "") for b in step.legal_basis or ()))
    edges = tuple(sorted((folded(e.when or ""), str(e.probability)) for e in step.next))
    return step.act, step.role, step.subject, off, taken, law, step.split, step.join, edges


def match_products(old: Version, new: Version) -> None:
    """Match what steps hand on that is neither paper nor result: by who makes and who takes it, then by its word."""
    was, now = _handed(old), _handed(new)
    by_use: dict[Hashable, list[str]] = {}
    for word, use in now.items():
        by_use.setdefault(use, []).append(word)
    same: dict[str, str] = {}
    for word, use in was.items():
        if use == now.get(word):
            same[word] = word
            by_use[use].remove(word)
    for word, use in was.items():
        if word not in same and by_use.get(use):
            same[word] = by_use[use].pop(0)
    taken = set(same.values())
    same |= {w: w for w in was if w not in same and w in now and w not in taken}
    old.handed = {w: same.get(w, GONE + w) for w in was}
    new.handed = {w: w for w in now}


def _handed(version: Version) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """What goes from step to step and is neither paper nor result: the steps that make it, and that take it up."""
    makers: dict[str, set[str]] = {}
    takers: dict[str, set[str]] = {}
    for step in version.procedure.steps or ():
        for name in step.outputs or ():
            if name not in version.papers and name not in version.results:
                makers.setdefault(name, set()).add(version.steps[step.id])
        for name in step.inputs or ():
            takers.setdefault(name, set()).add(version.steps[step.id])
    words = {**makers, **{w: None for w in takers if w not in version.papers and w not in version.results}}
    return {w: (frozenset(makers.get(w, ())), frozenset(takers.get(w, ()))) for w in words}
