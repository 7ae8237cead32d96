"""Fills the fact tables: each procedure measured once, its rows streamed into the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from tthc_audit.catalog.model import Procedure
from tthc_audit.database import Database
from tthc_audit.database.streams import streams
from tthc_audit.facts import TABLES, case, channel, citation, document, handoff, procedure_rows, step, target
from tthc_audit.facts.cells import Row
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.table import PLACE, PROCEDURE, Table

Maker = Callable[[Measured], Iterator[Row]]
_MAKERS: dict[str, Maker] = {
    "procedure": procedure_rows.rows,
    "case": case.rows,
    "step": step.rows,
    "handoff": handoff.rows,
    "channel": channel.rows,
    "document": document.rows,
    "citation": citation.rows,
}
ROW = "_row"
"""Hidden column: the place of a row in its table, so that every result has one order."""
NEAR = "_near"
"""Hidden column: what stands beside the row, to tell rows of one identity apart."""
_REPEATED = frozenset(c.name for c in (*PLACE, *PROCEDURE)) - {"pointer", "procedure"}
_HIDDEN = ((ROW, "BIGINT"), (NEAR, "VARCHAR"))


def build(
    db: Database,
    survey: Survey,
    procedures: Iterable[tuple[Procedure, str]],
    *,
    tick: Callable[[], None] = lambda: None,
) -> None:
    """Make every table but ``target``, which needs the scopes of the targets first.

    ``procedures`` are pairs of a procedure and its file; ``tick`` is called after each.
    """
    siblings = _siblings(survey.procedures.values())
    with streams(db, {f"raw_{name}": _raw_columns(name) for name in _MAKERS}) as sinks:
        place = dict.fromkeys(_MAKERS, 0)
        for document_, file in procedures:
            others = tuple(p for p in siblings.get(document_.code, ()) if p is not document_)
            measured = Measured(document_, file, survey, others)
            for name, make in _MAKERS.items():
                write = sinks[f"raw_{name}"]
                for row in make(measured):
                    row[ROW] = place[name]
                    place[name] += 1
                    write(row)
            tick()
    for name in _MAKERS:
        _finish(db, TABLES[name])


def build_targets(
    db: Database,
    survey: Survey,
    procedures: Iterable[tuple[Procedure, str]],
    in_scope: Mapping[str, AbstractSet[tuple[str, str]]],
) -> None:
    """Make table ``target``; ``in_scope`` holds the (procedure, case) that each scoped target selects."""
    with streams(db, {"raw_target": _raw_columns("target")}) as sinks:
        number = 0
        for document_, file in procedures if survey.targets else ():
            for row in target.rows(Measured(document_, file, survey), in_scope):
                row[ROW] = number
                number += 1
                sinks["raw_target"](row)
    _finish(db, target.TABLE)


def _raw_columns(name: str) -> list[tuple[str, str]]:
    repeated = frozenset[str]() if name == "procedure" else _REPEATED
    own = [(c.name, c.type.value) for c in TABLES[name].columns if c.name not in repeated]
    return [*own, *_HIDDEN]


def _finish(db: Database, table: Table) -> None:
    """Show the columns of the procedure beside each row; a copy of them in every row would fill the memory."""
    if table.name == "procedure":
        db.execute("ALTER TABLE raw_procedure RENAME TO procedure")
        return
    columns = [f'{"p" if c.name in _REPEATED else "r"}."{c.name}"' for c in table.columns]
    db.execute(
        f'CREATE VIEW "{table.name}" AS SELECT {", ".join(columns)}, r.{ROW}, r.{NEAR} '
        f"FROM raw_{table.name} r JOIN procedure p USING (procedure)"
    )


def _siblings(procedures: Iterable[Procedure]) -> dict[str, list[Procedure]]:
    """The procedures that share a code, where more than one does."""
    by_code: dict[str, list[Procedure]] = {}
    for one in procedures:
        by_code.setdefault(one.code, []).append(one)
    return {code: found for code, found in by_code.items() if len(found) > 1}
