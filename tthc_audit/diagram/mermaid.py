"""A flow as Mermaid text, for comments and pages that render it themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from tthc_audit.diagram import palette
from tthc_audit.diagram.boxes import Badge, alarming, off_clock
from tthc_audit.diagram.lettering import ELLIPSIS, clean
from tthc_audit.diagram.model import Pen
from tthc_audit.diagram.network import Link, Network, Node, network
from tthc_audit.diagram.words import lane_name, step_time, tags
from tthc_audit.errors import AuditError, Problem
from tthc_audit.i18n import NBSP, Lang, say
from tthc_audit.results import Flow

MOST_LINKS, MOST_CHARACTERS = 500, 50_000
"""Mermaid renders no diagram with more, and its text cannot ask it to."""
_MOST_CROSSINGS = 25
_LENGTHS = (160, 120, 80, 50, 30, 16)
"""How many characters of a name are shown: as many as leave the whole within bounds."""
_FLAG = "⚑"
_HARMLESS = f",·—{ELLIPSIS}{_FLAG}{NBSP}"
_CLASSES = {
    "critical": (palette.BOX_CRITICAL, palette.WHITE),
    "offclock": (palette.BOX_OFF_CLOCK, palette.WHITE),
    "alert": (palette.BOX_ALERT, palette.ALERT_GROUND),
}


def mermaid(flow: Flow, badges: Mapping[str, Sequence[Badge]], lang: Lang) -> str:
    """The flow as a Mermaid flowchart: a subgraph a lane, thick what decides the time, dotted what leads back.

    ``badges`` as in ``lay_out``. Mermaid places the lanes as it likes, and fails on some flows that go to and fro
    between many: where links do so often, each step names its unit instead of standing in a subgraph. Long labels
    are shortened so that the whole stays below what Mermaid reads. Raises ``AuditError`` where it would render nothing.
    """
    net = network(flow)
    for most in _LENGTHS:
        text = "\n".join(_lines(flow, net, badges, lang, most)) + "\n"
        if len(text) <= MOST_CHARACTERS and len(net.links) <= MOST_LINKS:
            return text
    raise AuditError(Problem("diagram.too_large", {"links": len(net.links), "most": MOST_LINKS}))


def _lines(flow: Flow, net: Network, badges: Mapping[str, Sequence[Badge]], lang: Lang, most: int) -> Iterator[str]:
    tag = tags(flow)
    title = say(lang, "diagram.title", code=flow.procedure, name=flow.name)
    told = say(lang, "diagram.description", code=flow.procedure, steps=len(flow.nodes), lanes=len(flow.lanes), path="")
    yield "flowchart LR"
    yield f"  accTitle: {_safe(title, most)}"
    yield f"  accDescr: {_safe(told, most)}"
    names = [_safe(lane_name(lang, flow.lanes[number]), most) for number in net.lanes] or [" "]
    boxed = sum(net.nodes[i.source].lane != net.nodes[i.target].lane for i in net.links) <= _MOST_CROSSINGS
    shapes = [
        _shape(lang, flow, n, tag, flags=badges.get(n.step.id, ()), unit="" if boxed else names[n.lane], most=most)
        for n in net.nodes
    ]
    if boxed:
        for place, name in enumerate(names):
            yield f'  subgraph lane_{place}["{name}"]'
            yield from (f"    n_{i}{shapes[i]}" for i, node in enumerate(net.nodes) if node.lane == place)
            yield "  end"
    else:
        yield from (f"  n_{i}{shape}" for i, shape in enumerate(shapes))
    for link in net.links:
        yield f"  n_{link.source} {_arrow(link, most)} n_{link.target}"
    yield f"  classDef default {_style(palette.BOX, palette.WHITE)}"
    yield f"  classDef lane {_style(palette.RULE_PEN, palette.LANE_ODD)}"
    if boxed:
        yield f"  class {','.join(f'lane_{place}' for place in range(len(names)))} lane"
    for name, (pen, fill) in _CLASSES.items():
        if any(_class(flow, node) == name for node in net.nodes):
            yield f"  classDef {name} {_style(pen, fill)}"


def _shape(
    lang: Lang, flow: Flow, node: Node, tag: Mapping[str, str], *, flags: Sequence[Badge], unit: str, most: int
) -> str:
    marked = f":::{_class(flow, node)}" if _class(flow, node) else ""
    if node.kind == "step":
        step = node.step
        told = [tag[step.id], "·", step_time(lang, step, tag), *(f"{_FLAG}{number}" for number, _ in flags)]
        head = _safe(" ".join(told), most)
        below = f"<br/>— {unit}" if unit else ""
        return f'["{head}<br/>{_safe(step.name, most)}{below}"]{marked}'
    if node.kind in ("start", "end"):
        words = _safe(say(lang, f"diagram.ring.{node.kind}"), most)
        return f'(["{words}"])' if node.kind == "start" else f'((("{words}")))'
    return f'{{"{"×" if node.kind == "one" else "#43;"}"}}{marked}'


def _class(flow: Flow, node: Node) -> str:
    if node.kind in ("start", "end"):
        return ""
    if node.kind == "step" and alarming(flow, node.step):
        return "alert"
    if node.kind == "step" and off_clock(node.step):
        return "offclock"
    return "critical" if node.critical else ""


def _style(pen: Pen, fill: str) -> str:
    dash = f",stroke-dasharray:{' '.join(f'{3 * d:g}' for d in pen.dash)}" if pen.dash else ""
    return f"fill:{fill},stroke:{pen.colour},stroke-width:{2 * pen.width:g}px,color:{palette.INK}{dash}"


def _arrow(link: Link, most: int) -> str:
    line = "-.->" if link.back else "==>" if link.critical else "-->"
    return f'{line}|"{_safe(link.label, most)}"|' if link.label else line


def _safe(text: str, most: int) -> str:
    """A text in which nothing means anything to Mermaid: signs but a few harmless ones are entities."""
    whole = clean(text)
    short = whole if len(whole) <= most else whole[: most - 1].rstrip() + ELLIPSIS
    return "".join(c if c == " " or _plain(c) else f"#{ord(c)};" for c in short) or " "


def _plain(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc") or char in _HARMLESS
