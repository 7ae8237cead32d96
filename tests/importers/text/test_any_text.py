"""Whatever a text holds, reading it ends, crashes nothing, and points inside the text."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tthc_audit.catalog.model import Edge, Procedure, Step
from tthc_audit.flow.soundness import check_procedure
from tthc_audit.importers.text import ExtractedStep, extract_steps, plain_text, read_limit, to_steps
from tthc_audit.importers.text.extraction import MOST_STEPS
from tthc_audit.importers.text.plain import LONGEST

KINDS = ("submit", "receive", "check", "supplement", "transfer", "appraise", "consult", "inspect_site", "publish_notice", "pay", "decide", "sign", "issue", "return", "other")  # fmt: skip
PHRASES = (
    "Bước 1: ", "\n- ", "a) ", "Tổ chức, cá nhân ", "nộp hồ sơ ", "đến Sở Xây dựng", ". ", "; ", ", ", "Sở Xây dựng ", "UBND cấp xã ", "thẩm định hồ sơ",
    " và ", "cấp Giấy phép", "Trong thời hạn 05 ngày làm việc ", "kể từ ngày nhận hồ sơ ", "Trường hợp hồ sơ không hợp lệ ", "thì ", "thông báo ", "bổ sung hồ sơ",
    "từ chối ", "nếu cần ", "(", ")", "03 (ba) ngày", "ngay trong ngày", "sau 15 giờ", "đồng thời ", "lấy ý kiến ", "trình Chủ tịch UBND tỉnh quyết định",
    "trả kết quả", "<p>", "&nbsp;", "&lt;b&gt;", "\u200b", "\x00", "İ", "nộp lệ phí", "niêm yết công khai 15 ngày", "1/2 ngày", "9999999999 ngày",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PHRASES), max_size=40).map("".join))
AGENCIES = {"so": "Sở Xây dựng", "xa": "Ủy ban nhân dân cấp xã", "": "", "x": " ( "}


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_every_span_lies_inside_the_plain_text(text: str) -> None:
    plain = plain_text(text)
    steps = extract_steps(text, AGENCIES)
    for number, step in enumerate(steps):
        for start, end in step.spans.values():
            assert 0 <= start <= end <= len(plain)
        start, end = step.spans["step"]
        assert step.text in plain[start:end]
        assert step.kind in KINDS
        assert Decimal(0) < step.confidence <= Decimal(1)
        for other in (*step.shares_limit_with, *step.parallel_with):
            assert other != number
            assert 0 <= other < len(steps)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_plain_text_is_settled_after_one_reading(text: str) -> None:
    assert plain_text(plain_text(text)) == plain_text(text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_the_flow_of_any_text_is_sound(text: str) -> None:
    steps = to_steps(extract_steps(text, AGENCIES), lambda step: step.actor or "unknown")
    if steps:
        assert check_procedure(procedure_of(steps))[""].sound


made = st.builds(
    ExtractedStep,
    text=st.just("x"),
    kind=st.sampled_from(KINDS),
    actor=st.sampled_from(("applicant", "a", "b")),
    conditional=st.booleans(),
    parallel_with=st.lists(st.integers(0, 9), max_size=2).map(tuple),
    spans=st.just({"step": (0, 1)}),
)


@given(st.lists(made, max_size=10))
@settings(max_examples=500, deadline=None)
def test_the_flow_of_any_list_of_steps_is_sound(extracted: list[ExtractedStep]) -> None:
    steps = to_steps(extracted, lambda step: step.actor or "unknown")
    if steps:
        assert check_procedure(procedure_of(steps))[""].sound


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_limit_is_one_limit_or_several_named_cases(text: str) -> None:
    reading = read_limit(text)
    if reading is None:
        return
    for limit in (reading.limit, *(limit for _, limit in reading.cases)):
        assert {"value", "same_day", "text"} & limit.keys()
    assert ("text" in reading.limit) == bool(reading.cases)


def test_huge_texts_are_read_up_to_a_bound() -> None:
    line = "- Sở Xây dựng thẩm định hồ sơ và cấp Giấy phép trong thời hạn 05 ngày.\n- Tổ chức, cá nhân nộp hồ sơ.\n"
    text = line * 20_000
    steps = extract_steps(text, {})
    assert len(plain_text(text)) <= LONGEST
    assert 0 < len(steps) <= MOST_STEPS


def test_one_endless_sentence_ends() -> None:
    for word in ("kiểm tra, ", "trường hợp ", "kể từ ngày ", "và ", "(", "nơi ", "Sở "):
        extract_steps(word * 5_000, {})


def procedure_of(steps: list[dict[str, object]]) -> Procedure:
    made_steps = []
    for step in steps:
        edges = [Edge(to=e) if isinstance(e, str) else Edge(to=e["to"]) for e in step.get("next", [])]
        made_steps.append(
            Step(
                id=step["id"],
                name=step["name"],
                kind=step["kind"],
                agency=step["agency"],
                split=step.get("split"),
                join=step.get("join", "any"),
                next=tuple(edges),
            )
        )
    return Procedure(code="x", name="x", steps=tuple(made_steps))
