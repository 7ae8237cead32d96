"""How much fits on the first page: its sentences are measured, and the table and the chart get what is left."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from tthc_audit.diagram.lettering import width
from tthc_audit.office.sheet import ND30, TEXT_HEIGHT, TEXT_WIDTH

_LINE = 5.5
_SMALL_LINE = 4.2
_HEADER = 27.0
_TITLE = 9.5
_SCOPE = 3.6
_HEADING = 9.3
_SENTENCE = 0.9
_TABLE = 17.5
_TABLE_ROW = 4.7
_CHART = 12.6
_ALERT = 8.5
_SPARE = 1.0
_LEAST_ROW, _MOST_ROW = 4.7, 8.0
_FILLED = 0.95
"""The share of a line that is filled before it breaks."""
_SERIF = 0.9
"""How wide the letters of the body run beside those that are measured, on the safe side."""


class Room(NamedTuple):
    """How many agencies and bars have room, and how high a bar's row may be, in millimetres."""

    agencies: int
    bars: int
    row: float


def room(title: str, scope: str, sentences: Sequence[str], note: str, *, agencies: int, bars: int, alert: bool) -> Room:
    """The most that fits beside these sentences, of ``agencies`` and ``bars`` that there are to show.

    Agencies are given up before bars, then both in turn, so that neither the table nor the chart vanishes.
    """
    used = (
        _HEADER
        + _TITLE + _LINE * 1.1 * _lines(title, float(ND30["title"]), 0, bold=True)
        + _SCOPE + _LINE * _lines(scope, float(ND30["body"]), 8)
        + 2 * _HEADING
        + sum(_LINE * _lines(s, float(ND30["body"]), 9) + _SENTENCE for s in sentences)
        + _SMALL_LINE * _lines(note, 9.0, 0)
        + (_ALERT if alert else 0.0)
    )  # fmt: skip
    left = TEXT_HEIGHT - _SPARE - used
    shown, drawn = min(agencies, 8), min(bars, 10)
    for least_shown, least_drawn in ((4, 10), (4, 8), (3, 6), (3, 5), (2, 3), (1, 1)):
        while _need(shown, drawn, agencies) > left and shown > least_shown:
            shown -= 1
        while _need(shown, drawn, agencies) > left and drawn > least_drawn:
            drawn -= 1
    spare = left - _need(shown, drawn, agencies)
    row = min(_MOST_ROW, _LEAST_ROW + max(spare, 0.0) / drawn) if drawn else _LEAST_ROW
    return Room(shown, drawn, row)


def _need(shown: int, drawn: int, agencies: int) -> float:
    table = _TABLE + _TABLE_ROW * (shown + (agencies > shown)) if shown else 0.0
    return table + (_CHART + _LEAST_ROW * drawn if drawn else 0.0)


def _lines(text: str, size: float, indent: float, *, bold: bool = False) -> int:
    return max(1, math.ceil(width(text, size, bold=bold) * _SERIF / ((TEXT_WIDTH - indent) * _FILLED)))
