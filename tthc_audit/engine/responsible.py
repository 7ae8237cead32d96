"""Who answers for a finding and who can mend it, from the addressee of the rule and the facts of the procedure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tthc_audit.database import Database
from tthc_audit.results import Authority

_OF_LEVEL: dict[str, Authority] = {"ministry": "ministry", "province": "province", "commune": "commune"}
_OF_RANK: dict[str, Authority] = {
    "law": "national_assembly",
    "decree": "government",
    "circular": "ministry",
    "provincial_decision": "province",
    "internal_rule": "province",
}
_OF_DECISION: dict[str, Authority] = {"national_publication": "ministry", "provincial_publication": "province"}
COLUMNS = (
    "publisher", "publication_role", "competent_name", "competent_level", "receiving_names", "receiving_level",
    "highest_rank",
)  # fmt: skip
"""What must be known of a procedure to say who answers."""


class Answerable(NamedTuple):
    """The agency that answers for a finding, and the level of authority that can mend it."""

    agency: str | None = None
    authority: Authority | None = None


def facts(db: Database) -> dict[str, Mapping[str, object]]:
    """What the procedures state about publisher, competent and receiving agencies, by procedure."""
    rows = db.rows(f"SELECT procedure, {', '.join(COLUMNS)} FROM procedure")
    return {str(row[0]): dict(zip(COLUMNS, row[1:], strict=True)) for row in rows}


def answerable(
    addressee: str | None, row: Mapping[str, object], stated: Mapping[str, object], *, in_register: bool = False
) -> Answerable:
    """The agency and the authority for a row of a rule; ``stated`` are the facts of its procedure.

    ``in_register``: the row itself names the office that it speaks of.
    """
    if in_register and addressee == "receiving_agency":
        return Answerable(_text(row.get("agency_name")), _OF_LEVEL.get(str(row.get("agency_level"))))
    if addressee == "publisher":
        return Answerable(_text(stated.get("publisher")), _OF_DECISION.get(str(stated.get("publication_role"))))
    if addressee == "receiving_agency":
        names = stated.get("receiving_names")
        first = ", ".join(map(str, names)) if isinstance(names, list) and names else None
        return Answerable(first, _OF_LEVEL.get(str(stated.get("receiving_level"))))
    if addressee == "law_maker":
        return Answerable(None, _OF_RANK.get(str(stated.get("highest_rank"))))
    if row.get("agency_name") is not None and not row.get("by_applicant"):
        return Answerable(_text(row["agency_name"]), _OF_LEVEL.get(str(row.get("agency_level"))))
    return Answerable(_text(stated.get("competent_name")), _OF_LEVEL.get(str(stated.get("competent_level"))))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
