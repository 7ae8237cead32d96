"""The columns of table ``posting`` as the database works them out from places, duties and what was shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tthc_audit.database import Database
from tthc_audit.facts.posting import CHANNELS, MEANS, PARTS, TABLE
from tthc_audit.facts.posting_duties import LIST
from tthc_audit.facts.posting_seen import FILE_SHIFT, LINES, OFFICE, TEXTS
from tthc_audit.facts.table import NEAR, PROCEDURE

ROW = "_row"
"""Hidden column: the place of a row in its table."""
_FORMS, _PROCESS, _FEEDBACK = (1 << PARTS.index(part) for part in ("forms", "process", "feedback"))
_POSTED = "coalesce(l.first_min, l.posted_min)"
_DUE = f"(CASE l.c WHEN 0 THEN u.due_database WHEN {OFFICE} THEN u.due_office END)"
_YES = "(coalesce(l.yes, 0) | coalesce(t.yes, 0))"
_NO = f"((coalesce(l.no, 0) | coalesce(t.no, 0)) & ~{_YES})"
_COLUMNS = {
    "file": "coalesce(f.register, sn.of_file)",
    "pointer": f"CASE WHEN l.at >= 0 THEN '/' || (l.at & {LINES}) WHEN l.seen THEN '/published/' || (-1 - l.at) ELSE '' END",
    "origin": "CASE WHEN l.at >= 0 THEN 'register' ELSE 'authored' END",
    "agency": "g.agency",
    "agency_name": "g.agency_name",
    "agency_level": "g.level",
    "agency_known": "g.known",
    "procedure_known": "coalesce(sn.known, FALSE)",
    "channel": "ch.channel",
    "required": (
        f"CASE WHEN u.owed IS FALSE THEN FALSE WHEN l.c < {OFFICE} OR d.origin IS NOT NULL THEN u.owed "
        "WHEN la.a IS NOT NULL THEN FALSE END"
    ),
    "duty_from": (
        f"CASE WHEN d.origin = {LIST} OR la.a IS NOT NULL OR (l.c < {OFFICE} AND u.owed) THEN 'list' "
        "WHEN d.origin IS NOT NULL THEN 'level' END"
    ),
    "duty_begins": "u.begins",
    "duty_ended": "u.ended",
    "seen": "l.seen",
    "means": "mo.names",
    "depth": "CASE WHEN l.seen THEN CASE l.depth WHEN 1 THEN 'list' WHEN 2 THEN 'full' END END",
    "posted_on": _POSTED,
    "posted_first": f"CASE WHEN {_POSTED} IS NOT NULL THEN CASE WHEN l.first_min IS NOT NULL THEN TRUE ELSE l.any_first END END",
    "removed_on": "l.removed",
    "seen_on": "l.last_visit",
    "decision_number": "u.decision",
    "decision_signed_on": "u.signed",
    "decision_level": "u.level",
    "deadline": _DUE,
    "working_days_to_post": "cp.running - u.signed_running",
    "late": (
        f"CASE WHEN l.seen IS NOT TRUE OR {_DUE} IS NULL OR {_POSTED} IS NULL OR l.posted_min < u.signed THEN NULL "
        f"WHEN l.posted_max <= {_DUE} THEN FALSE WHEN k.p IS NOT NULL AND l.posted_min <= {_DUE} THEN NULL "
        f"WHEN l.posted_min <= {_DUE} THEN FALSE WHEN l.first_min > {_DUE} THEN TRUE END"
    ),
    "decision_shown": "CASE WHEN l.seen THEN s.decision_text END",
    "stale": "CASE WHEN l.seen THEN s.stale END",
    "superseded": "CASE WHEN l.seen THEN s.superseded END",
    "agrees": (
        "CASE WHEN l.seen IS NOT TRUE THEN NULL "
        "WHEN s.stale OR len(s.differs) > 0 OR (l.c > 0 AND len(b.differs) > 0) THEN FALSE "
        "WHEN len(s.compared) > 0 OR (l.c > 0 AND len(b.compared) > 0) THEN TRUE END"
    ),
    "compared": "CASE WHEN l.seen THEN s.compared END",
    "differs": "CASE WHEN l.seen THEN s.differs END",
    "differs_from_database": "CASE WHEN l.seen AND l.c > 0 THEN b.differs END",
    "complete": (
        f"CASE WHEN l.seen IS NOT TRUE THEN NULL WHEN l.depth = 1 OR ({_NO} & u.needed) <> 0 THEN FALSE "
        f"WHEN l.depth = 2 AND ({_NO} & u.perhaps) = 0 THEN TRUE "
        f"WHEN ({_YES} & (u.needed | u.perhaps)) = (u.needed | u.perhaps) THEN TRUE END"
    ),
    "not_shown": "CASE WHEN l.seen THEN no.names END",
    "forms_needed": f"CASE WHEN (u.needed & {_FORMS}) <> 0 THEN TRUE WHEN (u.perhaps & {_FORMS}) = 0 THEN FALSE END",
    "forms_shown": (
        f"CASE WHEN l.seen IS NOT TRUE THEN NULL WHEN ({_YES} & {_FORMS}) <> 0 THEN TRUE "
        f"WHEN ({_NO} & {_FORMS}) <> 0 OR l.depth = 1 THEN FALSE END"
    ),
    "feedback_shown": (
        f"CASE WHEN l.seen IS NOT TRUE THEN NULL WHEN ({_YES} & {_FEEDBACK}) <> 0 THEN TRUE "
        f"WHEN ({_NO} & {_FEEDBACK}) <> 0 THEN FALSE END"
    ),
    "process_shown": (
        f"CASE WHEN l.seen IS NOT TRUE THEN NULL WHEN ({_YES} & {_PROCESS}) <> 0 THEN TRUE "
        f"WHEN ({_NO} & {_PROCESS}) <> 0 THEN FALSE END"
    ),
    "time_limit_shown": "CASE WHEN l.seen THEN s.time_limit_text END",
    "fee_shown": "CASE WHEN l.seen THEN s.fee_text END",
    "papers_shown": "CASE WHEN l.seen THEN s.papers_text END",
    "competent_shown": "CASE WHEN l.seen THEN s.competent_text END",
    **{text: f"l.{text}" for text in TEXTS},
    **{column.name: f"sn.{column.name}" for column in PROCEDURE},
}
"""Each column in SQL over the tables of ``_FROM``."""
_FROM = f"""
    place l LEFT JOIN subject u ON u.p = l.p
    LEFT JOIN subject_name sn ON sn.p = l.p
    LEFT JOIN agency_of g ON g.a = l.a
    LEFT JOIN duty d ON d.p = l.p AND d.a = l.a AND d.c = l.c
    LEFT JOIN listed_place la ON la.a = l.a AND la.c = l.c
    LEFT JOIN shown s ON s.n = l.shown
    LEFT JOIN pair b ON b.n = l.shown
    LEFT JOIN looked_through t ON t.a = l.a AND t.c = l.c
    LEFT JOIN file_of f ON l.at >= 0 AND f.f = (l.at >> {FILE_SHIFT})
    LEFT JOIN working_calendar cp ON cp.day = coalesce(l.first_min, l.posted_min)
    LEFT JOIN conflict_place k ON k.p = l.p AND k.a = l.a AND k.c = l.c
    LEFT JOIN channel_of ch ON ch.c = l.c
    LEFT JOIN means_of mo ON mo.n = l.means AND l.seen
    LEFT JOIN parts_of no ON no.n = {_NO}
