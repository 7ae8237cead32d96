"""A rule as a page to read: what it says, by which law, why, and what to do; in one language."""

from __future__ import annotations

from typing import Any, NamedTuple

from tthc_audit import i18n
from tthc_audit.i18n import Lang
from tthc_audit.results import LegalBasis, Words
from tthc_audit.rules.model import DatedValue, Period, Rule


class Section(NamedTuple):
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


class Example(NamedTuple):
    """The outcome in words, and the columns that matter with their values as the rule file states them."""

    outcome: str
    values: dict[str, Any]


class Page(NamedTuple):
    """The documentation of a rule; sections that hold nothing are left out."""

    id: str
    title: str
    sections: tuple[Section, ...]
    examples: tuple[Example, ...]


def of_rule(rule: Rule, lang: Lang) -> Page:
    """The page of a rule."""
    lines: dict[str, tuple[str, ...]] = {
        "message": (_in(lang, rule.message),),
        "about": (rule.about,),
        "applies_when": () if rule.applies_when == "true" else (rule.applies_when,),
        "require": (rule.require,),
        "params": tuple(f"${name} {_dated(lang, value)}" for name, values in rule.params.items() for value in values),
        "severity": (i18n.say(lang, f"common.severity.{rule.severity}"),),
        "addressee": (i18n.say(lang, f"rules.addressee.{rule.addressee}"),) if rule.addressee else (),
        "in_force": () if rule.in_force == Period() else (_period(lang, rule.in_force),),
        "legal_basis": tuple(_basis(lang, basis) for basis in rule.legal_basis),
        "why": (_in(lang, rule.why),) if rule.why else (),
        "remedy": (_in(lang, rule.remedy),) if rule.remedy else (),
    }
    sections = tuple(Section(i18n.say(lang, f"rules.page.{key}"), told) for key, told in lines.items() if told)
    return Page(rule.id, _in(lang, rule.title), sections, _examples(rule, lang))


def _examples(rule: Rule, lang: Lang) -> tuple[Example, ...]:
    listed = (
        ("pass", rule.examples.passes),
        ("fail", rule.examples.fails),
        ("unknown", rule.examples.unknown),
        ("not_applicable", rule.examples.not_applicable),
    )
    return tuple(Example(i18n.say(lang, f"common.outcome.{key}"), row) for key, rows in listed for row in rows)


def _in(lang: Lang, words: Words) -> str:
    return words.vi if lang == "vi" else words.en


def _dated(lang: Lang, value: DatedValue) -> str:
    if value.source is None:
        return i18n.say(lang, "rules.page.from", day=value.first, value=value.value)
    return i18n.say(lang, "rules.page.from_source", day=value.first, value=value.value, source=value.source)


def _period(lang: Lang, period: Period) -> str:
    return i18n.say(lang, "rules.page.period", first=period.first or "…", last=period.last or "…")


def _basis(lang: Lang, basis: LegalBasis) -> str:
    told = basis.document
    if basis.provision:
        told = i18n.say(lang, "rules.page.provision", document=basis.document, provision=basis.provision)
    return told if basis.verified else i18n.say(lang, "rules.page.unverified", basis=told)
