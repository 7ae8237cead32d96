"""What was seen where: the rows of every register, gathered place by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tthc_audit.catalog.register_told import MOST, Told
from tthc_audit.database import Database
from tthc_audit.database.session import quoted
from tthc_audit.errors import Problem
from tthc_audit.facts import posting_raw, posting_shown
from tthc_audit.facts.posting import PARTS
from tthc_audit.facts.posting_numbers import ALL, NOBODY, Numbers
from tthc_audit.facts.posting_raw import Raw
from tthc_audit.facts.posting_shown import COLUMNS, Comparison, Shown
from tthc_audit.facts.survey import Survey
from tthc_audit.results import Notice

OFFICE = 2
"""The place of ``office`` among the channels."""
FILE_SHIFT = 40
"""Rows are told apart by their file, then by their line."""
LINES = (1 << FILE_SHIFT) - 1
_AGENCIES, _CHANNELS = 24, 2
"""Bits of the number of an agency and of a channel within the key of a place."""
PARTS_OF_KEY = (
    f"CAST(key >> {_AGENCIES + _CHANNELS} AS INTEGER) AS p, "
    f"CAST((key >> {_CHANNELS} & {(1 << _AGENCIES) - 1}) - 1 AS INTEGER) AS a, CAST(key & 3 AS TINYINT) AS c"
)
"""The procedure, the agency and the channel of a place, from its key."""


def place_key(p: str, a: str, c: str) -> str:
    """The SQL of the key of a place; below 0 where it is the whole of an office."""
    return f"((CAST({p} AS BIGINT) * {1 << _AGENCIES} + {a} + 1) * {1 << _CHANNELS} + {c})"


TEXTS = ("inspector", "office_present", "evidence", "evidence_sha256")
_FLAGS = tuple(f"shows_{part}" for part in PARTS)
_READ = ("channel", "means", "seen", "depth", "posted_on", "date_kind", "removed_on", "seen_on", *_FLAGS)
_CHECKED = ("time_limit", "fee", "papers")
_OBSERVATION = (
    ("spot", "BIGINT"), ("key", "BIGINT"), ("c", "TINYINT"), ("means", "TINYINT"), ("seen", "BOOLEAN"),
    ("depth", "TINYINT"), ("posted", "DATE"), ("kind", "TINYINT"), ("removed", "DATE"), ("seen_on", "DATE"),
    ("yes", "SMALLINT"), ("no", "SMALLINT"), ("shown", "INTEGER"),
)  # fmt: skip


def fill(
    db: Database, raws: Sequence[Raw], survey: Survey, numbers: Numbers, *, told: Told, texts: Iterable[str]
) -> None:
    """Make ``observation`` (a row of a register), ``shown``, and ``place`` (agency, procedure, channel).

    ``texts`` are the columns of the register that are only shown. ``subject`` must be there.
    """
    texts = tuple(texts)
    declared = ", ".join(f"{name} {kind}" for name, kind in (*_OBSERVATION, *((t, "VARCHAR") for t in texts)))
    db.execute(f"CREATE TABLE observation ({declared})")
    comparison = Comparison(survey, numbers)
    found: list[Shown] = []
    for raw in raws:
        posting_raw.read_words(db, raw, (*_READ, *_CHECKED), told)
        number(db, raw, numbers, told)
        found += [comparison.of(p, way) for p, way in _ways(db, raw)]
    found = sorted(dict.fromkeys(found), key=lambda one: one.badness)
    db.load("shown", posting_shown.TABLE, posting_shown.rows(found))
    for place, raw in enumerate(raws):
        _observe(db, raw, place, survey, texts=texts, told=told)
    given = frozenset(column for raw in raws for column in raw.columns)
    _gather(db, texts, given)
    _beside_database(db, found)
    _contradictions(db, raws, told)


def number(db: Database, raw: Raw, numbers: Numbers, told: Told) -> None:
    """Tables of the agencies and procedures that a register names, with their numbers."""
    named = {
        column: [
            str(s)
            for (s,) in db.rows(f"SELECT DISTINCT {column} FROM {raw.table} WHERE {column} IS NOT NULL ORDER BY 1")
        ]
        for column in ("agency", "procedure")
        if column in raw.columns
    }
    agencies = {s: numbers.agency(s) for s in named.get("agency", ())}
    procedures = {s: numbers.procedure(s) for s in named.get("procedure", ())}
    for column, known in (("agency", agencies), ("procedure", procedures)):
        db.load(f"{raw.table}_{column}", (("spelling", "VARCHAR"), ("n", "BIGINT")), list(known.items()))
    by_agency = {n: key for key, n in numbers.agencies.items()}
    by_procedure = {n: key for key, n in numbers.procedures.items()}
    numbers.tell_unknown(
        {by_agency[n] for n in agencies.values()},
        {by_procedure[n] for n in procedures.values() if n != ALL},
        raw.register.shown, told,
    )  # fmt: skip


def _ways(db: Database, raw: Raw) -> Iterable[tuple[int, tuple[str | None, ...]]]:
    """Each different way in which a procedure is shown."""
    given = [c for c in COLUMNS if c in raw.columns]
    if not given:
        return
    columns = ", ".join(f"r.{c}" if c in raw.columns else "CAST(NULL AS VARCHAR)" for c in COLUMNS)
    anything = " OR ".join(f"r.{c} IS NOT NULL" for c in given)
    for p, *texts in db.rows(
        f"SELECT DISTINCT d.n, {columns} FROM {raw.table} r JOIN {raw.table}_procedure d ON d.spelling = r.procedure "
        f"WHERE {anything} ORDER BY ALL"
    ):
        yield p, tuple(texts)


def _observe(db: Database, raw: Raw, place: int, survey: Survey, *, texts: tuple[str, ...], told: Told) -> None:
    value = raw.value
    channel = f"coalesce({value('channel')}, CASE WHEN {value('means')} > 31 THEN 1 WHEN {value('means')} > 0 THEN {OFFICE} END)"
    given = [c for c in COLUMNS if c in raw.columns]
    flags = [f for f in _FLAGS if f in raw.columns]
    yes = " + ".join(f"CASE WHEN {value(f)} THEN {1 << _FLAGS.index(f)} ELSE 0 END" for f in flags) or "0"
    no = " + ".join(f"CASE WHEN NOT {value(f)} THEN {1 << _FLAGS.index(f)} ELSE 0 END" for f in flags) or "0"
    something = [f"{value('means')} > 0", f"{value('depth')} > 0", f"{value('posted_on')} IS NOT NULL"]
    something += [f"r.{c} IS NOT NULL" for c in given] + ([f"({yes}) > 0"] if flags else [])
    seen = (
        f"coalesce({value('seen')}, CASE WHEN {value('depth')} = 0 OR {value('means')} = 0 THEN FALSE "
        f"WHEN {' OR '.join(something)} THEN TRUE END)"
    )
    agency = "da.n" if "agency" in raw.columns else "NULL"
    joins = f"LEFT JOIN {raw.table}_procedure dp ON dp.spelling = r.procedure "
    if "agency" in raw.columns:
        joins += f"LEFT JOIN {raw.table}_agency da ON da.spelling = r.agency "
    shown = "NULL"
    if given:
        same = " AND ".join(
            f"s.{name}_text IS NOT DISTINCT FROM r.{c}" if c in given else f"s.{name}_text IS NULL"
            for c, name in zip(COLUMNS, posting_shown.NAMES, strict=True)
        )
        joins += f"LEFT JOIN shown s ON s.p = dp.n AND {same} "
        shown = "s.n"
    joins += "LEFT JOIN subject u ON u.p = dp.n "
    kept = "".join(f", {f'r.{t}' if t in raw.columns else 'CAST(NULL AS VARCHAR)'} AS {t}" for t in texts)
    db.execute(
        f"INSERT INTO observation SELECT (CAST({place} AS BIGINT) << {FILE_SHIFT}) + line, {place_key('p', 'a', 'c')}, c, means, "
        "CASE WHEN removed >= posted IS NOT FALSE AND removed <= coalesce(seen_on, ?) THEN FALSE ELSE seen END, "
        "depth, CASE WHEN removed < posted THEN NULL ELSE posted END, kind, "
        f"CASE WHEN removed < posted THEN NULL ELSE removed END, seen_on, yes, no, shown{''.join(f', {t}' for t in texts)} "
        f"FROM (SELECT r.line, dp.n AS p, {channel} AS c, {value('means')} AS means, {seen} AS seen, "
        f"{value('depth')} AS depth, {value('posted_on')} AS posted, {value('date_kind')} AS kind, "
        f"{value('removed_on')} AS removed, {value('seen_on')} AS seen_on, {yes} AS yes, {no} AS no, {shown} AS shown, "
        f"coalesce({agency}, CASE WHEN {channel} < {OFFICE} THEN u.publisher END, {NOBODY}) AS a"
        f"{kept} FROM {raw.joined(_READ)} {joins}) WHERE p IS NOT NULL AND c IS NOT NULL "
        f"AND (c < {OFFICE} OR a <> {NOBODY})",
        [survey.as_of],
    )
    taken = db.rows(f"SELECT count(*) FROM observation WHERE spot >> {FILE_SHIFT} = {place}")[0][0]
    every = db.rows(f"SELECT count(*) FROM {quoted(raw.table)}")[0][0]
    if taken < every:
        _tell_unusable(db, raw, place, every - taken, told)
    if "removed_on" in raw.columns:
        _tell_turned(db, raw, told)


def _tell_unusable(db: Database, raw: Raw, place: int, count: int, told: Told) -> None:
    """Rows that name no procedure, or no place."""
    lines = db.rows(
        f"SELECT line, procedure FROM {raw.table} WHERE line NOT IN (SELECT spot & {LINES} FROM observation "
        f"WHERE spot >> {FILE_SHIFT} = {place}) "
        f"ORDER BY line LIMIT {MOST}"
    )
    key = "posting.no_place"
    for line, procedure in lines:
        key = "posting.no_procedure" if procedure is None else "posting.no_place"
        told.problem(Problem(key, {}, file=raw.register.shown, line=line))
    if count > len(lines):
        told.more(raw.register.shown, key, count - len(lines))
    told.bad_rows += count


def _tell_turned(db: Database, raw: Raw, told: Told) -> None:
    removed, posted = raw.value("removed_on"), raw.value("posted_on")
    for line, one, other in db.rows(
        f"SELECT r.line, {removed}, {posted} FROM {raw.joined(('removed_on', 'posted_on'))} WHERE {removed} < {posted} "
        f"ORDER BY r.line LIMIT {MOST}"
    ):
        values = {"file": raw.register.shown, "line": str(line), "removed": one, "posted": other}
        told.notices.append(Notice("posting.removed_before_posted", values))


def _gather(db: Database, texts: tuple[str, ...], given: frozenset[str]) -> None:
    """One row a place; of several visits the last one speaks."""
    _gather_from(db, "observation", texts, given)
    if db.rows("SELECT count(*) FROM place WHERE first_visit <> last_visit")[0][0]:
        db.execute(
            "CREATE TABLE last_observation AS SELECT o.* FROM observation o JOIN place l USING (key) "
            "WHERE l.first_visit IS NOT DISTINCT FROM l.last_visit OR o.seen_on = l.last_visit"
        )
        db.execute("CREATE TABLE every_place AS SELECT key, first_min, any_first FROM place")
        db.execute("DROP TABLE place")
        _gather_from(db, "last_observation", texts, given)
        # When a place was first put up may have been written down at an earlier visit.
        db.execute(
            "UPDATE place SET first_min = e.first_min, first_max = e.first_min, any_first = TRUE FROM every_place e "
            "WHERE e.key = place.key AND place.first_min IS NULL AND e.any_first"
        )


def _beside_database(db: Database, found: Sequence[Shown]) -> None:
    """Table ``pair``: each way to show a procedure beside the one way in which the national database shows it."""
    rows = db.rows("SELECT p, min(shown) FROM place WHERE c = 0 AND seen GROUP BY p HAVING min(shown) = max(shown)")
    of_database = {p: found[n] for p, n in rows}
    pairs = []
    for n, one in enumerate(found):
        if (other := of_database.get(one.procedure)) is not None:
            pairs.append((n, *posting_shown.against(one, other)))
    db.load("pair", (("n", "BIGINT"), ("compared", "VARCHAR[]"), ("differs", "VARCHAR[]")), pairs)


def _gather_from(db: Database, table: str, texts: tuple[str, ...], given: frozenset[str]) -> None:
    """One row a place; ``given`` are the columns that any register has: others need not be gathered."""
    # An office that states no kind of date states the first posting; in a database it may be the last update.
    first = f"(kind = 1 OR (kind IS NULL AND c = {OFFICE}))"
    kept = "".join(f", max({t}) AS {t}" for t in texts)
    removed = "max(removed)" if "removed_on" in given else "CAST(NULL AS DATE)"
    noted = bool(given & set(_FLAGS))
    flags = ", ".join(f"{f'bit_or({n})' if noted else 'CAST(0 AS SMALLINT)'} AS {n}" for n in ("yes", "no"))
    db.execute(
        f"CREATE TABLE place AS SELECT key, {PARTS_OF_KEY}, * EXCLUDE key FROM (SELECT key, min(spot) AS at, "
        "CAST(count(*) AS INTEGER) AS rows_count, bit_or(means) AS every_means, "
        "bool_or(seen) AS seen, bit_or(means) FILTER (seen) AS means, max(depth) FILTER (seen) AS depth, "
        f"min(posted) FILTER ({first}) AS first_min, max(posted) FILTER ({first}) AS first_max, "
        f"bool_or({first}) FILTER (posted IS NOT NULL) AS any_first, "
        "min(posted) AS posted_min, max(posted) AS posted_max, "
        f"{removed} AS removed, min(seen_on) AS first_visit, max(seen_on) AS last_visit, "
        f"{flags}, max(shown) FILTER (seen) AS shown{kept} "
        f"FROM {table} WHERE key >= 0 GROUP BY key)"
    )


def _contradictions(db: Database, raws: Sequence[Raw], told: Told) -> None:
    """Rows about one means at one place that were seen on one day and state different days."""
    db.execute(
        "CREATE TABLE conflict AS SELECT key, min(o.spot) AS one, max(o.spot) AS other, "
        "min(o.posted) AS first_day, max(o.posted) AS last_day FROM observation o JOIN (SELECT key FROM place "
        # Where every row is about another means there is nothing to contradict.
        "WHERE posted_min <> posted_max AND rows_count > bit_count(coalesce(every_means, 0::TINYINT))) USING (key) "
        "WHERE o.posted IS NOT NULL GROUP BY key, o.means, o.seen_on, o.kind HAVING min(o.posted) <> max(o.posted)"
    )
    for one, other, first, last in db.rows(
        f"SELECT one, other, first_day, last_day FROM conflict ORDER BY one LIMIT {MOST}"
    ):
        values = {
            "file": raws[one >> FILE_SHIFT].register.shown,
            "line": str(one & LINES),
            "other": str(other & LINES),
            "first": first,
            "last": last,
        }
        told.notices.append(Notice("posting.two_dates", values))
