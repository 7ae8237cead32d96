from __future__ import annotations

import re
from dataclasses import replace

from msgspec import structs

from tthc_audit.report.text import render_text
from tthc_audit.results import Audit, Words


def test_errors_come_first_and_the_summary_last_with_denominators(audit: Audit) -> None:
    lines = render_text(audit, "vi", color=False, show_unknown=False).splitlines()
    assert lines[:3] == ["Chưa đọc được 1 chỗ:", "  3.000003.json:4:2 Thiếu tên.", "    Cách sửa: Ghi tên bước."]
    assert "1 dấu hiệu vi phạm, 1 cảnh báo, 1 gợi ý ở 1/2 thủ tục." in lines
    assert (
        "1/2 quy tắc có áp dụng, 1 hết thời gian áp dụng; trên 3 lần áp dụng: 1 đạt, 1 chưa đạt, 1 chưa đủ cơ sở kết luận."
        in lines
    )
    assert lines[-1] == "Ngày kiểm tra: 20/11/2026."


def test_a_finding_has_its_place_law_and_remedy(audit: Audit) -> None:
    text = render_text(audit, "en", color=False, show_unknown=False)
    assert (
        "1.000001 Thủ tục thử\n"
        "  Sign of a violation  The flow is longer than the limit.\n"
        "    1.000001.json:12  [time/process-longer-than-limit]\n"
        "    Law: Điều 7, 63/2010/NĐ-CP\n"
        "    Remedy: Shorten.\n"
    ) in text


def test_undecided_points_are_counted_always_and_listed_on_request(audit: Audit) -> None:
    assert "--show unknown" in render_text(audit, "vi", color=False, show_unknown=False)
    assert "2.000002" not in render_text(audit, "vi", color=False, show_unknown=False)
    assert "chưa nêu các bước" in render_text(audit, "vi", color=False, show_unknown=True)


def test_accepted_findings_are_told_in_a_line_and_counted_apart(audit: Audit) -> None:
    text = render_text(audit, "vi", color=False, show_unknown=True)
    assert "Đã chấp nhận\n  1.000001.json:12  [clear/time]  " in text
    assert "1 phát hiện đã chấp nhận" in text


def test_colour_only_adds_codes(audit: Audit) -> None:
    coloured = render_text(audit, "vi", color=True, show_unknown=True)
    assert "\x1b[1;31mDấu hiệu vi phạm\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_text(audit, "vi", color=False, show_unknown=True)


def test_the_input_cannot_steer_the_terminal(audit: Audit) -> None:
    hostile = replace(
        audit, findings=tuple(structs.replace(f, message=Words("\x1b[2J\u202ex", "y")) for f in audit.findings)
    )
    text = render_text(hostile, "vi", color=False, show_unknown=True)
    assert "\x1b" not in text
    assert "\u202e" not in text
