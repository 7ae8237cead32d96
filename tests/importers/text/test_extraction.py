"""Steps read from short texts of the kinds that are published: actor, kind, limit, branch, and the flow they make."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tthc_audit.importers.text import ExtractedStep, extract_steps, plain_text, to_steps

LICENCE = """Bước 1: Tổ chức, cá nhân nộp 01 bộ hồ sơ đến Sở Xây dựng.
Bước 2: Sở Xây dựng kiểm tra hồ sơ. Trường hợp hồ sơ chưa đầy đủ, trong thời hạn 02 ngày làm việc kể từ ngày nhận hồ sơ, Sở Xây dựng thông báo bằng văn bản để tổ chức, cá nhân bổ sung.
Bước 3: Trong thời hạn 07 (bảy) ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Xây dựng thẩm định hồ sơ và trình Chủ tịch UBND tỉnh quyết định. Trường hợp từ chối, phải trả lời bằng văn bản và nêu rõ lý do.
"""


def read(text: str) -> list[tuple[str, str | None]]:
    return [(step.kind, step.actor) for step in extract_steps(text, {"so": "Sở Xây dựng"})]


def test_a_common_licence_gives_its_five_steps() -> None:
    assert read(LICENCE) == [
        ("submit", "applicant"),
        ("check", "so"),
        ("supplement", "so"),
        ("appraise", "so"),
        ("decide", "Chủ tịch Ủy ban nhân dân tỉnh"),
    ]


def test_a_refusal_without_a_limit_of_its_own_is_no_step() -> None:
    text = "Trong thời hạn 05 ngày, Sở Xây dựng cấp Giấy phép. Trường hợp không cấp, Sở Xây dựng trả lời bằng văn bản."
    assert read(text) == [("issue", "so")]


def test_a_refusal_with_a_limit_of_its_own_is_a_conditional_step() -> None:
    text = (
        "Trong thời hạn 05 ngày, Sở Xây dựng cấp Giấy phép. "
        "Trường hợp từ chối, trong thời hạn 02 ngày, Sở Xây dựng trả lời bằng văn bản."
    )
    issue, refusal = extract_steps(text, {})
    assert (issue.kind, issue.conditional) == ("issue", False)
    assert (refusal.kind, refusal.conditional, refusal.duration) == ("decide", True, {"value": 2, "unit": "day"})


def test_acts_under_one_limit_share_it() -> None:
    text = "Trong thời hạn 07 ngày làm việc, Sở Xây dựng thẩm định hồ sơ và cấp Giấy phép."
    one, other = extract_steps(text, {})
    assert one.duration == other.duration == {"value": 7, "unit": "working_day"}
    assert (one.shares_limit_with, other.shares_limit_with) == ((1,), (0,))
    steps = to_steps([one, other], lambda _: "so")
    assert steps[0]["duration"] == {"value": 7, "unit": "working_day"}
    assert steps[1]["duration"]["shared_with"] == steps[0]["id"]


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("trong thời hạn không quá 03 (ba) ngày làm việc kể từ ngày nhận hồ sơ", {"value": 3, "unit": "working_day"}),
        ("trong 08 giờ làm việc", {"value": 8, "unit": "working_hour"}),
        ("ngay trong ngày", {"same_day": True}),
        ("chậm nhất 15 ngày kể từ ngày nhận hồ sơ", {"value": 15, "unit": "day"}),
        ("chậm nhất 15 ngày trước ngày tổ chức", None),
        ("trước ngày 15 tháng 12", None),
    ],
)
def test_limits_before_an_act_are_its_duration(words: str, limit: dict[str, object] | None) -> None:
    (step,) = extract_steps(f"{words.capitalize()}, Sở Xây dựng thẩm định hồ sơ.", {})
    assert step.duration == limit


def test_every_value_keeps_the_place_it_was_read_from() -> None:
    text = "<p>Trong th&#7901;i h&#7841;n 07 ng&agrave;y, Sở Xây dựng cấp Giấy phép.</p>"
    (step,) = extract_steps(text, {})
    plain = plain_text(text)
    parts = {part: plain[start:end] for part, (start, end) in step.spans.items()}
    assert parts["actor"] == "Sở Xây dựng"
    assert parts["duration"] == "07 ngày"
    assert parts["kind"].startswith("cấp Giấy")


def test_simultaneous_acts_are_parallel() -> None:
    steps = extract_steps("Sở Xây dựng thẩm định hồ sơ, đồng thời lấy ý kiến Công an tỉnh.", {})
    assert [step.kind for step in steps] == ["appraise", "consult"]
    assert [step.parallel_with for step in steps] == [(1,), (0,)]


def test_what_is_inferred_is_less_sure_than_what_is_read() -> None:
    named, inherited = extract_steps("Sở Xây dựng thẩm định hồ sơ.\nCấp Giấy phép cho chủ đầu tư.", {})
    assert named.actor == inherited.actor
    assert Decimal(0) < inherited.confidence < named.confidence < Decimal(1)


def test_a_supplement_loops_back_to_the_check() -> None:
    steps = to_steps(extract_steps(LICENCE, {}), lambda step: step.actor or "")
    check, supplement = steps[1], steps[2]
    assert check["split"] == "one"
    assert [edge if isinstance(edge, str) else edge["to"] for edge in check["next"]] == ["s4", "s3"]
    assert supplement["next"] == ["s2"]
    assert steps[-1].get("next") is None


def test_side_by_side_acts_fork_and_join() -> None:
    span = {"step": (0, 1)}
    extracted = [
        ExtractedStep("a", "check", "x", spans=span),
        ExtractedStep("b", "consult", "x", parallel_with=(2,), spans=span),
        ExtractedStep("c", "consult", "x", parallel_with=(1,), spans=span),
        ExtractedStep("d", "decide", "x", spans=span),
    ]
    steps = to_steps(extracted, lambda _: "x")
    assert (steps[0]["next"], steps[0]["split"]) == (["s2", "s3"], "all")
    assert steps[3]["join"] == "all"


def test_a_step_that_a_supplement_returns_to_waits_for_nobody() -> None:
    span = {"step": (0, 1)}
    extracted = [
        ExtractedStep("a", "check", "x", spans=span),
        ExtractedStep("b", "consult", "x", parallel_with=(2,), spans=span),
        ExtractedStep("c", "consult", "x", parallel_with=(1,), spans=span),
        ExtractedStep("d", "check", "x", spans=span),
        ExtractedStep("e", "supplement", "x", conditional=True, spans=span),
        ExtractedStep("f", "decide", "x", spans=span),
    ]
    steps = to_steps(extracted, lambda _: "x")
    assert [step["next"] for step in steps[:3]] == [["s2"], ["s3"], ["s4"]]
    assert "join" not in steps[3]


def test_a_text_without_acts_gives_no_step() -> None:
    assert extract_steps("", {}) == ()
    assert extract_steps("Theo quy định của pháp luật.", {}) == ()
    assert to_steps((), lambda _: "") == []
