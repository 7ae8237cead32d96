"""What was seen beside what was decided: seen or not, late or not, old or not, the same or not."""

from datetime import date

import pytest
from support.published import NEW, procedure

from tthc_audit import api

HEAD = (
    "agency,procedure,channel,means,depth,seen,decision_number,posted_on,date_kind,removed_on,seen_on,"
    "time_limit,fee,papers,competent,shows_feedback\n"
)
NAMES = HEAD.strip().split(",")


def register(*rows):
    lines = [",".join(row.get(name, "") for name in NAMES) for row in rows]
    return HEAD + "\n".join(lines) + "\n"


def office(**more):
    return {"agency": "mc-a", "procedure": "1.000001", "channel": "office", "seen_on": "2026-10-01", **more}


def database(**more):
    return {"procedure": "1.000001", "channel": "national_db", **more}


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        ({}, None),
        ({"means": "board"}, True),
        ({"means": "qr"}, True),
        ({"depth": "list"}, True),
        ({"means": "none"}, False),
        ({"depth": "none"}, False),
        ({"seen": "no"}, False),
        ({"seen": "có", "means": "board"}, True),
        ({"means": "board", "removed_on": "2026-09-01"}, False),
        ({"means": "board", "removed_on": "2026-10-02"}, True),
    ],
)
def test_what_a_row_says_of_being_there(catalogue, row, seen):
    catalogue.write("postings.csv", register(office(**row)))
    assert catalogue.row("mc-a")["seen"] is seen
    assert catalogue.row("mc-b")["seen"] is None


def test_a_procedure_nobody_looked_for_is_unknown(catalogue):
    catalogue.procedures(procedure("1.000002"))
    catalogue.write("postings.csv", register(office(means="board")))
    assert catalogue.row("mc-a", "1.000002")["seen"] is None
    assert "may-be-missing-at-office" not in catalogue.failing()


def test_a_place_that_was_looked_through_shows_nothing_else(catalogue):
    catalogue.procedures(procedure("1.000002"))
    catalogue.write("postings.csv", register(office(means="board"), office(procedure="*", shows_feedback="no")))
    assert catalogue.row("mc-a", "1.000002")["seen"] is False
    assert catalogue.row("mc-b", "1.000002")["seen"] is None
    assert catalogue.failing()["may-be-missing-at-office"] == ["mc-a"]
    assert catalogue.row("mc-a")["feedback_shown"] is False


def test_of_several_visits_the_last_one_speaks(catalogue):
    catalogue.write(
        "postings.csv",
        register(
            office(means="board", posted_on="2026-01-20", seen_on="2026-03-01"),
            office(seen="no", seen_on="2026-09-01"),
        ),
    )
    row = catalogue.row("mc-a")
    assert (row["seen"], row["seen_on"]) == (False, date(2026, 9, 1))


def test_electronic_means_alone_are_enough(catalogue):
    catalogue.write("postings.csv", register(office(means="none", channel="office"), office(means="screen")))
    assert catalogue.row("mc-a")["seen"] is True
    assert "may-be-missing-at-office" not in catalogue.failing()


@pytest.mark.parametrize(
    ("posted", "kind", "late"),
    [
        ("2026-02-05", "first", False),
        ("2026-02-06", "first", True),
        ("2026-02-06", "", True),
        ("2026-02-06", "last_update", None),
        ("2026-02-05", "last_update", False),
        ("", "", None),
    ],
)
def test_an_office_is_late_after_its_deadline_which_is_never_before_the_effect(catalogue, posted, kind, late):
    catalogue.write("postings.csv", register(office(means="board", posted_on=posted, date_kind=kind)))
    row = catalogue.row("mc-a")
    assert row["deadline"] == date(2026, 2, 5)
    assert row["late"] is late


@pytest.mark.parametrize(
    ("posted", "kind", "late"),
    [
        ("2026-01-30", "first", False),
        ("2026-02-02", "first", True),
        ("2026-02-02", "last_update", None),
        ("2026-02-02", "", None),
        ("2026-01-30", "", False),
    ],
)
def test_the_database_is_late_only_by_its_first_day(catalogue, posted, kind, late):
    catalogue.write("postings.csv", register(database(seen="yes", posted_on=posted, date_kind=kind)))
    row = catalogue.row("btp", channel="national_db")
    assert row["deadline"] == date(2026, 1, 30)
    assert row["late"] is late
    assert ("entered-late-in-database" in catalogue.failing()) is (late is True)


def test_what_a_procedure_states_of_its_own_publication_counts_where_no_register_speaks(catalogue):
    catalogue.procedures(procedure(published=[{"channel": "national_db", "first_on": "2026-02-02"}]))
    row = catalogue.row("btp", channel="national_db")
    assert (row["seen"], row["late"], row["origin"], row["pointer"]) == (True, True, "authored", "/published/0")
    catalogue.write("postings.csv", register(database(seen="yes", posted_on="2026-01-20", date_kind="first")))
    assert catalogue.row("btp", channel="national_db")["late"] is False


