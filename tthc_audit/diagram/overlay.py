"""Two versions of a flow in one drawing: what is gone, what is new, what moved, runs beside or takes another time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tthc_audit.diagram import changed_boxes, palette
from tthc_audit.diagram.boxes import off_clock
from tthc_audit.diagram.change_words import headline as headline_of
from tthc_audit.diagram.change_words import mark_tags, summary, time_words, union_tags, whole
from tthc_audit.diagram.changed_boxes import STYLES, Tag, changed_box, tag_rows
from tthc_audit.diagram.layout import lay_out
from tthc_audit.diagram.legend import legend
from tthc_audit.diagram.lettering import one_line, width
from tthc_audit.diagram.model import Circle, Diamond, Group, Pen, Point, Polyline, Rect, Scene, Shape, Text
from tthc_audit.diagram.overlay_flow import as_one_flow
from tthc_audit.diagram.overlay_legend import crossed, look_of, samples
from tthc_audit.diagram.refusal import refusal
from tthc_audit.diagram.union import Union, overlay
from tthc_audit.diagram.words import lane_name, tags
from tthc_audit.i18n import NBSP, Lang, say
from tthc_audit.results import Flow

__all__ = ["headline_of", "lay_out_overlay", "overlay"]


@dataclass(frozen=True, slots=True)
class _Picture:
    """What the shapes are made from: the union, the flow that was laid out, numbers and tags of the steps."""

    lang: Lang
    union: Union
    flow: Flow
    tag: dict[str, str]
    old: dict[str, str]
    new: dict[str, str]
    tags: dict[str, list[Tag]]
    states: dict[tuple[str, str], list[str]]


def lay_out_overlay(
    before: Flow, after: Flow, lang: Lang, *, pairs: Mapping[str, str] | None = None, headline: str = "",
    complete: bool = False,
) -> Scene:  # fmt: skip
    """The later version with what is gone from the earlier one, each change told by line, tag and colour.

    ``pairs`` and ``complete`` as in :func:`overlay`. ``headline`` stands at the top right; left out, it is worked out
    from the times of the steps. Steps that did not change stand where both versions together put them.
    """
    if not before.nodes and not after.nodes:
        return refusal(after, lang, say(lang, "overlay.refused.empty"))
    union = overlay(before, after, pairs, complete=complete)
    tag = union_tags(union, before, after)
    marked = {step: mark_tags(lang, mark, tag) for step, mark in union.marks.items()}
    flow, states = as_one_flow(after, union)
    marked |= {n.id: [Tag("ghost", say(lang, "overlay.tag.ghost"))] for n in flow.nodes if n.id not in union.marks}
    picture = _Picture(lang, union, flow, tag, tags(before), tags(after), marked, states)
    scene = lay_out(flow, {}, lang, foot=_feet(marked))
    page = scene.width - 2 * scene.margin
    words = headline or headline_of(lang, whole(before), whole(after))
    count: dict[tuple[str, str], int] = {}
    groups: list[Group] = [_heading(picture, after, words, page)]
    bottom = 0.0
    for group in scene.groups:
        if group.kind == "lane":
            bottom = max(bottom, *(s.y + s.height for s in group.items if isinstance(s, Rect)), 0.0)
            groups.append(_lane(picture, group))
        elif group.kind == "step":
            groups.append(_step(picture, group))
        elif group.kind == "edge":
            ends = (group.key[0], group.key[1])
            state = states[ends][count.get(ends, 0) % len(states[ends])]
            count[ends] = count.get(ends, 0) + 1
            if state != "placing":
                groups.append(_edge(picture, group, ends, state))
        elif group.kind == "link":
            if states.get((group.key[0], group.key[1]), [""])[0] != "placing":
                groups.append(_link(picture, group))
        elif group.kind in ("gateway", "ring"):
            groups.append(_gateway(picture, group))
    signs, end = legend(samples(lang, union, flow, states), top=bottom + 2.0, page=page)
    told = f"{words}. {summary(lang, union)}."
    return replace(
        scene, height=end + 2 * scene.margin, groups=(*groups, signs), description=told,
        title=say(lang, "overlay.title", code=after.procedure, name=after.name),
    )  # fmt: skip


def _feet(marked: Mapping[str, list[Tag]]) -> dict[str, float]:
    """The room that the tags of each step want at the foot of its box."""
    room = changed_boxes.LEAST_WIDTH
    return {step: changed_boxes.TAG_ROW * len(tag_rows(found, room)) + 0.5 for step, found in marked.items() if found}


def _step(picture: _Picture, group: Group) -> Group:
    step = group.key[0]
    area = next(s for s in group.items if isinstance(s, Rect))
    mark = picture.union.marks.get(step)
    shown = mark or picture.union.marks[f"a{step[1:]}"]
    look = look_of(mark)
    time = "" if mark is None else time_words(picture.lang, mark, picture.old, picture.new)
    number = picture.tag[step if mark else f"a{step[1:]}"]
    style = STYLES[look]
    if look not in ("waiting", "ghost") and off_clock(shown.node):
        style = style._replace(italic=True)
    shapes, label = changed_box(
        area, style, number=number, time=time, name=shown.node.name, tags=picture.tags.get(step, ())
    )
    lanes = {lane.id: lane_name(picture.lang, lane) for lane in picture.flow.lanes}
    lane = shown.was.lane if mark is None and shown.was is not None else shown.node.lane
    told = [
        say(
            picture.lang, "diagram.step", lane=lanes.get(lane, lane), tag=number, name=shown.node.name,
            time=(time or "—").replace(NBSP, " "),
        )
    ]  # fmt: skip
    into = picture.tag[shown.into] if shown.into else ""
    changes: tuple[str, ...] = ("ghost",) if mark is None else mark.changes
    was = shown.was.name if shown.was is not None else ""
    told += [say(picture.lang, f"overlay.told.{change}", step=into, name=was) for change in changes]
    return Group("step", group.key, tuple(shapes), " ".join(told), shown.node.name if label.cut else "")


def _edge(picture: _Picture, group: Group, ends: tuple[str, str], state: str) -> Group:
    source, target = (picture.tag.get(e, picture.tag.get(f"a{e[1:]}", e)) for e in ends)
    told = say(picture.lang, f"overlay.edge.{state}", source=source, target=target)
    items: list[Shape] = []
    for shape in group.items:
        if not isinstance(shape, Polyline) or state == "kept":
            items.append(shape)
        elif state == "removed":
            items += crossed(replace(shape, pen=palette.FLOW_REMOVED, arrow="filled"))
        elif state == "moved":
            items.append(replace(shape, pen=palette.FLOW_MOVED, arrow="hollow"))
        else:
            back = shape.arrow == "hollow"
            pen = Pen(palette.ADDED, 1.6, palette.FLOW_BACK.dash) if back else palette.FLOW_ADDED
            items.append(replace(shape, pen=pen))
    return replace(group, items=tuple(items), label=told, title=group.title and told)


def _link(picture: _Picture, group: Group) -> Group:
    """The short lines within one step: red, green or plain as their step is."""
    mark = picture.union.marks.get(group.key[0])
    if group.key[0] != group.key[1] or mark is None:
        return group
    pen = palette.FLOW_REMOVED if mark.now is None else palette.FLOW_ADDED if mark.was is None else palette.FLOW
    return replace(
        group,
        items=tuple(
            replace(s, pen=pen) if isinstance(s, Polyline) and s.pen.colour != palette.WHITE else s for s in group.items
        ),
    )


def _gateway(picture: _Picture, group: Group) -> Group:
    """A gateway or a ring; in green where it is new, in red and dashed where its step is gone."""
    step, kind = group.key[0], group.key[1]
    mark = picture.union.marks.get(step)
    label = group.label
    if group.kind == "gateway":
        label = say(picture.lang, f"diagram.gateway.{kind}", tag=picture.tag[step])
    pen: Pen | None = None
    if mark is not None and mark.now is None:
        pen = palette.BOX_REMOVED
    elif mark is not None and mark.now is not None and group.kind == "gateway":
        was = mark.was
        same = was is not None and (was.join == mark.now.join if kind == "join" else was.split == mark.now.split)
        pen = None if same else Pen(palette.ADDED, 1.9)
    if pen is None:
        return replace(group, label=label)
    items: list[Shape] = []
    for shape in group.items:
        if isinstance(shape, Diamond | Circle):
            items.append(replace(shape, pen=pen))
        elif isinstance(shape, Polyline):
            items.append(replace(shape, pen=Pen(pen.colour, max(shape.pen.width, 1.3))))
        else:
            items.append(shape)
    return replace(group, items=tuple(items), label=label)


def _lane(picture: _Picture, group: Group) -> Group:
    """A lane with the number of its steps before and after, in place of those that are drawn."""
    lane = next((i for i in picture.flow.lanes if group.key == (i.id,)), None)
    if lane is None or not isinstance(group.items[-1], Text):
        return group
    marks = picture.union.marks.values()
    old = sum(m.was is not None and m.was.lane == lane.id for m in marks)
    new = sum(m.now is not None and m.now.lane == lane.id for m in marks)
    lang = picture.lang
    counted = say(lang, "diagram.steps.one" if new == 1 else "diagram.steps.many", n=new)
    words = counted if old == new else f"{old} → {counted}"
    told = say(lang, "overlay.lane", name=lane_name(lang, lane), old=old, new=new)
    return replace(group, items=(*group.items[:-1], replace(group.items[-1], text=words)), label=told)


def _heading(picture: _Picture, after: Flow, words: str, page: float) -> Group:
    right = one_line(words, page * 0.62, 8.6, bold=True)
    room = page - width(right.lines[0], 8.6, bold=True) - 4
    title = one_line(
        say(picture.lang, "diagram.title", code=after.procedure, name=after.name), room, 10.5, bold=True
    )  # fmt: skip
    below = one_line(summary(picture.lang, picture.union), page, 7.4)
    items = (
        Text(Point(0, 4.2), title.lines[0], 10.5, palette.INK, bold=True),
        Text(Point(page, 4.2), right.lines[0], 8.6, palette.INK, "end", bold=True),
        Text(Point(0, 9.2), below.lines[0], 7.4, palette.GREY),
    )
    return Group("heading", (), items, "", after.name if title.cut else "")
