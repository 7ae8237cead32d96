"""Mermaid: every step and edge, marked by meaning, and no text that means anything but itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tthc_audit.diagram.mermaid import MOST_LINKS, mermaid
from tthc_audit.diagram.network import network
from tthc_audit.errors import AuditError
from tthc_audit.results import Flow, FlowEdge, FlowLane


def test_a_small_flow_reads_like_this(small_flow: Flow) -> None:
    assert mermaid(small_flow, {"b2": ((3, "violation"),)}, "vi").splitlines()[:19] == [
        "flowchart LR",
        "  accTitle: 1#46;000001 · Thủ tục nhỏ",
        "  accDescr: Sơ đồ quy trình 1#46;000001#58; 3 bước, 2 đơn vị#46;",
        '  subgraph lane_0["Người nộp hồ sơ"]',
        '    n_0(["Bắt đầu"])',
        '    n_1["b1 · —<br/>Nộp hồ sơ"]:::offclock',
        "  end",
        '  subgraph lane_1["Bộ phận Một cửa"]',
        '    n_2["b2 · 0,5\N{NO-BREAK SPACE}ngày ⚑3<br/>Kiểm tra"]:::critical',
        '    n_3{"×"}:::critical',
        '    n_4["b3 · 1\N{NO-BREAK SPACE}ngày\N{NO-BREAK SPACE}lịch<br/>Trả kết quả"]:::critical',
        '    n_5((("Kết thúc")))',
        "  end",
        "  n_0 ==> n_1",
        "  n_2 ==> n_3",
        "  n_4 ==> n_5",
        "  n_1 ==> n_2",
        '  n_3 ==>|"đủ"| n_4',
        '  n_3 -.->|"chưa đủ"| n_1',
    ]


@pytest.mark.parametrize("seed", range(10))
def test_every_node_and_link_is_there(seed: int, random_flow: Callable[[int], Flow]) -> None:
    flow = random_flow(seed)
    net, text = network(flow), mermaid(flow, {}, "en")
    assert sorted(int(n) for n in re.findall(r"^ +n_(\d+)[\[({]", text, re.MULTILINE)) == list(range(len(net.nodes)))
    links = re.findall(r"^  n_(\d+) (?:-->|==>|-\.->)(?:\|\"[^\"]*\"\|)? n_(\d+)$", text, re.MULTILINE)
    assert [(int(a), int(b)) for a, b in links] == [(link.source, link.target) for link in net.links]


def test_where_links_go_to_and_fro_too_often_each_step_names_its_unit(small_flow: Flow) -> None:
    nodes = tuple(
        replace(small_flow.nodes[1], id=f"b{i}", split=None, lane=("mc", "applicant")[i % 2]) for i in range(30)
    )
    edges = tuple(FlowEdge(f"b{i}", f"b{i + 1}") for i in range(29))
    text = mermaid(replace(small_flow, nodes=nodes, edges=edges, start="b0"), {}, "vi")
    assert "subgraph" not in text
    assert "class lane_0" not in text
    assert text.count("<br/>— Bộ phận Một cửa") == text.count("<br/>— Người nộp hồ sơ") == 15
    few = mermaid(replace(small_flow, nodes=nodes[:20], edges=edges[:19], start="b0"), {}, "vi")
    assert few.count("subgraph") == 2


HOSTILE = (
    "<script>alert(1)</script>", "]]>", '"] --> x["', "`**đậm**`", "end", "#35;&lt;", "\u202etxet", "a\nb\rc\u2028d", "%%{init: {}}%%",
    "click n_0 href", "1. một", "- hai", "$$x$$", "ệ" * 400, "", "e\u0323\u0302",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_a_label_only(text: str, small_flow: Flow) -> None:
    hostile = replace(
        small_flow, name=text, procedure=text,
        lanes=tuple(FlowLane(lane.id, text) for lane in small_flow.lanes),
        nodes=tuple(replace(n, name=text, off_clock=text) for n in small_flow.nodes),
        edges=tuple(replace(e, when=text) for e in small_flow.edges),
    )  # fmt: skip
    plain = mermaid(small_flow, {"b1": ((1, ""),)}, "vi").splitlines()
    lines = mermaid(hostile, {"b1": ((1, ""),)}, "vi").splitlines()
    texts = re.compile(r'(accTitle: |accDescr: ).*|"[^"]*"|\|"[^"]*"\||:::\w+')
    assert [texts.sub("", line) for line in lines][:19] == [texts.sub("", line) for line in plain][:19]
    for line in lines[:19]:
        for label in re.findall(r'"([^"]*)"', line):
            assert not re.search(r"[<>`\[\]{}()|%$*_&\u202e]", label.replace("<br/>", ""))


def test_long_names_of_a_long_flow_stay_below_what_mermaid_reads(small_flow: Flow) -> None:
    nodes = tuple(replace(small_flow.nodes[0], id=f"b{i}", name="(ệ) " * 100) for i in range(150))
    edges = tuple(FlowEdge(f"b{i}", f"b{i + 1}", when="lời, " * 80) for i in range(149))
    flow = replace(small_flow, nodes=nodes, edges=edges, start="b0")
    assert len(mermaid(flow, {}, "vi")) < 50_000


def test_more_links_than_mermaid_renders_are_told(small_flow: Flow) -> None:
    many = tuple(FlowEdge("b1", "b2", when=str(i)) for i in range(MOST_LINKS))
    with pytest.raises(AuditError) as told:
        mermaid(replace(small_flow, edges=many), {}, "vi")
    assert told.value.problems[0].key == "diagram.too_large"
