"""A drawing that cannot be made, as a page that says why."""

from __future__ import annotations

from tthc_audit.diagram import palette
from tthc_audit.diagram.lettering import fit, line_height, one_line
from tthc_audit.diagram.model import Group, Point, Rect, Scene, Shape, Text
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Flow

_PAGE, _SIZE, _INSET = 170.0, 9.0, 4.0


def refusal(flow: Flow, lang: Lang, sentence: str) -> Scene:
    """The name of the procedure and the sentence in a box."""
    title = say(lang, "diagram.title", code=flow.procedure, name=flow.name)
    head = one_line(title, _PAGE, 10.5, bold=True)
    lines = fit(sentence, _PAGE - 2 * _INSET, (_SIZE,), 6)
    step = line_height(_SIZE)
    height = len(lines.lines) * step + 2 * _INSET
    items: list[Shape] = [Rect(0, 8, _PAGE, height, palette.LANE_ODD, palette.BOX)]
    first = 8 + _INSET + 0.8 * step
    items += [Text(Point(_INSET, first + i * step), line, _SIZE, palette.INK) for i, line in enumerate(lines.lines)]
    groups = (
        Group("heading", (), (Text(Point(0, 4.2), head.lines[0], 10.5, palette.INK, bold=True),), "", title),
        Group("heading", (), tuple(items), "", sentence if lines.cut else ""),
    )
    return Scene(_PAGE + 2, 8 + height + 2, 1.0, title, sentence, lang, groups)
