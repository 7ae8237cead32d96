"""Items of two lists put together by what they say, the surest first; their order makes no difference."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from tthc_audit.matching.sides import alike

T = TypeVar("T")
_LIKE = Fraction(3, 5)
_MANY = 40_000
"""Pairs of names beyond which nobody looks for like ones."""


@dataclass(frozen=True, slots=True)
class Paired(Generic[T]):
    """The pairs as places in both lists, and the places of what is gone and what is new."""

    same: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]


def paired(
    old: Sequence[T],
    new: Sequence[T],
    *keys: tuple[Callable[[T], Hashable], Callable[[T], Hashable]],
    name: Callable[[T], str] | None = None,
) -> Paired[T]:
    """Pair by each key in turn, then by like names where ``name`` gives them.

    A key is told for the items of the old list and for those of the new; ``None`` matches nothing.
    """
    same: dict[int, int] = {}
    for of_old, of_new in keys:
        taken = set(same.values())
        waiting: dict[Hashable, list[int]] = {}
        for j, item in enumerate(new):
            key = of_new(item)
            if j not in taken and key is not None:
                waiting.setdefault(key, []).append(j)
        for i, item in enumerate(old):
            found = waiting.get(of_old(item)) if i not in same else None
            if found:
                same[i] = found.pop(0)
    if name is not None:
        same |= _like([(i, name(x)) for i, x in enumerate(old) if i not in same],
                      [(j, name(x)) for j, x in enumerate(new) if j not in same.values()])  # fmt: skip
    kept = set(same.values())
    return Paired(
        tuple(sorted(same.items(), key=lambda p: p[1])),
        tuple(i for i in range(len(old)) if i not in same),
        tuple(j for j in range(len(new)) if j not in kept),
    )


def _like(old: list[tuple[int, str]], new: list[tuple[int, str]]) -> dict[int, int]:
    if len(old) * len(new) > _MANY:
        return {}
    found = [(alike(a, b), a, b, i, j) for i, a in old for j, b in new]
    same: dict[int, int] = {}
    for _, _, _, i, j in sorted((f for f in found if f[0] >= _LIKE), key=lambda f: (-f[0], *f[1:])):
        if i not in same and j not in same.values():
            same[i] = j
    return same
