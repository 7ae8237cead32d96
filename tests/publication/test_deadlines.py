"""Sixty deadlines, counted day by day beside the calendar: over Tết, swapped Saturdays, 24/11/2026, and in each time of the law.

``deadlines.json``: what is to be published, the days, and the last day; none where the law of that time, or a
calendar that is not issued, leaves it open.
"""

import json
from datetime import date
from pathlib import Path

import pytest
from support.published import Catalogue, procedure

from tthc_audit import api

CASES = json.loads(Path(__file__).with_name("deadlines.json").read_text("utf-8"))
STATED = ("role", "signed_on", "effective_on", "instrument_effective_on", "shortened")


def code(number):
    return f"1.{number:06d}"


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    catalogue = Catalogue(tmp_path_factory.mktemp("thời hạn"))
    for number, case in enumerate(CASES, 1):
        decision = {key: case[key] for key in STATED if key in case} | {"number": f"{number}/QĐ-UBND"}
        catalogue.procedures(procedure(code(number), decisions=[decision], agencies={"receiving": ["mc-a"]}))
    tables = {}
    for table in ("posting", "decision"):
        for row in api.facts([catalogue.root], table, api.Options(as_of=date(2026, 12, 31))).rows:
            tables[table, row.get("channel"), row["procedure"]] = row
    return tables


def test_there_are_sixty_of_every_kind():
    assert len(CASES) >= 60
    assert {case["what"] for case in CASES} == {"database", "office", "decision"}
    signed = [date.fromisoformat(case["signed_on"]) for case in CASES]
    assert sum(day < date(2017, 9, 25) for day in signed) >= 3


@pytest.mark.parametrize("number", range(1, len(CASES) + 1))
def test_the_last_day_is_the_one_that_was_counted(measured, number):
    case = CASES[number - 1]
    place = {"database": ("posting", "national_db"), "office": ("posting", "office"), "decision": ("decision", None)}
    row = measured[(*place[case["what"]], code(number))]
    for column in ("deadline", "deadline_by_working_days"):
        if column in case:
            expected = case[column]
            assert row[column] == (date.fromisoformat(expected) if expected else None), (column, case)
