"""The time chart: each procedure's longest time against its own limit, the limit being 100%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tthc_audit.diagram import palette
from tthc_audit.diagram.lettering import one_line, width
from tthc_audit.diagram.model import Group, Pen, Point, Polyline, Rect, Scene, Shape, Text
from tthc_audit.i18n import Lang, say
from tthc_audit.report.wording import percent

_WIDTH = 164.0
_NAMES = 66.0
_BARS = 36.0
_SHARE = 17.0
_TOP = 5.0
_SIZE, _SMALL = 7.2, 6.4
_MOST = Fraction(2)
"""Bars beyond twice the limit are cut; their figure still stands beside them."""
WITHIN, OVER = "#5B6673", Pen(palette.ALERT, 1.2)
"""What keeps the limit is solid, what goes beyond it is outlined and wide: told apart without colour."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One procedure: its name, the share of the limit that its longest time takes, and both in words."""

    code: str
    name: str
    share: Fraction
    worst: str
    limit: str
    at_least: bool = False


def chart(bars: Sequence[Bar], lang: Lang, *, row: float = 8.0) -> Scene | None:
    """The chart, ``row`` millimetres a bar; ``None`` where there is nothing to show."""
    if not bars:
        return None
    scale = max(min(max(bar.share for bar in bars), _MOST), Fraction(1))
    unit = _BARS / float(scale)
    tick = _NAMES + unit
    bottom = _TOP + row * len(bars)
    heading = Text(Point(tick, 3.2), say(lang, "report.chart.limit"), _SIZE, palette.INK, "middle", bold=True)
    groups = [Group("heading", (), (heading,))]
    groups += [_row(bar, _TOP + place * row, row, scale, lang) for place, bar in enumerate(bars)]
    line = Polyline((Point(tick, _TOP - 0.8), Point(tick, bottom)), Pen(palette.INK, 1.6))
    groups.append(Group("heading", (), (line,)))
    told = "; ".join(f"{b.code}: {_share(b, lang)} ({b.worst} / {b.limit})" for b in bars)
    return Scene(_WIDTH + 1, bottom + 1.0, 0.5, say(lang, "report.chart.title"), told, lang, tuple(groups))


def _share(bar: Bar, lang: Lang) -> str:
    words = percent(lang, bar.share)
    return say(lang, "report.chart.at_least", share=words) if bar.at_least else words


def _row(bar: Bar, top: float, height: float, scale: Fraction, lang: Lang) -> Group:
    unit = _BARS / float(scale)
    end = _NAMES + unit * float(min(bar.share, scale))
    tick = _NAMES + unit
    base = top + height / 2 + 0.9
    thick = min(height - 1.8, 4.2)
    bar_top = top + (height - thick) / 2
    items: list[Shape] = [Rect(_NAMES, bar_top, min(end, tick) - _NAMES, thick, WITHIN)]
    if end > tick:
        items.append(Rect(tick, bar_top, end - tick, thick, palette.ALERT_GROUND, OVER))
    code = one_line(bar.code, 18, _SMALL).lines[0]
    beside = width(code, _SMALL) + 2.0
    name = one_line(bar.name, _NAMES - 3 - beside, _SIZE, bold=True).lines[0]
    times = one_line(f"{bar.worst} / {bar.limit}", _WIDTH - _SHARE - _NAMES - _BARS - 2, _SMALL).lines[0]
    over = bar.share > 1
    items += [
        Text(Point(0, base), name, _SIZE, palette.INK, bold=True),
        Text(Point(_NAMES - 3, base), code, _SMALL, palette.GREY, "end"),
        Text(Point(_WIDTH - _SHARE, base), times, _SMALL, palette.GREY, "end"),
        Text(Point(_WIDTH, base), _share(bar, lang), _SIZE, palette.ALERT if over else palette.INK, "end", bold=True),
        Polyline((Point(0, top + height), Point(_WIDTH, top + height)), palette.RULE_PEN),
    ]
    label = f"{bar.code} {bar.name}: {bar.worst} / {bar.limit}, {_share(bar, lang)}"
    return Group("legend", (bar.code,), tuple(items), label, bar.name)
