from __future__ import annotations

from itertools import combinations

import pytest

from tthc_audit.diagram import palette
from tthc_audit.diagram.boxes import badge
from tthc_audit.diagram.model import Circle, Point


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("pair", palette.TEXT_PAIRS)
def test_text_stands_out_from_its_ground(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= 4.5


@pytest.mark.parametrize(
    "pen",
    [palette.BOX, palette.BOX_CRITICAL, palette.BOX_OFF_CLOCK, palette.FLOW, palette.FLOW_BACK, palette.FLOW_ALERT],
)
def test_lines_stand_out_from_both_lanes(pen: palette.Pen) -> None:
    assert min(contrast(pen.colour, palette.LANE_EVEN), contrast(pen.colour, palette.LANE_ODD)) >= 3


def test_severities_differ_without_colour() -> None:
    def look(severity: str) -> tuple[object, ...]:
        rings = [s for s in badge(Point(0, 0), "1", severity) if isinstance(s, Circle)]
        return tuple(
            (
                s.radius,
                _luminance(s.fill) < 0.3 if s.fill else None,
                s.pen.width if s.pen else 0,
                s.pen.dash if s.pen else (),
            )
            for s in rings
        )

    looks = [look(s) for s in ("violation", "warning", "suggestion", "unknown")]
    assert all(a != b for a, b in combinations(looks, 2))
