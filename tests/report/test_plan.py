"""The plan as pages: what the practice asks for, whole, safe, in both languages."""

import re
from collections import Counter
from html import unescape

import pytest
from support.reform import PROCEDURE, lay

from tthc_audit import api, reform
from tthc_audit.report import plan_html, plan_text
from tthc_audit.report.plan_view import page, percent

KNOWN = {"source": "khảo sát", "year": 2025}
COST = {
    "activities": [
        {"name": "Xin xác nhận cư trú", "kind": "prepare", "hours": {"value": 2, **KNOWN}, "documents": ["cu-tru"]},
        {"name": "Nộp", "kind": "submit", "hours": {"low": 1, "high": 2, **KNOWN}},
    ],
    "hourly_income_vnd": {"value": 54_000, **KNOWN}, "fees_vnd": {"value": 0, **KNOWN},
}  # fmt: skip


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    root = lay(tmp_path_factory.mktemp("d"), **{"1.000001": {**PROCEDURE, "cost": COST, "annual_cases": 100}})
    return reform.plans(root, ["1.000001"], api.Options(), target=reform.target_of("30%"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_has_every_part_of_a_plan(plans, lang):
    source = plan_html.render(plans, lang).decode()
    words = re.sub(r"\s+", " ", unescape(re.sub("<style>.*?</style>|<[^>]+>", " ", source, flags=re.DOTALL)))
    told = page(plans.procedures[0], lang)
    assert told.status in words
    for row in (*told.chosen, *told.others):
        assert row.content in words
        assert row.reason in words
        assert row.trade_off in words
    for _, acts in told.acts:
        for act in acts:
            assert act.name in words
    assert told.times[0].before.replace("\xa0", " ") in words.replace("\xa0", " ")
    assert "<svg" in source
    assert len(told.cost) == 6


def test_ids_are_unique_and_nothing_is_loaded(plans):
    source = plan_html.render(plans, "vi").decode()
    assert max(Counter(re.findall(r' id="([^"]+)"', source)).values()) == 1
    assert "default-src 'none'" in unescape(source)
    assert not re.search(r'(?:src|href)="(?!#|index\.html)', source)


def test_acts_are_grouped_by_who_can_change_them(plans):
    told = page(plans.procedures[0], "vi")
    assert [name for name, _ in told.acts] == ["Thuộc quyền của cơ quan (quy trình nội bộ, ủy quyền)"]


def test_the_roll_up_counts_outcomes_and_savings(plans, tmp_path):
    plan_html.write(plans, tmp_path / "p", "vi")
    words = unescape(re.sub("<[^>]+>", " ", (tmp_path / "p" / "index.html").read_text("utf-8")))
    assert "Đạt mục tiêu: 1" in words
    assert "1/1 thủ tục" in words


def test_text_says_the_same(plans):
    told = plan_text.render(plans, "vi")
    for change in page(plans.procedures[0], "vi").chosen:
        assert change.content in told


def test_percentages_are_rounded_for_reading_only():
    assert [percent("vi", f) for f in ("1/3", "1/2", "-1/3", None)] == ["33,33%", "50%", "-33,33%", ""]
