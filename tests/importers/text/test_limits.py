"""Time limits in words: one limit, same-day limits, several cases, and what is left as text."""

from __future__ import annotations

import pytest

from tthc_audit.importers.text import read_limit

ONE = {
    "15 ngày làm việc": (15, "working_day"),
    "05 (năm) ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ": (5, "working_day"),
    "Trong thời hạn không quá 03 (ba) ngày làm việc, kể từ ngày nhận được hồ sơ": (3, "working_day"),
    "08 giờ làm việc": (8, "working_hour"),
    "10 ngày": (10, "day"),
    "Thời hạn giải quyết: 02 tháng kể từ ngày thụ lý": (2, "month"),
    "8,5 ngày làm việc": (8.5, "working_day"),
    "1/2 ngày làm việc": (0.5, "working_day"),
    "Chậm nhất 30 phút kể từ khi tiếp nhận": (30, "minute"),
    "Từ 5 - 7 ngày làm việc": (7, "working_day"),
    "Trực tiếp, qua dịch vụ bưu chính hoặc trực tuyến. 15 ngày (kể từ ngày nhận được hồ sơ đầy đủ, hợp lệ).": (
        15,
        "day",
    ),
    "60 ngày kể từ ngày nhận đủ hồ sơ, không tính thời gian khắc phục nếu có của tổ chức": (60, "day"),
    "Trong thời hạn mười lăm (15) ngày kể từ ngày nhận hồ sơ": (15, "day"),
    "Năm (05) ngày làm việc, kể từ ngày nhận đủ hồ sơ": (5, "working_day"),
    "Đối với trường hợp gia hạn giấy phép: 03 ngày làm việc.": (3, "working_day"),
    "Các trường hợp tại khoản 2 và 8 Điều 7: 12,5 ngày làm việc kể từ ngày nhận hồ sơ hợp lệ": (12.5, "working_day"),
    "<p>Kh&ocirc;ng qu&aacute; 06 ng&agrave;y&nbsp;l&agrave;m việc</p>": (6, "working_day"),
}


@pytest.mark.parametrize("text", ONE)
def test_one_limit_is_read_with_its_unit(text: str) -> None:
    reading = read_limit(text)
    assert reading is not None
    assert (reading.limit["value"], reading.limit["unit"]) == ONE[text]
    assert reading.cases == ()


def test_a_clock_time_is_a_cut_off_and_no_duration() -> None:
    reading = read_limit(
        "Trong ngày làm việc; trường hợp nhận hồ sơ sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo."
    )
    assert reading is not None
    assert reading.limit == {"same_day": True, "cut_off": "15:00"}


def test_a_cut_off_may_have_minutes() -> None:
    reading = read_limit("Ngay trong ngày, hồ sơ nhận sau 16h30 trả vào ngày làm việc tiếp theo")
    assert reading is not None
    assert reading.limit == {"same_day": True, "cut_off": "16:30"}


def test_a_clock_time_alone_is_no_limit() -> None:
    assert read_limit("nhận hồ sơ sau 15 giờ") is None


def test_several_limits_are_cases_where_each_is_named() -> None:
    reading = read_limit("- 60 ngày đối với cấp mới giấy chứng nhận;\n- 15 ngày đối với cấp lại giấy chứng nhận.")
    assert reading is not None
    assert [(limit["value"], limit["unit"]) for _, limit in reading.cases] == [(60, "day"), (15, "day")]
    assert [name for name, _ in reading.cases] == ["đối với cấp mới giấy chứng nhận", "đối với cấp lại giấy chứng nhận"]
    assert "text" in reading.limit


def test_an_exception_after_a_general_limit_is_a_case() -> None:
    reading = read_limit(
        "Không quá 08 ngày làm việc.\nĐối với các xã miền núi, hải đảo thì thời gian thực hiện không quá 18 ngày làm việc."
    )
    assert reading is not None
    assert [limit["value"] for _, limit in reading.cases] == [8, 18]


MOUNTAINS = "đối với các xã miền núi; vùng có điều kiện kinh tế - xã hội khó khăn thì thời gian thực hiện"


def cases(text: str) -> list[tuple[str, object, object]]:
    reading = read_limit(text)
    assert reading is not None, text
    return [(name, limit.get("value", limit.get("cut_off")), limit.get("unit")) for name, limit in reading.cases]


