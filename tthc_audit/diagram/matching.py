"""Which step of one version of a drawn flow is which step of another: by what they say, never by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from tthc_audit import matching
from tthc_audit.matching import Matching
from tthc_audit.matching.sides import Node, Side, Time, folded
from tthc_audit.results import Flow, FlowNode
from tthc_audit.results import Time as Shown

__all__ = ["Matching", "folded", "match"]


def match(before: Flow, after: Flow, pairs: Mapping[str, str] | None = None, *, complete: bool = False) -> Matching:
    """The steps of both versions matched: those given in ``pairs`` first, the rest by content.

    ``complete``: nothing but the given pairs belongs together.
    """
    old, new = _side(before), _side(after)
    if complete:
        old = Side.of({s: n for s, n in old.nodes.items() if s in (pairs or {})}, ())
    return matching.match(old, new, pairs)


def _side(flow: Flow) -> Side:
    return Side.of({n.id: _node(n) for n in flow.nodes}, ((e.source, e.target) for e in flow.edges))


def _node(step: FlowNode) -> Node:
    stated = step.duration and replace(step.duration, shared_with=None, from_step=None)
    return Node(step.name, step.kind, step.lane, step.time and _time(step.time), rest=(stated, step.off_clock))


def _time(shown: Shown) -> Time:
    low, high, days = shown
    return Fraction(low or 0), None if high is None else Fraction(high), None if days is None else Fraction(days)
