"""The plan of a procedure: its proposals, the best set of them for a target, and what an audit says of the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tthc_audit.catalog.model import Procedure
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey
from tthc_audit.flow import clock
from tthc_audit.plans import Status
from tthc_audit.simplify import effects
from tthc_audit.simplify.change import StaleError
from tthc_audit.simplify.draft import Draft
from tthc_audit.simplify.effects import State
from tthc_audit.simplify.guard import Guard
from tthc_audit.simplify.network import longest
from tthc_audit.simplify.planner import choose
from tthc_audit.simplify.proposals import Proposal, proposals
from tthc_audit.simplify.question import Asked, ask
from tthc_audit.simplify.text_patch import Operation

RANK_OF = {"commune": 0, "province": 1, "ministry": 2, "government": 3, "national_assembly": 4}
"""By who may change acts: the highest rank among theirs."""
_MOST_TRIES = 40


@dataclass(frozen=True, slots=True)
class Outcome:
    """A procedure before and after the chosen proposals, with the patch between; ``status`` of the target, if any.

    ``binding`` are the steps of the longest run that is left, where the target is not reached.
    """

    draft: Draft
    before: State
    proposals: tuple[Proposal, ...]
    chosen: tuple[str, ...]
    status: Status
    after_draft: Draft
    after: State
    patch: tuple[Operation, ...]
    inverse: tuple[Operation, ...]
    target: Fraction | None = None
    cut: Fraction | None = None
    binding: tuple[str, ...] = ()


def plan(draft: Draft, survey: Survey, guard: Guard, *, target: Fraction | None, horizon: str | None = None) -> Outcome:
    """Propose what can be proven; with a ``target`` (a share of the present time of every case) also choose.

    ``horizon`` keeps to acts that this level of government may change. Raises ``AuditError`` without the solver.
    """
    before, found = proposals(draft, survey, guard)
    if horizon is not None:
        found = tuple(p for p in found if p.change.rank <= RANK_OF[horizon])
    if target is None:
        return _nothing(draft, before, found, "no_target", None)
    drafts = [(p.change, draft.changed((p.change,))[0].procedure) for p in found]
    if all(_leaves_time(draft.procedure, changed) for _, changed in drafts):
        return _out_of_reach(draft, survey, before, found, target)
    asked = ask(survey, draft.procedure, before.worst, drafts, target)
    if asked is None or not asked.cases:
        return _nothing(draft, before, found, "unproven", target)
    forbidden: set[frozenset[int]] = set()
    for _ in range(_MOST_TRIES):
        choice = choose(asked.question, forbidden)
        chosen = [found[i] for i in choice.chosen]
        made = _made(draft, survey, guard, chosen)
        if made is None or not _as_planned(asked, choice.chosen, made[1]):
            # Together these are not what they are one by one: the next best set is looked for.
            forbidden.add(frozenset(choice.chosen))
            continue
        (after_draft, patch, inverse), after = made
        status: Status = "unproven" if not asked.proven else "reached" if choice.reached else "not_reachable"
        return Outcome(
            draft, before, found, tuple(p.id for p in chosen), status, after_draft, after, patch, inverse,
            target, choice.cut, () if status == "reached" else _binding(asked, choice.chosen),
        )  # fmt: skip
    return _nothing(draft, before, found, "unproven", target)


def apply(draft: Draft, survey: Survey, guard: Guard, ids: Sequence[str]) -> Outcome:
    """The draft with these proposals made, all of them.

    Raises ``AuditError`` where there is no such proposal, two exclude each other, or together they break a rule.
    """
    before, found = proposals(draft, survey, guard)
    known = {p.id: p for p in found}
    unknown = [i for i in ids if i not in known]
    if unknown:
        raise AuditError(Problem("simplify.no_proposal", {"id": unknown[0], "known": list(known)}, file=draft.file))
    chosen = [p for p in found if p.id in set(ids)]
    for n, one in enumerate(chosen):
        for other in chosen[n + 1 :]:
            if one.change.touches & other.change.touches:
                raise AuditError(Problem("simplify.excluded", {"one": one.id, "other": other.id}, file=draft.file))
    made = _made(draft, survey, guard, chosen)
    if made is None:
        raise AuditError(Problem("simplify.not_together", {"ids": [p.id for p in chosen]}, file=draft.file))
    (after_draft, patch, inverse), after = made
    return Outcome(
        draft, before, found, tuple(p.id for p in chosen), "no_target", after_draft, after, patch, inverse
    )  # fmt: skip


def _nothing(
    draft: Draft, before: State, found: tuple[Proposal, ...], status: Status, target: Fraction | None
) -> Outcome:
    return Outcome(draft, before, found, (), status, draft, before, (), (), target)


def _leaves_time(now: Procedure, changed: Procedure) -> bool:
    """Whether a draft has the same steps and limits, so that it takes as long, however long that is."""
    return (now.steps, now.time_limit, now.cases) == (changed.steps, changed.time_limit, changed.cases)


def _out_of_reach(
    draft: Draft, survey: Survey, before: State, found: tuple[Proposal, ...], target: Fraction
) -> Outcome:
    """No proposal touches the time: whatever unstated steps take, no set of them cuts anything."""
    measured = Measured(draft.procedure, draft.file, survey)
    if not measured.sound:
        return _nothing(draft, before, found, "unproven", target)
    counted = {s.id for s in draft.procedure.steps or () if clock.counts(s) is not False}
    paths = [figures.critical_path for figures in measured.figures.values() if figures is not None]
    binding = tuple(step for step in next((path for path in paths if path), ()) if step in counted)
    return replace(_nothing(draft, before, found, "not_reachable", target), cut=Fraction(0), binding=binding)


def _made(
    draft: Draft, survey: Survey, guard: Guard, chosen: Sequence[Proposal]
) -> tuple[tuple[Draft, tuple[Operation, ...], tuple[Operation, ...]], State] | None:
    """The draft with all of them; ``None`` where they do not fit together or bring a violation together."""
    try:
        made = draft.changed([p.change for p in chosen])
    except (StaleError, AuditError):
        return None
    if len(chosen) > 1 and guard.new_violations(draft.procedure, [made[0].procedure])[0]:
        return None
    return made, effects.state(survey, made[0].procedure)


def _as_planned(asked: Asked, chosen: Sequence[int], after: State) -> bool:
    """Whether an audit measures what the planner counted with."""
    for n, (case, side) in enumerate(zip(asked.cases, asked.sides, strict=True)):
        measured = after.worst.get(case)
        if measured is None:
            return False
        told = measured.days if side == "days" else measured.low if side == "low" else measured.high
        line = asked.question.lines[n]
        if longest(line, [asked.question.options[i].effects[n] for i in chosen])[0] != told:
            return False
    return True


def _binding(asked: Asked, chosen: Sequence[int]) -> tuple[str, ...]:
    """The steps of the longest run of the case that is cut least."""
    worst: tuple[Fraction, tuple[str, ...]] | None = None
    for n, line in enumerate(asked.question.lines):
        time, path = longest(line, [asked.question.options[i].effects[n] for i in chosen])
        left = Fraction(time, line.before)
        if worst is None or left > worst[0]:
            worst = left, path
    return worst[1] if worst else ()
