"""What the rules on changes say of the files that are otherwise than at a commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tthc_audit.catalog import folder
from tthc_audit.catalog.before import Before
from tthc_audit.catalog.loading import Loaded
from tthc_audit.catalog.procedures import LoadedProcedure
from tthc_audit.engine import run
from tthc_audit.engine.comparing import Comparison, Side
from tthc_audit.engine.surveying import calendar_of
from tthc_audit.facts.survey import Survey
from tthc_audit.rules import Override, Rule


def judge_since(
    loaded: Loaded, was: Before, survey: Survey, rules: Sequence[Rule], overrides: Mapping[str, Override]
) -> run.Judged:
    """Compare what is loaded with what stood there before, and judge it by those of ``rules`` that are on changes.

    Only files that are otherwise now are compared. What is wrong with the rules themselves is told where all of them
    are prepared.
    """
    plan = run.prepare(rules, overrides, loaded.instruments, survey, versions=True)
    old = [
        LoadedProcedure(procedure, folder.shown(path, loaded.root), path, "")
        for path, procedure in sorted(was.procedures.items())
    ]
    agencies = loaded.agencies if was.agencies is None else {a.id: a for a in was.agencies}
    known = {**survey.procedures, **{p.procedure.key: p.procedure for p in old}}
    found = Comparison(
        Side(old, agencies, replace(survey, agencies=agencies, procedures=known)),
        Side([p for p in loaded.procedures if p.path in was.changed], loaded.agencies, survey),
    )
    return found.judge(plan, loaded.settings.level, calendar_of(loaded), loaded.instruments)
