"""The SVG renderer: well-formed, escaped, accessible, the same every time."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tthc_audit.diagram.layout import lay_out
from tthc_audit.diagram.svg import svg
from tthc_audit.results import Flow, FlowLane

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<script>alert(1)</script>", "]]>", "{{ 7*7 }}{% raw %}", "\u202etxet desrever\u202c", "שלום עולם", "x" * 80,
    "a\x00b\x1b[31mc\ufffe", "\ud800", '"><img src=x onerror=alert(1)>', "ệ" * 400, "lời " * 100, "", "e\u0323\u0302",
)  # fmt: skip


def _hostile(flow: Flow, text: str) -> Flow:
    return replace(
        flow,
        name=text,
        procedure=text,
        lanes=tuple(FlowLane(lane.id, text, lane.body) for lane in flow.lanes),
        nodes=tuple(replace(n, name=text, off_clock=text) for n in flow.nodes),
        edges=tuple(replace(e, when=text) for e in flow.edges),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_shown_as_text_only(text: str, small_flow: Flow) -> None:
    drawn = svg(lay_out(_hostile(small_flow, text), {"b1": ((1, text),)}, "vi", headline=text))
    root = ET.fromstring(drawn)
    assert {e.tag for e in root.iter()} <= {
        f"{NS}{name}" for name in ("svg", "title", "desc", "rect", "g", "text", "path", "polygon", "circle")
    }
    assert not re.search(r"\bon\w+=|href|\u202e", re.sub(r"&[a-z#0-9]+;", "", re.sub(r">[^<]*<|\"[^\"]*\"", "", drawn)))


@pytest.mark.parametrize("text", ["x" * 80, "ệ" * 400, "lời " * 100])
def test_a_label_that_is_cut_is_told_in_full(text: str, small_flow: Flow) -> None:
    root = ET.fromstring(svg(lay_out(_hostile(small_flow, text), {}, "vi")))
    steps = [g for g in root.iter(f"{NS}g") if g.get("class") == "step"]
    assert [g.findtext(f"{NS}title") for g in steps] == [text.strip()] * 3
    assert all(len(t.text or "") < 60 for g in steps for t in g.iter(f"{NS}text"))


def test_the_drawing_tells_itself_to_those_who_do_not_see_it(small_flow: Flow) -> None:
    root = ET.fromstring(svg(lay_out(small_flow, {"b2": ((3, "violation"),)}, "vi"), "p1"))
    ids = {e.get("id") for e in root.iter() if e.get("id")}
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} == ids == {"p1-t", "p1-d"}
    labels = [g.get("aria-label") for g in root.iter(f"{NS}g") if g.get("class") == "step"]
    assert labels[1] == (
        "Bộ phận Một cửa. b2: Kiểm tra. 0,5\N{NO-BREAK SPACE}ngày. Thuộc chuỗi bước quyết định thời hạn. Phát hiện số 3."
    )


def test_only_signs_in_use_are_explained(small_flow: Flow) -> None:
    drawn = svg(lay_out(small_flow, {}, "vi"))
    assert "Rẽ một trong các hướng" in drawn
    assert "Đồng thời" not in drawn
    assert "Dấu hiệu vi phạm" not in drawn


def test_an_unsound_flow_is_drawn_with_its_trace_and_without_a_critical_path(small_flow: Flow) -> None:
    broken = replace(small_flow, sound=False, problem="no_exit", trace=("b1", "b2"))
    drawn = svg(lay_out(broken, {}, "vi", titled=False))
    assert "Quy trình không có lối ra" in drawn
    assert "#0B3D91" not in drawn


def test_applicants_come_first_and_undeclared_lanes_do_no_harm(small_flow: Flow) -> None:
    scene = lay_out(small_flow, {}, "vi")
    assert [g.key for g in scene.groups if g.kind == "lane"] == [("applicant",), ("mc",), ()]
    assert svg(lay_out(replace(small_flow, lanes=()), {}, "en"))


def test_words_follow_the_language(small_flow: Flow) -> None:
    drawn = svg(lay_out(small_flow, {}, "en"))
    assert "0.5\N{NO-BREAK SPACE}days" in drawn
    assert "1\N{NO-BREAK SPACE}calendar\N{NO-BREAK SPACE}day" in drawn


def test_the_same_flow_gives_the_same_bytes(random_flow: Callable[[int], Flow]) -> None:
    assert [svg(lay_out(random_flow(s), {}, "vi")) for s in range(5)] == [
        svg(lay_out(random_flow(s), {}, "vi")) for s in range(5)
    ]


def test_drawing_needs_neither_matplotlib_nor_networkx() -> None:
    heavy = {"matplotlib": {"plot.py"}, "networkx": set()}
    for library, homes in heavy.items():
        files = {p.name for p in Path("tthc_audit/diagram").glob("*.py") if f"import {library}" in p.read_text("utf-8")}
        assert files == homes


def test_large_flows_are_drawn_in_a_bearable_time(random_flow: Callable[[int], Flow]) -> None:
    parts = [random_flow(s) for s in range(40, 46)]
    nodes = tuple(replace(n, id=f"{i}.{n.id}", lane=f"{i % 5}.{n.lane}") for i, f in enumerate(parts) for n in f.nodes)[
        :150
    ]
    known = {n.id for n in nodes}
    edges = tuple(
        replace(e, source=f"{i}.{e.source}", target=f"{i}.{e.target}")
        for i, f in enumerate(parts) for e in f.edges
        if f"{i}.{e.source}" in known and f"{i}.{e.target}" in known
    )  # fmt: skip
    lanes = tuple(FlowLane(name, name) for name in sorted({n.lane for n in nodes}))[:30]
    began = time.perf_counter()
    drawn = svg(lay_out(Flow("x", "x", lanes, nodes, edges, nodes[0].id, sound=None), {}, "vi"))
    assert time.perf_counter() - began < 5
    assert drawn.count('class="step"') == len(nodes) > 100


def test_a_lane_crossed_by_a_straight_line_keeps_room_for_its_steps(small_flow: Flow) -> None:
    lanes = tuple(FlowLane(name, name) for name in "abc")
    names = {"s": "a", "x": "a", "z": "c", "y": "b"}
    nodes = tuple(
        replace(small_flow.nodes[0], id=i, lane=lane, split="all" if i == "s" else None, on_critical_path=i != "y")
        for i, lane in names.items()
    )
    edges = tuple(replace(small_flow.edges[0], source=a, target=b) for a, b in ("sx", "xz", "sy"))
    drawn = svg(lay_out(replace(small_flow, lanes=lanes, nodes=nodes, edges=edges, start="s"), {}, "vi"))
    assert drawn.count('class="step"') == 4
