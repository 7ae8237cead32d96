"""Findings that somebody with the authority has accepted: they stay visible, and count no more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from tthc_audit.catalog.settings import Waiver
from tthc_audit.facts.cells import Row
from tthc_audit.results import Finding, Value
from tthc_audit.settled import Accepted

FILE = "waivers.json"
_PAIRS = "overlap"


class Use(NamedTuple):
    """A waiver and how many findings of the run it names."""

    waiver: Waiver
    matches: int


def apply(
    findings: Sequence[Finding], waivers: Sequence[Waiver], as_of: date, added: Collection[Waiver] = ()
) -> tuple[tuple[Finding, ...], tuple[Use, ...]]:
    """The findings with those that a waiver covers marked ``waived``, and what each waiver names.

    A waiver covers nothing past its last day, where it names more findings than were accepted, or where it was
    ``added`` in the change that is judged. What is undecided cannot be accepted.
    """
    named = [[i for i, f in enumerate(findings) if f.outcome == "fail" and _names(w, f)] for w in waivers]
    marked = list(findings)
    for waiver, places in zip(waivers, named, strict=True):
        if waiver in added or not _holds(waiver, as_of, len(places)):
            continue
        for i in places:
            if marked[i].status == "new":
                marked[i] = replace(marked[i], status="waived", accepted=_accepted(waiver))
    return tuple(marked), tuple(Use(w, len(places)) for w, places in zip(waivers, named, strict=True))


def rows(uses: Sequence[Use], added: Collection[Waiver] | None, judged: Collection[str] | None) -> Iterator[Row]:
    """The rows of table ``waiver``.

    ``added``: the waivers of the change that is judged, ``None`` where no change is. ``judged``: the procedures
    of the run, ``None`` where those are all of the catalogue: what a waiver names elsewhere is not known.
    """
    for i, (waiver, matches) in enumerate(uses):
        of = (waiver.subject or {}).get("procedure")
        yield {
            "file": FILE,
            "pointer": f"/{i}",
            "origin": "authored",
            "rule": waiver.rule,
            "names": waiver.names,
            "reason": waiver.reason,
            "approved_by": waiver.approved_by,
            "decision": waiver.decision,
            "expires_on": waiver.expires_on.isoformat() if waiver.expires_on else None,
            "matches": matches if matches or judged is None or of in judged else None,
            "covers": waiver.covers,
            "added": None if added is None else waiver in added,
        }


def _holds(waiver: Waiver, as_of: date, matches: int) -> bool:
    if waiver.covers is not None and matches > waiver.covers:
        return False
    return waiver.expires_on is None or as_of <= waiver.expires_on


def _accepted(waiver: Waiver) -> Accepted:
    wanted = waiver.double_control
    return Accepted(
        waiver.reason,
        waiver.approved_by,
        waiver.decision,
        waiver.expires_on,
        control=wanted.field if wanted else None,
        clause=wanted.clause if wanted else None,
    )


def _names(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver names a finding: its fingerprint, or its rule with every key of the subject.

    One for a double control that is wanted names findings about overlaps only.
    """
    if waiver.rule != finding.rule or (waiver.double_control is not None and finding.table != _PAIRS):
        return False
    if waiver.fingerprint is not None:
        return waiver.fingerprint == finding.fingerprint
    return bool(waiver.subject) and _has(finding.subject_keys, waiver.subject or {})


def _has(keys: Mapping[str, Value], subject: Mapping[str, str | int | float | bool]) -> bool:
    return all(name in keys and keys[name] == value for name, value in subject.items())
