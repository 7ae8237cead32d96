"""A flow as BPMN 2.0 with its drawing (BPMN DI), for the tools in which processes are modelled."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from tthc_audit.diagram.bpmn_drawing import draw, element
from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.model import Scene, Text
from tthc_audit.diagram.network import Network, Node, network
from tthc_audit.diagram.words import lane_name, step_time, tags
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Flow, FlowNode

_SPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "color": "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
    "tthc": "urn:tthc-audit:bpmn",
}
_ELEMENTS = {
    "step": "task",
    "start": "startEvent",
    "end": "endEvent",
    "one": "exclusiveGateway",
    "all": "parallelGateway",
    "join": "parallelGateway",
}


def bpmn(flow: Flow, scene: Scene, lang: Lang) -> bytes:
    """The flow, placed as in its drawing on one page, as a BPMN 2.0 document.

    One pool with a lane a unit; a step is a task, what it says of its time stands in ``extensionElements``.
    ``scene`` must be the drawing of this flow: what it does not draw gets no place in the diagram.
    """
    net = network(flow)
    root = ET.Element(
        "bpmn:definitions",
        {f"xmlns:{name}": space for name, space in _SPACES.items()}
        | {"id": "Definitions", "targetNamespace": "urn:tthc-audit", "exporter": "tthc-audit"},
    )
    pool = ET.SubElement(root, "bpmn:collaboration", id="Collaboration")
    title = say(lang, "diagram.title", code=flow.procedure, name=flow.name)
    ET.SubElement(pool, "bpmn:participant", id="Pool", name=clean(title), processRef="Process")
    process = ET.SubElement(root, "bpmn:process", id="Process", name=clean(flow.name), isExecutable="false")
    _lanes(process, lang, flow, net)
    _nodes(process, lang, net, tags(flow), _questions(scene))
    for number, link in enumerate(net.links):
        ends = {"sourceRef": element(net, link.source), "targetRef": element(net, link.target)}
        line = ET.SubElement(process, "bpmn:sequenceFlow", {"id": f"Flow_{number}"} | ends)
        if link.label:
            line.set("name", clean(link.label))
    draw(root, net, scene)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _lanes(process: ET.Element, lang: Lang, flow: Flow, net: Network) -> None:
    lanes = ET.SubElement(process, "bpmn:laneSet", id="Lanes")
    for place in range(max(len(net.lanes), 1)):
        name = lane_name(lang, flow.lanes[net.lanes[place]]) if net.lanes else ""
        lane = ET.SubElement(lanes, "bpmn:lane", id=f"Lane_{place}", name=clean(name))
        for number, node in enumerate(net.nodes):
            if node.lane == place:
                ET.SubElement(lane, "bpmn:flowNodeRef").text = element(net, number)


def _nodes(
    process: ET.Element, lang: Lang, net: Network, tag: Mapping[str, str], questions: Mapping[tuple[str, ...], str]
) -> None:
    into: dict[int, list[int]] = {}
    out: dict[int, list[int]] = {}
    for number, link in enumerate(net.links):
        into.setdefault(link.target, []).append(number)
        out.setdefault(link.source, []).append(number)
    for number, node in enumerate(net.nodes):
        made = ET.SubElement(process, f"bpmn:{_ELEMENTS[node.kind]}", id=element(net, number))
        if node.kind == "step":
            made.set("name", clean(node.step.name) or tag[node.step.id])
            _tell(made, lang, node, tag)
        elif questions.get((node.step.id, node.kind)):
            made.set("name", questions[node.step.id, node.kind])
        for way in into.get(number, ()):
            ET.SubElement(made, "bpmn:incoming").text = f"Flow_{way}"
        for way in out.get(number, ()):
            ET.SubElement(made, "bpmn:outgoing").text = f"Flow_{way}"


def _tell(task: ET.Element, lang: Lang, node: Node, tag: Mapping[str, str]) -> None:
    """The legal basis as documentation, and what BPMN has no words for as extension elements."""
    step = node.step
    if step.legal_basis:
        ET.SubElement(task, "bpmn:documentation").text = clean("; ".join(step.legal_basis))
    more = ET.SubElement(task, "bpmn:extensionElements")
    told = {"id": step.id, "number": tag[step.id], "kind": step.kind, "role": step.role, "offClock": step.off_clock}
    if node.critical:
        told["decidesTime"] = "true"
    ET.SubElement(more, "tthc:step", {k: clean(v) for k, v in told.items() if v})
    stated = dict(_stated(step))
    if stated:
        words = clean(step_time(lang, step, tag))
        ET.SubElement(more, "tthc:duration", {k: clean(v) for k, v in stated.items()}).text = words


def _stated(step: FlowNode) -> Iterator[tuple[str, str]]:
    stated = step.duration
    if stated is None:
        return
    named = (
        ("value", stated.value), ("unit", stated.unit), ("cutOff", stated.cut_off), ("sharedWith", stated.shared_with),
        ("from", stated.from_step), ("stated", stated.text),
    )  # fmt: skip
    if stated.same_day:
        yield "sameDay", "true"
    yield from ((key, value) for key, value in named if value is not None)


def _questions(scene: Scene) -> dict[tuple[str, ...], str]:
    """What gateways ask in the drawing."""
    return {
        g.key: clean(g.title or " ".join(s.text for s in g.items if isinstance(s, Text)))
        for g in scene.groups
        if g.kind == "gateway" and any(isinstance(s, Text) for s in g.items)
    }
