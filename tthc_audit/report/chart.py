"""The time chart: each procedure's longest time against its own limit, the limit being 100%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tthc_audit.diagram import palette
from tthc_audit.diagram.lettering import fit, line_height, one_line
from tthc_audit.diagram.model import Group, Pen, Point, Polyline, Rect, Scene, Shape, Text
from tthc_audit.diagram.svg import svg
from tthc_audit.i18n import Lang, say
from tthc_audit.report.wording import percent

_WIDTH = 170.0
_NAMES = 58.0
_BARS = 52.0
_ROW = 9.5
_TOP = 6.0
_SIZE = 7.2
_MOST = Fraction(2)
"""Bars beyond twice the limit are cut; their figure still stands beside them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One procedure: its name, the share of the limit that its longest time takes, and both in words."""

    code: str
    name: str
    share: Fraction
    worst: str
    limit: str
    at_least: bool = False


def chart(bars: Sequence[Bar], lang: Lang) -> str:
    """The chart as SVG; empty where there is nothing to show."""
    if not bars:
        return ""
    scale = max(min(max(bar.share for bar in bars), _MOST), Fraction(1))
    unit = _BARS / float(scale)
    tick = _NAMES + unit
    bottom = _TOP + _ROW * len(bars)
    groups = [
        Group(
            "heading",
            (),
            (Text(Point(tick, 3.6), say(lang, "report.chart.limit"), _SIZE, palette.INK, "middle", bold=True),),
        )
    ]
    for place, bar in enumerate(bars):
        groups.append(_row(bar, _TOP + place * _ROW, unit, scale, lang))
    line = Polyline((Point(tick, _TOP - 1), Point(tick, bottom)), Pen(palette.INK, 1.6))
    groups.append(Group("heading", (), (line,)))
    told = "; ".join(f"{b.code}: {_share(b, lang)} ({b.worst} / {b.limit})" for b in bars)
    scene = Scene(_WIDTH + 1, bottom + 1.5, 0.5, say(lang, "report.chart.title"), told, lang, tuple(groups))
    return svg(scene, "chart")


def _share(bar: Bar, lang: Lang) -> str:
    words = percent(lang, bar.share)
    return say(lang, "report.chart.at_least", share=words) if bar.at_least else words


def _row(bar: Bar, top: float, unit: float, scale: Fraction, lang: Lang) -> Group:
    end = _NAMES + unit * float(min(bar.share, scale))
    tick = _NAMES + unit
    middle = top + _ROW / 2
    items: list[Shape] = [Rect(_NAMES, top + 2.2, min(end, tick) - _NAMES, _ROW - 4.4, "#5B6673")]
    if end > tick:
        items.append(Rect(tick, top + 2.2, end - tick, _ROW - 4.4, palette.ALERT))
    name = fit(bar.name, _NAMES - 3, (_SIZE,), 1, bold=True)
    lower = one_line(bar.code, _NAMES - 3, 6.4)
    over = bar.share > 1
    right = Point(_WIDTH, middle)
    items += [
        Text(Point(0, middle - 0.4), name.lines[0], _SIZE, palette.INK, bold=True),
        Text(Point(0, middle + line_height(6.4) - 0.2), lower.lines[0], 6.4, palette.GREY),
        Text(
            Point(right.x, middle - 0.4), _share(bar, lang), _SIZE, palette.ALERT if over else palette.INK, "end",
            bold=True,
        ),
        Text(
            Point(right.x, middle + line_height(6.4) - 0.2),
            one_line(f"{bar.worst} / {bar.limit}", _WIDTH - _NAMES - _BARS - 1, 6.0).lines[0], 6.0, palette.GREY, "end",
        ),
        Polyline((Point(0, top + _ROW), Point(_WIDTH, top + _ROW)), palette.RULE_PEN),
    ]  # fmt: skip
    label = f"{bar.code} {bar.name}: {bar.worst} / {bar.limit}, {_share(bar, lang)}"
    return Group("legend", (bar.code,), tuple(items), label, bar.name)
