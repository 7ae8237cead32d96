"""Names that may mean the same, found by their rarest pairs of words instead of comparing all with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from tthc_audit.papers.core import Core
from tthc_audit.papers.sameness import same_cores

_RAREST = 6
_SHARED = 2
"""Two words more, or two slips of the pen, change four pairs of neighbours: two of the six rarest stay."""
_Pair = tuple[str, str, frozenset[str]]


class Index:
    """Names by number; who looks one up meets only names with its numbers and some of its rare pairs of words."""

    def __init__(self, names: Sequence[Core]) -> None:
        self._names = names
        often = Counter(pair for name in names for pair in _pairs(name))
        self._by_pair: dict[_Pair, list[int]] = {}
        for number, name in enumerate(names):
            if not name.empty:
                for pair in sorted(_pairs(name), key=lambda p: (often[p], p[:2]))[:_RAREST]:
                    self._by_pair.setdefault(pair, []).append(number)
        self.like = lru_cache(maxsize=1 << 16)(self._like)

    def _like(self, name: Core) -> tuple[tuple[int, Decimal], ...]:
        """The numbers of the names that may mean the same, in order, with the score of each."""
        met = Counter(number for pair in _pairs(name) for number in self._by_pair.get(pair, ()))
        least = min(_SHARED, len(name.rest))
        scored = (
            (number, same_cores(name, self._names[number]))
            for number in sorted(n for n, shared in met.items() if shared >= least)
        )
        return tuple((number, score) for number, score in scored if score)


def _pairs(name: Core) -> set[_Pair]:
    return {(*pair, name.numbers) for pair in pairwise(("", *name.rest))}
