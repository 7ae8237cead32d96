"""An outcome of planning as the plain values of a plan, with its words in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from tthc_audit.facts.measured import Measured
from tthc_audit.facts.picture import picture
from tthc_audit.facts.survey import Survey
from tthc_audit.i18n import LANGS, Lang, say
from tthc_audit.plans import Binding, Counts, PlanAct, PlanChange, PlanTimes, ProcedurePlan
from tthc_audit.results import Time, Words
from tthc_audit.simplify import cost, effects
from tthc_audit.simplify.change import Act, Change
from tthc_audit.simplify.effects import State
from tthc_audit.simplify.planning import Outcome
from tthc_audit.simplify.proposals import Proposal
from tthc_audit.worktime.span import Span, to_decimal

_AUTHORITY = {
    "internal_rule": "office",
    "provincial_decision": "province",
    "circular": "ministry",
    "decree": "government",
    "law": "national_assembly",
}


def told(outcome: Outcome, survey: Survey) -> ProcedurePlan:
    """The plan of one procedure as values that can be shown."""
    procedure = outcome.draft.procedure
    names = {c.id: c.name for c in procedure.cases or ()}
    steps = {s.id: s for s in outcome.after_draft.procedure.steps or ()}
    before = Measured(procedure, outcome.draft.file, survey)
    after = Measured(outcome.after_draft.procedure, outcome.draft.file, survey)
    times = {n.id: n.time for n in picture(after).nodes}
    return ProcedurePlan(
        procedure=procedure.key,
        name=procedure.name,
        field=procedure.field,
        file=outcome.draft.file,
        status=outcome.status,
        target=None if outcome.target is None else str(outcome.target),
        cut=None if outcome.cut is None else str(outcome.cut),
        times=_times(outcome.before, outcome.after, names, outcome.target),
        before=_counts(outcome.before),
        after=_counts(outcome.after),
        cost=cost.compared(procedure, outcome.after_draft.procedure),
        changes=tuple(_change(p, outcome, names) for p in outcome.proposals),
        binding=tuple(Binding(s, steps[s].name, times.get(s)) for s in _steps(outcome.binding) if s in steps),
        unstated=tuple(steps[s].name for s in outcome.after.unstated if s in steps),
        flow_before=picture(before),
        flow_after=picture(after),
        patch=outcome.patch,
        inverse=outcome.inverse,
    )


def _steps(places: Iterable[str]) -> dict[str, None]:
    """The steps of places in a network; a time that is counted from another step belongs to the one that has it."""
    return dict.fromkeys(place.partition("@")[0] for place in places)


def _change(proposal: Proposal, outcome: Outcome, names: Mapping[str, str | None]) -> PlanChange:
    change = proposal.change
    return PlanChange(
        id=proposal.id,
        kind=change.kind,
        chosen=proposal.id in outcome.chosen,
        content=_words("content", change),
        reason=_words("reason", change, str(change.values.get("why", ""))),
        trade_off=_words("trade_off", change),
        acts=tuple(_act(act) for act in change.acts),
        times=_times(outcome.before, proposal.after, names, None),
        counts=_counts(proposal.after),
        excludes=tuple(
            p.id for p in outcome.proposals if p is not proposal and p.change.touches & change.touches
        ),
        patch=proposal.patch,
        inverse=proposal.inverse,
    )  # fmt: skip


def _words(part: str, change: Change, why: str = "") -> Words:
    key = f"simplify.{part}.{change.kind}" + (f".{why}" if why else "")
    return Words(*(say(lang, key, **_values(change, lang)) for lang in LANGS))


def _values(change: Change, lang: Lang) -> dict[str, object]:
    """The names that the words use; a time is told with its unit."""
    values: dict[str, object] = {}
    for name, value in change.values.items():
        if isinstance(value, tuple):
            number, unit = value
            values[name] = say(lang, f"simplify.unit.{unit}", n=number)
        elif isinstance(value, list):
            values[name] = " → ".join(str(v) for v in value)
        else:
            values[name] = value
    return values


def _act(act: Act) -> PlanAct:
    return PlanAct(act.document, act.provision, act.rank, act.role, _AUTHORITY.get(act.rank, "unknown"))


def _counts(state: State) -> Counts:
    return Counts(state.papers, state.visits, state.handoffs, state.steps)


def _times(
    before: State, after: State, names: Mapping[str, str | None], target: Fraction | None
) -> tuple[PlanTimes, ...]:
    found = []
    for case, (least, most) in effects.cuts(before, after).items():
        old = before.worst[case]
        found.append(
            PlanTimes(
                case=case,
                name=names.get(case),
                before=_time(old),
                after=_time(after.worst.get(case)),
                least=None if least is None else str(least),
                most=None if most is None else str(most),
                goal=None if target is None or old is None else _goal(old, target),
            )
        )
    return tuple(found)


def _goal(span: Span, target: Fraction) -> Time | None:
    """What the target leaves, where the time is one number."""
    if not span.exact and span.days is None:
        return None
    left = 1 - target
    low, high = int(span.low * left), None if span.high is None else int(span.high * left)
    return _time(Span(low, high, None if span.days is None else int(span.days * left)))


def _time(span: Span | None) -> Time | None:
    if span is None:
        return None
    return Time(_plain(span.low), *(None if v is None else _plain(v) for v in (span.high, span.days)))


def _plain(ticks: int) -> str:
    return f"{to_decimal(ticks) + Decimal(0):f}"
