"""What is compared: the steps of one version with what they say, and how they follow one another."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import NamedTuple

Time = tuple[Fraction, Fraction | None, Fraction | None]
"""At least, at most (``None``: unbounded), and exact calendar days (``None``: not in days); in one unit throughout."""
_WORD = re.compile(r"[^\W_]+")


@cache
def folded(text: str) -> str:
    """A name as it is compared: composed, in small letters, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@cache
def words(name: str) -> Counter[str]:
    """The words of a name, each as often as it stands there."""
    return Counter(_WORD.findall(folded(name)))


def alike(one: str, other: str) -> Fraction:
    """How much two names have in common: 0 nothing, 1 every word."""
    a, b = words(one), words(other)
    total = a.total() + b.total()
    return Fraction(2 * (a & b).total(), total) if total else Fraction(0)


def holds(whole: str, part: str) -> bool:
    """Whether nearly all words of ``part`` stand in ``whole``."""
    wanted = words(part)
    return bool(wanted) and 4 * (wanted & words(whole)).total() >= 3 * wanted.total()


class Node(NamedTuple):
    """A step: its name, kind and actor; its time where it can be read; what it hands on; all else that it says."""

    name: str
    kind: str
    lane: str
    time: Time | None = None
    makes: frozenset[str] = frozenset()
    rest: Hashable = None


@dataclass(frozen=True)
class Side:
    """One version: its steps by id, and the steps before and after each."""

    nodes: Mapping[str, Node]
    before: Mapping[str, set[str]] = field(default_factory=dict)
    after: Mapping[str, set[str]] = field(default_factory=dict)
    place: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, nodes: Mapping[str, Node], edges: Iterable[tuple[str, str]]) -> Side:
        """The version with these steps and edges; edges from or to anything else are left out."""
        before: dict[str, set[str]] = {s: set() for s in nodes}
        after: dict[str, set[str]] = {s: set() for s in nodes}
        for source, target in edges:
            if source in nodes and target in nodes:
                before[target].add(source)
                after[source].add(target)
        return cls(nodes, before, after, {s: i for i, s in enumerate(nodes)})

    def beside(self, one: str, other: str) -> bool:
        """Whether two steps follow one another, or stand between the same steps."""
        if other in self.before[one] or other in self.after[one]:
            return True
        return bool(self.before[one] & self.before[other]) and bool(self.after[one] & self.after[other])

    def nearest(self, step: str, known: Mapping[str, str], *, ahead: bool) -> frozenset[str]:
        """The next steps behind or ``ahead`` that are known, by what they are known as, others passed over."""
        ways = self.after if ahead else self.before
        found, seen, queue = set(), {step}, [step]
        while queue:
            for near in ways[queue.pop()]:
                if near in known:
                    found.add(known[near])
                elif near not in seen:
                    seen.add(near)
                    queue.append(near)
        return frozenset(found)
