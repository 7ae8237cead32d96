"""The numbers of days that deadlines in the facts are measured with, taken from the rules that state them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tthc_audit.facts.terms import Dated, Name, Terms
from tthc_audit.rules import NO_OVERRIDE, Override, Rule

_STATED_BY: Mapping[Name, tuple[str, str]] = {
    "ministry_decision": ("publication/decided-late-by-ministry", "days"),
    "province_decision": ("publication/decided-late-by-province", "days"),
    "shortened_decision": ("publication/decided-late-by-ministry", "shortened_days"),
    "ministry_database": ("publication/entered-late-in-database", "ministry_days"),
    "province_database": ("publication/entered-late-in-database", "province_days"),
    "shortened_database": ("publication/entered-late-in-database", "shortened_days"),
    "office": ("publication/posted-late-at-office", "days"),
}
"""Rule and parameter that state each number: a number of the law stands in one place."""


def of(rules: Sequence[Rule], overrides: Mapping[str, Override]) -> Terms:
    """The numbers as the rules of a run state them; a value that the profile sets holds on every day."""
    by_id = {rule.id: rule for rule in rules}
    stated: dict[Name, tuple[Dated, ...]] = {}
    for name, (rule_id, param) in _STATED_BY.items():
        rule = by_id.get(rule_id)
        if rule is None:
            continue
        set_by_profile = overrides.get(rule_id, NO_OVERRIDE).params.get(param)
        if isinstance(set_by_profile, Decimal):
            stated[name] = (Dated(None, int(set_by_profile)),)
        else:
            stated[name] = tuple(
                Dated(value.first, int(value.value))
                for value in rule.params.get(param, ())
                if isinstance(value.value, Decimal)
            )
    return Terms(stated)
