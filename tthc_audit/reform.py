"""The calls that a reform needs: the baseline it starts from, proposals, and the plan that follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path

from tthc_audit.auditing import Options, survey_of, whole
from tthc_audit.catalog import reading
from tthc_audit.catalog.loading import Loaded
from tthc_audit.catalog.procedures import LoadedProcedure
from tthc_audit.catalog.shares import share
from tthc_audit.engine.surveying import calendar_of
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts.freezing import snapshot
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey
from tthc_audit.plans import Plans, ProcedurePlan
from tthc_audit.rules import selection
from tthc_audit.simplify import planning
from tthc_audit.simplify.draft import Draft
from tthc_audit.simplify.guard import Guard
from tthc_audit.simplify.planning import Outcome
from tthc_audit.simplify.telling import told


def freeze(catalog: Path, on: date, options: Options) -> bytes:
    """The frozen snapshot of a catalogue, for targets to compare with; ``on`` is the day of its figures.

    Raises ``AuditError`` with every problem where a file does not load.
    """
    loaded = whole((catalog,), options, partial=False)
    survey = survey_of(loaded, options)
    return snapshot(loaded.name, on, (Measured(p.procedure, p.file, survey) for p in loaded.procedures))


def target_of(stated: str) -> Fraction:
    """A target as it is written on the command line: ``50%``, ``1/2`` or ``0.5``.

    Raises ``AuditError`` where it is no share above nothing and at most all.
    """
    try:
        return share(stated)
    except ValueError:
        raise AuditError(Problem("simplify.bad_target", {"value": stated})) from None


def plans(
    catalog: Path, codes: Sequence[str], options: Options, *, target: Fraction | None = None, horizon: str | None = None
) -> Plans:
    """The plans of these procedures, of all that state their steps where none is named.

    Raises ``AuditError`` where the catalogue does not load, a code is not in it, or the solver is not installed.
    """
    desk = _Desk(catalog, options)
    made = tuple(desk.plan(one, target, horizon) for one in desk.chosen(codes))
    return Plans(desk.loaded.name, desk.survey.as_of, horizon, made)


def draft(catalog: Path, code: str, ids: Sequence[str], options: Options) -> tuple[str, ProcedurePlan]:
    """The text of a procedure's file with these proposals made, its layout kept, and what comes of it.

    Raises ``AuditError`` as ``plans`` does, and where proposals are not there, exclude each other or break a rule.
    """
    desk = _Desk(catalog, options)
    (one,) = desk.chosen((code,))
    outcome = planning.apply(desk.draft(one), desk.survey, desk.guard, ids)
    return outcome.after_draft.text, told(outcome, desk.survey)


class _Desk:
    """A catalogue that loads, with what its procedures are measured and judged by."""

    def __init__(self, catalog: Path, options: Options) -> None:
        self.loaded: Loaded = whole((catalog,), options, partial=False)
        self.survey: Survey = survey_of(self.loaded, options)
        rules, overrides = selection.chosen(options.profile, options.rules)
        self.guard = Guard(self.survey, rules, overrides, self.loaded.instruments, calendar_of(self.loaded))

    def chosen(self, codes: Sequence[str]) -> list[LoadedProcedure]:
        """The procedures of these keys, in the order of the catalogue; all with steps where none is named."""
        known = {p.procedure.key: p for p in self.loaded.procedures}
        wrong = list(self._wrong(codes, known))
        if wrong:
            raise AuditError(*wrong)
        if not codes:
            return [p for p in self.loaded.procedures if p.procedure.steps]
        return [p for p in self.loaded.procedures if p.procedure.key in codes]

    @staticmethod
    def _wrong(codes: Sequence[str], known: dict[str, LoadedProcedure]) -> Iterator[Problem]:
        for code in codes:
            if code not in known:
                near = get_close_matches(code, sorted(known), n=1)
                key = "simplify.no_code_near" if near else "simplify.no_code"
                yield Problem(key, {"code": code, "near": near[0] if near else ""})
            elif not known[code].procedure.steps:
                yield Problem("simplify.no_steps", {"code": code}, file=known[code].file)

    def draft(self, one: LoadedProcedure) -> Draft:
        """The file of a procedure as it stands."""
        agencies = self.loaded.agencies or None
        return Draft.read(reading.read(one.path).decode("utf-8"), one.file, agencies)

    def plan(self, one: LoadedProcedure, target: Fraction | None, horizon: str | None) -> ProcedurePlan:
        """The plan of one procedure."""
        outcome: Outcome = planning.plan(self.draft(one), self.survey, self.guard, target=target, horizon=horizon)
        return told(outcome, self.survey)
