"""Which postings a change makes stale, and by which day each agency must have updated them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tthc_audit.database import Database
from tthc_audit.results import Update

COLUMNS = (
    "agency_name", "channel", "decision_number", "decision_shown", "decision_signed_on", "deadline", "stale", "seen",
    "required", "posted_on",
)  # fmt: skip
"""What must be known of a posting."""


def updates(db: Database, procedures: Collection[str]) -> tuple[Update, ...]:
    """The postings of these procedures that show another decision than the one in force, the soonest due first.

    One that shows no number but was put up before that decision was signed is told as likely. Where nobody looked,
    or nothing tells, no posting is called stale.
    """
    asked = (
        "SELECT procedure, agency_name, channel, decision_number, decision_shown, deadline, coalesce(stale, FALSE) "
        "FROM posting WHERE procedure IN (SELECT unnest(?)) AND required AND seen AND origin = 'register' "
        "AND (stale OR (stale IS NULL AND posted_on < decision_signed_on)) "
        "ORDER BY deadline NULLS LAST, procedure, agency_name, channel"
    )
    return tuple(
        Update(procedure, agency, channel, decision, shown, due if isinstance(due, date) else None, certain=bool(stale))
        for procedure, agency, channel, decision, shown, due, stale in db.rows(asked, [sorted(procedures)])
    )
