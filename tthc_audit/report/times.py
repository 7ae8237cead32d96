"""The times of a procedure beside its limits, case by case, and how they compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say
from tthc_audit.report.wording import Row, known, share, share_at_least, stem, time_words, within
from tthc_audit.results import Audit, Time

Verdict = Literal["within", "longer", "undecided", "no_limit", "no_steps", "unsound"]


@dataclass(frozen=True, slots=True)
class CaseTimes:
    """One case: its limits and figures in words, and the verdict.

    ``share`` of the limit is exact, or proven ``at_least`` where the longest time has no one figure but exceeds it.
    """

    procedure: str
    case: str
    name: str
    limit: Time
    longest: Time
    statutory: str
    extended: str
    committed: str
    best: str
    typical: str
    worst: str
    elapsed: str
    verdict: Verdict
    share: Fraction | None
    at_least: bool


def case_times(audit: Audit, lang: Lang) -> dict[str, tuple[CaseTimes, ...]]:
    """The cases of each procedure, in the order of the table."""
    found: dict[str, list[CaseTimes]] = {}
    for row in audit.tables.get("case", ()):
        found.setdefault(str(row["procedure"]), []).append(_case(row, lang))
    return {key: tuple(cases) for key, cases in found.items()}


def _case(row: Row, lang: Lang) -> CaseTimes:
    limit, worst = stem(row, "statutory"), stem(row, "worst")
    text = row.get("limit_text")
    told = time_words(lang, limit) if known(limit) else clean(str(text)) if text else say(lang, "common.not_stated")
    extended = stem(row, "extended")
    longer = known(extended) and extended != limit
    verdict = _verdict(row, worst, limit, extended)
    exact = share(worst, limit) if verdict in ("within", "longer", "undecided") else None
    proven = share_at_least(worst, limit) if exact is None and verdict == "longer" else None
    return CaseTimes(
        procedure=str(row["procedure"]),
        case=str(row.get("case") or ""),
        name=clean(str(row.get("case_name") or row.get("case") or "")),
        limit=limit,
        longest=worst,
        statutory=told,
        extended=time_words(lang, extended) if longer else "",
        committed=_figure(lang, stem(row, "committed")),
        best=_figure(lang, stem(row, "best")),
        typical=_figure(lang, stem(row, "typical")),
        worst=_figure(lang, worst),
        elapsed=_figure(lang, stem(row, "elapsed_worst")),
        verdict=verdict,
        share=exact if exact is not None else proven,
        at_least=proven is not None,
    )


def _figure(lang: Lang, time: Time) -> str:
    return time_words(lang, time) if known(time) else ""


def _verdict(row: Row, worst: Time, limit: Time, extended: Time) -> Verdict:
    """Beyond the limit but within what it may be extended to is undecided."""
    if not row.get("steps_count"):
        return "no_steps"
    if row.get("flow_sound") is False:
        return "unsound"
    if not known(limit):
        return "no_limit"
    kept = within(worst, limit)
    if kept is None or (not kept and extended != Time(None, None, None) and within(worst, extended) is not False):
        return "undecided"
    return "within" if kept else "longer"


def one_limit(cases: Sequence[CaseTimes]) -> Time | None:
    """The limit of a procedure, where all its cases have the same one."""
    limits = {case.limit for case in cases}
    return next((limit for limit in limits if known(limit)), None) if len(limits) == 1 else None


def goals(audit: Audit) -> dict[str, Time]:
    """The time that the last target leaves each procedure, where all its cases have one baseline, a number."""
    found: dict[str, dict[str, set[Time | None]]] = {}
    order = {}
    for row in audit.tables.get("target", ()):
        if row.get("measure") == "time_limit":
            order[str(row["target"])] = str(row.get("target_due") or "")
            found.setdefault(str(row["procedure"]), {}).setdefault(str(row["target"]), set()).add(_goal(row))
    told = {}
    for procedure, by_target in found.items():
        last = by_target[max(by_target, key=lambda name: (order[name], name))]
        goal = next(iter(last)) if len(last) == 1 else None
        if goal is not None:
            told[procedure] = goal
    return told


def _goal(row: Row) -> Time | None:
    baseline = stem(row, "baseline")
    cut = row.get("required_cut")
    if not known(baseline) or not isinstance(cut, str) or baseline.min != baseline.max:
        return None
    left = 1 - Fraction(cut)
    return Time(*(None if part is None else _plain(Fraction(Decimal(part)) * left) for part in baseline))


def _plain(value: Fraction) -> str:
    """A fraction as a decimal, cut to the four places that facts have."""
    return f"{Decimal(int(value * 10000)) / 10000:f}"
