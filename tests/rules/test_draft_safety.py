"""A draft that loses what the law or its own steps need is refused with the clause; a typo fix is not."""

from __future__ import annotations

import copy
import json

import pytest
from support.drafts import Case, Draft, procedure, wd

from tthc_audit import versions
from tthc_audit.api import Options
from tthc_audit.report.diff.json import render_json


def compared(folder, change, prepare=lambda _: None):
    before = Draft(procedure())
    prepare(before)
    after = Draft(copy.deepcopy(dict(before)))
    change(after)
    old, new = Case("", None, [dict(before)], [dict(after)]).lay(folder)
    return versions.diff(*versions.sides(old, new), Options())


def told(found, outcome="fail"):
    return {f.rule for f in found.findings if f.outcome == outcome}


def cite(draft):
    draft.step("do")["legal_basis"] = [{"document": "49/2026/NĐ-CP", "provision": "Điều 15"}]


def cite_lapsed(draft):
    draft.step("do")["legal_basis"] = [{"document": "61/2018/NĐ-CP"}]


def drop_survey(draft):
    draft.drop("do")
    draft.step("xet")["inputs"] = ["ho-so"]


def drop_receipt(draft):
    draft.drop("nhan")
    draft["start"] = "nop"


def promise_too_much(draft):
    draft.limit(9)
    draft.step("xet")["duration"] = wd(3)


def grow(draft):
    draft.limit(20)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda d: d.pop("documents"), "draft/component-lost"),
        (lambda d: d.pop("time_limit"), "draft/component-lost"),
        (lambda d: d.pop("fees"), None),
        (lambda d: d.pop("results"), "draft/optional-component-lost"),
        (lambda d: d.pop("legal_basis"), "draft/legal-basis-lost"),
        (lambda d: d.drop("tra"), "draft/protected-step-lost"),
        (lambda d: d.drop("do"), "draft/product-still-needed"),
        (drop_receipt, "draft/receipt-lost"),
        (promise_too_much, "draft/promise-shorter-than-steps"),
    ],
)
def test_what_a_draft_may_not_lose(change, rule, tmp_path):
    found = compared(tmp_path, change)
    document = json.loads(render_json(found))
    assert {r for r in told(found) if r.startswith("draft/")} == ({rule} if rule else set())
    assert document["draft"]["refused"] is (rule is not None)
    assert all(reason["clauses"] for reason in document["draft"]["reasons"])


def test_a_step_that_an_act_in_force_sets_may_not_go(tmp_path):
    found = compared(tmp_path, drop_survey, cite)
    assert "draft/required-step-lost" in told(found)
    (finding,) = (f for f in found.findings if f.rule == "draft/required-step-lost")
    assert "49/2026/NĐ-CP Điều 15" in finding.message.vi


def test_a_step_of_a_lapsed_act_may_go(tmp_path):
    assert "draft/required-step-lost" not in told(compared(tmp_path, drop_survey, cite_lapsed))


def test_from_a_copy_that_leaves_things_out_nothing_is_concluded(tmp_path):
    def copied(draft):
        draft.pop("documents")
        draft["source"] = {"kind": "crawl", "complete": False}

    found = compared(tmp_path, copied)
    assert "draft/component-lost" not in told(found)
    assert "draft/component-lost" in told(found, "unknown")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (grow, "change/limit-grew"),
        (lambda d: d["documents"].append({"id": "x", "name": "Bản cam kết"}), "change/paper-added-without-basis"),
        (lambda d: d.step("trinh").update(agency="so"), "change/agency-added-without-basis"),
        (lambda d: d.limit(14), "change/decision-number-same"),
    ],
)
def test_what_a_change_has_to_explain(change, rule, tmp_path):
    assert rule in told(compared(tmp_path, change))


def test_a_basis_explains_what_was_added(tmp_path):
    def explained(draft):
        draft["documents"].append({"id": "x", "name": "Bản cam kết"})
        draft["legal_basis"].append({"document": "49/2026/NĐ-CP", "provision": "Điều 15"})
        draft.decide("300/QĐ-UBND")

    assert told(compared(tmp_path, explained)) == set()


def test_nothing_is_said_of_a_catalogue_that_did_not_change(tmp_path):
    found = compared(tmp_path, lambda _: None)
    assert found.findings == ()
    assert found.procedures == ()
    assert found.unchanged == 1
