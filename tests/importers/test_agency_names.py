"""What names of agencies decide, and what they leave open."""

import pytest

from tthc_audit.importers.agency_names import told
from tthc_audit.importers.register import Register


def entries(*names, classes=()):
    register = Register()
    for name in names:
        register.add(name, is_class=name in classes)
    return {entry["name"]: entry for entry in register.entries()}


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        ("UBND cấp xã", "commune", "leadership"),
        ("UBND Phường Từ Sơn, tỉnh Bắc Ninh", "commune", "leadership"),
        ("Chủ tịch Ủy ban nhân dân xã", "commune", "leadership"),
        ("UBND Thành phố Huế", "province", "leadership"),
        ("Sở Y tế TP.Đà Nẵng", "province", "specialised"),
        ("Cơ quan chuyên môn về y tế thuộc Ủy ban nhân dân cấp tỉnh", "province", "specialised"),
        ("Cục Lãnh sự - Bộ Ngoại giao", "ministry", "specialised"),
        ("Sở Du lịch/Sở Văn hóa, Thể thao và Du lịch", "province", "specialised"),
        ("Chi cục trưởng Chi cục Hải quan", None, "leadership"),
        ("Bộ phận Một cửa", None, "one_stop"),
        ("Bưu điện", None, "postal"),
    ],
)
def test_a_name_tells_its_level_and_its_kind(name, level, kind):
    found = told(name)
    assert (found.level, found.kind) == (level, kind)


@pytest.mark.parametrize(
    "name",
    [
        "Sở Xây dựng hoặc Ủy ban nhân dân cấp xã",
        "Sở Nông nghiệp và Môi trường hoặc Chủ tịch Ủy ban nhân dân cấp xã",
        "Bộ Công an và Ủy ban nhân dân cấp tỉnh",
        "Cơ quan được Chủ tịch Ủy ban nhân dân cấp tỉnh giao",
        "Bộ Tư lệnh Thủ đô Hà Nội",
        "Cơ quan có thẩm quyền",
    ],
)
def test_a_name_that_leaves_a_choice_decides_nothing(name):
    found = told(name)
    assert (found.level, found.kind, found.is_class, found.body, found.member_of) == (None, None, False, None, ())


@pytest.mark.parametrize("name", ["UBND Thành phố Tây Đô", "Ủy ban nhân dân thành phố", "UBND cấp huyện", "UBND quận"])
def test_what_may_have_been_a_district_has_no_level(name):
    assert told(name).level is None


def test_the_department_of_a_ministry_that_looks_after_the_post_is_no_postman():
    assert told("Vụ Bưu chính").kind == "specialised"


def test_units_of_one_commune_are_one_body():
    found = entries(
        "Chủ tịch UBND xã Đạ Tẻh",
        "Trung tâm Phục vụ hành chính công xã Đạ Tẻh",
        "Phòng Kinh tế thuộc UBND xã Đạ Tẻh",
        "Chủ tịch UBND xã Hoài Ân",
    )
    office = found["Ủy ban nhân dân xã Đạ Tẻh"]
    assert [found[name].get("body") for name in found if "Đạ Tẻh" in name and name != office["name"]] == [
        office["id"]
    ] * 3
    assert found["Chủ tịch UBND xã Hoài Ân"]["body"] != office["id"]
    assert office["member_of"] == found["Ủy ban nhân dân cấp xã"]["id"]
    assert found["Ủy ban nhân dân cấp xã"]["is_class"]


def test_units_of_the_class_belong_to_the_class():
    found = entries(
        "UBND cấp xã",
        "Chủ tịch Uỷ ban nhân dân cấp xã",
        "Công chức tư pháp - hộ tịch cấp xã",
        "Trung tâm Phục vụ hành chính công cấp xã",
        "Cơ quan chuyên môn về nông nghiệp và môi trường thuộc Ủy ban nhân dân cấp xã",
        "Công an cấp xã",
        "Cán bộ trực ban Công an cấp xã",
    )
    office = found["UBND cấp xã"]["id"]
    assert [entry.get("body") for entry in found.values() if "ông an" not in entry["name"]].count(office) == 4
    assert not any("body" in entry for entry in found.values() if "ông an" in entry["name"])
    assert all(entry["is_class"] for entry in found.values() if "ông an" not in entry["name"])


def test_a_department_of_a_province_is_no_unit_of_its_committee():
    found = entries("UBND cấp tỉnh", "Cơ quan chuyên môn về y tế thuộc Ủy ban nhân dân cấp tỉnh", "Văn phòng UBND tỉnh")
    assert not any("body" in entry for entry in found.values())


def test_an_instance_belongs_to_the_class_that_the_source_calls_one():
    names = ("Sở Y tế", "Sở Y tế - tỉnh Gia Lai", "Sở Y tế TP.Đà Nẵng")
    found = entries(*names, classes=("Sở Y tế",))
    assert [found[name].get("member_of") for name in names] == [None, "so-y-te", "so-y-te"]
    assert not any("member_of" in entry for entry in entries(*names).values())


def test_the_head_of_an_agency_is_a_unit_of_it_only_where_it_is_known():
    found = entries("Giám đốc Sở Xây dựng", "Sở Xây dựng", "Giám đốc Sở Nội vụ")
    assert found["Giám đốc Sở Xây dựng"]["body"] == "so-xay-dung"
    assert "body" not in found["Giám đốc Sở Nội vụ"]


def test_what_a_source_states_stands_above_the_name():
    register = Register()
    agency = register.add("Sở Y tế tỉnh A")
    register.state(agency, {"level": "commune", "body": "x"})
    (entry,) = register.entries()
    assert (entry["level"], entry["body"]) == ("commune", "x")
