"""What a later version asks for or involves in addition, and whether it says by which provision."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.catalog.model import APPLICANT, Document, Procedure
from tthc_audit.catalog.numbers import act_key, holds_number
from tthc_audit.differences import Change
from tthc_audit.facts.cells import Row
from tthc_audit.facts.changes.both import Both


def added_papers(both: Both, change: Change) -> Row:
    """A paper that is new: whether an act is newly cited, by the procedure, the paper, or a step that uses it."""
    paper = _at(both.new.procedure, change)
    users = [s for s in both.new.procedure.steps or () if paper is not None and paper.id in (s.inputs or ())]
    said = paper is not None and any(
        text is not None and holds_number(text) for text in (paper.name, paper.form, paper.condition, paper.note)
    )
    return {"basis_given": newly_cited(both) or said or any(s.legal_basis for s in users)}


def _at(procedure: Procedure, change: Change) -> Document | None:
    place = change.pointer.removeprefix("/documents/")
    papers = procedure.documents or ()
    return papers[int(place)] if place.isdecimal() and int(place) < len(papers) else None


def joined_agencies(both: Both) -> Iterator[Row]:
    """Every agency that acts, or has a role, in the later version only."""
    old, new = both.pair.old, both.pair.new
    was = {old.unit(a) for a in _involved(old.procedure)}
    cited = newly_cited(both)
    for agency, pointer in _involved(new.procedure).items():
        if new.unit(agency) in was or agency == APPLICANT:
            continue
        acts = [s for s in new.procedure.steps or () if s.agency == agency]
        yield {
            "what": "agency", "change": "joined", "subject": new.unit_name(agency), "pointer": pointer,
            "basis_given": cited or any(s.legal_basis for s in acts),
        }  # fmt: skip


def _involved(procedure: Procedure) -> dict[str, str]:
    """The agencies of the steps and of the roles, each with the place where it is named first."""
    found: dict[str, str] = {}
    for i, step in enumerate(procedure.steps or ()):
        found.setdefault(step.agency, f"/steps/{i}")
    roles = procedure.agencies
    for role in ("competent", "implementing", "coordinating", "receiving", "delegated"):
        named = getattr(roles, role, None) or ()
        for agency in (named,) if isinstance(named, str) else named:
            found.setdefault(agency, f"/agencies/{role}")
    return found


def newly_cited(both: Both) -> bool:
    """Whether the procedure rests on an act, or a provision of one, that it did not rest on before."""
    was, now = ({(act_key(b.document), b.provision) for b in p.legal_basis or ()} for p in _both(both))
    if now - was:
        return True
    before, after = ({d.for_instrument for d in p.decisions or () if d.for_instrument} for p in _both(both))
    return bool(after - before)


def _both(both: Both) -> tuple[Procedure, Procedure]:
    return both.old.procedure, both.new.procedure
