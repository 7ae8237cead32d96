"""Kind ``paper_already_held``: a paper is asked for although an announced database holds its data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tthc_audit.facts.overlaps.papers import Paper, copies, one_paper

if TYPE_CHECKING:
    from tthc_audit.facts.cells import Row
    from tthc_audit.facts.measured import Measured


def rows(measured: Measured) -> Iterator[Row]:
    """One row a paper and kind of paper that a database holds on the day of the audit.

    ``why`` tells how it is asked for: ``asked`` outright, in a ``bundle``, as an ``alternative``,
    ``only_if_not_found``, or only ``shown``. Undecided where it is not told since when the database holds it.
    """
    procedure, survey = measured.procedure, measured.survey
    for at, (document, several) in enumerate(zip(procedure.documents or (), measured.asked, strict=True)):
        if document.handling in {"lookup", "declare"} or document.result_of == procedure.code:
            continue
        for asked in several:
            held = survey.papers.holder(asked.kind, procedure.code, survey.as_of)
            if held is None or held.holds(survey.as_of) is False:
                continue
            how = "shown" if document.handling == "present" and asked.manner == "asked" else asked.manner
            yield one_paper("paper_already_held", Paper(procedure, at), survey) | {
                "b_name": held.database,
                "b_agency_name": held.owner,
                "subject": survey.papers.name(asked.kind),
                "score": 1,
                "missing": ["held_since"] if held.since is None else [],
                "papers_saved": copies(document) if how == "asked" else None,
                "why": how,
            }
