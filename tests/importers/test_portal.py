"""Records of the national portal as procedures."""

import pytest


def test_the_day_of_a_decision_is_read_in_the_time_of_hanoi(import_portal, only, record):
    _, folder = import_portal(record)
    (decision,) = only(folder)["decisions"]
    assert decision["signed_on"] == "2026-01-16"
    assert decision["number"] == "163/QĐ-BTP"
    assert decision["x-number-as-published"] == "163 /QĐ-BTP"


def test_the_day_of_publication_is_the_last_one_never_the_first(import_portal, only, record):
    record["procedureProposal"]["publicationDate"] = 1775659978538
    _, folder = import_portal(record)
    assert only(folder)["published"] == [{"channel": "portal", "last_update_on": "2026-04-08"}]


@pytest.mark.parametrize(
    "stated",
    [
        (8.5, "WORKING_DAY", {"value": 8.5, "unit": "working_day"}),
        (20, "DAY", {"value": 20, "unit": "day"}),
        (15, "HOUR", {"value": 15, "unit": "hour"}),
        (2, "MONTH", {"value": 2, "unit": "month"}),
        (1, "YEAR", {"value": 1, "unit": "year"}),
        (7, "OTHER", {"text": "7 OTHER"}),
        ("1", "OTHER", {"text": "1 OTHER"}),
        (-3, "DAY", {"text": "-3 DAY"}),
    ],
)
def test_limits_stay_as_published(import_portal, only, loads, record, stated):
    value, unit, expected = stated
    record["executionMethods"][0] |= {"processingTime": value, "processingTimeUnit": unit}
    record["cases"] = [{"code": "1.000001.01", "name": "Một", "processingDay": {"qty": value, "type": unit}}]
    _, folder = import_portal(record)
    made = only(folder)
    assert made["channels"][0]["time_limit"] == expected
    assert made["cases"] == [{"id": "1.000001.01", "code": "1.000001.01", "name": "Một", "time_limit": expected}]
    loads(folder)


def test_the_kinds_of_charges_are_told_apart_and_foreign_money_is_never_an_amount_of_dong(import_portal, only, record):
    record["executionMethods"][0]["fees"] = [
        {"type": "SERVICE_FEE", "value": 1000, "description": ""},
        {"type": "FEE", "value": None, "description": "theo HĐND"},
        {"type": "PRICE_LEVEL", "value": 0, "description": "HĐND quy định"},
        {"type": "FEE", "value": 100, "currencyId": "other", "currencyName": "USD", "description": ""},
    ]
    _, folder = import_portal(record)
    assert only(folder)["channels"][0]["fees"] == [
        {"kind": "phi", "amount_vnd": 1000},
        {"kind": "le_phi", "text": "theo HĐND"},
        {"kind": "price", "amount_vnd": 0, "text": "HĐND quy định"},
        {"kind": "le_phi", "text": "100", "x-currency": "USD"},
    ]


def test_headings_are_no_alternatives_and_notes_are_no_papers(import_portal, only, loads, record):
    record["executionCases"] = [
        {
            "name": "* Giấy tờ phải nộp:",
            "profileComponents": [
                {"name": "- Tờ khai theo mẫu", "originalQty": 1, "copyQty": 0},
                {"name": "Trường hợp đã có bản điện tử thì không phải nộp.", "originalQty": 0, "copyQty": 0},
            ],
        },
        {"name": "* Giấy tờ phải xuất trình:", "profileComponents": [{"name": "Hộ chiếu", "originalQty": 1}]},
        {"name": "* Lưu ý:", "profileComponents": [{"name": "Bản chụp phải rõ nét.", "originalQty": 1, "copyQty": 1}]},
        {"name": "Đối với đất ở", "profileComponents": [{"name": "Bản vẽ", "originalQty": 0, "copyQty": 2}]},
    ]
    _, folder = import_portal(record)
    made = only(folder)
    assert [(d["name"], d.get("handling"), d.get("condition")) for d in made["documents"]] == [
        ("Tờ khai theo mẫu", "submit", None),
        ("Hộ chiếu", "present", None),
        ("Bản vẽ", None, "Đối với đất ở"),
    ]
    assert [n["under"] for n in made["x-notes"]] == ["Giấy tờ phải nộp:", "Lưu ý:"]
    assert "cases" not in made
    assert not any("one_of" in d for d in made["documents"])
    loads(folder)


