"""One round against the next: the state of every finding, its age, and by when something is due."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_audit.errors import AuditError
from tthc_audit.followup import overview, saved, summary
from tthc_audit.followup.model import Answer
from tthc_audit.followup.rounds import compare
from tthc_audit.worktime.calendar import Calendar

from .conftest import RULES, finding, saved_round

CALENDAR = Calendar.load()
DAYS = ("2026-01-05", "2026-03-02", "2026-10-15")


def compared(*rounds, received=None, days=20):
    return compare(rounds, CALENDAR, received=received, days=days)


def states(one):
    return {int(key, 16): t.state for key, t in one.history.items()}


def three_rounds():
    """Sixty findings: ten of each of six courses over three rounds."""
    courses = {
        range(10): (1, 1, 1),
        range(10, 20): (1, 0, 1),
        range(20, 30): (1, 1, 0),
        range(30, 40): (1, 0, 0),
        range(40, 50): (0, 0, 1),
        range(50, 60): (0, 1, 1),
    }
    told = [[finding(n) for several, course in courses.items() for n in several if course[r]] for r in range(3)]
    told[2] = [{**f, "status": "waived"} if int(f["fingerprint"], 16) in {55, 56} else f for f in told[2]]
    first, second, third = (saved_round(day, found) for day, found in zip(DAYS, told, strict=True))
    answers = {finding(n)["fingerprint"]: Answer("giải trình", due=date(2026, 2, 2)) for n in (3, 4, 13, 50)}
    answers[finding(5)["fingerprint"]] = Answer(commitment="sẽ làm")
    return replace(first, answers=answers), second, third


WANTED = {
    **dict.fromkeys(range(10), "open"), 3: "explained", 4: "explained",
    **dict.fromkeys(range(10, 20), "repeated"),
    **dict.fromkeys(range(20, 40), "fixed"),
    **dict.fromkeys(range(40, 50), "new"),
    **dict.fromkeys(range(50, 60), "open"), 50: "explained", 55: "waived", 56: "waived",
}  # fmt: skip


def test_three_rounds_give_the_exact_state_of_sixty_findings():
    found = compared(*three_rounds(), received=date(2026, 1, 12))
    assert states(found) == WANTED
    of = {int(key, 16): t for key, t in found.history.items()}
    assert (of[0].first_seen, of[0].since) == (date(2026, 1, 5), date(2026, 1, 5))
    assert (of[10].first_seen, of[10].since, of[10].times_fixed) == (date(2026, 1, 5), date(2026, 10, 15), 1)
    assert (of[20].fixed_on, of[30].fixed_on) == (date(2026, 10, 15), date(2026, 3, 2))
    assert of[0].age == CALENDAR.working_days_between(date(2026, 1, 5), date(2026, 10, 15))
    assert of[10].age == 0
    assert of[20].age is None
    assert of[0].due == date(2026, 2, 9)
    assert of[3].due == date(2026, 2, 2)
    assert (of[0].overdue, of[20].overdue) == (True, None)


def test_round_by_round_over_saved_files_gives_the_same(tmp_path):
    first, second, third = three_rounds()
    (tmp_path / "1.json").write_bytes(saved.render(compared(first, second, received=date(2026, 1, 12))))
    again = compared(saved.read(tmp_path / "1.json"), third)
    assert saved.render(again) == saved.render(compared(first, second, third, received=date(2026, 1, 12)))


def test_what_came_back_stays_so_until_it_is_gone_again():
    there, gone = [finding(1)], []
    days = ("2026-01-05", "2026-02-02", "2026-03-02", "2026-04-01", "2026-05-04")
    rounds = [saved_round(day, f) for day, f in zip(days, (there, gone, there, there, gone), strict=True)]
    assert [states(compared(*rounds[:n])).get(1) for n in (2, 3, 4, 5)] == ["fixed", "repeated", "repeated", "fixed"]


@pytest.mark.parametrize(
    "more",
    [
        {"rules": RULES[:1]},
        {"files": [2]},
        {"errors": [{"file": "1.000001.json", "line": 1, "column": 1, "pointer": "", "message": "", "hint": ""}]},
        {"told": [finding(1, outcome="unknown", fingerprint="x")]},
    ],
    ids=["the rule did not run", "the file is gone", "the file does not load", "it could not be decided"],
)
def test_what_was_not_judged_is_not_called_gone(more):
    told = more.pop("told", [])
    found = compared(saved_round(DAYS[0], [finding(1)]), saved_round(DAYS[1], told, **more))
    assert states(found)[1] == "undecided"
    assert next(iter(found.history.values())).age is not None


def test_a_file_that_was_renamed_is_known_by_its_procedure():
    other = finding(
        4,
        subject={"table": "procedure", "keys": {"procedure": "1.000001"}},
        location={**finding(4)["location"], "file": "khac.json"},
    )
    found = compared(saved_round(DAYS[0], [finding(1)]), saved_round(DAYS[1], [other], files=[]))
    assert states(found)[1] == "fixed"


def test_beyond_the_calendars_that_are_issued_age_and_due_day_are_unknown():
    found = compared(
        saved_round("2026-12-20", [finding(1)]), saved_round("2027-02-01", [finding(1)]), received=date(2026, 12, 20)
    )
    (one,) = found.history.values()
    assert (one.age, one.due, one.overdue) == (None, None, None)


def test_an_older_result_cannot_follow():
    with pytest.raises(AuditError) as refused:
        compared(saved_round(DAYS[1], []), saved_round(DAYS[0], []))
    assert refused.value.problems[0].key == "followup.order"


@given(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=1, max_size=12))
def test_nothing_is_lost_and_nothing_is_told_twice(courses):
    rounds = [
        saved_round(day, [finding(n) for n, course in enumerate(courses) if course[r]]) for r, day in enumerate(DAYS)
    ]
    found = states(compared(*rounds))
    assert set(found) == {n for n, course in enumerate(courses) if any(course)}
    for number, state in found.items():
        assert (state == "fixed") == (not courses[number][2])
        assert (state == "repeated") == (courses[number] == [True, False, True])


def test_the_counts_by_agency_add_up_and_are_shown():
    found = compared(*three_rounds(), received=date(2026, 1, 12))
    rows = summary.counted(found.history.values(), lambda t: t.agency)
    assert sum(row.count for row in rows) == 60
    words = summary.text(found, "vi")
    assert "tái diễn: 10" in words
    assert "Xã 1:" in words
    assert "quá hạn" in words
    assert overview.workbook(found, "vi") == overview.workbook(found, "vi")
