"""Whether two names mean one paper: a score, and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from tthc_audit.papers.core import Core, core
from tthc_audit.papers.vocabulary import vocabulary

CERTAIN = Decimal("0.95")
"""From here on two names mean one paper; below, somebody must look."""
SUSPECTED = Decimal("0.80")
"""From here on two names may mean one paper."""
_SAME = Decimal(1)
_NO = Decimal(0)
_ONE_SIDED = Decimal("0.90")
"""One name tells whose paper it is, or in which case, and the other does not; or a slip of the pen lies between."""
_LONG = 7
_ALIKE = 70
"""Letters that two names share at least, in hundredths: below, no rule makes them one."""
_SLIPS = 2
_MORE = 2
"""Words that one name may have more than the other, the head of an application aside."""


def same(a: str, b: str) -> Decimal:
    """How sure it is that two names mean one paper: 1 in full, at least ``SUSPECTED`` perhaps, else 0."""
    return same_cores(core(a), core(b))


def same_cores(a: Core, b: Core) -> Decimal:
    """``same`` for names that are taken apart already; names that tell nothing are like no other."""
    if a.empty or b.empty or abs(len(a.words) - len(b.words)) > _MORE:
        return _NO
    told = _words(a, b)
    if not told:
        return _NO
    for left, right in ((a.owner, b.owner), (a.case, b.case)):
        if left and right and left != right and ratio(left, right) < 90:
            return _NO
        if (left == "") != (right == ""):
            told = min(told, _ONE_SIDED)
    if a.forms != b.forms:
        if a.forms and b.forms and not a.forms & b.forms:
            return _NO
        told = min(told, _ONE_SIDED)
    return told if told >= SUSPECTED else _NO


def _words(a: Core, b: Core) -> Decimal:
    if a.words == b.words:
        return _SAME
    if a.numbers != b.numbers or not ratio(a.text, b.text, score_cutoff=_ALIKE):
        return _NO
    if a.rest == b.rest and len(a.rest) > 1:
        return _ONE_SIDED
    return _differing(a.words, b.words)


def _differing(a: Sequence[str], b: Sequence[str]) -> Decimal:
    left = list((Counter(a) - Counter(b)).elements())
    right = list((Counter(b) - Counter(a)).elements())
    if len(left) == len(right) <= _SLIPS:
        return _ONE_SIDED if left and all(any(_slip(word, other) for other in right) for word in left) else _NO
    more = left or right
    if (left and right) or len(more) > _MORE or vocabulary().telling & set(more):
        return _NO
    return SUSPECTED if min(len(a), len(b)) >= _LONG else _NO


def _slip(a: str, b: str) -> bool:
    long = min(len(a), len(b)) >= 4 and a.isalpha() and b.isalpha()
    return long and not {a, b} & vocabulary().telling and OSA.distance(a, b) == 1
