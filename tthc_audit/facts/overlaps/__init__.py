"""The makers of the rows of table ``overlap``: one module a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tthc_audit.facts.overlaps import (
    asked_back,
    duplicates,
    examinations,
    held,
    mergeable,
    pass_through,
    ping_pong,
    repeated,
    results,
    unused,
    waiting,
)

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Procedure
    from tthc_audit.facts.cells import Row
    from tthc_audit.facts.measured import Measured
    from tthc_audit.facts.survey import Survey

    Within = Callable[[Measured], Iterator[Row]]
    Across = Callable[[Survey, Sequence[tuple[Procedure, str]]], Iterator[Row]]

WITHIN: tuple[Within, ...] = (
    examinations.rows,
    waiting.rows,
    ping_pong.rows,
    pass_through.rows,
    mergeable.rows,
    unused.rows,
    held.rows,
    repeated.rows,
    asked_back.rows,
)
"""Overlaps that one procedure shows, with the members of its group: made procedure by procedure."""
ACROSS: tuple[Across, ...] = (results.rows, duplicates.rows)
"""Overlaps between any two procedures of the catalogue: made from all pairs of a procedure and its file at once."""


def rows(measured: Measured) -> Iterator[Row]:
    """The overlaps that a procedure shows."""
    for make in WITHIN:
        yield from make(measured)


def rows_across(survey: Survey, procedures: Sequence[tuple[Procedure, str]]) -> Iterator[Row]:
    """The overlaps between the procedures of a catalogue."""
    for make in ACROSS:
        yield from make(survey, procedures)
