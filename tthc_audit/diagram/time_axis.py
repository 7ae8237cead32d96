"""A flow against days: which step can begin when, what waits, and where limit and target lie."""

from __future__ import annotations

from tthc_audit.diagram import palette, time_bars, time_frame
from tthc_audit.diagram.cases import of_case
from tthc_audit.diagram.legend import legend
from tthc_audit.diagram.lettering import Lines
from tthc_audit.diagram.model import Group, Point, Polyline, Rect, Scene
from tthc_audit.diagram.refusal import refusal
from tthc_audit.diagram.schedule import ZERO, Schedule, Unit, schedule
from tthc_audit.diagram.time_bars import Axis, Bar
from tthc_audit.diagram.time_frame import HEAD, Line
from tthc_audit.diagram.words import APPLICANT, lane_name, tags
from tthc_audit.i18n import NBSP, Lang, say
from tthc_audit.results import Flow, FlowLane, Time

PAGE = 277.0
"""The width of an A4 page across, without its margins, in millimetres."""
_MARGIN = 1.0
_DAYS = 12.0
_SLIP = 4.0


def lay_out_time_axis(
    flow: Flow, lang: Lang, *, limit: Time | None, target: Time | None, case: str = "", titled: bool = True
) -> Scene:
    """The steps of a flow as bars from their earliest start, against ``limit`` and ``target``.

    ``case`` chooses one case of the procedure; left out, all edges count. Counted are working days, calendar
    days where all times are stated in them. An unsound flow, or one that states no time at all, is refused
    with a sentence in place of the drawing.
    """
    if case in flow.by_case:
        flow = of_case(flow, case)
    if flow.sound is False:
        return refusal(flow, lang, say(lang, "timeaxis.refused.unsound"))
    plan = _plan(flow, case if any(e.cases for e in flow.edges) else "", limit, target)
    if plan is None:
        return refusal(flow, lang, say(lang, "timeaxis.refused.circle"))
    if plan.end <= plan.begin:
        return refusal(flow, lang, say(lang, "timeaxis.refused.no_time"))
    lines = _lines(lang, plan, limit, target)
    axis = _axis(plan, lines)
    tag = tags(flow)
    limits = [axis.at(i.most) for i in lines if i.pen is palette.LIMIT_LINE]
    bars = {p.step.id: time_bars.bar(lang, p, tag, axis, limits) for p in plan.steps}
    top = (10.5 if titled else 0.0) + (_SLIP if time_frame.crowded(lines, axis) else 0.0) + _DAYS
    shown: list[tuple[FlowLane, Lines, float, float]] = []
    rows: dict[str, tuple[int, float]] = {}
    y = top
    for lane, inside in _lanes(flow, list(bars.values())):
        row_of = time_bars.rows(inside)
        lines_of = time_frame.head(lang, lane)
        height = time_frame.lane_height(lines_of, max(row_of) + 1)
        used = (max(row_of) + 1) * time_bars.ROW
        for bar, row in zip(inside, row_of, strict=True):
            rows[bar.planned.step.id] = (len(shown), y + (height - used) / 2 + (row + 0.5) * time_bars.ROW + 0.3)
        shown.append((lane, lines_of, y, height))
        y += height
    groups = [time_frame.heading(lang, flow, plan, lines, case=case, page=PAGE)] if titled else []
    groups += time_frame.lanes(lang, shown, PAGE)
    groups.append(time_frame.days(lang, plan, axis, lines, top=top, bottom=y))
    groups += time_frame.marks(lines, axis, top=top, bottom=y)
    names = {lane.id: lane_name(lang, lane) for lane in flow.lanes}
    for step, bar in bars.items():
        place, middle = rows[step]
        shapes = tuple(time_bars.draw(bar, middle, time_frame.ground(place)))
        groups.append(Group("step", (step,), shapes, _told(lang, bar, names, tag), bar.planned.step.name))
    border = (
        Rect(0, top, PAGE, y - top, None, palette.FRAME),
        Polyline((Point(HEAD, top), Point(HEAD, y)), palette.FRAME),
    )
    groups.append(Group("axis", ("frame",), border))
    signs, bottom = legend(time_frame.signs(lang, list(bars.values()), lines), top=y + 2.0, page=PAGE)
    return Scene(
        width=PAGE + 2 * _MARGIN,
        height=bottom + 2 * _MARGIN,
        margin=_MARGIN,
        title=say(lang, "timeaxis.title", code=flow.procedure, name=flow.name),
        description=_description(lang, plan, lines, len(shown)),
        lang=lang,
        groups=(*groups, signs),
    )