def single(text: str) -> tuple[object, object]:
    reading = read_limit(text)
    assert reading is not None, text
    assert reading.cases == ()
    return reading.limit["value"], reading.limit["unit"]


def test_the_time_of_the_tax_office_is_no_case() -> None:
    text = (
        "- Đối với các xã, phường thông thường: Không quá 10 ngày làm việc.\n"
        "- Thời gian xác định nghĩa vụ tài chính của cơ quan thuế: Không quá 05 ngày làm việc (trừ trường hợp giao đất)."
    )
    assert single(text) == (10, "working_day")


def test_a_same_day_limit_may_have_an_exception() -> None:
    text = (
        "Ngay trong ngày tiếp nhận hồ sơ; trường hợp nhận hồ sơ sau 15 giờ mà không giải quyết được ngay thì trả kết "
        "quả trong ngày làm việc tiếp theo. Trường hợp phải xác minh thì thời hạn giải quyết không quá 03 ngày làm việc."
    )
    assert cases(text) == [
        ("Trường hợp chung", "15:00", None),
        ("Trường hợp phải xác minh", 3, "working_day"),
    ]


@pytest.mark.parametrize("between", [" - ", "\n- ", ", trong đó: ", ", bao gồm:\n+ "])
def test_parts_that_add_up_to_a_total_are_not_read_beside_it(between: str) -> None:
    parts = "Sở Nội vụ: 08 ngày làm việc; - Ủy ban nhân dân: 10 ngày làm việc."
    assert single(f"Đối với hồ sơ dưới 10 cá nhân: 18 ngày làm việc{between}{parts}") == (18, "working_day")


def test_parts_that_do_not_add_up_are_left_as_text() -> None:
    assert read_limit("18 ngày làm việc - Sở Nội vụ: 08 ngày làm việc; - Ủy ban nhân dân: 09 ngày làm việc") is None


def test_a_region_belongs_to_the_case_told_before_it() -> None:
    text = (
        f"- Trường hợp tách thửa đất là không quá 10 ngày làm việc; {MOUNTAINS} không quá 20 ngày làm việc.\n"
        f"- Trường hợp hợp thửa đất là không quá 07 ngày làm việc; {MOUNTAINS} không quá 17 ngày làm việc."
    )
    region = "đối với các xã miền núi; vùng có điều kiện kinh tế - xã hội khó khăn"
    assert cases(text) == [
        ("Trường hợp tách thửa đất", 10, "working_day"),
        (f"Trường hợp tách thửa đất; {region}", 20, "working_day"),
        ("Trường hợp hợp thửa đất", 7, "working_day"),
        (f"Trường hợp hợp thửa đất; {region}", 17, "working_day"),
    ]


def test_a_heading_names_the_items_under_it() -> None:
    text = "- Trường hợp cấp lại do bị mất:\n+ Đối với các xã thường: 06 ngày.\n+ Đối với các xã biên giới: 14 ngày."
    assert cases(text) == [
        ("Trường hợp cấp lại do bị mất; Đối với các xã thường", 6, "day"),
        ("Trường hợp cấp lại do bị mất; Đối với các xã biên giới", 14, "day"),
    ]


def test_a_list_of_applications_is_cases_by_their_names() -> None:
    text = "- Hồ sơ đề nghị cấp thuốc mới: không quá 12 tháng;\n- Hồ sơ đề nghị cấp nguyên liệu: không quá 06 tháng."
    assert cases(text) == [
        ("Hồ sơ đề nghị cấp thuốc mới", 12, "month"),
        ("Hồ sơ đề nghị cấp nguyên liệu", 6, "month"),
    ]


def test_a_case_may_follow_its_limit_in_brackets() -> None:
    text = "- 14 ngày làm việc (đối với trường hợp phối hợp trong nước);\n- 03 tháng trong trường hợp trên 100 tần số."
    assert cases(text) == [
        ("đối với trường hợp phối hợp trong nước", 14, "working_day"),
        ("trong trường hợp trên 100 tần số", 3, "month"),
    ]
    assert cases("10 ngày (hoặc 7 ngày đối với nhà ở riêng lẻ)") == [
        ("Trường hợp chung", 10, "day"),
        ("đối với nhà ở riêng lẻ", 7, "day"),
    ]


