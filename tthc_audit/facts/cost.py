"""Compliance cost: activities, hours, rates, fees and cases a year, each known with its source or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tthc_audit.catalog.model import Activity, Procedure, Quantity


class Money(NamedTuple):
    """An amount (or a number) between two bounds."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Known:
    """An amount, ``None`` where a parameter is unknown; which ones are, and where the others come from, with the year."""

    money: Money | None
    missing: tuple[str, ...] = ()
    sources: tuple[tuple[str, str, int], ...] = ()


def dossier(procedure: Procedure) -> Known:
    """What one dossier costs those who comply: hours at the hourly income, other expenses, fees."""
    cost = procedure.cost
    if cost is None:
        return Known(None, ("cost",))
    parts: list[Known] = []
    acting = None if cost.activities is None else [a for a in cost.activities if _still_done(procedure, a)]
    if acting is None:
        parts.append(Known(None, ("activities",)))
    for activity in acting or ():
        hours = _known(activity.hours, f"{activity.name}: hours")
        if hours.money != Money(Fraction(0), Fraction(0)):
            parts.append(_product(hours, _known(cost.hourly_income_vnd, "hourly_income_vnd")))
        else:
            parts.append(hours)
        if activity.other_vnd is not None:
            parts.append(_known(activity.other_vnd, f"{activity.name}: other_vnd"))
    parts.append(_fees(procedure) if cost.fees_vnd is None else _known(cost.fees_vnd, "fees_vnd"))
    return _sum(parts)


def a_year(procedure: Procedure) -> Known:
    """How often a year: subjects times how often each, else the dossiers of a year."""
    cost = procedure.cost
    if cost is not None and cost.subjects_per_year is not None:
        subjects = _known(cost.subjects_per_year, "subjects_per_year")
        return _product(subjects, _known(cost.times_per_year, "times_per_year"))
    if procedure.annual_cases is None:
        return Known(None, ("annual_cases",))
    number = Fraction(procedure.annual_cases)
    return Known(Money(number, number))


def _still_done(procedure: Procedure, activity: Activity) -> bool:
    """Whether an activity is still called for: one of its papers is asked for, or one of its steps is there."""
    named = (*(activity.documents or ()), *(activity.steps or ()))
    if not named:
        return True
    asked = {d.id for d in procedure.documents or () if d.handling != "lookup"} | {s.id for s in procedure.steps or ()}
    return any(name in asked for name in named)


def _fees(procedure: Procedure) -> Known:
    """The fees that are stated; one for some cases only may fall due or not. Of a price set elsewhere nothing is known."""
    if procedure.fees is None:
        return Known(None, ("fees",))
    parts = []
    for fee in procedure.fees:
        if fee.amount_vnd is None:
            parts.append(Known(None, (f"fees: {fee.text or fee.kind}",)))
            continue
        amount = Fraction(fee.amount_vnd)
        parts.append(Known(Money(amount if fee.cases is None else Fraction(0), amount)))
    return _sum(parts)


def _known(quantity: Quantity | None, name: str) -> Known:
    if quantity is None:
        return Known(None, (name,))
    low = quantity.value if quantity.value is not None else quantity.low
    high = quantity.value if quantity.value is not None else quantity.high
    if low is None or high is None or low > high:
        return Known(None, (name,))
    return Known(Money(Fraction(low), Fraction(high)), sources=((name, quantity.source, quantity.year),))


def _product(one: Known, other: Known) -> Known:
    money = None
    if one.money is not None and other.money is not None:
        money = Money(one.money.low * other.money.low, one.money.high * other.money.high)
    return Known(money, (*one.missing, *other.missing), (*one.sources, *other.sources))


def _sum(parts: Iterable[Known]) -> Known:
    low = high = Fraction(0)
    missing: list[str] = []
    sources: list[tuple[str, str, int]] = []
    whole = True
    for part in parts:
        missing += part.missing
        sources += part.sources
        if part.money is None:
            whole = False
        else:
            low, high = low + part.money.low, high + part.money.high
    found = Money(low, high) if whole else None
    return Known(found, tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(sources)))
