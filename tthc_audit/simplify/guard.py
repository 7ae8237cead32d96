"""Whether drafts bring a violation that was not there: every rule is run over all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec

from tthc_audit.catalog.model import Instrument, Procedure
from tthc_audit.engine import run
from tthc_audit.facts.survey import Survey
from tthc_audit.results import Finding
from tthc_audit.rules import Override, Rule
from tthc_audit.worktime.calendar import Calendar


class Guard:
    """The rules that can find a violation, ready to judge drafts of one procedure."""

    def __init__(
        self,
        survey: Survey,
        rules: Sequence[Rule],
        overrides: Mapping[str, Override],
        instruments: Mapping[str, Instrument],
        calendar: Calendar,
    ) -> None:
        # A target of the catalogue is no rule that a draft could break.
        self._survey = replace(survey, targets=())
        self._instruments = instruments
        self._calendar = calendar
        self._plan = run.prepare([r for r in rules if _may_accuse(r, overrides)], overrides, instruments, self._survey)

    def new_violations(self, original: Procedure, drafts: Sequence[Procedure]) -> list[tuple[str, ...]]:
        """For each draft the rules that find a violation in it and found none, or fewer, in the original."""
        versions = (original, *drafts)
        named = [msgspec.structs.replace(p, variant=f"{p.variant or ''}#{n}") for n, p in enumerate(versions)]
        others = {k: p for k, p in self._survey.procedures.items() if k != original.key}
        survey = replace(self._survey, procedures=others)
        with run.measure(survey, [(p, "") for p in named], self._calendar, self._plan, self._plan.wanted) as database:
            judged = run.judge(database, self._plan, self._instruments)
        counted = [_counted(judged.findings, p.key) for p in named]
        base = counted[0]
        return [tuple(sorted(r for r, n in found.items() if n > base.get(r, 0))) for found in counted[1:]]


def _may_accuse(rule: Rule, overrides: Mapping[str, Override]) -> bool:
    override = overrides.get(rule.id)
    return (override.severity if override and override.severity else rule.severity) == "violation"


def _counted(findings: Sequence[Finding], key: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for finding in findings:
        if finding.procedure == key and finding.outcome == "fail" and finding.severity == "violation":
            found[finding.rule] = found.get(finding.rule, 0) + 1
    return found
