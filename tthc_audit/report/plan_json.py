"""The JSON of plans: ``tthc-audit/plan/v1``."""

from __future__ import annotations

from typing import Any

import orjson

from tthc_audit import __version__
from tthc_audit.i18n import LANGS, say
from tthc_audit.plans import STATUSES, Amount, Counts, PlanAct, PlanChange, PlanCost, Plans, PlanTimes, ProcedurePlan
from tthc_audit.report.json import number
from tthc_audit.results import Time, Words

SCHEMA = "tthc-audit/plan/v1"


def render(plans: Plans) -> bytes:
    """The plans as JSON with a newline at its end; the same plans give the same bytes. Cuts are exact fractions."""
    document = {
        "schema": SCHEMA,
        "tool": {"name": "tthc-audit", "version": __version__},
        "catalog": plans.catalog,
        "as_of": plans.as_of,
        "horizon": plans.horizon,
        "summary": {s: sum(p.status == s for p in plans.procedures) for s in STATUSES},
        "procedures": [_procedure(p) for p in plans.procedures],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _procedure(plan: ProcedurePlan) -> dict[str, Any]:
    return {
        "procedure": plan.procedure,
        "name": plan.name,
        "field": plan.field,
        "file": plan.file,
        "status": plan.status,
        "target": plan.target,
        "cut": plan.cut,
        "cases": [_times(t) for t in plan.times],
        "before": _counts(plan.before),
        "after": _counts(plan.after),
        "cost": None if plan.cost is None else _cost(plan.cost),
        "chosen": [c.id for c in plan.changes if c.chosen],
        "proposals": [_change(c) for c in plan.changes],
        "binding": [{"step": b.step, "name": b.name, "time": _time(b.time)} for b in plan.binding],
        "steps_without_time": list(plan.unstated),
        "patch": list(plan.patch),
        "inverse": list(plan.inverse),
    }


def _change(change: PlanChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "kind": change.kind,
        "chosen": change.chosen,
        "content": _words(change.content),
        "reason": _words(change.reason),
        "trade_off": _words(change.trade_off),
        "question": {lang: say(lang, "simplify.question") for lang in LANGS},
        "acts": [_act(a) for a in change.acts],
        "cases": [_times(t) for t in change.times],
        "after": _counts(change.counts),
        "excludes": list(change.excludes),
        "patch": list(change.patch),
        "inverse": list(change.inverse),
    }


def _act(act: PlanAct) -> dict[str, Any]:
    return {
        "document": act.document, "provision": act.provision, "rank": act.rank, "role": act.role,
        "authority": act.authority,
    }  # fmt: skip


def _times(times: PlanTimes) -> dict[str, Any]:
    return {
        "case": times.case, "name": times.name, "before": _time(times.before), "after": _time(times.after),
        "least_cut": times.least, "most_cut": times.most, "goal": _time(times.goal),
    }  # fmt: skip


def _time(time: Time | None) -> dict[str, Any] | None:
    if time is None:
        return None
    return {name: None if v is None else number(v) for name, v in zip(("min", "max", "days"), time, strict=True)}


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "papers": counts.papers, "visits": counts.visits, "handoffs": counts.handoffs, "steps": counts.steps
    }  # fmt: skip


def _cost(cost: PlanCost) -> dict[str, Any]:
    return {
        "dossier_before": _amount(cost.before), "dossier_after": _amount(cost.after),
        "year_before": _amount(cost.year_before), "year_after": _amount(cost.year_after), "saved": _amount(cost.saved),
        "least_share": cost.least, "most_share": cost.most, "missing": list(cost.missing),
        "sources": [{"parameter": name, "source": source, "year": year} for name, source, year in cost.sources],
    }  # fmt: skip


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    return None if amount is None else {"low": number(amount.low), "high": number(amount.high)}


def _words(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}
