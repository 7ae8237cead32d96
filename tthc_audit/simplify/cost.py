"""Compliance cost before and after: what it is, what it saves, and which parameters are not known."""

from __future__ import annotations

from fractions import Fraction

from tthc_audit.catalog.model import Procedure
from tthc_audit.facts import cost
from tthc_audit.facts.cost import Money
from tthc_audit.plans import Amount, PlanCost


def compared(before: Procedure, after: Procedure) -> PlanCost | None:
    """The cost of two versions; ``None`` where nothing about it is stated."""
    if before.cost is None:
        return None
    old, new = cost.dossier(before), cost.dossier(after)
    times = cost.a_year(before)
    year_old, year_new = _times(old.money, times.money), _times(new.money, times.money)
    least, most = _saving(old.money, new.money)
    return PlanCost(
        before=_amount(old.money),
        after=_amount(new.money),
        year_before=_amount(year_old),
        year_after=_amount(year_new),
        saved=_amount(_saved(old.money, new.money, times.money)),
        least=least,
        most=most,
        missing=tuple(dict.fromkeys((*old.missing, *new.missing, *times.missing))),
        sources=tuple(dict.fromkeys((*old.sources, *times.sources))),
    )


def _times(money: Money | None, number: Money | None) -> Money | None:
    return None if money is None or number is None else Money(money.low * number.low, money.high * number.high)


def _less(old: Money, new: Money) -> Money:
    """What is saved: what both keep is the same on both sides, so bounds of one kind belong together."""
    low, high = sorted((old.low - new.low, old.high - new.high))
    return Money(low, high)


def _saved(old: Money | None, new: Money | None, number: Money | None) -> Money | None:
    if old is None or new is None or number is None:
        return None
    low, high = _less(old, new)
    return Money(low * (number.low if low >= 0 else number.high), high * (number.high if high >= 0 else number.low))


def _saving(old: Money | None, new: Money | None) -> tuple[str | None, str | None]:
    """The share that is saved, at the least and at the most: little saved of much, much saved of little."""
    if old is None or new is None:
        return None, None
    low, high = _less(old, new)
    if low < 0 or not low + new.high or not high + new.low:
        return None, None
    return str(Fraction(low, low + new.high)), str(Fraction(high, high + new.low))


def _amount(money: Money | None) -> Amount | None:
    return None if money is None else Amount(_plain(money.low), _plain(money.high))


def _plain(value: Fraction) -> str:
    """Whole đồng, halves away from zero."""
    return str((2 * abs(value.numerator) + value.denominator) // (2 * value.denominator) * (1 if value >= 0 else -1))