def test_one_number_told_for_two_cases_is_one_limit() -> None:
    text = (
        "- 45 ngày kể từ ngày nhận hồ sơ về việc công nhận quỹ;\n- 45 ngày kể từ ngày nhận hồ sơ về việc đổi tên quỹ."
    )
    assert single(text) == (45, "day")


def test_the_answer_to_an_incomplete_application_is_set_aside() -> None:
    text = "- Trường hợp hồ sơ không đầy đủ: 03 ngày làm việc.\n- Trường hợp hồ sơ đầy đủ và hợp lệ: 07 ngày làm việc."
    assert single(text) == (7, "working_day")


def test_a_long_name_keeps_the_end_by_which_it_differs() -> None:
    same = "Hồ sơ đề nghị cấp giấy đăng ký lưu hành thuốc gia công, chuyển giao công nghệ " * 3
    text = f"- {same}còn hiệu lực: 03 tháng;\n- {same}đã hết hạn: 09 tháng."
    names = [name for name, _, _ in cases(text.replace("còn hiệu lực", "còn hạn"))]
    assert [name.rpartition(" ")[2] for name in names] == ["hạn", "hạn"]
    assert len(set(names)) == 2
    assert all(len(name) <= 200 for name in names)


def test_what_is_read_as_cases_keeps_the_published_words() -> None:
    text = (
        "Không quá 20 ngày (trong đó đăng ký: 17 ngày; cấp Giấy: 03 ngày).\nĐối với các xã miền núi không quá 30 ngày."
    )
    reading = read_limit(text)
    assert reading is not None
    assert reading.limit == {"text": text.rstrip(".")}
    assert [limit["value"] for _, limit in reading.cases] == [20, 30]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Theo mô tả",
        "Tùy theo từng trường hợp",
        "Chậm nhất vào ngày 20 tháng đầu tiên hàng quý",
        "Kể từ ngày 01/7/2025 đến hết ngày 31/12/2026",
        "02 tháng và 15 ngày làm việc",
        "Giấy phép có giá trị 05 năm",
        "Trước ngày kiểm tra ít nhất 02 ngày làm việc",
        "04 tháng; có thể kéo dài thêm nhưng không quá 02 tháng",
        "Trẻ em từ đủ 14 tháng tuổi",
        "Không quá 08 ngày làm việc. Đối với các xã miền núi thì thời gian thực hiện được tăng thêm 10 ngày.",
        "- Trường hợp A có dự án: 18 ngày; đối với xã miền núi tăng thêm 10 ngày.\n- Trường hợp B có dự án: 08 ngày.",
        "- Đối với Sở Tư pháp: 15 ngày làm việc;\n- Đối với Chủ tịch Ủy ban nhân dân cấp tỉnh: 05 ngày làm việc.",
        "- Tiếp nhận hồ sơ: 03 ngày làm việc.\n- Kiểm tra, đánh giá thực tế: 08 ngày.\n- Cấp Giấy chứng nhận: 02 ngày.",
        "Thời gian thu hồi Giấy chứng nhận không quá 25 ngày. Đối với cấp lại sau thu hồi không quá 20 ngày.",
        "15 ngày kể từ ngày nhận hồ sơ. Trường hợp đạt yêu cầu: 05 ngày làm việc kể từ ngày có biên bản họp.",
        "Trường hợp cấp phép: 05 ngày.\nTrường hợp gia hạn: 03 ngày, sau 24 ngày không có ý kiến thì coi như đồng ý.",
        "Xem xét hồ sơ trong thời gian 05 ngày.\nTrong thời hạn mười (10) ngày kể từ ngày nhận hồ sơ, ra quyết định.",
        "Khóa ngay sau khi nhận được yêu cầu. Trong thời hạn 03 ngày đối với trường hợp cơ quan tố tụng đề nghị.",
        "- Ủy ban nhân dân cấp xã: 15 ngày làm việc.\n- Ủy ban nhân dân cấp tỉnh: tổ chức đánh giá 02 đợt trong năm.",
        "03 ngày làm việc, kể từ ngày nhận đủ hồ sơ trong trường hợp không chấp thuận nhu cầu sử dụng.",
        "Thời hạn kiểm tra: trong thời hạn 02 ngày làm việc, kể từ ngày nhận đủ hồ sơ",
    ],
)
def test_what_is_not_one_limit_is_left_as_text(text: str) -> None:
    assert read_limit(text) is None
