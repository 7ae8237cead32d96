"""The proposals for one procedure: every change that loads, shortens or lightens something, and breaks no rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tthc_audit.errors import AuditError
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey
from tthc_audit.simplify import chains, comparable, effects, forwarded, papers
from tthc_audit.simplify.change import Change, StaleError
from tthc_audit.simplify.draft import Draft
from tthc_audit.simplify.effects import State
from tthc_audit.simplify.guard import Guard
from tthc_audit.simplify.text_patch import Operation


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change with its patch, the inverse, and what an audit measures once it is made alone."""

    id: str
    change: Change
    patch: tuple[Operation, ...]
    inverse: tuple[Operation, ...]
    after: State


def proposals(draft: Draft, survey: Survey, guard: Guard) -> tuple[State, tuple[Proposal, ...]]:
    """What is measured now, and the proposals in an order that the same document always gives.

    Changes that would not load, that could lengthen a case, that help nobody, or that bring a violation are left out.
    """
    measured = Measured(draft.procedure, draft.file, survey)
    before = effects.state(survey, draft.procedure)
    tried: list[tuple[Change, Draft, tuple[Operation, ...], tuple[Operation, ...], State]] = []
    for change in _changes(measured):
        try:
            changed, patch, inverse = draft.changed((change,))
        except (StaleError, AuditError):
            continue
        after = effects.state(survey, changed.procedure)
        if not effects.grows(before, after) and _helps(before, after):
            tried.append((change, changed, patch, inverse, after))
    wrong = guard.new_violations(draft.procedure, [c.procedure for _, c, *_ in tried]) if tried else []
    sound = [one for one, rules in zip(tried, wrong, strict=True) if not rules]
    return before, tuple(
        Proposal(f"P{n}", change, patch, inverse, after)
        for n, (change, _, patch, inverse, after) in enumerate(sound, 1)
    )


def _changes(measured: Measured) -> Iterator[Change]:
    """Every change that some maker finds, each only once."""
    seen: set[str] = set()
    chain = chains.Chain.of(measured)
    sources: Sequence[Iterator[Change]] = (
        chains.changes(chain),
        forwarded.changes(chain),
        comparable.changes(measured, comparable.known(measured.survey)),
        papers.changes(measured),
    )
    for source in sources:
        for change in source:
            if change.key not in seen:
                seen.add(change.key)
                yield change


def _helps(before: State, after: State) -> bool:
    """Whether something becomes less: a time in some case, papers, visits, hand-overs or steps."""
    for case, old in before.worst.items():
        new = after.worst.get(case)
        if old is not None and new is not None and (new.low, new.high or 0) < (old.low, old.high or 0):
            return True
    counts = [(before.visits, after.visits), (before.handoffs, after.handoffs), (before.steps, after.steps)]
    if before.papers is not None and after.papers is not None:
        counts.append((before.papers, after.papers))
    return any(new < old for old, new in counts)
