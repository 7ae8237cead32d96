"""What inspectors made of the findings: the last verdict on each, and how often each rule was confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say, show
from tthc_audit.report.wording import percent, pick
from tthc_audit.results import Audit, Review


@dataclass(frozen=True, slots=True)
class Rate:
    """How often findings of a rule were confirmed, of those that were decided; ``years``: the same by year."""

    title: str
    rule: str
    confirmed: int
    rejected: int
    open: int
    rate: str
    years: str


def latest(audit: Audit) -> Mapping[str, Review]:
    """The last verdict on each finding, by its fingerprint."""
    return {one.fingerprint: one for one in audit.reviews}


def words(lang: Lang, review: Review | None) -> str:
    """A verdict with who gave it and when; empty where there is none."""
    if review is None:
        return ""
    told = [clean(review.by or ""), show(lang, review.on)]
    named = ", ".join(part for part in told if part)
    verdict = say(lang, f"report.review.{review.verdict}")
    return f"{verdict} ({named})" if named else verdict


def rates(audit: Audit, lang: Lang) -> tuple[Rate, ...]:
    """A row a rule, by its id; of several verdicts on one finding on one day the last counts."""
    counted = {(one.fingerprint, one.on): one for one in audit.reviews}
    by_rule: dict[str, list[Review]] = {}
    for one in counted.values():
        by_rule.setdefault(one.rule, []).append(one)
    titles = {rule.id: pick(lang, rule.title) for rule in audit.rules}
    return tuple(
        _rate(clean(titles.get(rule, "")) or clean(rule), rule, several, lang)
        for rule, several in sorted(by_rule.items())
    )


def _rate(title: str, rule: str, several: list[Review], lang: Lang) -> Rate:
    confirmed, rejected, left = (sum(o.verdict == v for o in several) for v in ("confirmed", "rejected", "open"))
    decided = confirmed + rejected
    years = sorted({one.on.year for one in several if one.on is not None})
    told = []
    for year in years:
        of_year = [o.verdict for o in several if o.on is not None and o.on.year == year and o.verdict != "open"]
        told.append(f"{year}: {of_year.count('confirmed')}/{len(of_year)}")
    share = percent(lang, Fraction(confirmed, decided)) if decided else say(lang, "report.nothing")
    return Rate(title, clean(rule), confirmed, rejected, left, share, "; ".join(told))


def sentence(audit: Audit, lang: Lang) -> str:
    """How many of the signs that stand were confirmed; empty where nobody has looked at any."""
    if not audit.reviews:
        return ""
    known = latest(audit)
    standing = [f for f in audit.findings if f.outcome == "fail" and f.status != "waived"]
    verdicts = [known[f.fingerprint].verdict for f in standing if f.fingerprint in known]
    confirmed, rejected = verdicts.count("confirmed"), verdicts.count("rejected")
    return say(
        lang, "report.review.sentence", n=len(standing), c=confirmed, r=rejected,
        o=len(standing) - confirmed - rejected,
    )  # fmt: skip
