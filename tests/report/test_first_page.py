"""How much the first page holds: never more than a sheet, never nothing of what there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tthc_audit.office.sheet import TEXT_HEIGHT
from tthc_audit.report import first_page
from tthc_audit.report.first_page import room

SENTENCES = ("Có 12/40 thủ tục có dấu hiệu vi phạm; tổng cộng 31 dấu hiệu vi phạm, 204 cảnh báo và 315 gợi ý.",) * 6


def test_a_usual_page_shows_the_ten_worst_and_the_gravest_agencies() -> None:
    fits = room("Kết quả kiểm tra", "Đã kiểm tra 5/9 cơ quan", SENTENCES, "", agencies=30, bars=40, alert=False)
    assert fits.bars == 10
    assert 4 <= fits.agencies <= 8


def test_few_bars_are_drawn_larger() -> None:
    few = room("Kết quả", "Đã kiểm tra", SENTENCES, "", agencies=3, bars=3, alert=False)
    many = room("Kết quả", "Đã kiểm tra", SENTENCES, "", agencies=30, bars=30, alert=False)
    assert (few.agencies, few.bars) == (3, 3)
    assert few.row > many.row


def test_nothing_to_show_takes_no_room() -> None:
    assert room("a", "b", (), "", agencies=0, bars=0, alert=False)[:2] == (0, 0)


@given(
    st.lists(st.integers(0, 260), min_size=2, max_size=8), st.integers(0, 60), st.integers(0, 60), st.booleans(),
)  # fmt: skip
def test_what_is_shown_never_needs_more_than_a_sheet(lengths: list[int], agencies: int, bars: int, alert: bool) -> None:
    title, scope, *texts = ["ữ" * n for n in lengths]
    fits = room(title[:160], scope[:120], texts, "ữ" * 90, agencies=agencies, bars=bars, alert=alert)
    assert min(agencies, 1) <= fits.agencies <= min(agencies, 8)
    assert min(bars, 1) <= fits.bars <= min(bars, 10)
    table = first_page._TABLE + first_page._TABLE_ROW * (fits.agencies + (agencies > fits.agencies))
    chart = first_page._CHART + fits.row * fits.bars
    words = sum(first_page._LINE * first_page._lines(t, 13, 9) + 1 for t in texts)
    least = fits.agencies <= 1 and fits.bars <= 1
    assert least or (table * bool(agencies)) + (chart * bool(bars)) + words < TEXT_HEIGHT
