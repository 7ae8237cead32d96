"""Fills table ``posting``: duties beside what was seen, joined and judged by the database, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from tthc_audit.catalog.register_files import RegisterFile
from tthc_audit.catalog.register_told import MOST, Told
from tthc_audit.database import Database
from tthc_audit.facts import posting_duties, posting_raw, posting_seen, posting_table
from tthc_audit.facts.posting import CHANNELS, TABLE
from tthc_audit.facts.posting_duties import LIST
from tthc_audit.facts.posting_numbers import ALL, Numbers
from tthc_audit.facts.posting_seen import FILE_SHIFT, LINES, OFFICE, PARTS_OF_KEY, TEXTS, place_key
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.table import PROCEDURE
from tthc_audit.facts.wanted import EVERYTHING, Wanted
from tthc_audit.results import Notice

_LISTED = (("p", "BIGINT"), ("a", "BIGINT"), ("c", "BIGINT"))
_REPEATED = tuple(c.name for c in PROCEDURE)


def fill(
    db: Database,
    survey: Survey,
    *,
    registers: Sequence[RegisterFile],
    told: Told,
    every_duty: bool,
    wanted: Wanted = EVERYTHING,
) -> None:
    """Make table ``posting``; ``working_calendar`` must be there, and table ``procedure``.

    ``every_duty``: also the duties of places where nobody looked.
    """
    columns = wanted.of(TABLE)
    numbers = Numbers(survey)
    loaded = [raw for i, r in enumerate(registers) if (raw := posting_raw.load(db, r, i, told))]
    looked_for = registers or every_duty
    # Without a register nobody looked anywhere; only what procedures say of their own publication is left.
    spoken_of = {key: p for key, p in survey.procedures.items() if looked_for or p.published}
    posting_duties.fill(db, survey, numbers, spoken_of)
    seen = [raw for raw in loaded if raw.register.kind == "posting"]
    posting_seen.fill(db, seen, survey, numbers, told=told, texts=[t for t in TEXTS if t in columns])
    _published(db, survey, numbers)
    _listed(db, [raw for raw in loaded if raw.register.kind == "duty"], survey, numbers, told)
    _name_agencies(db, survey, numbers)
    _name_procedures(db, survey, numbers, columns)
    db.load("file_of", (("f", "BIGINT"), ("register", "VARCHAR")), [(i, r.register.shown) for i, r in enumerate(seen)])
    _duties(db, every_duty=every_duty)
    posting_table.make(db, columns)
    _tell_early(db, seen, told)
    told.finished()
    for name in (
        "observation", "last_observation", "every_place", "place", "duty", "subject", "receiver", "member", "shown",
        "listed", "looked_through", "conflict", "pair", "subject_key", "subject_name", "agency_of", "file_of",
    ):  # fmt: skip
        db.execute(f"DROP TABLE IF EXISTS {name}")


def _published(db: Database, survey: Survey, numbers: Numbers) -> None:
    """What procedures state of their own publication, where no register speaks of that place."""
    rows = []
    for key, procedure in survey.procedures.items():
        for i, one in enumerate(procedure.published or ()):
            if one.channel in {"national_db", "portal"} and (one.first_on or one.last_update_on):
                rows.append((numbers.procedures[key], CHANNELS.index(one.channel), i, one.first_on, one.last_update_on))
    db.load(
        "published",
        (("p", "BIGINT"), ("c", "BIGINT"), ("i", "BIGINT"), ("first_on", "DATE"), ("updated", "DATE")),
        rows,
    )
    db.execute(
        f"INSERT INTO place BY NAME SELECT {place_key('n.p', 'coalesce(u.publisher, -1)', 'n.c')} AS key, n.p, "
        "coalesce(u.publisher, -1) AS a, n.c, -1 - min(n.i) AS at, "
        "1 AS rows_count, TRUE AS seen, min(first_on) AS first_min, min(first_on) AS first_max, "
        "bool_or(first_on IS NOT NULL) AS any_first, min(coalesce(first_on, updated)) AS posted_min, "
        "min(coalesce(first_on, updated)) AS posted_max "
        "FROM published n LEFT JOIN subject u USING (p) ANTI JOIN place l ON l.p = n.p AND l.c = n.c GROUP BY ALL"
    )
    db.execute("DROP TABLE published")


def _listed(db: Database, raws: Sequence[posting_raw.Raw], survey: Survey, numbers: Numbers, told: Told) -> None:
    """The published lists of offices, as far as they hold on the day of the audit."""
    db.load("listed", _LISTED, ())
    for raw in raws:
        posting_raw.read_words(db, raw, ("channel", "valid_from", "valid_to"), told)
        posting_seen.number(db, raw, numbers, told)
        db.execute(
            f"INSERT INTO listed SELECT DISTINCT p.n, a.n, coalesce({raw.value('channel')}, {OFFICE}) "
            f"FROM {raw.joined(('channel', 'valid_from', 'valid_to'))} "
            f"JOIN {raw.table}_procedure p ON p.spelling = r.procedure JOIN {raw.table}_agency a ON a.spelling = r.agency "
            f"WHERE p.n <> {ALL} AND ({raw.value('valid_from')} <= ?) IS NOT FALSE AND ({raw.value('valid_to')} >= ?) IS NOT FALSE",
            [survey.as_of, survey.as_of],
        )
    db.execute(
        f"CREATE TABLE looked_through AS SELECT {PARTS_OF_KEY}, max(seen_on) AS seen_on, min(spot) AS at, "
        "bit_or(yes) AS yes, bit_or(no) AS no FROM observation WHERE key < 0 AND seen IS NOT FALSE GROUP BY ALL"
    )


def _name_agencies(db: Database, survey: Survey, numbers: Numbers) -> None:
    """What stands for the numbers of agencies, and how they are ordered."""
    agencies = sorted(numbers.agencies, key=lambda key: (survey.name(key), key))
    known = survey.agencies
    db.load(
        "agency_of",
        (
            ("a", "BIGINT"), ("agency", "VARCHAR"), ("agency_name", "VARCHAR"), ("level", "VARCHAR"),
            ("known", "BOOLEAN"), ("rank", "BIGINT"),
        ),
        [
            (numbers.agencies[key], key, survey.name(key), known[key].level if key in known else None, key in known, i)
            for i, key in enumerate(agencies)
        ],
    )  # fmt: skip


def _name_procedures(db: Database, survey: Survey, numbers: Numbers, columns: Sequence[str]) -> None:
    """What stands for the numbers of procedures: their keys, and the columns that every table repeats."""
    db.load(
        "subject_key",
        (("p", "BIGINT"), ("procedure", "VARCHAR"), ("of_file", "VARCHAR"), ("known", "BOOLEAN"), ("rank", "BIGINT")),
        [
            (numbers.procedures[key], key, survey.files.get(key), key in survey.procedures, i)
            for i, key in enumerate(sorted(numbers.procedures))
        ],
    )
    repeated = "".join(f", r.{name}" for name in _REPEATED if name in columns and name != "procedure")
    db.execute(
        f"CREATE TABLE subject_name AS SELECT k.*{repeated} FROM subject_key k LEFT JOIN procedure r USING (procedure)"
    )


def _duties(db: Database, *, every_duty: bool) -> None:
    """Table ``duty``: every place that owes something, and every place where something was seen."""
    db.execute(
        f"CREATE TABLE derived AS SELECT r.p, m.a, {OFFICE} AS c, min(r.origin) AS origin "
        "FROM receiver r JOIN member m USING (g) GROUP BY ALL"
    )
    # A list that was published for an office decides: what follows from levels and classes gives way to it.
    db.execute(
        f"CREATE TABLE duty AS SELECT {place_key('p', 'a', 'c')} AS key, p, a, c, min(origin) AS origin FROM ("
        f"SELECT p, a, c, {LIST} AS origin FROM listed UNION ALL "
        "SELECT d.* FROM derived d ANTI JOIN listed l ON l.a = d.a AND l.c = d.c) GROUP BY ALL"
    )
    db.execute("DROP TABLE derived")
    if not every_duty:
        return
    where_nobody_looked = (
        "CASE WHEN t.at IS NOT NULL THEN FALSE END AS seen, coalesce(t.at, -1) AS at, t.seen_on AS last_visit"
    )
    db.execute(
        f"INSERT INTO place BY NAME SELECT d.key, d.p, d.a, d.c, {where_nobody_looked} FROM duty d "
        "JOIN subject u USING (p) LEFT JOIN looked_through t ON t.a = d.a AND t.c = d.c "
        "ANTI JOIN place l ON l.key = d.key WHERE u.owed IS NOT FALSE"
    )
    by = "CASE WHEN t.a >= 0 THEN t.a ELSE u.publisher END"
    db.execute(
        f"INSERT INTO place BY NAME SELECT {place_key('u.p', by, 'x.c')} AS key, u.p, {by} AS a, x.c, "
        f"{where_nobody_looked} FROM subject u CROSS JOIN (SELECT unnest([0, 1]) AS c) x "
        "LEFT JOIN looked_through t ON t.c = x.c "
        "ANTI JOIN place l ON l.p = u.p AND l.c = x.c WHERE u.owed IS NOT FALSE"
    )


def _tell_early(db: Database, raws: Sequence[posting_raw.Raw], told: Told) -> None:
    """Publications that are said to be older than the decision they rest on."""
    early = "FROM place l JOIN subject u USING (p) WHERE l.at >= 0 AND l.posted_max < u.signed"
    count = db.rows(f"SELECT count(*) {early}")[0][0]
    if not count:
        return
    for at, posted, signed in db.rows(f"SELECT l.at, l.posted_max, u.signed {early} ORDER BY l.at LIMIT {MOST}"):
        values = {
            "file": raws[at >> FILE_SHIFT].register.shown,
            "line": str(at & LINES),
            "posted": posted,
            "signed": signed,
        }
        told.notices.append(Notice("posting.posted_before_signed", values))
    if count > MOST:
        told.notices.append(Notice("posting.more_early", {"n": count - MOST}))
