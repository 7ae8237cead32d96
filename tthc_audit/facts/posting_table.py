"""The columns of table ``posting`` as the database works them out from places, duties and what was shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tthc_audit.database import Database
from tthc_audit.facts.posting import CHANNELS, MEANS, PARTS, TABLE
from tthc_audit.facts.posting_duties import LIST
from tthc_audit.facts.posting_seen import FILE_SHIFT, LINES, OFFICE, TEXTS
from tthc_audit.facts.posting_shown import NAMES as SHOWN
from tthc_audit.facts.table import NEAR, PROCEDURE, Type

ROW = "_row"
"""Hidden column: the place of a row in its table."""
_FORMS, _PROCESS, _FEEDBACK = (1 << PARTS.index(part) for part in ("forms", "process", "feedback"))
_POSTED = "coalesce(l.first_min, l.posted_min)"
_DUE = f"(CASE l.c WHEN 0 THEN u.due_database WHEN {OFFICE} THEN u.due_office END)"
_YES = "(coalesce(l.yes, 0) | coalesce(t.yes, 0))"
_NO = f"((coalesce(l.no, 0) | coalesce(t.no, 0)) & ~{_YES})"


def _one_of(sql: str, *words: str) -> str:
    """SQL that answers with one of these words, which take no room in the rows."""
    listed = ", ".join(f"'{word}'" for word in words)
    return sql.format(*(f"CAST('{word}' AS ENUM({listed}))" for word in words))


_COLUMNS = {
    "file": "coalesce(f.register, sn.of_file)",
    "pointer": f"CASE WHEN l.at >= 0 THEN '/' || (l.at & {LINES}) WHEN l.seen THEN '/published/' || (-1 - l.at) ELSE '' END",
    "origin": _one_of("CASE WHEN l.at >= 0 THEN {} ELSE {} END", "register", "authored"),
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
    "duty_from": _one_of(
        f"CASE WHEN d.origin = {LIST} OR la.a IS NOT NULL OR (l.c < {OFFICE} AND u.owed) THEN {{}} "
        "WHEN d.origin IS NOT NULL THEN {} END",
        "list",
        "level",
    ),
    "duty_begins": "u.begins",
    "duty_ended": "u.ended",
    "seen": "l.seen",
    "means": "mo.names",
    "depth": _one_of("CASE WHEN l.seen THEN CASE l.depth WHEN 1 THEN {} WHEN 2 THEN {} END END", "list", "full"),
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
        f"WHEN l.posted_max <= {_DUE} THEN FALSE WHEN k.key IS NOT NULL AND l.posted_min <= {_DUE} THEN NULL "
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
_PLACES = "place l LEFT JOIN subject_name sn ON sn.p = l.p LEFT JOIN agency_of g ON g.a = l.a"
_BESIDE = {
    "u": "subject u ON u.p = l.p",
    "d": "duty d ON d.key = l.key",
    "la": "listed_place la ON la.a = l.a AND la.c = l.c",
    "s": "shown s ON s.n = l.shown",
    "b": "pair b ON b.n = l.shown",
    "t": "looked_through t ON t.a = l.a AND t.c = l.c",
    "f": f"file_of f ON l.at >= 0 AND f.f = (l.at >> {FILE_SHIFT})",
    "cp": f"working_calendar cp ON cp.day = {_POSTED}",
    "k": "conflict_place k ON k.key = l.key",
    "ch": "channel_of ch ON ch.c = l.c",
    "mo": "means_of mo ON mo.n = l.means AND l.seen",
    "no": f"parts_of no ON no.n = {_NO}",
}
"""What else stands beside a place; only what a wanted column reads is joined."""
_WORDS = {
    "posting_file": (("file_of", "register"), ("subject_name", "of_file")),
    "posting_agency": (("agency_of", "agency"),),
    "posting_agency_name": (("agency_of", "agency_name"),),
    "posting_level": (("agency_of", "level"), ("subject", "level")),
    "posting_procedure": (("subject_name", "procedure"),),
    "posting_decision": (("subject", "decision"),),
    "posting_channel": (("channel_of", "channel"),),
}
"""Texts that millions of rows repeat: each is kept once, and the rows point to it."""


def make(db: Database, columns: Sequence[str]) -> None:
    """Make table ``posting`` with these columns, agencies by name, then procedure, then channel."""
    db.execute("CREATE TABLE listed_place AS SELECT DISTINCT a, c FROM listed")
    db.execute("CREATE TABLE conflict_place AS SELECT DISTINCT key FROM conflict")
    db.load("channel_of", (("c", "BIGINT"), ("channel", "VARCHAR")), list(enumerate(CHANNELS)))
    db.load("means_of", (("n", "BIGINT"), ("names", "VARCHAR[]")), _names(range(1 << len(MEANS)), MEANS))
    noted = db.rows(
        f"SELECT DISTINCT {_NO} FROM place l LEFT JOIN looked_through t ON t.a = l.a AND t.c = l.c ORDER BY 1"
    )
    db.load("parts_of", (("n", "BIGINT"), ("names", "VARCHAR[]")), _names((n for (n,) in noted if n), PARTS))
    _keep_once(db, columns)
    selected = ", ".join(f'{_COLUMNS[name]} AS "{name}"' for name in columns)
    read = f"{selected} {_BESIDE['no'] if 'no.' in selected else ''}"
    joined = "".join(f" LEFT JOIN {join}" for name, join in _BESIDE.items() if re.search(rf"\b{name}\.", read))
    (subjects,) = db.rows("SELECT count(*) FROM subject_name")[0]
    db.execute(
        f"CREATE TABLE posting AS SELECT {selected}, "
        f"((coalesce(g.rank, -1) + 1) * {subjects} + sn.rank) * {len(CHANNELS)} + l.c AS {ROW}, "
        f"CAST(NULL AS VARCHAR) AS {NEAR} FROM {_PLACES}{joined}"
    )
    for name in ("listed_place", "conflict_place", "channel_of", "means_of", "parts_of"):
        db.execute(f"DROP TABLE {name}")


def _keep_once(db: Database, columns: Sequence[str]) -> None:
    repeated = {
        f"posting_{c.name}": (("subject_name", c.name),)
        for c in PROCEDURE
        if c.name in columns and c.type is Type.TEXT and c.name != "procedure"
    }
    shown = {f"posting_{name}": (("shown", f"{name}_text"),) for name in SHOWN}
    for name, places in {**_WORDS, **repeated, **shown}.items():
        texts = " UNION ".join(
            f"SELECT {column} AS text FROM {table} WHERE {column} IS NOT NULL" for table, column in places
        )
        if db.rows(f"SELECT count(*) FROM ({texts})")[0][0]:
            db.execute(f"CREATE TYPE {name} AS ENUM (SELECT text FROM ({texts}) ORDER BY text)")
            for table, column in places:
                db.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {name}")


def _names(numbers: Iterable[int], names: Sequence[str]) -> list[tuple[int, list[str]]]:
    return [(n, [name for i, name in enumerate(names) if n >> i & 1]) for n in numbers]


assert set(_COLUMNS) == TABLE.names, set(_COLUMNS) ^ TABLE.names
