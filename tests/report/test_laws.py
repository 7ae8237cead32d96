"""The acts a procedure cites, in words that claim no more than the registers know."""

from __future__ import annotations

from datetime import date

import pytest

from tthc_audit.report.laws import act_rows
from tthc_audit.results import Value

KNOWN: dict[str, Value] = {
    "known": True,
    "verified": True,
    "cited_for": "procedure",
    "in_force_from": date(2010, 10, 14),
}


@pytest.mark.parametrize(
    ("stated", "words", "lapsed"),
    [
        ({**KNOWN, "in_force": True}, "còn hiệu lực, từ ngày 14/10/2010", False),
        ({**KNOWN, "in_force": True, "verified": False}, "còn hiệu lực, từ ngày 14/10/2010 (chưa đối chiếu)", False),
        (
            {**KNOWN, "in_force": False, "in_force_to": date(2025, 6, 30), "replaced_by": "118/2025/NĐ-CP"},
            "hết hiệu lực, đến ngày 30/06/2025, thay thế bằng 118/2025/NĐ-CP", True,
        ),
        ({**KNOWN, "in_force": None}, "chưa rõ hiệu lực", False),
        ({"known": False, "in_force": None, "cited_for": "step"}, "chưa có trong danh mục văn bản", False),
    ],
)  # fmt: skip
def test_validity_is_told_as_far_as_it_is_known(stated: dict[str, Value], words: str, lapsed: bool) -> None:
    (row,) = act_rows([{"instrument": "63/2010/NĐ-CP", **stated}], "vi")
    assert (row.validity, row.lapsed) == (words, lapsed)


def test_an_act_stands_once_with_all_its_provisions_and_the_lapsed_come_first() -> None:
    rows = act_rows(
        [
            {"instrument": "1/2020/NĐ-CP", "provision": "Điều 1", **KNOWN, "in_force": True},
            {"instrument": "1/2020/NĐ-CP", "provision": "Điều 2", **KNOWN, "in_force": True, "cited_for": "step"},
            {"instrument": "1/2020/NĐ-CP", "provision": "Điều 1", **KNOWN, "in_force": True},
            {"instrument": "2/2019/NĐ-CP", **KNOWN, "in_force": False},
        ],
        "vi",
    )
    assert [r.number for r in rows] == ["2/2019/NĐ-CP", "1/2020/NĐ-CP"]
    assert (rows[1].provisions, rows[1].cited_for) == ("Điều 1; Điều 2", "thủ tục, bước")
