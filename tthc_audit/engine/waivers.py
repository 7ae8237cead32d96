"""Findings that somebody with the authority has accepted: they stay visible, and count no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tthc_audit.catalog.settings import Waiver
from tthc_audit.results import Finding, Notice, Value


def apply(
    findings: Sequence[Finding], waivers: Sequence[Waiver], as_of: date, *, whole: bool = True
) -> tuple[tuple[Finding, ...], tuple[Notice, ...]]:
    """The findings with those that a waiver names marked ``waived``, and what must be known of the waivers.

    A waiver without an approver, past its last day, or that names no finding covers nothing and is told;
    the last only of a ``whole`` catalogue, for else its finding may lie in a file that was not judged.
    """
    valid = [w for w in waivers if w.approved_by and (w.expires_on is None or as_of <= w.expires_on)]
    used: set[int] = set()

    def waived(finding: Finding) -> bool:
        names = [i for i, waiver in enumerate(valid) if finding.outcome == "fail" and _names(waiver, finding)]
        used.update(names)
        return bool(names)

    marked = tuple(replace(f, status="waived") if waived(f) else f for f in findings) if valid else tuple(findings)
    told = [Notice("engine.waiver_no_approver", {"rule": w.rule}) for w in waivers if not w.approved_by]
    told += [
        Notice("engine.waiver_expired", {"rule": w.rule, "day": w.expires_on})
        for w in waivers
        if w.approved_by and w not in valid
    ]
    told += [Notice("engine.waiver_unused", {"rule": w.rule}) for i, w in enumerate(valid) if whole and i not in used]
    return marked, tuple(told)


def _names(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver names a finding: its fingerprint, or its rule with every key of the subject."""
    if waiver.rule != finding.rule:
        return False
    if waiver.fingerprint is not None:
        return waiver.fingerprint == finding.fingerprint
    return bool(waiver.subject) and _holds(finding.subject_keys, waiver.subject or {})


def _holds(keys: Mapping[str, Value], subject: Mapping[str, str | int | float | bool]) -> bool:
    return all(name in keys and keys[name] == value for name, value in subject.items())
