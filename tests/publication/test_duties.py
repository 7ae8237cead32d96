"""Who must publish what: from lists, from what procedures state, and from levels and classes."""

import pytest
from support.published import AGENCIES, NEW, procedure


def duty(row):
    return row["required"], row["duty_from"]


def test_a_class_obliges_its_instances_and_only_by_level(catalogue):
    assert duty(catalogue.row("mc-a")) == (True, "level")
    assert duty(catalogue.row("mc-b")) == (True, "level")
    assert catalogue.rows(agency="mc") == []


def test_an_office_that_a_procedure_names_is_obliged_by_that(catalogue):
    catalogue.procedures(procedure(agencies={"receiving": ["mc-a"]}))
    assert duty(catalogue.row("mc-a")) == (True, "list")
    assert catalogue.rows(agency="mc-b") == []


def test_levels_oblige_the_one_stop_desks_where_no_receiver_is_stated(catalogue):
    catalogue.procedures(procedure(agencies={"competent": "xa"}))
    assert duty(catalogue.row("mc-b")) == (True, "level")


def test_nobody_is_obliged_where_it_is_stated_that_nobody_receives(catalogue):
    catalogue.procedures(procedure(agencies={"receiving": {"none": True}}))
    assert catalogue.rows(channel="office") == []


def test_a_published_list_decides_over_levels_and_classes(catalogue):
    catalogue.procedures(procedure("1.000002"))
    catalogue.write("duties.csv", "agency,procedure\nmc-a,1.000002\n")
    catalogue.write("postings.csv", "agency,procedure,channel,means\nmc-a,1.000001,office,board\n")
    assert duty(catalogue.row("mc-a", "1.000002")) == (True, "list")
    assert duty(catalogue.row("mc-a", "1.000001")) == (False, "list")
    assert duty(catalogue.row("mc-b", "1.000001")) == (True, "level")
    assert catalogue.failing()["outside-list-of-office"] == ["mc-a"]


def test_a_list_holds_on_its_days_only(catalogue):
    catalogue.write("duties.csv", "agency,procedure,valid_from,valid_to\nmc-a,1.000001,,30/09/2026\n")
    assert duty(catalogue.row("mc-a")) == (True, "level")


def test_shown_without_a_known_duty_is_unknown_and_no_fault(catalogue):
    catalogue.procedures(procedure(agencies={"receiving": ["mc-a"]}))
    catalogue.write("postings.csv", "agency,procedure,channel,means\nmc-b,1.000001,office,board\n")
    assert duty(catalogue.row("mc-b")) == (None, None)
    assert "outside-list-of-office" not in catalogue.failing()


@pytest.mark.parametrize(
    ("changes", "required"),
    [
        ({"kind": "internal"}, False),
        ({"kind": None}, None),
        ({"status": "abolished"}, False),
        ({"abolished_on": "2026-10-15"}, False),
        ({"abolished_on": "2026-10-16"}, True),
        ({"replaced_by": [{"code": "1.000009", "on": "2026-09-01"}]}, False),
        ({"replaced_by": [{"code": "1.000009"}]}, True),
        ({"decisions": [{**NEW, "effective_on": "2026-10-16"}]}, False),
        ({"decisions": [{**NEW, "effective_on": "2026-10-15"}]}, True),
        ({"decisions": None, "status": None}, None),
        ({"decisions": None}, True),
    ],
)
def test_status_and_dates_decide_whether_a_procedure_must_be_public(catalogue, changes, required):
    catalogue.procedures(procedure(**changes))
    catalogue.write("postings.csv", "agency,procedure,channel,means\nmc-a,1.000001,office,board\n")
    assert catalogue.row("mc-a")["required"] is required


def test_the_publisher_owes_the_database_and_the_portal(catalogue):
    assert duty(catalogue.row("btp", channel="national_db")) == (True, "list")
    assert duty(catalogue.row("btp", channel="portal")) == (True, "list")


def test_an_agency_that_has_ended_owes_nothing(catalogue):
    catalogue.write("agencies.json", [*AGENCIES[:3], {**AGENCIES[3], "valid_to": "2026-06-30"}, AGENCIES[4]])
    assert catalogue.rows(agency="mc-b") == []


def test_check_lists_no_duties_where_no_register_was_kept(catalogue):
    assert catalogue.failing() == {}
