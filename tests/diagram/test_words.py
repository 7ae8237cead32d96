from __future__ import annotations

from dataclasses import replace

import pytest

from tthc_audit.diagram.words import edge_words, stated_time, step_time, tags
from tthc_audit.results import Flow, Stated

TAGS = {"b1": "b1"}


@pytest.mark.parametrize(
    ("stated", "vi", "en"),
    [
        (Stated(value="0.5", unit="working_day"), "0,5 ngày", "0.5 days"),
        (Stated(value="30", unit="day"), "30 ngày lịch", "30 calendar days"),
        (Stated(value="1", unit="month"), "1 tháng", "1 month"),
        (Stated(same_day=True), "trong ngày", "same day"),
        (Stated(same_day=True, cut_off="15:00"), "trong ngày, trước 15:00", "same day, before 15:00"),
        (Stated(text="theo hẹn"), "ghi bằng lời", "in words"),
        (Stated(shared_with="b1"), "trong bước b1", "within step b1"),
        (Stated(value="10", unit="working_day", from_step="b1"), "10 ngày từ bước b1", "10 days from step b1"),
        (Stated(), "chưa nêu", "not stated"),
    ],
)
def test_a_stated_time_is_told_in_few_words(stated: Stated, vi: str, en: str) -> None:
    assert (stated_time("vi", stated, TAGS), stated_time("en", stated, TAGS)) == (vi, en)


def test_the_words_on_a_strip_never_break(small_flow: Flow) -> None:
    assert " " not in step_time("vi", small_flow.nodes[1], tags(small_flow))
    assert step_time("vi", small_flow.nodes[0], tags(small_flow)) == "—"


def test_long_ids_give_way_to_numbers(small_flow: Flow) -> None:
    long = replace(small_flow, nodes=tuple(replace(n, id=f"{n.id}_kiem_tra") for n in small_flow.nodes))
    assert list(tags(small_flow).values()) == ["b1", "b2", "b3"]
    assert list(tags(long).values()) == ["1", "2", "3"]


def test_an_edge_of_some_cases_names_them(small_flow: Flow) -> None:
    flow = replace(small_flow, cases=(("c1", "Nhà ở"), ("c2", "Công trình")))
    edge = replace(small_flow.edges[1], cases=("c1", "c2"))
    assert edge_words(flow, edge) == "đủ (Nhà ở; Công trình)"
    assert edge_words(flow, replace(edge, when=None)) == "Nhà ở; Công trình"
