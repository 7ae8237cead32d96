"""Three hundred duties with everything that can be seen of them, and the exact table that must come out."""

from datetime import date

import pytest
from support.published import AGENCIES, Catalogue, procedure

from tthc_audit import api

OFFICES, PROCEDURES = 28, 10
WITH_A_LIST = 14
HEAD = "agency,procedure,channel,means,depth,seen,decision_number,posted_on,date_kind,seen_on,time_limit\n"
COLUMNS = ("required", "seen", "late", "stale", "agrees", "complete")
DAY = "2026-10-01"
PATTERNS = (
    # what the inspector wrote: means, depth, seen, decision, posted on, kind, seen on, limit; what must come out
    ((), (True, None, None, None, None, None)),
    (("board", "full", "", "163/QĐ-BTP", "2026-02-05", "first", DAY, "10 ngày làm việc"), (True, True, False, False, True, True)),
    (("board", "full", "", "163/QĐ-BTP", "2026-02-06", "first", DAY, ""), (True, True, True, False, True, True)),
    (("screen", "full", "", "QĐ/0163-BTP", "2026-03-01", "last_update", DAY, ""), (True, True, None, False, True, True)),
    (("board", "full", "", "100/QĐ-BTP", "2026-01-20", "first", DAY, ""), (True, True, False, True, False, True)),
    (("qr", "list", "", "99/QĐ-BTP", "", "", DAY, "20 ngày làm việc"), (True, True, None, True, False, False)),
    (("", "", "no", "", "", "", DAY, ""), (True, False, None, None, None, None)),
    (("kiosk", "full", "", "", "2026-01-02", "first", DAY, "10 ngày"), (True, True, None, None, None, True)),
    (("book", "", "yes", "163", "2026-02-01", "", DAY, "10 ngày làm việc"), (True, True, False, None, True, None)),
    (("none", "", "", "", "", "", DAY, ""), (True, False, None, None, None, None)),
)  # fmt: skip


def pattern(office, number):
    return PATTERNS[(office * 3 + number) % len(PATTERNS)]


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    catalogue = Catalogue(tmp_path_factory.mktemp("ba trăm"))
    classes = [AGENCIES[0], AGENCIES[1], AGENCIES[4]]
    offices = [
        {"id": f"xa-{i:02d}", "name": f"Xã {i:02d}", "member_of": "mc", "kind": "one_stop", "level": "commune"}
        for i in range(OFFICES)
    ]
    catalogue.write("agencies.json", [*classes, *offices])
    catalogue.procedures(*(procedure(f"1.{n:06d}") for n in range(PROCEDURES)))
    places = [(i, n) for i in range(OFFICES) for n in range(PROCEDURES)]
    seen = [",".join((f"xa-{i:02d}", f"1.{n:06d}", "office", *pattern(i, n)[0])) for i, n in places if pattern(i, n)[0]]
    catalogue.write("postings.csv", HEAD + "\n".join(seen) + "\n")
    listed = [f"xa-{i:02d},1.{n:06d}" for i, n in places if i < WITH_A_LIST]
    catalogue.write("duties.csv", "agency,procedure\n" + "\n".join(listed) + "\n")
    found = api.facts([catalogue.root], "posting", api.Options())
    assert found.errors == ()
    return {(r["agency"], r["procedure"], r["channel"]): r for r in found.rows}


def test_there_are_three_hundred_duties_and_no_more(rows):
    assert len(rows) == 300
    assert all(row["required"] for row in rows.values())


def test_every_office_comes_out_as_its_pattern_says(rows):
    for i in range(OFFICES):
        for n in range(PROCEDURES):
            row = rows[f"xa-{i:02d}", f"1.{n:06d}", "office"]
            assert tuple(row[c] for c in COLUMNS) == pattern(i, n)[1], (i, n, pattern(i, n))
            assert row["duty_from"] == ("list" if i < WITH_A_LIST else "level")
            assert row["deadline"] == date(2026, 2, 5)


def test_the_publisher_owes_the_rest_and_nobody_looked(rows):
    rest = {key: row for key, row in rows.items() if key[2] != "office"}
    assert {key[0] for key in rest} == {"btp"}
    assert len(rest) == 20
    assert all(row["seen"] is None and row["duty_from"] == "list" for row in rest.values())
    assert {row["deadline"] for key, row in rest.items() if key[2] == "national_db"} == {date(2026, 1, 30)}
