"""The colours of the pages: readable by contrast, and told apart without colour."""

from __future__ import annotations

import re

import pytest

from tthc_audit import resources
from tthc_audit.diagram import palette
from tthc_audit.report import chart

CSS = resources.data("templates", "report.css").decode()
NAMED = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", CSS))
GROUND = "#eef1f4"
Rgb = tuple[float, float, float]


def _rgb(colour: str) -> Rgb:
    one, two, three = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return one, two, three


def _linear(colour: str) -> Rgb:
    one, two, three = ((c / 12.92) if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour))
    return one, two, three


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _deuteranope(colour: str) -> Rgb:
    """Viénot, Brettel and Mollon 1999: what is left of a colour without the middle cones."""
    red, green, blue = _linear(colour)
    return 0.29275 * red + 0.70725 * green, 0.29275 * red + 0.70725 * green, -0.02234 * red + 0.02234 * green + blue


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((NAMED[name], "#ffffff") for name in ("ink", "slate", "grey", "blue", "red")),
        *((NAMED[name], NAMED["strip"]) for name in ("ink", "slate", "blue")),
        *((NAMED[name], GROUND) for name in ("slate", "blue")),
        ("#333333", "#ffffff"),
        (palette.ALERT, palette.WHITE),
        (palette.GREY, palette.WHITE),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(
    "line", [NAMED["blue"], NAMED["red"], NAMED["grey"], NAMED["ink"], chart.WITHIN, chart.OVER.colour]
)
def test_lines_that_mean_something_stand_out_from_white(line: str) -> None:
    assert contrast(line, "#ffffff") >= 3


def test_every_severity_has_a_mark_of_its_own_without_colour() -> None:
    marks = dict(re.findall(r"\.mark\.(\w+)\{background:([^}]*)\}", CSS))
    assert set(marks) == {"violation", "warning", "suggestion", "unknown"}
    shapes = set()
    for style in marks.values():
        fill = "full" if style.startswith("var(--red)") else "white"
        width, line = re.search(r"border:([\d.]+)px (\w+)", style).groups()  # type: ignore[union-attr]
        shapes.add((fill, width, line))
    assert len(shapes) == 4


def test_what_exceeds_the_limit_differs_from_what_keeps_it_in_grey_and_for_deuteranopes() -> None:
    assert contrast(chart.WITHIN, palette.ALERT_GROUND) >= 3
    inside, outside = _deuteranope(chart.WITHIN), _deuteranope(palette.ALERT_GROUND)
    assert max(abs(a - b) for a, b in zip(inside, outside, strict=True)) > 0.3
