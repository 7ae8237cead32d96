"""The findings that were there when the gate was put up: they stay visible, and only new ones fail a run."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import orjson

from tthc_audit import __version__
from tthc_audit.catalog import document
from tthc_audit.errors import AuditError, Problem
from tthc_audit.results import Audit, Finding, Severity
from tthc_audit.settled import Compared, Gone

SCHEMA = "tthc-audit/known-findings/v1"
_RANK = {"violation": 3, "warning": 2, "suggestion": 1}


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that is known: its rule, what tells it from others, and how grave it was."""

    rule: str
    fingerprint: str
    severity: Severity
    procedure: str | None = None


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """A baseline as its file states it; ``rules`` tells the rules that were run, ``tool`` the version."""

    tool: str
    catalogue: str
    rules: str
    as_of: date
    findings: tuple[Entry, ...]
    expires_on: date | None = None


def read(path: Path, catalogue: str) -> Baseline:
    """The baseline in a file, for the catalogue of that name.

    Raises ``AuditError`` where it cannot be read, belongs to another catalogue, or was written by a newer version.
    """
    return of_document(document.of_file(path, path.name, "known-findings", own=True), catalogue)


def of_document(found: document.Document, catalogue: str) -> Baseline:
    """The baseline in a document; raises as ``read``."""
    if found.problems:
        raise AuditError(*found.problems)
    stated = msgspec.convert(found.tree, Baseline)
    if _version(stated.tool) > _version(__version__):
        values: dict[str, object] = {"version": stated.tool, "ours": __version__}
        raise AuditError(*found.placed([Problem("gate.newer_baseline", values, pointer="/tool")]))
    if stated.catalogue != catalogue:
        values = {"other": stated.catalogue, "name": catalogue}
        raise AuditError(*found.placed([Problem("gate.other_baseline", values, pointer="/catalogue")]))
    return stated


def made(audit: Audit, expires_on: date | None = None) -> Baseline:
    """The baseline of an audit: every failing finding that nobody accepted."""
    failing = [f for f in audit.findings if f.outcome == "fail" and f.status != "waived"]
    entries = [
        Entry(rule=f.rule, fingerprint=f.fingerprint, severity=f.severity, procedure=f.procedure) for f in failing
    ]
    entries.sort(key=lambda e: (e.procedure or "", e.rule, e.fingerprint))
    return Baseline(
        tool=__version__, catalogue=audit.name, rules=audit.pack, as_of=audit.as_of, findings=tuple(entries),
        expires_on=expires_on,
    )  # fmt: skip


def to_json(baseline: Baseline) -> bytes:
    """The file: one finding a line, in one order, so that a change of it reads well."""
    head: dict[str, Any] = {"schema": SCHEMA, **msgspec.to_builtins(baseline)}
    entries = head.pop("findings")
    lines = [f"  {orjson.dumps(k).decode()}: {orjson.dumps(v).decode()}," for k, v in head.items()]
    told = ",\n".join(f"    {orjson.dumps(e).decode()}" for e in entries)
    return "\n".join(["{", *lines, '  "findings": [', *([told] if told else []), "  ]", "}", ""]).encode()


def common(one: Baseline, other: Baseline) -> Baseline:
    """What both baselines know, as the first states it: a change cannot add to what is known about itself."""
    known = {(e.rule, e.fingerprint) for e in other.findings}
    kept = tuple(e for e in one.findings if (e.rule, e.fingerprint) in known)
    return msgspec.structs.replace(one, findings=kept)


def applied(audit: Audit, baseline: Baseline, judged: Collection[str] | None = None) -> Audit:
    """The audit with the findings that the baseline knows marked ``known``, and what became of the others.

    A finding that is graver now than it was is new. ``judged``: the procedures of the run, ``None`` where those are
    all of the catalogue; only of them can be said that something occurs no more.
    """
    expired = baseline.expires_on is not None and audit.as_of > baseline.expires_on
    known = {} if expired else {(e.rule, e.fingerprint): e for e in baseline.findings}
    there = {(f.rule, f.fingerprint) for f in audit.findings if f.outcome == "fail"}
    rules = {rule.id for rule in audit.rules}
    gone = tuple(
        Gone(e.rule, e.fingerprint, e.severity, e.procedure)
        for e in baseline.findings
        if (e.rule, e.fingerprint) not in there and e.rule in rules and (judged is None or e.procedure in judged)
    )
    return replace(
        audit,
        findings=tuple(
            msgspec.structs.replace(f, status="known") if _is_known(f, known) else f for f in audit.findings
        ),
        baseline=Compared(
            tool=baseline.tool,
            entries=len(baseline.findings),
            gone=gone,
            expires_on=baseline.expires_on,
            expired=expired,
            same_rules=baseline.rules == audit.pack,
        ),
    )


def _is_known(finding: Finding, known: Mapping[tuple[str, str], Entry]) -> bool:
    entry = known.get((finding.rule, finding.fingerprint))
    return (
        entry is not None
        and finding.outcome == "fail"
        and finding.status == "new"
        and _RANK[finding.severity] <= _RANK[entry.severity]
    )


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"[0-9]+", text))
