"""Bodies that only hand the file on, and files that come back from nowhere."""

import pytest
from support.measured import days, measured, survey

from tthc_audit.facts.overlaps import pass_through, ping_pong


def step(name, agency, kind, after=(), *, took=("ho-so",), gave=("ho-so",), **more):
    told = {"id": name, "agency": agency, "kind": kind, "next": list(after), "duration": days(1)}
    return told | {"inputs": list(took), "outputs": list(gave)} | more


START = step("nop", "applicant", "submit", ["xet"])
WORK = step("xet", "phong", "appraise", ["qua"], gave=["ket-qua-xet"])
SENT = step("qua", "so", "transfer", ["ky"], took=["ket-qua-xet"], gave=["ket-qua-xet"])
END = step("ky", "tinh", "sign", took=["ket-qua-xet"], gave=["kq"])


def forwarded(*steps, **stated):
    return list(pass_through.rows(measured(steps=steps, **stated)))


def came_back(*steps, **stated):
    return list(ping_pong.rows(measured(steps=steps, **stated)))


def test_a_body_that_only_hands_on_is_a_link_too_many():
    (row,) = forwarded(START, WORK, SENT, END)
    assert (row["a_step"], row["a_agency"], row["score"], row["saving"]) == ("qua", "so", 1, 480)
    assert row["via"] == ["Phòng Kinh tế", "tinh"]


def test_a_file_named_after_what_came_in_is_the_same_file():
    assert (
        len(
            forwarded(
                START, WORK, SENT | {"outputs": ["ket-qua-xet-da-chuyen"]}, END | {"inputs": ["ket-qua-xet-da-chuyen"]}
            )
        )
        == 1
    )


def test_a_body_that_adds_something_used_later_is_none():
    adds = SENT | {"outputs": ["ket-qua-xet", "to-trinh"]}
    assert forwarded(START, WORK, adds, END | {"inputs": ["ket-qua-xet", "to-trinh"]}) == []
    assert len(forwarded(START, WORK, adds, END)) == 1


def test_a_body_that_works_or_decides_elsewhere_in_the_procedure_is_none():
    later = step("ket", "so", "decide", [])
    assert forwarded(START, WORK, SENT, END | {"next": [{"to": "ket"}]}, later) == []


@pytest.mark.parametrize("kind", ["check", "appraise", "other", "sign"])
def test_work_is_no_forwarding(kind):
    assert forwarded(START, WORK, SENT | {"kind": kind}, END) == []


def test_what_is_not_stated_is_not_known():
    (row,) = forwarded(START, WORK, {k: v for k, v in SENT.items() if k != "outputs"}, END)
    assert (row["score"], row["missing"]) == (None, ["a_outputs"])


def test_the_desk_and_those_who_take_from_or_give_to_the_applicant_are_none():
    assert forwarded(START, WORK, SENT | {"agency": "mot-cua"}, END | {"agency": "thue"}, registers=survey()) == []
    assert forwarded(START | {"next": ["qua"]}, SENT, END) == []
    assert forwarded(WORK, SENT | {"next": ["nop"]}, START | {"next": []}) == []


def test_units_of_one_body_hand_on_within_it():
    assert forwarded(START, WORK, SENT | {"agency": "ubnd-xa"}, END) == []


BACK = step("xong", "phong", "other", took=["ket-qua-xet"], gave=["kq"])


def test_a_file_that_comes_back_from_those_who_only_hand_it_on():
    (row,) = came_back(START, WORK, SENT | {"next": ["xong"]}, BACK)
    assert (row["a_step"], row["b_step"], row["via"], row["keep_agency"]) == ("xet", "xong", ["so"], "phong")
    assert (row["score"], row["saving"], row["missing"]) == (1, 480, [])


def test_two_between_are_one_trip():
    first = SENT | {"next": ["qua-2"]}
    (row,) = came_back(
        START, WORK, first, step("qua-2", "tinh", "receive", ["xong"], took=["ket-qua-xet"], gave=["phieu"]), BACK
    )
    assert (row["via"], row["saving"]) == (["so", "tinh"], 960)


@pytest.mark.parametrize("kind", ["appraise", "consult", "decide", "sign", "check", "supplement", "other", "issue"])
def test_who_decides_or_works_between_is_no_detour(kind):
    assert came_back(START, WORK, SENT | {"kind": kind, "next": ["xong"]}, BACK) == []


def test_a_trip_to_the_applicant_is_no_detour():
    assert came_back(WORK, SENT | {"agency": "applicant", "next": ["xong"]}, BACK) == []


def test_a_way_back_for_completion_is_no_detour():
    again = WORK | {"next": ["qua", "xong"], "split": "one"}
    assert came_back(START, again, SENT | {"next": ["xet"]}, BACK) == []


def test_a_trip_of_which_the_outputs_are_not_stated_is_not_known():
    sent = {k: v for k, v in SENT.items() if k != "outputs"} | {"next": ["xong"]}
    (row,) = came_back(START, WORK, sent, BACK)
    assert (row["score"], row["missing"]) == (None, ["outputs_between"])