def test_one_agency_in_many_spellings_is_entered_once(import_portal, loads, record):
    record["departmentsExecuting"] = [
        {"name": "Công an cấp Xã"},
        {"name": "Công\u00a0an  cấp\u200b xã."},
        {"name": "Co\u0302ng an ca\u0302\u0301p xa\u0303"},
    ]
    record["departmentsAuthority"] = [{"name": "UỶ BAN NHÂN DÂN cấp xã"}, {"name": "Công an cấp xã"}]
    _, folder = import_portal(record)
    loaded = loads(folder)
    assert [a.name for a in loaded.agencies.values() if "ng an" in a.name] == ["Công an cấp xã"]
    roles = loaded.procedures[0].procedure.agencies
    assert len(roles.implementing) == 2
    assert roles.competent in roles.implementing
    assert loaded.agencies[roles.competent].is_class


def test_tags_entities_and_invisible_letters_leave_the_texts(import_portal, only, record):
    record["name"] = "Cấp&nbsp;<b>giấy</b>\u200b phép &amp; dưới 5 < 7 ha"
    _, folder = import_portal(record)
    assert only(folder)["name"] == "Cấp giấy phép & dưới 5 < 7 ha"


def test_a_copy_is_complete_but_for_what_the_source_has_no_field_for(import_portal, only, loads, record):
    record["executionSteps"] = []
    _, folder = import_portal(record)
    assert only(folder)["source"] == {
        "kind": "portal_api",
        "complete": True,
        "not_covered": ["dossier_sets", "forms"],
    }
    assert loads(folder).procedures[0].procedure.source.not_covered == ("dossier_sets", "forms")


def test_no_means_that_there_are_no_conditions(import_portal, only, record):
    record["requirementsAndConditions"] = "Không có."
    _, folder = import_portal(record)
    assert only(folder)["conditions"] == {"none": True}


def test_two_records_with_one_code_are_kept_apart_by_their_issuer(import_portal, loads, record):
    other = record | {"name": "Thủ tục khác", "departmentPromulgateName": "Tỉnh A"}
    done, folder = import_portal(record, other, record)
    assert {p.procedure.key for p in loads(folder).procedures} == {"1.000001@Bộ Tư pháp", "1.000001@Tỉnh A"}
    assert {words.key for words in done.words} >= {"import.apart", "import.twice"}


def test_two_different_records_of_one_issuer_are_kept_as_well(import_portal, loads, record):
    _, folder = import_portal(record, record | {"name": "Thủ tục khác"})
    assert len(loads(folder).procedures) == 2


@pytest.mark.parametrize("missing", ["code", "name"])
def test_a_record_without_code_or_name_is_told_with_its_line_and_the_others_are_read(import_portal, record, missing):
    broken = {k: v for k, v in record.items() if k != missing}
    done, _ = import_portal(broken, record)
    assert [(p.key, p.file, p.line) for p in done.problems] == [(f"import.no_{missing}", "in.jsonl", 1)]
    assert done.procedures == 1


@pytest.mark.parametrize("value", [None, [], {}, "x", 3, True, [None], [{"name": None}], [[1]]])
def test_a_field_of_another_kind_than_expected_breaks_nothing(import_portal, loads, record, value):
    for number, key in enumerate([k for k in record if k not in {"code", "name"}]):
        _, folder = import_portal(record | {key: value}, name=f"{number}.jsonl")
        loads(folder)


def test_every_published_record_is_imported_and_loads(published, loads, import_portal):
    data = published("portal_records.jsonl.gz").read_bytes()
    done, folder = import_portal(data=data, name="portal.jsonl.gz")
    assert (done.records, done.procedures, done.problems) == (425, 425, ())
    assert len(loads(folder).procedures) == 425


def test_the_birth_registration_lists_fewer_than_ten_papers(published, records_of, import_portal, only):
    (found,) = [r for r in records_of(published("portal_records.jsonl.gz")) if r["code"] == "1.001193"]
    lines = [p for c in found["executionCases"] for p in c["profileComponents"]]
    _, folder = import_portal(found)
    made = only(folder)
    assert len(made["documents"]) < 10
    assert len(made["documents"]) + len(made["x-notes"]) == len(lines)
