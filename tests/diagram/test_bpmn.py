"""BPMN: well-formed, every reference kept, every element at its place in the drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from tthc_audit.diagram.bpmn import bpmn
from tthc_audit.diagram.bpmn_drawing import PIXELS_PER_MM
from tthc_audit.diagram.layout import lay_out
from tthc_audit.diagram.model import Rect
from tthc_audit.diagram.network import network
from tthc_audit.results import Flow, FlowLane, Stated

BPMN, DI, DC, WAY, OWN = (
    f"{{{space}}}"
    for space in (
        "http://www.omg.org/spec/BPMN/20100524/MODEL", "http://www.omg.org/spec/BPMN/20100524/DI",
        "http://www.omg.org/spec/DD/20100524/DC", "http://www.omg.org/spec/DD/20100524/DI", "urn:tthc-audit:bpmn",
    )
)  # fmt: skip
NODES = ("task", "startEvent", "endEvent", "exclusiveGateway", "parallelGateway")


def _written(flow: Flow) -> ET.Element:
    return ET.fromstring(bpmn(flow, lay_out(flow, {}, "vi"), "vi"))


def _all(root: ET.Element, *names: str) -> list[ET.Element]:
    return [e for name in names for e in root.iter(BPMN + name)]


@pytest.mark.parametrize("seed", range(8))
def test_every_reference_is_kept_and_every_element_drawn(seed: int, procedure_flow: Callable[..., Flow]) -> None:
    flow = procedure_flow(seed, 6 + 2 * seed)
    root, net = _written(flow), network(flow)
    ids = [e.get("id", "") for e in root.iter() if e.get("id") and not e.tag.startswith(OWN)]
    assert max(Counter(ids).values()) == 1
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", i, re.ASCII) for i in ids)
    nodes, flows = _all(root, *NODES), _all(root, "sequenceFlow")
    assert len(nodes) == len(net.nodes)
    assert len(flows) == len(net.links) >= len(flow.edges)
    for node in nodes:
        name = node.get("id")
        assert [e.text for e in node.iter(f"{BPMN}incoming")] == [
            f.get("id") for f in flows if f.get("targetRef") == name
        ]
        assert [e.text for e in node.iter(f"{BPMN}outgoing")] == [
            f.get("id") for f in flows if f.get("sourceRef") == name
        ]
    assert Counter(e.text for e in _all(root, "flowNodeRef")) == Counter(n.get("id") for n in nodes)
    drawn = {e.get("bpmnElement") for e in root.iter() if e.tag in (f"{DI}BPMNShape", f"{DI}BPMNEdge")}
    assert drawn == {e.get("id") for e in [*nodes, *flows, *_all(root, "lane"), *_all(root, "participant")]}


@pytest.mark.parametrize("seed", range(6))
def test_shapes_lie_where_the_drawing_has_them_and_lines_end_at_them(
    seed: int, procedure_flow: Callable[..., Flow]
) -> None:
    flow = procedure_flow(seed, 6 + 2 * seed)
    root = _written(flow)
    bounds = {}
    for shape in root.iter(f"{DI}BPMNShape"):
        found = shape.find(f"{DC}Bounds")
        assert found is not None
        bounds[shape.get("bpmnElement")] = [float(found.get(k, "")) for k in ("x", "y", "width", "height")]
    boxes = [
        next(s for s in g.items if isinstance(s, Rect)) for g in lay_out(flow, {}, "vi").groups if g.kind == "step"
    ]
    tasks = [bounds[t.get("id")] for t in _all(root, "task")]
    wanted = [[PIXELS_PER_MM * v for v in (b.x, b.y, b.width, b.height)] for b in boxes]
    assert sorted(tasks) == [pytest.approx(w, abs=0.06) for w in sorted(wanted)]
    ends = {f.get("id"): (bounds[f.get("sourceRef")], bounds[f.get("targetRef")]) for f in _all(root, "sequenceFlow")}
    for edge in root.iter(f"{DI}BPMNEdge"):
        points = [(float(p.get("x", "")), float(p.get("y", ""))) for p in edge.iter(f"{WAY}waypoint")]
        assert len(points) > 1
        for (x, y), (left, top, wide, high) in zip((points[0], points[-1]), ends[edge.get("bpmnElement")], strict=True):
            assert left - 1 < x < left + wide + 1
            assert top - 1 < y < top + high + 1


def test_labels_have_their_own_room_and_choices_show_their_mark(small_flow: Flow) -> None:
    root = _written(small_flow)
    named = {f.get("id") for f in _all(root, "sequenceFlow") if f.get("name")}
    labelled = {
        e.get("bpmnElement") for e in root.iter(f"{DI}BPMNEdge") if e.find(f"{DI}BPMNLabel/{DC}Bounds") is not None
    }
    assert named == labelled
    assert len(named) == 2
    marks = {s.get("bpmnElement") for s in root.iter(f"{DI}BPMNShape") if s.get("isMarkerVisible") == "true"}
    assert marks == {g.get("id") for g in _all(root, "exclusiveGateway")}
    assert len(marks) == 1


def test_what_a_step_says_of_its_time_is_kept(small_flow: Flow) -> None:
    step = replace(
        small_flow.nodes[1], legal_basis=("61/2018/NĐ-CP Điều 17",), role="Công chức",
        duration=Stated(value="2", unit="working_hour", from_step="b1"),
    )  # fmt: skip
    root = _written(replace(small_flow, nodes=(small_flow.nodes[0], step, small_flow.nodes[2])))
    task = _all(root, "task")[1]
    assert task.findtext(f"{BPMN}documentation") == "61/2018/NĐ-CP Điều 17"
    time, told = task.find(f".//{OWN}duration"), task.find(f".//{OWN}step")
    assert time is not None
    assert time.attrib == {"value": "2", "unit": "working_hour", "from": "b1"}
    assert time.text == "2\N{NO-BREAK SPACE}giờ\N{NO-BREAK SPACE}từ\N{NO-BREAK SPACE}bước\N{NO-BREAK SPACE}b1"
    assert told is not None
    assert told.attrib == {"id": "b2", "number": "b2", "kind": "check", "role": "Công chức", "decidesTime": "true"}


@pytest.mark.parametrize(
    "text", ["<script>", "]]>", "\"'&amp;", "a\x00\x1b\ud800\ufffe", "\u202etxet", "", "end", "ệ" * 400]
)
def test_any_text_is_text_only(text: str, small_flow: Flow) -> None:
    hostile = replace(
        small_flow, name=text, procedure=text,
        lanes=tuple(FlowLane(lane.id, text) for lane in small_flow.lanes),
        nodes=tuple(replace(n, name=text, role=text, off_clock=text, legal_basis=(text,), duration=Stated(text=text)) for n in small_flow.nodes),
        edges=tuple(replace(e, when=text) for e in small_flow.edges),
    )  # fmt: skip
    root = _written(hostile)
    assert {e.tag.partition("}")[0] + "}" for e in root.iter()} <= {BPMN, DI, DC, WAY, OWN}
    assert len(_all(root, "task")) == 3
    assert all(t.get("name") for t in _all(root, "task"))


def test_strange_ids_and_no_lanes_do_no_harm(small_flow: Flow) -> None:
    strange = {"b1": 'x"<&', "b2": "x'<&", "b3": "кириллица"}
    flow = replace(
        small_flow, lanes=(), start=strange["b1"],
        nodes=tuple(replace(n, id=strange[n.id]) for n in small_flow.nodes),
        edges=tuple(replace(e, source=strange[e.source], target=strange[e.target]) for e in small_flow.edges),
    )  # fmt: skip
    tasks = [t.get("id", "") for t in _all(_written(flow), "task")]
    assert len(set(tasks)) == 3
    assert all(re.fullmatch(r"[A-Za-z_]\w*", t, re.ASCII) for t in tasks)


def test_the_same_flow_gives_the_same_bytes(small_flow: Flow) -> None:
    scene = lay_out(small_flow, {}, "en")
    assert bpmn(small_flow, scene, "en") == bpmn(small_flow, scene, "en")
