"""Flows to draw: seeded random ones, and a small one to vary."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

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


def procedure_flow(seed: int, steps: int | None = None) -> Flow:
    """A procedure as offices run it: 5 to 45 steps in 2 to 7 lanes, one decisive path.

    A check with a way back, work that goes from unit to unit, choices within a unit, opinions of
    several units at once.
    """
    source = random.Random(seed)
    count = source.randint(2, 7)
    wanted = steps or source.randint(5, 45)
    applicant, desk, *units = ["applicant", *(f"l{i}" for i in range(1, count))]
    units = units or [desk]
    nodes: list[FlowNode] = []
    edges: list[FlowEdge] = []

    def step(lane: str, split: str | None = None, join: str = "any", *, waits: bool = False) -> str:
        time = None if waits else Stated(value=source.choice(("0.5", "3")), unit="working_day")
        nodes.append(
            FlowNode(
                f"b{len(nodes) + 1}", source.choice(_NAMES), "other", lane, duration=time,
                off_clock="bổ sung" if waits else None, split=split, join=join,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        return nodes[-1].id

    def edge(a: str, b: str, when: str | None = None, *, back: bool = False, critical: bool = False) -> None:
        edges.append(FlowEdge(a, b, when=when, back=back, critical=critical))

    path = [step(applicant)]

    def on(lane: str, split: str | None = None, when: str | None = None) -> str:
        name = step(lane, split)
        edge(path[-1], name, when, critical=True)
        path.append(name)
        return name

    unit = source.choice(units)
    if wanted >= 8:
        check = on(desk, split="one")
        supplement = step(applicant, waits=True)
        edge(check, supplement, "chưa đủ")
        edge(supplement, check, "nộp lại", back=True)
        on(unit, when="đủ")
    else:
        on(desk)
    while len(nodes) < wanted - 2:
        shape = source.random() if wanted - 2 - len(nodes) > 4 else 0.0
        if shape < 0.5:
            unit = source.choice(units) if source.random() < 0.35 else unit
            on(unit)
        elif shape < 0.75:
            fork = on(unit, split="all")
            lanes = source.sample(units, min(len(units), source.randint(2, 3)))
            ends = [step(lane) for lane in lanes]
            join = step(unit, join="all")
            for number, end in enumerate(ends):
                edge(fork, end, critical=not number)
                edge(end, join, critical=not number)
            path += [ends[0], join]
        else:
            fork = on(unit, split="one")
            refusal = step(unit)
            edge(fork, refusal, "không đủ điều kiện")
            on(unit, when="đủ điều kiện")
            unit = source.choice(units)
            on(unit)
            edge(refusal, path[-1])
    on(desk)
    on(applicant)
    decisive = set(path)
    return Flow(
        procedure="1.000001", name="Thủ tục thử",
        lanes=tuple(FlowLane(lane, f"Đơn vị {lane}") for lane in dict.fromkeys([applicant, desk, *units])),
        nodes=tuple(replace(n, on_critical_path=n.id in decisive) for n in nodes), edges=tuple(edges),
        start=nodes[0].id, sound=True,
    )  # fmt: skip


@pytest.fixture(name="procedure_flow", scope="session")
def _procedure_flow() -> Callable[..., Flow]:
    return procedure_flow


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
