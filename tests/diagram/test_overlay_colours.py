"""The changes of an overlay are told apart without colour, and by those who see no red."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from tthc_audit.diagram import palette
from tthc_audit.diagram.changed_boxes import STYLES, TAG_SIGNS


def luminance(colour: str) -> float:
    parts = linear(colour)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def deuteranopia(colour: str) -> float:
    """The luminance of a colour as a deuteranope sees it (Machado, Oliveira and Fernandes 2009, severity 1)."""
    r, g, b = linear(colour)
    seen = (
        0.367322 * r + 0.860646 * g - 0.227968 * b,
        0.280085 * r + 0.672501 * g + 0.047413 * b,
        -0.011820 * r + 0.042940 * g + 0.968881 * b,
    )
    clipped = [min(max(c, 0.0), 1.0) for c in seen]
    return 0.2126 * clipped[0] + 0.7152 * clipped[1] + 0.0722 * clipped[2]


def look(state: str) -> tuple[object, ...]:
    """What remains of a box without any colour."""
    style = STYLES[state]
    return (
        style.pen.dash, style.pen.width, style.inset is not None, style.hatch is not None, style.strike_time,
        style.strike_name, TAG_SIGNS.get(state), state in ("shorter", "longer", "retimed"),
    )  # fmt: skip


def test_states_differ_without_any_colour() -> None:
    assert all(look(a) != look(b) for a, b in combinations(STYLES, 2))


@pytest.mark.parametrize("seen", [luminance, deuteranopia])
def test_borders_and_lines_stand_out_for_those_who_see_no_red_or_no_colour(seen: Callable[[str], float]) -> None:
    pens = [s.pen for s in STYLES.values()] + [
        palette.FLOW_REMOVED,
        palette.FLOW_ADDED,
        palette.FLOW_MOVED,
        palette.LIMIT_LINE,
        palette.TARGET_LINE,
    ]
    for pen in pens:
        for ground in (palette.LANE_EVEN, palette.LANE_ODD):
            assert (seen(ground) + 0.05) / (seen(pen.colour) + 0.05) >= 3


def test_lines_differ_without_any_colour() -> None:
    lines = {
        "kept": (palette.FLOW, "filled", False), "added": (palette.FLOW_ADDED, "filled", False), "removed": (palette.FLOW_REMOVED, "filled", True),
        "moved": (palette.FLOW_MOVED, "hollow", False), "back": (palette.FLOW_BACK, "hollow", False),
    }  # fmt: skip
    looks = [(pen.dash, round(pen.width / 0.5), arrow, cross) for pen, arrow, cross in lines.values()]
    assert all(a != b for a, b in combinations(looks, 2))
