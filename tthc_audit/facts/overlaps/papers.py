"""The cells of a row about papers, and which papers of a dossier an applicant must hand in."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from tthc_audit.papers.manner import manner, only_if_not_found
from tthc_audit.papers.wording import plain

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Document, Procedure
    from tthc_audit.facts.cells import Row
    from tthc_audit.facts.survey import Survey
    from tthc_audit.papers.asked import Asked

_IF_ANY = re.compile(r"\bnếu có\b")
OUTRIGHT = frozenset({"asked", "bundle"})


class Paper(NamedTuple):
    """A paper, by its place in the dossier of a procedure."""

    procedure: Procedure
    at: int

    @property
    def document(self) -> Document:
        """The paper that stands there."""
        return (self.procedure.documents or ())[self.at]


def one_paper(kind: str, paper: Paper, survey: Survey) -> Row:
    """A row about one paper; its unit is who decides on the procedure."""
    return {
        "kind": kind,
        "procedure": paper.procedure.key,
        "pointer": f"/documents/{paper.at}",
        **_cells("a", paper, survey),
    }


def two_papers(kind: str, first: Paper, second: Paper, survey: Survey) -> Row:
    """A row about two papers, of one dossier or of two."""
    return (
        one_paper(kind, first, survey)
        | other_place(second.procedure, f"/documents/{second.at}", survey)
        | _cells("b", second, survey)
    )


def other_place(procedure: Procedure, pointer: str, survey: Survey) -> Row:
    """The cells that tell where the second of two places is."""
    return {
        "other_procedure": procedure.key,
        "other_procedure_name": procedure.name,
        "other_file": survey.files.get(procedure.key),
        "other_pointer": pointer,
    }


def deciding(side: str, procedure: Procedure, survey: Survey) -> Row:
    """The cells of the unit that decides on a procedure; where none is stated, of the only one that carries it out."""
    roles = procedure.agencies
    unit = roles.competent if roles else None
    if unit is None and roles is not None and roles.implementing is not None and len(roles.implementing) == 1:
        unit = roles.implementing[0]
    return {
        f"{side}_agency": unit,
        f"{side}_agency_name": unit and survey.name(unit),
        f"{side}_body": unit and survey.body(unit),
    }


def keeping(procedure: Procedure, survey: Survey) -> Row:
    """The cells of who should keep a paper: the unit that has it first, or that issued it."""
    told = deciding("keep", procedure, survey)
    return {name: told[name] for name in ("keep_agency", "keep_agency_name")}


def _cells(side: str, paper: Paper, survey: Survey) -> Row:
    return {
        f"{side}_document": paper.document.id,
        f"{side}_name": " ".join(paper.document.name.split()),
        **deciding(side, paper.procedure, survey),
    }


def handed_in(document: Document, asked: Collection[Asked]) -> bool:
    """Whether a paper must be handed in as it stands: not shown, not if there is one, none of several, no stopgap.

    A paper of which the handling is not stated may have to.
    """
    if _IF_ANY.search(f"{plain(document.name)} {plain(document.condition or '')}"):
        return False
    if document.handling not in {None, "submit"} or document.one_of is not None or copies(document) == 0:
        return False
    if asked:
        return all(one.manner in OUTRIGHT for one in asked)
    return manner(document.name, several=False) in OUTRIGHT and not only_if_not_found(
        document.name, document.condition, document.note
    )


def copies(document: Document) -> int | None:
    """How many copies are handed in, originals among them; ``None`` where not stated."""
    told = [n for n in (document.originals, document.copies) if n is not None]
    return sum(told) if told else None
