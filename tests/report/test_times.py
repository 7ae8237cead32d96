"""How times compare with limits: exactly, or not at all."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tthc_audit.report.times import case_times
from tthc_audit.results import Audit, Value


def _row(
    worst: tuple[str | None, str | None, str | None], limit: tuple[str | None, str | None, str | None], **more: Value
) -> dict[str, Value]:
    row: dict[str, Value] = {"procedure": "p", "case": "", "steps_count": 3, "flow_sound": True}
    for name, (low, high, days) in (("worst", worst), ("statutory", limit)):
        row |= {f"{name}_min": low, f"{name}_max": high, f"{name}_days": days}
    return row | more


@pytest.mark.parametrize(
    ("row", "verdict", "share", "at_least"),
    [
        (_row(("480", "480", None), ("960", "960", None)), "within", Fraction(1, 2), False),
        (_row(("960", "960", None), ("960", "960", None)), "within", Fraction(1), False),
        (_row(("960.0001", "960.0001", None), ("960", "960", None)), "longer", Fraction("960.0001") / 960, False),
        (_row(("2400", "3360", "7"), ("2400", "2400", None)), "undecided", None, False),
        (_row(("2400", "3360", "7"), ("2400", "3360", "7")), "within", Fraction(1), False),
        (_row(("960", None, None), ("480", "480", None)), "longer", Fraction(2), True),
        (_row(("480", None, None), ("960", "960", None)), "undecided", None, False),
        (_row(("480", "480", None), (None, None, None)), "no_limit", None, False),
        (_row(("480", "480", None), ("0", None, None)), "no_limit", None, False),
        (_row(("480", "480", None), ("960", "960", None), flow_sound=False), "unsound", None, False),
        (_row((None, None, None), ("960", "960", None), steps_count=0), "no_steps", None, False),
        (
            _row(("960", "960", None), ("480", "480", None), extended_min="960", extended_max="960", extended_days=None),
            "undecided", Fraction(2), False,
        ),
        (  # an extension in words has no upper bound
            _row(("960", "960", None), ("480", "480", None), extended_min="480", extended_max=None, extended_days=None),
            "undecided", Fraction(2), False,
        ),
    ],
)  # fmt: skip
def test_a_verdict_is_given_only_where_it_is_proven(
    audit: Audit, row: dict[str, Value], verdict: str, share: Fraction | None, at_least: bool
) -> None:
    (case,) = case_times(replace(audit, tables={"case": [row]}), "vi")["p"]
    assert (case.verdict, case.share, case.at_least) == (verdict, share, at_least)


def test_a_limit_in_words_is_shown_in_words(audit: Audit) -> None:
    row = _row(("480", "480", None), (None, None, None), limit_text="Ngay khi đủ hồ sơ")
    assert case_times(replace(audit, tables={"case": [row]}), "vi")["p"][0].statutory == "Ngay khi đủ hồ sơ"
