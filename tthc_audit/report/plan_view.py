"""The plan of simplification as its pages and its text show it: every value in words of one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, number, say
from tthc_audit.plans import Amount, Counts, PlanAct, PlanChange, Plans, PlanTimes, ProcedurePlan
from tthc_audit.report.wording import decimal, pick, time_words

AUTHORITIES = ("office", "province", "ministry", "government", "national_assembly", "unknown")


@dataclass(frozen=True, slots=True)
class TimeRow:
    """The time of one case before and after, with its cut and what the target leaves."""

    name: str
    before: str
    after: str
    cut: str
    goal: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A proposal in words: a, b, c … of the plan, or one that was not chosen."""

    id: str
    kind: str
    content: str
    reason: str
    trade_off: str
    effect: tuple[str, ...]
    acts: tuple[str, ...]
    excludes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act to be changed, with its provisions and the changes that need it."""

    name: str
    rank: str
    provisions: str
    needed_by: str


@dataclass(frozen=True, slots=True)
class Page:
    """The plan of one procedure, ready to be set; ``acts`` are grouped by who can change them."""

    plan: ProcedurePlan
    key: str
    name: str
    field: str
    status: str
    told: tuple[str, ...]
    times: tuple[TimeRow, ...]
    counts: tuple[str, ...]
    chosen: tuple[ChangeRow, ...]
    others: tuple[ChangeRow, ...]
    acts: tuple[tuple[str, tuple[ActRow, ...]], ...]
    cost: tuple[tuple[str, str], ...]
    missing: str


def page(plan: ProcedurePlan, lang: Lang) -> Page:
    """The plan of one procedure in words."""
    chosen = [c for c in plan.changes if c.chosen]
    return Page(
        plan=plan,
        key=clean(plan.procedure),
        name=clean(plan.name),
        field=clean(plan.field or ""),
        status=say(lang, f"simplify.status.{plan.status}"),
        told=tuple(_told(plan, lang)),
        times=tuple(_time_row(t, lang) for t in plan.times),
        counts=_counts(plan.before, plan.after, lang),
        chosen=tuple(_change(c, plan, lang) for c in chosen),
        others=tuple(_change(c, plan, lang) for c in plan.changes if not c.chosen),
        acts=_by_authority(chosen, lang),
        cost=_cost(plan, lang),
        missing=", ".join(clean(m) for m in plan.cost.missing) if plan.cost else "",
    )


def acts_of(plans: Plans, lang: Lang) -> tuple[tuple[str, tuple[ActRow, ...]], ...]:
    """The acts that all plans together need changed, by who can change them."""
    return _by_authority([c for p in plans.procedures for c in p.changes if c.chosen], lang)


def saved_of(plans: Plans, lang: Lang) -> str:
    """What all plans together save in a year; where some is not known, how many know it."""
    known = [p.cost.saved for p in plans.procedures if p.cost is not None and p.cost.saved is not None]
    if not known:
        return ""
    low, high = (sum(int(getattr(saved, side)) for saved in known) for side in ("low", "high"))
    amount = _amount(Amount(str(low), str(high)), lang)
    return say(lang, "plan.saved_of", n=len(known), of=len(plans.procedures), amount=amount)


def _told(plan: ProcedurePlan, lang: Lang) -> list[str]:
    """What came out, and what stands in the way."""
    cut, target = percent(lang, plan.cut), percent(lang, plan.target)
    told = [say(lang, f"simplify.told.{plan.status}", cut=cut, target=target)]
    if plan.status == "unproven" and plan.cut is not None and any(c.chosen for c in plan.changes):
        told.append(say(lang, "simplify.told.unproven_cut", cut=cut))
    if plan.status == "not_reachable" and plan.cut == "0" and plan.unstated:
        told.append(say(lang, "simplify.told.whatever"))
    if not plan.changes:
        told.append(say(lang, "simplify.none"))
    if plan.binding:
        steps = "; ".join(f"{clean(b.name)} ({time_words(lang, b.time)})" for b in plan.binding)
        told.append(say(lang, "simplify.binding", steps=steps))
    if plan.unstated:
        told.append(say(lang, "simplify.unstated", steps="; ".join(clean(s) for s in plan.unstated)))
    return told


def percent(lang: Lang, stated: str | None) -> str:
    """A fraction as a percentage with at most two decimals."""
    if stated is None:
        return ""
    hundredths = Fraction(stated) * 10_000
    rounded = (2 * abs(hundredths.numerator) + hundredths.denominator) // (2 * hundredths.denominator)
    value = decimal(str(rounded if hundredths >= 0 else -rounded))
    assert value is not None
    return f"{number(lang, value.scaleb(-2))}%"


def _cut(times: PlanTimes, lang: Lang) -> str:
    """The cut as one percentage where it is one; nothing where it is none or not known."""
    if times.least is None or times.least != times.most or Fraction(times.least) == 0:
        return ""
    return say(lang, "simplify.time.cut", cut=percent(lang, times.least))


def _time_row(times: PlanTimes, lang: Lang) -> TimeRow:
    return TimeRow(
        name=clean(times.name or times.case) or say(lang, "simplify.whole"),
        before=time_words(lang, times.before),
        after=time_words(lang, times.after),
        cut=_cut(times, lang),
        goal=time_words(lang, times.goal) if times.goal is not None else "",
    )


def _change(change: PlanChange, plan: ProcedurePlan, lang: Lang) -> ChangeRow:
    shorter = [_time_row(times, lang) for times in change.times if times.before != times.after]
    effect = [
        f"{say(lang, 'simplify.time', case=row.name, before=row.before, after=row.after)} {row.cut}".rstrip()
        for row in shorter
    ]
    return ChangeRow(
        id=change.id,
        kind=say(lang, f"simplify.kind.{change.kind}"),
        content=clean(pick(lang, change.content)),
        reason=clean(pick(lang, change.reason)),
        trade_off=clean(pick(lang, change.trade_off)),
        effect=(*effect, *_counts(plan.before, change.counts, lang)),
        acts=tuple(_act(a, lang) for a in change.acts),
        excludes=change.excludes,
    )


def _counts(before: Counts, after: Counts, lang: Lang) -> tuple[str, ...]:
    """What becomes less or more, with its numbers."""
    pairs = (
        ("papers", before.papers, after.papers), ("visits", before.visits, after.visits),
        ("handoffs", before.handoffs, after.handoffs), ("steps", before.steps, after.steps),
    )  # fmt: skip
    return tuple(
        say(lang, f"simplify.{name}", before=old, after=new)
        for name, old, new in pairs
        if old is not None and new is not None and old != new
    )


def _act(act: PlanAct, lang: Lang) -> str:
    return f"{_name(act, lang)} ({say(lang, f'simplify.rank.{act.rank}')})"


def _name(act: PlanAct, lang: Lang) -> str:
    named = clean(act.document) if act.document else ""
    role = say(lang, f"simplify.act.{act.role}") if act.role else ""
    return f"{role} {named}".strip() if role else named


def _by_authority(chosen: Sequence[PlanChange], lang: Lang) -> tuple[tuple[str, tuple[ActRow, ...]], ...]:
    found: dict[str, dict[str, tuple[PlanAct, dict[str, None], dict[str, None]]]] = {}
    for change in chosen:
        for act in change.acts:
            acts = found.setdefault(act.authority, {})
            _, provisions, needed = acts.setdefault(_name(act, lang), (act, {}, {}))
            if act.provision:
                provisions[clean(act.provision)] = None
            needed[change.id] = None
    return tuple(
        (
            say(lang, f"simplify.authority.{authority}"),
            tuple(
                ActRow(name, say(lang, f"simplify.rank.{act.rank}"), "; ".join(provisions), ", ".join(needed))
                for name, (act, provisions, needed) in found[authority].items()
            ),
        )
        for authority in AUTHORITIES
        if authority in found
    )


def _cost(plan: ProcedurePlan, lang: Lang) -> tuple[tuple[str, str], ...]:
    cost = plan.cost
    if cost is None:
        return ()
    share = ""
    if cost.least is not None and cost.most is not None:
        share = percent(lang, cost.least)
        if cost.least != cost.most:
            share = f"{share} – {percent(lang, cost.most)}"
    rows = [
        ("dossier_before", _amount(cost.before, lang)), ("dossier_after", _amount(cost.after, lang)),
        ("year_before", _amount(cost.year_before, lang)), ("year_after", _amount(cost.year_after, lang)),
        ("saved", _amount(cost.saved, lang)), ("share", share or say(lang, "common.not_stated")),
    ]  # fmt: skip
    return tuple((say(lang, f"plan.cost.{name}"), value) for name, value in rows)


def _amount(amount: Amount | None, lang: Lang) -> str:
    if amount is None:
        return say(lang, "common.not_stated")
    low, high = decimal(amount.low), decimal(amount.high)
    assert low is not None
    assert high is not None
    told = say(lang, "report.dong", n=low)
    return told if low == high else f"{number(lang, low)} – {say(lang, 'report.dong', n=high)}"
