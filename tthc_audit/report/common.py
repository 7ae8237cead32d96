"""What all formats of ``check`` share: which findings stand, in which order, and the sentences of the totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tthc_audit.i18n import Lang, say
from tthc_audit.report.wording import CLASSES, class_of
from tthc_audit.results import Audit, Error, Finding, Update
from tthc_audit.settled import Accepted
from tthc_audit.verdict import fails, totals

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Showing:
    """How an audit is shown: in which language, and what of it ends ``check`` with which code."""

    lang: Lang = "vi"
    fail_on: str = "violation"
    require_evidence: bool = False
    show_unknown: bool = False
    color: bool = False


def standing(audit: Audit, showing: Showing) -> list[Finding]:
    """The findings that stand, those that fail the run first, then the gravest, each group in the order of places.

    With ``show_unknown`` what could not be decided comes after them.
    """
    found = [f for f in audit.findings if f.status != "waived" and (f.outcome == "fail" or showing.show_unknown)]
    return sorted(found, key=lambda f: (not fails(f, showing.fail_on), f.status == "known", *_place(f)))


def waived(audit: Audit) -> list[Finding]:
    """The accepted findings, in the same order."""
    return sorted((f for f in audit.findings if f.status == "waived"), key=_place)


def _place(finding: Finding) -> tuple[object, ...]:
    at = finding.location
    return (
        CLASSES.index(class_of(finding)), finding.procedure or "", finding.rule, at.file, at.line or 0, at.column or 0,
        at.pointer, finding.fingerprint,
    )  # fmt: skip


def errors(audit: Audit) -> list[Error]:
    """What could not be read, in the order of files."""
    return sorted(audit.errors, key=lambda e: (e.file, e.line or 0, e.column or 0, e.message))


def path(audit: Audit, file: str) -> str:
    """A file as a platform knows it that holds the whole repository; the catalogue's own where none is named."""
    return audit.within + (file or "catalog.json")


def sums(audit: Audit, showing: Showing) -> list[str]:
    """The totals in sentences, the same in every format."""
    lang, all_ = showing.lang, totals(audit, showing.fail_on)
    told = []
    if all_.errors:
        told.append(say(lang, "gate.unread", n=all_.errors))
    if all_.rule_failed:
        told.append(say(lang, "gate.rule_failed"))
    told.append(
        say(
            lang, "report.text.summary", v=all_.violation, w=all_.warning, s=all_.suggestion, p=all_.touched,
            a=all_.procedures,
        )
    )  # fmt: skip
    if all_.known or all_.waived:
        told.append(say(lang, "report.text.apart", known=all_.known, waived=all_.waived))
    told += of_the_gate(audit, lang)
    told.append(say(lang, "gate.undecided", n=all_.undecided))
    told.append(say(lang, "report.text.day", day=audit.as_of))
    return told


def of_the_gate(audit: Audit, lang: Lang) -> list[str]:
    """What part was judged and what became of the baseline, in sentences; none where all counts."""
    told = [] if audit.since is None else [say(lang, "gate.since", commit=audit.since, n=len(audit.sources))]
    if audit.updates:
        days = [u.deadline for u in audit.updates if u.deadline is not None]
        key = "gate.updates" if days else "gate.updates.no_day"
        told.append(say(lang, key, n=len(audit.updates), day=min(days, default=None)))
    found = audit.baseline
    if found is None:
        return told
    told += [say(lang, "gate.baseline", n=found.entries, gone=len(found.gone))]
    if found.expired:
        told.append(say(lang, "gate.baseline.expired", day=found.expires_on))
    if not found.same_rules:
        told.append(say(lang, "gate.baseline.rules"))
    return told


def cut(items: Sequence[T], most: int) -> tuple[Sequence[T], int]:
    """The first ``most`` of them, and how many are left out."""
    return items[:most], max(len(items) - most, 0)


def left_out(showing: Showing, shown: int, left: int) -> str:
    """That not all findings are shown here, and where they are."""
    return say(showing.lang, "gate.left_out", shown=shown, left=left, all=shown + left)


def accepted_words(lang: Lang, accepted: Accepted | None) -> str:
    """Why and by whom a finding was accepted, in one sentence."""
    if accepted is None:
        return say(lang, "report.text.waived")
    by = say(lang, "gate.accepted", reason=accepted.reason, who=accepted.approved_by)
    if accepted.decision is not None:
        by += say(lang, "gate.accepted.decision", decision=accepted.decision)
    if accepted.expires_on is not None:
        by += say(lang, "gate.accepted.until", day=accepted.expires_on)
    if accepted.control is not None:
        of = say(lang, f"gate.accepted.control.{accepted.control}")
        by += say(lang, "gate.accepted.control", field=of, clause=accepted.clause)
    return by


def update_words(lang: Lang, update: Update) -> str:
    """What must be updated where, and by when."""
    shown = update.shown or say(lang, "gate.update.no_number")
    told = say(
        lang, "gate.update", agency=update.agency or say(lang, "common.not_stated"),
        channel=say(lang, f"gate.channel.{update.channel}"), shown=shown, decision=update.decision or "",
    )  # fmt: skip
    until = say(lang, "gate.update.until", day=update.deadline) if update.deadline else say(lang, "gate.update.no_day")
    return f"{told} {until}" if update.certain else f"{told} {until} {say(lang, 'gate.update.likely')}"
