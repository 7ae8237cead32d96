from datetime import date

import pytest
from support.measured import days, measured, survey

from tthc_audit.catalog.model import Target
from tthc_audit.facts import document, handoff, procedure_rows, target


def paper(**stated):
    (row,) = document.rows(measured(documents=[{"id": "d", "name": "Giấy khai sinh", **stated}]))
    return row


@pytest.mark.parametrize(
    "stated",
    [
        {"condition": "Khi không khai thác được dữ liệu từ Cơ sở dữ liệu quốc gia về dân cư"},
        {"note": "Chỉ nộp nếu chưa có thông tin trong CSDL hộ tịch"},
        {"name": "Giấy khai sinh (trường hợp không thể tra cứu)"},
    ],
)
def test_a_paper_asked_only_where_data_are_not_found_says_so(stated):
    assert paper(**stated)["only_if_not_found"] is True


def test_another_condition_is_not_about_data():
    assert paper(condition="Trẻ sinh ra ở nước ngoài, không có người làm chứng")["only_if_not_found"] is False


@pytest.mark.parametrize(
    ("stated", "bundled"),
    [
        ({}, False),
        ({"name": "Giấy khai sinh hoặc trích lục"}, True),
        ({"name": "Giấy khai sinh; tờ khai"}, True),
        ({"note": "Bản công bố gộp chung một dòng"}, True),
        ({"name": "Giấy xác nhận hoặcx"}, False),
    ],
)
def test_a_line_of_several_papers_is_a_bundle(stated, bundled):
    assert paper(**stated)["bundled"] is bundled


def test_papers_with_their_number_of_copies_are_counted():
    (row,) = procedure_rows.rows(
        measured(
            documents=[
                {"id": "a", "name": "A", "originals": 1},
                {"id": "b", "name": "B"},
                {"id": "c", "name": "C", "copies": 0},
            ]
        )
    )
    assert row["documents_with_quantity"] == 1


def test_a_hand_over_carries_the_extended_limit():
    limit = {**days(1), "extensions": [{"when": "xác minh", "add": days(5)}]}
    steps = [
        {"id": "xet", "kind": "appraise", "agency": "phong", "next": ["hoi"]},
        {"id": "hoi", "kind": "consult", "agency": "thue", "duration": days(3)},
    ]
    (row,) = handoff.rows(measured(steps=steps, time_limit=limit))
    assert (row["statutory_max"], row["extended_max"]) == (480, 2880)


@pytest.mark.parametrize(
    ("decisions", "existed"),
    [
        ([], None),
        ([{"role": "national_publication", "signed_on": "2024-12-31", "change": "new"}], True),
        ([{"role": "national_publication", "signed_on": "2025-01-01", "change": "new"}], False),
        ([{"role": "national_publication", "signed_on": "2025-01-01", "change": "amended"}], None),
        ([{"role": "national_publication", "change": "new"}], None),
    ],
)
def test_decisions_tell_whether_a_procedure_predates_the_baseline(decisions, existed):
    aim = Target(id="t", measure="time_limit", cut="30%", method="each", baseline_on=date(2024, 12, 31))
    (row,) = target.rows(measured(registers=survey(targets=[aim]), decisions=decisions), {})
    assert row["existed_at_baseline"] is existed
