"""The ledger of targets: what decides is marked, what was reported is checked before it is told."""

import re
from dataclasses import replace
from html import unescape

import pytest

from tthc_audit.report.html import write_html
from tthc_audit.report.ledger import WAYS, ledger

BASE = {
    "target": "t50", "target_name": "Cắt 50% <b>", "target_source": "66/NQ-CP", "target_due": None, "measure": "time_limit",
    "method": "total", "against": "snapshot", "baseline_wanted_on": None, "baseline_on": None, "baseline_file": None, "baseline_intact": None,
    "required_percent": "50", "required_share_percent": None, "procedures_count": 2, "procedures_met": 1, "procedures_not_met": 1,
    "procedures_unproven": 0, "procedures_newer": 3, "procedures_abolished": 0, "time_unit": "working_day", "verdict": "not_met", "met": False,
    "claim_met": 329, "claim_of": 355, "claim_percent": "92.67", "claim_computed_percent": "92.68", "claim_source": None,
    "claim_adds_up": False, "claim_agrees": None,
}  # fmt: skip
FIGURES = {"numerator": "27/4", "denominator": "15", "percent": "45", "left_out": 0, "verdict": "not_met"}
ROW = BASE | {f"{way}_{name}": value for way in WAYS for name, value in FIGURES.items()} | {"mean_numerator": "1/3"}


@pytest.fixture
def told(audit):
    return replace(audit, tables=audit.tables | {"target_total": [ROW]})


def test_the_declared_way_is_marked_and_fractions_stay_exact(told):
    (target,) = ledger(told, "vi")
    assert [w.declared for w in target.ways] == [name == "total" for name in WAYS]
    assert target.ways[2].fraction == "6,75 / 15 ngày làm việc"
    assert target.ways[3].fraction.startswith("(1/3) / 15")
    assert (target.verdict, target.ways[2].percent, target.ways[2].required) == ("not_met", "45%", "50%")


def test_the_arithmetic_of_a_report_comes_first(told):
    (target,) = ledger(told, "vi")
    assert "92,67%" in target.claims[0]
    assert "92,68%" in target.claims[0]
    assert any("3 thủ tục chưa có phiên bản trước" in line for line in target.lines)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_is_there_and_safe(told, tmp_path, lang):
    write_html(told, tmp_path, lang)
    page = (tmp_path / "targets.html").read_text("utf-8")
    assert "<b>" not in page.split("<caption>")[1].split("</caption>")[0]
    assert "92" in unescape(re.sub("<[^>]+>", " ", page))
    assert "targets.html" in (tmp_path / "index.html").read_text("utf-8")


def test_a_catalogue_without_targets_has_no_such_page(audit, tmp_path):
    write_html(audit, tmp_path, "vi")
    assert not (tmp_path / "targets.html").exists()
