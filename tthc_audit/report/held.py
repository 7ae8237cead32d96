"""The papers that are asked for most often although the State already holds them, by paper, field and agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, number, say
from tthc_audit.report.wording import Row, decimal
from tthc_audit.results import Audit

_Beside = Callable[[list[Row]], str]
MANNERS = ("asked", "bundle", "alternative", "shown", "only_if_not_found")
"""How a paper is asked for, the plainest demand first."""
_NAMED = 3
MOST = 30
"""Fields and agencies that are listed; what asks for fewer papers is left out and counted."""


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A paper, a field or an agency: in how many procedures what is held is asked for, and how.

    ``beside`` is the database of a paper with its owner, or the papers that a field or an agency asks for most;
    ``counts`` are procedures by ``MANNERS``, each under its plainest demand; ``copies`` could be saved.
    """

    name: str
    beside: str
    procedures: int
    counts: tuple[int, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class Held:
    """The three tables; all empty where nothing that is held is asked for."""

    papers: tuple[HeldRow, ...]
    fields: tuple[HeldRow, ...]
    agencies: tuple[HeldRow, ...]
    fields_left: int
    agencies_left: int


def held(audit: Audit, lang: Lang) -> Held:
    """What the rows of table ``overlap`` tell of papers that a database holds."""
    rows = [
        row
        for row in audit.tables.get("overlap", ())
        if row["kind"] == "paper_already_held"
        and row.get("procedure_status") != "abolished"
        and row.get("procedure_kind") != "internal"
    ]
    nowhere = say(lang, "report.held.not_stated")
    papers = _grouped(rows, "subject", nowhere, lambda of: _source(of[0], lang))
    fields = _grouped(rows, "field", nowhere, lambda of: _most(of, lang))
    agencies = _grouped(rows, "a_agency_name", nowhere, lambda of: _most(of, lang))
    return Held(papers, fields[:MOST], agencies[:MOST], max(len(fields) - MOST, 0), max(len(agencies) - MOST, 0))


def _grouped(rows: Iterable[Row], column: str, nowhere: str, beside: _Beside) -> tuple[HeldRow, ...]:
    """The rows by what a column says; first what most procedures ask for without the reserve that data are missing."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(clean(str(row[column] or nowhere)), []).append(row)
    made = [_row(name, several, beside(several)) for name, several in groups.items()]
    return tuple(sorted(made, key=lambda row: (-sum(row.counts[:-1]), -row.procedures, row.name)))


def _row(name: str, rows: list[Row], beside: str) -> HeldRow:
    plainest: dict[str, int] = {}
    for row in rows:
        procedure, rank = str(row["procedure"]), MANNERS.index(str(row["why"]))
        plainest[procedure] = min(rank, plainest.get(procedure, rank))
    counted = Counter(plainest.values())
    return HeldRow(
        name=name,
        beside=beside,
        procedures=len(plainest),
        counts=tuple(counted[rank] for rank in range(len(MANNERS))),
        copies=sum(int(decimal(row["papers_saved"]) or 0) for row in rows),
    )


def _source(row: Row, lang: Lang) -> str:
    owner = row["b_agency_name"]
    database = clean(str(row["b_name"]))
    return database if owner is None else say(lang, "report.held.source", database=database, owner=clean(str(owner)))


def _most(rows: list[Row], lang: Lang) -> str:
    """The papers that most procedures of a group ask for, with how many do."""
    asking: dict[str, set[str]] = {}
    for row in rows:
        asking.setdefault(clean(str(row["subject"])), set()).add(str(row["procedure"]))
    first = sorted(asking.items(), key=lambda found: (-len(found[1]), found[0]))[:_NAMED]
    return "; ".join(f"{name} ({number(lang, len(several))})" for name, several in first)