def _plan(flow: Flow, case: str, limit: Time | None, target: Time | None) -> Schedule | None:
    """In calendar days only where the steps, the limit and the target all are."""
    plan = schedule(flow, case)
    if plan is None or plan.unit == "working_day" or all(t is None or t.days is not None for t in (limit, target)):
        return plan
    counted: Unit = "working_day"
    return schedule(flow, case, counted)


def _lines(lang: Lang, plan: Schedule, limit: Time | None, target: Time | None) -> list[Line]:
    """The lines of target and limit; none where it is not known from which day they count."""
    if not plan.anchored:
        return []
    green, red = (palette.TARGET_LINE, palette.ADDED_GROUND), (palette.LIMIT_LINE, palette.ALERT_GROUND)
    found = [
        time_frame.line(lang, key, time, plan.unit, pen=pen, ground=ground)
        for key, time, (pen, ground) in (("target", target, green), ("limit", limit, red))
    ]
    return [one for one in found if one is not None]


def _axis(plan: Schedule, lines: list[Line]) -> Axis:
    """As many millimetres a day as the page holds; bars without an end get room behind the last day."""
    begin = plan.begin
    whole = max([plan.end, *(i.most for i in lines)]) - begin
    left, right = HEAD + 1.0, PAGE - 1.5
    room = right - 3.0 - left - 3.6
    scale = room / float(whole)
    open_from = max((p.start + p.least - begin for p in plan.steps if p.most is None and not p.off_clock), default=ZERO)
    if open_from:
        scale = min(scale, (room - 12.0) / float(open_from))
    return Axis(left + 3.6 - float(begin) * scale, scale, left, right)


def _lanes(flow: Flow, bars: list[Bar]) -> list[tuple[FlowLane, list[Bar]]]:
    """The lanes that have steps, the applicant first; steps of a lane that is not listed go to the last."""
    known = sorted(flow.lanes, key=lambda lane: lane.id != APPLICANT) or [FlowLane("", "")]
    ids = {lane.id for lane in known}
    found = []
    for lane in known:
        stray = lane is known[-1]
        inside = [b for b in bars if b.planned.step.lane == lane.id or (stray and b.planned.step.lane not in ids)]
        if inside:
            found.append((lane, inside))
    return found


def _told(lang: Lang, bar: Bar, names: dict[str, str], tag: dict[str, str]) -> str:
    planned = bar.planned
    words = time_bars.label(lang, planned, tag).replace(NBSP, " ")
    parts = [say(lang, "timeaxis.step", lane=names.get(planned.step.lane, planned.step.lane), words=words)]
    parts.append(say(lang, "timeaxis.step.from", day=time_frame.decimal(planned.start)))
    if planned.critical:
        parts.append(say(lang, "diagram.step.critical"))
    if planned.off_clock or not planned.counted:
        parts.append(say(lang, "timeaxis.step.off_clock"))
    if planned.slack and bar.whisker is not None:
        parts.append(say(lang, "timeaxis.step.slack", n=time_frame.decimal(planned.slack)))
    if planned.due is not None:
        parts.append(say(lang, "timeaxis.step.due", day=time_frame.decimal(planned.due)))
    return " ".join(parts)


def _description(lang: Lang, plan: Schedule, lines: list[Line], lanes: int) -> str:
    told = say(
        lang, "timeaxis.description", steps=len(plan.steps), lanes=lanes, total=time_frame.total(lang, plan)
    )  # fmt: skip
    return " ".join([told, *(f"{i.words}." for i in lines)])
