"""The figures of publication that cities report, each with its parts: how many, of how many, and how many unknown."""

from __future__ import annotations

from tthc_audit.database import Database
from tthc_audit.engine.findings import plain
from tthc_audit.results import Value

SHARES, CELLS = "publication_share", "publication_cell"
"""What the rows are called among the tables of an audit."""
_MEASURES = {
    "posted": ("seen", "TRUE"),
    "in_time": (
        "CASE WHEN NOT seen THEN FALSE ELSE NOT late END",
        "channel <> 'portal'",
    ),
    "complete": ("CASE WHEN NOT seen THEN FALSE ELSE complete END", "origin = 'register'"),
    "consistent": ("CASE WHEN seen THEN agrees END", "origin = 'register' AND seen"),
}
"""A measure is met, and concerns a place at all, in SQL over table ``posting``.

What is not shown is neither in time nor complete. No term is known for portals, and what a procedure states of its
own publication says nothing of the content.
"""
_SCOPES = {
    "all": "''",
    "channel": "channel",
    "level": "coalesce(agency_level, '')",
    "field": "coalesce(field, '')",
    "agency": "coalesce(agency, '')",
}
_MOST_AGENCIES = 200
"""Agencies of the matrix; of the others only the shares are told."""
_CONTENT = (
    "CASE WHEN len(differs) > 0 OR len(differs_from_database) > 0 THEN FALSE "
    "WHEN len(compared) > CAST(list_contains(compared, 'decision') AS INTEGER) THEN TRUE END"
)
_FORMS = "CASE WHEN forms_needed THEN forms_shown END"
_CHECKS = ("seen", "NOT late", "NOT stale", _CONTENT, "complete", _FORMS, "feedback_shown")
"""What is looked at in one place: shown, in time, decision in force, the same content, in full, forms, feedback."""


def figures(db: Database) -> dict[str, list[dict[str, Value]]]:
    """The shares by scope, and the cells of the matrix agency × procedure; of table ``posting``."""
    return {SHARES: _shares(db), CELLS: _cells(db)}


def _shares(db: Database) -> list[dict[str, Value]]:
    counted = []
    for name, (met, concerns) in _MEASURES.items():
        counted += [
            f"count(*) FILTER ({concerns} AND ({met})) AS {name}_part",
            f"count(*) FILTER ({concerns} AND ({met}) IS NOT NULL) AS {name}_whole",
            f"count(*) FILTER ({concerns} AND ({met}) IS NULL) AS {name}_unknown",
        ]
    rows: list[dict[str, Value]] = []
    for scope, key in _SCOPES.items():
        names = "max(agency_name)" if scope == "agency" else key
        for found in db.rows(
            f"SELECT {key} AS key, {names}, {', '.join(counted)} FROM posting WHERE required GROUP BY ALL ORDER BY 1"
        ):
            numbers = found[2:]
            for i, measure in enumerate(_MEASURES):
                part, whole, unknown = numbers[3 * i : 3 * i + 3]
                rows.append(
                    {
                        "scope": scope, "key": plain(found[0]), "name": plain(found[1]), "measure": measure,
                        "part": part, "whole": whole, "unknown": unknown,
                    }
                )  # fmt: skip
    return rows


def _cells(db: Database) -> list[dict[str, Value]]:
    """Of each agency and procedure: how many of the points looked at are in order, how many were decided."""
    met = " + ".join(f"coalesce(CAST(({c}) AS INTEGER), 0)" for c in _CHECKS)
    decided = " + ".join(f"CAST((({c}) IS NOT NULL) AS INTEGER)" for c in _CHECKS)
    gone = "(seen AND (duty_ended <= seen_on OR required IS FALSE))"
    columns = ("agency", "agency_name", "procedure", "procedure_name", "part", "whole", "places", "unseen", "gone")
    rows = db.rows(
        "SELECT agency, max(agency_name), procedure, max(procedure_name), "
        f"coalesce(sum({met}) FILTER (required), 0), coalesce(sum({decided}) FILTER (required), 0), "
        f"count(*) FILTER (required), count(*) FILTER (required AND seen IS NULL), count(*) FILTER ({gone}) "
        f"FROM posting WHERE channel = 'office' AND agency IN ({_weakest(met, decided)}) "
        "GROUP BY agency, procedure ORDER BY ALL"
    )
    return [dict(zip(columns, map(plain, row), strict=True)) for row in rows]


def _weakest(met: str, decided: str) -> str:
    """The agencies that the matrix has room for: those with the smallest share of points in order."""
    return (
        f"SELECT agency FROM (SELECT agency, sum({met}) AS part, sum({decided}) AS whole FROM posting "
        "WHERE channel = 'office' AND agency IS NOT NULL GROUP BY agency) "
        f"ORDER BY CASE WHEN whole > 0 THEN part * 1000000 // whole END NULLS LAST, agency LIMIT {_MOST_AGENCIES}"
    )
