"""What a rule may say by its law: when it speaks at all, what it may cite, and how severe it may be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tthc_audit.catalog.model import Instrument
from tthc_audit.errors import Problem
from tthc_audit.results import LegalBasis, Severity
from tthc_audit.rules import place
from tthc_audit.rules.model import Period, Rule
from tthc_audit.rules.names import nearest

Instruments = Mapping[str, Instrument]
"""The acts of the registers, by number."""


def in_force(rule: Rule, instruments: Instruments, on: date) -> tuple[LegalBasis, ...]:
    """The provisions that a finding of that law date may cite: an act that no register knows is not left out."""
    return tuple(
        basis
        for basis in rule.legal_basis
        if basis.document not in instruments or _period(instruments[basis.document]).holds(on)
    )


def periods(rule: Rule, instruments: Instruments) -> tuple[Period, ...]:
    """The times in which at least one act behind the rule is in force; empty where nothing limits it.

    A rule that rests on no act, or on one that no register knows, is not limited by its law.
    """
    if not all(basis.document in instruments for basis in rule.legal_basis):
        return ()
    found = tuple(_period(instruments[basis.document]) for basis in rule.legal_basis)
    return () if Period() in found else tuple(dict.fromkeys(found))


def is_stale(rule: Rule, instruments: Instruments, on: date) -> bool:
    """Whether the rule is outside its time on that day, or every act behind it is."""
    limits = periods(rule, instruments)
    return not rule.in_force.holds(on) or bool(limits and not any(limit.holds(on) for limit in limits))


def is_verified(rule: Rule, instruments: Instruments, on: date | None) -> bool:
    """Whether a provision that was read at its source is in force on the law date."""
    return on is not None and any(
        basis.verified and basis.document in instruments and _period(instruments[basis.document]).holds(on)
        for basis in rule.legal_basis
    )


def cap(rule: Rule, severity: Severity, instruments: Instruments, on: date | None) -> Severity:
    """The severity that the law allows a finding of that law date.

    A violation needs a verified basis in force, addressed to the one it accuses. A duty of officials may be
    cited only on a dossier, and no fact table holds dossiers: such a violation is a warning.
    """
    if severity != "violation":
        return severity
    accuses = rule.addressee != "official"
    return "violation" if accuses and is_verified(rule, instruments, on) else "warning"


def unknown_instruments(rule: Rule, instruments: Instruments) -> tuple[Problem, ...]:
    """The acts the rule cites that no register knows."""
    found = []
    for i, basis in enumerate(rule.legal_basis):
        if basis.document not in instruments:
            near = nearest(basis.document, instruments)
            key = "rules.unlisted_instrument" if near is None else "rules.unknown_instrument"
            values = {"document": basis.document, "near": near}
            found.append(place.problem(rule, f"/legal_basis/{i}/document", key, values))
    return tuple(found)


def _period(instrument: Instrument) -> Period:
    return Period(instrument.in_force_from, instrument.in_force_to)
