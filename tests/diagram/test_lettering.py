"""Text measured and broken into lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tthc_audit.diagram.lettering import clean, fit, one_line, width

SIZES = (7.6, 7.2, 6.6)


@given(st.text(max_size=700), st.integers(1, 5), st.booleans())
def test_every_line_keeps_its_room_whatever_the_text(text: str, most: int, bold: bool) -> None:
    lines = fit(text, 26.0, SIZES, most, bold=bold)
    assert 1 <= len(lines.lines) <= most
    assert all(width(line, lines.size, bold=bold) <= 26.0 or len(line) == 1 for line in lines.lines)
    whole = one_line(text, 26.0, 7.0, bold=bold)
    assert width(whole.lines[0], 7.0, bold=bold) <= 26.0


@given(st.text(alphabet="ab cđ ,ệ", max_size=120))
def test_what_fits_is_kept_in_full(text: str) -> None:
    lines = fit(text, 26.0, SIZES, 4)
    if not lines.cut:
        assert "".join("".join(lines.lines).split()) == "".join(text.split())


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = fit("thẩm định hồ sơ " * 30, 26.0, SIZES, 3)
    assert lines.cut
    assert lines.lines[-1].endswith("…")
    assert lines.size == 6.6


def test_words_of_two_syllables_stay_together() -> None:
    assert fit("Tiếp nhận hồ sơ đề nghị", 26.0, (7.6,), 3).lines == ("Tiếp nhận", "hồ sơ đề nghị")


def test_every_vietnamese_letter_is_measured_not_guessed() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
    widest = width("\N{WHITE SMILING FACE}", 10)
    assert all(width(c, 10) < widest for c in letters + letters.upper())


def test_a_combining_text_measures_like_the_composed_one() -> None:
    assert width(clean("e\u0323\u0302"), 7) == width("ệ", 7)


def test_controls_and_direction_marks_are_gone() -> None:
    assert clean("a\u202e\x00\x1bb\n c\u00a0d\ud800") == "ab c\u00a0d?"
