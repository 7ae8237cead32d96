"""The numbers of the law: which value holds on which day, and the term that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from tthc_audit.facts.table import Type
from tthc_audit.rules import terms
from tthc_audit.rules.model import AS_OF, DatedValue, Override, Rule, Scalar
from tthc_audit.rules.terms import Kind, Term

_NULLS = {
    Kind.BOOLEAN: Type.BOOLEAN.value,
    Kind.NUMBER: "DECIMAL(38,6)",
    Kind.TEXT: Type.TEXT.value,
    Kind.DATE: Type.DATE.value,
    Kind.TEXTS: Type.TEXTS.value,
}


_SMALLEST, _TOO_LARGE = Decimal("1e-6"), Decimal("1e12")


def of_rule(rule: Rule, override: Override, law_date: Term, as_of: Term) -> Mapping[str, Term]:
    """The parameters of a rule by name, ``as_of`` among them.

    Before the first date of a parameter, or where there is no law date, it is null. A value that the
    profile sets holds on every day.
    """
    found = {AS_OF: as_of}
    for name, values in rule.params.items():
        set_by_profile = override.params.get(name)
        found[name] = _dated(values, law_date) if set_by_profile is None else _plain(terms.literal(set_by_profile))
    return found


def kind_of(value: Scalar) -> Kind:
    """The kind of a parameter's value."""
    return terms.literal(value).kind


def is_short(value: Scalar) -> bool:
    """Whether a value, if it is a number, has at most 12 places before and 6 after the point."""
    return not isinstance(value, Decimal) or (abs(value) < _TOO_LARGE and value % _SMALLEST == 0)


def _dated(values: tuple[DatedValue, ...], law_date: Term) -> Term:
    newest_first = sorted(values, key=lambda value: value.first, reverse=True)
    found = [(terms.literal(value.first), terms.literal(value.value)) for value in newest_first]
    kind = found[0][1].kind
    cases = " ".join(f"WHEN {law_date.sql} >= {first.sql} THEN {value.sql}" for first, value in found)
    return Term(
        f"(CASE {cases} ELSE CAST(NULL AS {_NULLS[kind]}) END)",
        kind,
        digits=max(value.digits for _, value in found),
        scale=6 if kind is Kind.NUMBER else 0,
    )


def _plain(term: Term) -> Term:
    """A value without the text of its literal: a parameter is never read as another kind."""
    return replace(term, text=None)