@pytest.mark.parametrize(
    ("shown", "stale", "superseded"),
    [
        ("163/QĐ-BTP", False, False),
        ("QĐ/0163-BTP", False, False),
        ("Quyết định số 163/QĐ-BTP ngày 16/01/2026", False, False),
        ("163/QĐ-BTP-HoTich", False, False),
        ("100/QĐ-BTP", True, True),
        ("99/QĐ-BTP", True, None),
        ("2670/QĐ-UBND", None, None),
        ("163", None, None),
        ("chưa rõ", None, None),
        ("", None, None),
    ],
)
def test_the_decision_that_is_shown(catalogue, shown, stale, superseded):
    catalogue.write("postings.csv", register(office(means="board", decision_number=shown)))
    row = catalogue.row("mc-a")
    assert (row["stale"], row["superseded"]) == (stale, superseded)
    failing = catalogue.failing()
    assert ("superseded-decision-shown" in failing) is (superseded is True)
    assert ("other-decision-shown" in failing) is (stale is True and superseded is None)


@pytest.mark.parametrize(
    ("shown", "differs", "agrees"),
    [
        ({"time_limit": "10 ngày làm việc"}, [], True),
        ({"time_limit": "20 ngày làm việc"}, ["time_limit"], False),
        ({"time_limit": "10 ngày"}, [], None),
        ({"fee": "8.000 đồng"}, [], True),
        ({"fee": "10000"}, ["fee"], False),
        ({"papers": "1"}, [], True),
        ({"papers": "3"}, ["papers"], False),
        ({"competent": "UBND cấp xã"}, [], True),
        ({"competent": "Bộ Tư pháp"}, ["competent"], False),
        ({"competent": "không có tên"}, [], None),
    ],
)
def test_what_differs_from_the_decision(catalogue, shown, differs, agrees):
    catalogue.write("postings.csv", register(office(means="board", **shown)))
    row = catalogue.row("mc-a")
    assert row["differs"] == differs
    assert row["agrees"] is agrees
    assert ("places-differ" in catalogue.failing()) is bool(differs)


def test_an_office_is_compared_with_the_database_too(catalogue):
    catalogue.procedures(procedure(time_limit=None))
    catalogue.write(
        "postings.csv",
        register(office(means="board", time_limit="10 ngày"), database(seen="yes", time_limit="12 ngày")),
    )
    row = catalogue.row("mc-a")
    assert (row["differs_from_database"], row["agrees"]) == (["time_limit"], False)


def test_of_several_means_the_one_that_differs_counts(catalogue):
    catalogue.write(
        "postings.csv",
        register(office(means="board", decision_number="163/QĐ-BTP"), office(means="qr", decision_number="100/QĐ-BTP")),
    )
    row = catalogue.row("mc-a")
    assert (row["means"], row["stale"]) == (["board", "qr"], True)


def test_an_abolished_procedure_may_stay_up_for_a_while(catalogue):
    catalogue.procedures(procedure(status=None, replaced_by=[{"code": "1.000009", "on": "2026-09-24"}]))
    catalogue.write("postings.csv", register(office(means="board", seen_on="2026-10-01")))
    assert catalogue.failing() == {}
    catalogue.write("postings.csv", register(office(means="board", seen_on="2026-10-02")))
    assert catalogue.failing()["abolished-still-shown"] == ["mc-a"]


def test_the_office_answers_for_what_it_shows(catalogue):
    catalogue.write("postings.csv", register(office(means="board", depth="list")))
    audit = api.check([catalogue.root], api.Options())
    (finding,) = [f for f in audit.findings if f.rule == "publication/incomplete-at-place" and f.outcome == "fail"]
    assert (finding.responsible, finding.authority) == ("TTPVHCC xã A", "commune")
    assert (finding.location.file, finding.location.line) == ("postings.csv", 2)


def test_a_house_measure_that_a_profile_sets_moves_the_deadline(catalogue, tmp_path_factory):
    folder = tmp_path_factory.mktemp("quy tắc")
    (folder / "nha.json").write_text(
        '{"title": {"vi": "Nhà", "en": "House"}, "extends": "default",'
        ' "rules": [{"match": "publication/posted-late-at-office", "params": {"days": 30}}]}',
        "utf-8",
    )
    catalogue.procedures(procedure(decisions=[{**NEW, "effective_on": "2026-01-16"}]))
    catalogue.write("postings.csv", register(office(means="board", posted_on="2026-02-06")))
    assert "posted-late-at-office" in catalogue.failing()
    assert "posted-late-at-office" not in catalogue.failing(rules=(folder,), profile="nha")
