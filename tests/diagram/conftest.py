"""Flows to draw: seeded random ones, and a small one to vary."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tthc_audit.results import Flow, FlowEdge, FlowLane, FlowNode, Stated

_NAMES = (
    "Tiếp nhận hồ sơ", "Kiểm tra tính đầy đủ, hợp lệ của thành phần hồ sơ", "Phân công thụ lý", "Ký",
    "Thẩm định hồ sơ, lấy ý kiến của các cơ quan, đơn vị có liên quan theo quy định của pháp luật về đất đai",
    "Trả kết quả",
)  # fmt: skip


def random_flow(seed: int) -> Flow:
    """5 to 45 steps in 2 to 7 lanes: sequences, choices, parallel branches, loops, stray edges."""
    source = random.Random(seed)
    lanes = [f"l{i}" for i in range(source.randint(2, 7))]
    if source.random() < 0.6:
        lanes[source.randrange(len(lanes))] = "applicant"
    wanted = source.randint(5, 45)
    nodes: list[FlowNode] = []
    edges: list[FlowEdge] = []

    def step(split: str | None = None, join: str = "any") -> str:
        name = f"b{len(nodes) + 1}"
        nodes.append(
            FlowNode(
                name, source.choice(_NAMES), "other", source.choice(lanes),
                duration=source.choice((None, Stated(value="0.5", unit="working_day"), Stated(value="30", unit="day"))),
                off_clock=source.choice((None, None, None, "bổ sung")),
                split=split, join=join, on_critical_path=source.random() < 0.4,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        return name

    def edge(a: str, b: str, *, back: bool = False) -> None:
        when = source.choice((None, None, "đủ điều kiện", "hồ sơ chưa đầy đủ, chưa hợp lệ theo quy định hiện hành"))
        edges.append(FlowEdge(a, b, when=when, back=back, critical=not back and source.random() < 0.3))

    def block(entry: str, depth: int) -> str:
        shape = source.random()
        if depth > 2 or shape < 0.45:
            nxt = step()
            edge(entry, nxt)
            return nxt
        kind = "one" if shape < 0.8 else "all"
        fork = step(split=kind)
        edge(entry, fork)
        ends = [block(fork, depth + 1) for _ in range(source.randint(2, 4))]
        join = step(join="all" if kind == "all" else "any")
        for end in ends:
            edge(end, join)
        if kind == "one" and source.random() < 0.5:
            edge(fork, entry, back=True)
        return join

    last = step()
    while len(nodes) < wanted:
        last = block(last, 0)
    if source.random() < 0.3:
        a, b = sorted(source.sample(range(len(nodes)), 2))
        edge(nodes[a].id, nodes[b].id)
    return Flow(
        procedure="1.000001", name="Thủ tục thử", lanes=tuple(FlowLane(i, f"Đơn vị {i}", source.choice((None, "x"))) for i in lanes),
        nodes=tuple(nodes), edges=tuple(edges), start=nodes[0].id, sound=True,
    )  # fmt: skip


@pytest.fixture(name="random_flow", scope="session")
def _random_flow() -> Callable[[int], Flow]:
    return random_flow


@pytest.fixture
def small_flow() -> Flow:
    """Submit, check, and back once."""
    lanes = (FlowLane("mc", "Bộ phận Một cửa"), FlowLane("applicant", "Người nộp"))
    nodes = (
        FlowNode("b1", "Nộp hồ sơ", "submit", "applicant", on_critical_path=True),
        FlowNode("b2", "Kiểm tra", "check", "mc", duration=Stated(value="0.5", unit="working_day"), split="one", on_critical_path=True),
        FlowNode("b3", "Trả kết quả", "return", "mc", duration=Stated(value="1", unit="day"), on_critical_path=True),
    )  # fmt: skip
    edges = (
        FlowEdge("b1", "b2", critical=True),
        FlowEdge("b2", "b3", critical=True, when="đủ"),
        FlowEdge("b2", "b1", back=True, when="chưa đủ"),
    )
    return Flow("1.000001", "Thủ tục nhỏ", lanes, nodes, edges, "b1", sound=True)
