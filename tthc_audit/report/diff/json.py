"""The JSON of ``diff``: the published form of two versions compared, ``tthc-audit/diff/v1``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tthc_audit import __version__
from tthc_audit.differences import Act, Change, Cut, Differences, ProcedureDifference, Shown
from tthc_audit.report.diff.view import refusals
from tthc_audit.report.json import dumped, finding_json, notice_json, rule_json
from tthc_audit.results import Input, Stated, Time

SCHEMA = "tthc-audit/diff/v1"


def render_json(found: Differences) -> bytes:
    """The differences as JSON with a newline at its end, the same bytes for the same versions."""
    return dumped({
        "schema": SCHEMA,
        "tool": {"name": "tthc-audit", "version": __version__},
        "as_of": found.as_of,
        "old": {"name": found.old, "inputs": _inputs(found.inputs[0])},
        "new": {"name": found.new, "inputs": _inputs(found.inputs[1])},
        "unchanged": found.unchanged,
        "registers": list(found.registers),
        "procedures": [_procedure(p) for p in found.procedures],
        "draft": _draft(found),
        "rules": [rule_json(r) for r in sorted(found.rules, key=lambda r: r.id)],
        "findings": [finding_json(f) for f in found.findings],
        "notices": [notice_json(n) for n in found.notices],
    })  # fmt: skip


def _draft(found: Differences) -> dict[str, Any]:
    """Whether a draft is refused, and by which clauses."""
    reasons = [
        {
            "rule": f.rule,
            "procedure": f.procedure,
            "fingerprint": f.fingerprint,
            "clauses": [" ".join(filter(None, (b.document, b.provision))) for b in f.legal_basis],
        }
        for f in refusals(found)
    ]
    return {"refused": bool(reasons), "reasons": reasons}


def _inputs(inputs: tuple[Input, ...]) -> list[dict[str, str]]:
    return [{"file": i.file, "sha256": i.sha256} for i in sorted(inputs, key=lambda i: i.file)]


def _procedure(one: ProcedureDifference) -> dict[str, Any]:
    return {
        "procedure": one.key,
        "name": one.name,
        "status": one.status,
        "was": one.was,
        "old_file": one.old_file,
        "new_file": one.new_file,
        "into": list(one.into),
        "out_of": list(one.out_of),
        "times": [_cut(c) for c in one.times],
        "changes": [_change(c) for c in one.changes],
        "acts": [_act(a) for a in one.acts],
    }


def _cut(cut: Cut) -> dict[str, Any]:
    exact = cut.low is not None and cut.low == cut.high
    return {
        "measure": cut.measure,
        "case": cut.case,
        "case_name": cut.case_name,
        "before": cut.before and cut.before._asdict(),
        "after": cut.after and cut.after._asdict(),
        "cut": cut.low if exact else None,
        "cut_at_least": cut.low,
        "cut_at_most": cut.high,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "part": change.part,
        "kind": change.kind,
        "name": change.name,
        "field": change.field,
        "before": _shown(change.before),
        "after": _shown(change.after),
        "others": list(change.others),
        "case": change.case,
        "law": [law._asdict() for law in change.law],
        "pointer": change.pointer,
        "in": "old" if change.gone else "new",
    }


def _shown(value: Shown) -> Any:
    if isinstance(value, Stated):
        return {k: v for k, v in asdict(value).items() if v not in (None, False)}
    if isinstance(value, Time):
        return value._asdict()
    return list(value) if isinstance(value, tuple) else value


def _act(act: Act) -> dict[str, Any]:
    return {**asdict(act), "provisions": list(act.provisions)}
