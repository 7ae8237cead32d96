"""The publication decisions of a procedure: which one is in force, what it obliges to, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tthc_audit.catalog.model import Decision, Procedure
from tthc_audit.facts.decision_number import number_of, same
from tthc_audit.facts.issuers import issuer
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.terms import Name

_PUBLISHING = ("national_publication", "provincial_publication")
_OF_ROLE = {"national_publication": "ministry", "provincial_publication": "province"}


class Publication(NamedTuple):
    """What is known of the publication of a procedure on the day of the audit.

    ``current`` are the decisions in force, the leading one first; ``earlier`` those that they took the place of.
    ``owed``: whether the procedure must be public; ``ended`` the first day on which it is gone.
    """

    current: tuple[Decision, ...]
    earlier: tuple[Decision, ...]
    owed: bool | None
    begins: date | None
    ended: date | None

    @property
    def leading(self) -> Decision | None:
        """The decision that deadlines are counted from: a province's before a ministry's."""
        return self.current[0] if self.current else None


def publication_of(procedure: Procedure, as_of: date) -> Publication:
    """The publication of a procedure as it stands on a day."""
    given = [d for d in procedure.decisions or () if d.role in _PUBLISHING]
    latest = [
        max(of_role, key=lambda d: (str(d.signed_on or ""), d.number or ""))
        for role in reversed(_PUBLISHING)
        if (of_role := [d for d in given if d.role == role and not _later(d, as_of)])
    ]
    current = tuple(latest)
    earlier = tuple(d for d in given if d not in current and not _later(d, as_of))
    ended = min(
        [d for d in (procedure.abolished_on, *(r.on for r in procedure.replaced_by or ())) if d is not None],
        default=None,
    )
    starts = [d for d in (_start(one) for one in given) if d is not None]
    return Publication(current, earlier, _owed(procedure, starts, ended, as_of), min(starts, default=None), ended)


def _start(decision: Decision) -> date | None:
    return decision.effective_on or decision.signed_on


def _later(decision: Decision, as_of: date) -> bool:
    start = _start(decision)
    return start is not None and start > as_of


def _owed(procedure: Procedure, starts: Sequence[date], ended: date | None, as_of: date) -> bool | None:
    """Internal procedures owe nothing (63/2010/NĐ-CP Điều 1 khoản 2); nor what is not yet, or no more, in force."""
    if procedure.kind == "internal" or procedure.status == "abolished":
        return False
    if (ended is not None and ended <= as_of) or (starts and min(starts) > as_of):
        return False
    if procedure.kind is None or (procedure.status is None and not starts):
        return None
    return True


def level_of(decision: Decision) -> str | None:
    """The level that issued a decision: as stated, else by its role."""
    return decision.issuer_level or _OF_ROLE.get(decision.role or "")


def publisher_of(decision: Decision | None, survey: Survey) -> str | None:
    """The agency that issued a decision: registered under the issuer's name, else that name."""
    name = issuer(decision.number) if decision else None
    if name is None:
        return None
    return survey.agency_called(name) or name


def database_deadline(decision: Decision, survey: Survey) -> date | None:
    """The last day to enter the decision into the national database; ``None`` where it cannot be told."""
    level = level_of(decision)
    if decision.signed_on is None or level not in {"ministry", "province"}:
        return None
    ordinary = _due(decision.signed_on, survey, "ministry_database" if level == "ministry" else "province_database")
    shortened = _due(decision.signed_on, survey, "shortened_database")
    if decision.shortened is None:
        # A document that took the shortened route may not be told apart: the longer term accuses nobody wrongly.
        return ordinary
    return shortened if decision.shortened else ordinary


def office_deadline(decision: Decision, survey: Survey) -> date | None:
    """The last day to show the procedure where dossiers are received; never before the decision takes effect."""
    if decision.signed_on is None:
        return None
    due = _due(decision.signed_on, survey, "office")
    return None if due is None else max(due, decision.effective_on or due)


def _due(signed_on: date, survey: Survey, term: Name) -> date | None:
    days = survey.terms.days(term, signed_on)
    if days is None or survey.calendar is None:
        return None
    return survey.calendar.due(signed_on, Decimal(days), "working_day")


def stale(shown: str, publication: Publication) -> tuple[bool | None, bool | None]:
    """Whether a decision that is shown is not one in force, and whether it is an earlier one of the procedure.

    Not known where the number cannot be read, or may be that of a body whose decisions are not at hand.
    """
    number = number_of(shown)
    verdicts = [same(number, number_of(d.number or "")) for d in publication.current if d.number]
    if not verdicts or number is None:
        return None, None
    if True in verdicts:
        return False, False
    if None in verdicts:
        return None, None
    if any(same(number, number_of(d.number or "")) for d in publication.earlier):
        return True, True
    issuers = {known.issuer for d in publication.current if (known := number_of(d.number or ""))}
    return (True, None) if number.issuer in issuers else (None, None)
