"""Who must publish what: procedures with their deadlines, and the offices that receive each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tthc_audit.catalog.model import Procedure
from tthc_audit.database import Database
from tthc_audit.facts.posting import LAW_PARTS, PARTS, WHERE_NEEDED
from tthc_audit.facts.posting_numbers import NOBODY, Numbers
from tthc_audit.facts.publication import (
    database_deadline,
    level_of,
    office_deadline,
    publication_of,
    publisher_of,
)  # fmt: skip
from tthc_audit.facts.survey import Survey

LIST, LEVEL = 0, 1
"""Where a duty comes from; the first decides, the second only warns."""
_SUBJECT = (
    ("p", "BIGINT"), ("owed", "BOOLEAN"), ("begins", "DATE"), ("ended", "DATE"), ("decision", "VARCHAR"),
    ("signed", "DATE"), ("level", "VARCHAR"), ("due_database", "DATE"), ("due_office", "DATE"),
    ("publisher", "BIGINT"), ("needed", "BIGINT"), ("perhaps", "BIGINT"),
)  # fmt: skip


def fill(db: Database, survey: Survey, numbers: Numbers, procedures: Mapping[str, Procedure]) -> None:
    """Make ``subject`` (what is known of these procedures), ``receiver`` (procedure and group) and ``member``."""
    subjects = [_subject(key, procedure, survey, numbers) for key, procedure in procedures.items()]
    groups = _Groups(survey, numbers)
    receivers = [
        (numbers.procedures[key], group, origin)
        for key, procedure in procedures.items()
        for group, origin in groups.of(procedure)
    ]
    db.load("subject_stated", _SUBJECT, subjects)
    db.execute(
        "CREATE TABLE subject AS SELECT s.*, c.running AS signed_running FROM subject_stated s "
        "LEFT JOIN working_calendar c ON c.day = s.signed"
    )
    db.execute("DROP TABLE subject_stated")
    db.load("receiver", (("p", "BIGINT"), ("g", "VARCHAR"), ("origin", "TINYINT")), receivers)
    db.load("member", (("g", "VARCHAR"), ("a", "BIGINT")), groups.members())


def _subject(key: str, procedure: Procedure, survey: Survey, numbers: Numbers) -> list[object]:
    publication = publication_of(procedure, survey.as_of)
    decision = publication.leading
    publisher = publisher_of(decision, survey)
    needed, perhaps = _needed(procedure)
    due_database = database_deadline(decision, survey) if decision else None
    due_office = office_deadline(decision, survey) if decision else None
    return [
        numbers.procedures[key],
        publication.owed,
        publication.begins,
        publication.ended,
        decision.number if decision else None,
        decision.signed_on if decision else None,
        level_of(decision) if decision else None,
        due_database,
        due_office,
        NOBODY if publisher is None else numbers.agency(publisher),
        needed,
        perhaps,
    ]


def _needed(procedure: Procedure) -> tuple[int, int]:
    """The parts that must be shown, and those that must be if the procedure has them, which is not known; as bits."""
    needed = perhaps = 0
    for part in LAW_PARTS:
        bit = 1 << PARTS.index(part)
        if part not in WHERE_NEEDED:
            needed |= bit
            continue
        stated = getattr(procedure, part)
        if part == "fees" and stated is None:
            stated = next((c.fees for c in procedure.channels or () if c.fees), None)
        if part == "forms" and not stated and any(d.form for d in procedure.documents or ()):
            stated = (True,)
        if stated:
            needed |= bit
        elif stated is None:
            perhaps |= bit
    return needed, perhaps


class _Groups:
    """The offices that receive a procedure, by what names them: an agency, a class, or a level."""

    def __init__(self, survey: Survey, numbers: Numbers) -> None:
        self._survey = survey
        self._numbers = numbers
        self._met: dict[str, tuple[str, ...]] = {}
        self._offices = tuple(a for a in survey.agencies.values() if not a.is_class and survey.current(a.id))

    def of(self, procedure: Procedure) -> Iterator[tuple[str, int]]:
        """The groups of a procedure, and what their duty comes from."""
        receiving = procedure.agencies.receiving if procedure.agencies else None
        if receiving is not None:
            for named in receiving:
                known = self._survey.agencies.get(named)
                if known is not None and known.is_class:
                    yield self._group(f"class {named}"), LEVEL
                else:
                    yield self._group(f"agency {named}"), LIST
            return
        for level in procedure.levels or ():
            yield self._group(f"level {level}"), LEVEL

    def members(self) -> Iterator[tuple[str, int]]:
        """Every group that was met, with the numbers of its agencies."""
        for group, agencies in self._met.items():
            for agency in agencies:
                yield group, self._numbers.agency(agency)

    def _group(self, group: str) -> str:
        if group not in self._met:
            how, _, named = group.partition(" ")
            self._met[group] = tuple(self._agencies(how, named))
        return group

    def _agencies(self, how: str, named: str) -> Iterator[str]:
        if how == "agency":
            if self._survey.current(named) is not False:
                yield named
        elif how == "level":
            yield from (a.id for a in self._offices if a.kind == "one_stop" and a.level == named)
        else:
            for a in self._offices:
                if a.member_of == named or (a.kind == "one_stop" and self._survey.covers(named, a.id)):
                    yield a.id
