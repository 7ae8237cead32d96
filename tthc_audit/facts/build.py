"""Fills the fact tables: each procedure measured once, its rows streamed into the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext

from tthc_audit import hands
from tthc_audit.catalog.model import Procedure
from tthc_audit.database import Database
from tthc_audit.database.spool import Spool, Take
from tthc_audit.facts import (
    TABLES,
    case,
    channel,
    citation,
    decision,
    document,
    handoff,
    overlaps,
    procedure_rows,
    step,
    target,
    target_total,
)
from tthc_audit.facts.cells import Row
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.table import NEAR, PLACE, PROCEDURE, Table
from tthc_audit.facts.wanted import COSTLY, EVERYTHING, Wanted

Maker = Callable[[Measured], Iterator[Row]]
_MAKERS: dict[str, Maker] = {
    "procedure": procedure_rows.rows,
    "case": case.rows,
    "step": step.rows,
    "handoff": handoff.rows,
    "channel": channel.rows,
    "document": document.rows,
    "citation": citation.rows,
    "overlap": overlaps.rows,
    "decision": decision.rows,
}
ROW = "_row"
"""Hidden column: the place of a row in its table, so that every result has one order."""
_ROWS_OF_A_PART = 1 << 40
_AFTER_ALL = 2
"""The part of what is made of all procedures at once, after those of each one."""
_TOLD_EVERY = 50
_REPEATED = frozenset(c.name for c in (*PLACE, *PROCEDURE)) - {"pointer", "procedure"}
_HIDDEN = ((ROW, "BIGINT"), (NEAR, "VARCHAR"))


def measure(
    survey: Survey,
    procedures: Sequence[tuple[Procedure, str]],
    wanted: Wanted = EVERYTHING,
    *,
    only: Collection[str] | None = None,
    tell: Callable[[int], None] = lambda _: None,
    beside: Sequence[tuple[Procedure, str]] | None = None,
) -> Spool:
    """Measure every procedure into the rows of every table but those of the targets; ``fill`` puts them into a database.

    A table that costs much is made only where it is read; ``only`` names the tables to be made, where not all are.
    ``procedures`` are pairs of a procedure and its file; only ``wanted`` columns are kept; ``tell`` is called with how
    many are done; ``beside`` are all procedures where only some are measured, for what is made of pairs of them. Done
    before a database is open: a second process may take part, and a database does not survive being forked.
    """
    siblings = _siblings(survey.procedures.values())
    made, longest_only = _made(wanted, only), wanted.longest_only
    spool = Spool({f"raw_{name}": _raw_columns(TABLES[name], wanted) for name in made})

    def work(part: int, items: Sequence[tuple[Procedure, str]]) -> None:
        parts = len(procedures) // max(len(items), 1)
        with spool.part(part) as sinks:
            makers = [(make, sinks[f"raw_{name}"]) for name, make in made.items()]
            place = part * _ROWS_OF_A_PART
            for done, (document_, file) in enumerate(items, 1):
                others = tuple(p for p in siblings.get(document_.code, ()) if p is not document_)
                measured = Measured(document_, file, survey, others, longest_only)
                for make, take in makers:
                    for row in make(measured):
                        row[ROW] = place
                        place += 1
                        take(row)
                if part == 0 and (done % _TOLD_EVERY == 0 or done == len(items)):
                    tell(min(done * parts, len(procedures)))

    def across() -> None:
        pairs = beside or procedures
        with spool.part(_AFTER_ALL) as sinks:
            _number(overlaps.rows_across(survey, pairs), sinks["raw_overlap"], _AFTER_ALL * _ROWS_OF_A_PART)

    with hands.beside(across, len(procedures)) if "overlap" in made else nullcontext():
        hands.share(procedures, work)
    return spool


def _made(wanted: Wanted, only: Collection[str] | None) -> dict[str, Maker]:
    return {
        name: make
        for name, make in _MAKERS.items()
        if (only is None or name in only) and (name not in COSTLY or wanted.reads(name))
    }


def _number(rows: Iterable[Row], take: Take, first: int) -> None:
    for place, row in enumerate(rows, first):
        row[ROW] = place
        take(row)


def fill(db: Database, spool: Spool, wanted: Wanted = EVERYTHING, *, only: Collection[str] | None = None) -> None:
    """Put measured rows into a database and show them as the fact tables; the spool is empty afterwards."""
    with spool:
        spool.into(db)
    for name in _made(wanted, only):
        _show(db, TABLES[name], wanted)


def fill_targets(
    db: Database,
    survey: Survey,
    procedures: Iterable[tuple[Procedure, str]],
    scopes: target.Scopes,
    wanted: Wanted = EVERYTHING,
) -> None:
    """Make tables ``target`` and ``target_total``; ``scopes`` hold the (procedure, case) a scoped target may select."""
    measured = (Measured(document_, file, survey) for document_, file in (procedures if survey.targets else ()))
    totals = target_total.Totals(survey)
    fill_rows(db, target.TABLE, (row for one in measured for row in target.rows(one, scopes, totals.note)), wanted)
    fill_rows(db, target_total.TABLE, totals.rows(), wanted)


def fill_rows(db: Database, table: Table, rows: Iterable[Row], wanted: Wanted = EVERYTHING) -> None:
    """Make a table whose rows speak of more than one procedure, or of none; their order is the order of the table.

    Columns that are those of the procedure are shown from table ``procedure``, which must be filled before.
    """
    raw = f"raw_{table.name}"
    with Spool({raw: _raw_columns(table, wanted)}) as spool:
        with spool.part(0) as sinks:
            _number(rows, sinks[raw], 0)
        spool.into(db)
    _show(db, table, wanted)


def _raw_columns(table: Table, wanted: Wanted) -> list[tuple[str, str]]:
    if table.name == "procedure":
        of_others = {c for other in TABLES.values() for c in wanted.of(other)} & _REPEATED
        kept = [c for c in table.columns if c.name in {*wanted.of(table), *of_others}]
    else:
        kept = [table.column(name) for name in wanted.of(table) if name not in _shown_beside(table)]
    return [*((c.name, c.type.value) for c in kept), *_HIDDEN]


def _show(db: Database, table: Table, wanted: Wanted) -> None:
    """Show the columns of the procedure beside each row; a copy of them in every row would fill the memory."""
    raw = f"raw_{table.name}"
    if table.name == "procedure" or "procedure" not in table.names:
        db.execute(f'ALTER TABLE {raw} RENAME TO "{table.name}"')
        return
    beside = _shown_beside(table)
    columns = [f'{"p" if name in beside else "r"}."{name}"' for name in wanted.of(table)]
    # A register may speak of a procedure that is not in the catalogue.
    join = "LEFT JOIN" if table.in_register else "JOIN"
    db.execute(
        f'CREATE VIEW "{table.name}" AS SELECT {", ".join(columns)}, r.{ROW}, r.{NEAR} '
        f"FROM {raw} r {join} procedure p USING (procedure)"
    )


def _shown_beside(table: Table) -> frozenset[str]:
    """The columns that a row does not bring itself."""
    if "procedure" not in table.names:
        return frozenset()
    return _REPEATED - {c.name for c in PLACE} if table.in_register else _REPEATED


def _siblings(procedures: Iterable[Procedure]) -> dict[str, list[Procedure]]:
    """The procedures that share a code, where more than one does."""
    by_code: dict[str, list[Procedure]] = {}
    for one in procedures:
        by_code.setdefault(one.code, []).append(one)
    return {code: found for code, found in by_code.items() if len(found) > 1}