"""


def make(db: Database, columns: Sequence[str]) -> None:
    """Make table ``posting`` with these columns, agencies by name, then procedure, then channel."""
    db.execute("CREATE TABLE listed_place AS SELECT DISTINCT a, c FROM listed")
    db.execute("CREATE TABLE conflict_place AS SELECT DISTINCT p, a, c FROM conflict")
    db.load("channel_of", (("c", "BIGINT"), ("channel", "VARCHAR")), list(enumerate(CHANNELS)))
    db.load("means_of", (("n", "BIGINT"), ("names", "VARCHAR[]")), _names(range(1 << len(MEANS)), MEANS))
    noted = [
        n
        for (n,) in db.rows(
            "SELECT DISTINCT coalesce(l.no, 0) | coalesce(t.no, 0) & ~(coalesce(l.yes, 0) | coalesce(t.yes, 0)) "
            "FROM place l LEFT JOIN looked_through t ON t.a = l.a AND t.c = l.c ORDER BY 1"
        )
    ]
    db.load("parts_of", (("n", "BIGINT"), ("names", "VARCHAR[]")), _names((n for n in noted if n), PARTS))
    selected = ", ".join(f'{_COLUMNS[name]} AS "{name}"' for name in columns)
    db.execute(
        f"CREATE TABLE posting AS SELECT {selected}, row_number() OVER (ORDER BY g.rank, sn.rank, l.c) - 1 AS {ROW}, "
        f"CAST(NULL AS VARCHAR) AS {NEAR} FROM {_FROM}"
    )
    for name in ("listed_place", "conflict_place", "channel_of", "means_of", "parts_of"):
        db.execute(f"DROP TABLE {name}")


def _names(numbers: Iterable[int], names: Sequence[str]) -> list[tuple[int, list[str]]]:
    return [(n, [name for i, name in enumerate(names) if n >> i & 1]) for n in numbers]


assert set(_COLUMNS) == TABLE.names, set(_COLUMNS) ^ TABLE.names
