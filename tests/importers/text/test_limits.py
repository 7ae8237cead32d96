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
    ],
)
def test_what_is_not_one_limit_is_left_as_text(text: str) -> None:
    assert read_limit(text) is None
