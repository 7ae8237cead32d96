"""A small audit made by hand, with one of everything that a report must show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from tthc_audit.results import (
    Audit,
    Error,
    Finding,
    Flow,
    FlowEdge,
    FlowLane,
    FlowNode,
    Input,
    LegalBasis,
    Location,
    Notice,
    RuleSummary,
    Stated,
    Time,
    Value,
    Words,
)  # fmt: skip


def minutes(days: str) -> Time:
    value = str(int(float(days) * 480))
    return Time(value, value, None)


def days(n: str) -> Stated:
    return Stated(value=n, unit="working_day")


@pytest.fixture
def flow() -> Flow:
    lanes = (
        FlowLane("applicant", "Người nộp"),
        FlowLane("mc", "Bộ phận Một cửa", "xa"),
        FlowLane("ct", "Chủ tịch UBND cấp xã", "xa"),
    )
    nodes = (
        FlowNode("b1", "Nộp hồ sơ", "submit", "applicant", on_critical_path=True),
        FlowNode("b2", "Kiểm tra hồ sơ", "check", "mc", "Công chức", days("0.5"), minutes("0.5"), split="one", on_critical_path=True, slack=minutes("0")),
        FlowNode("b3", "Bổ sung hồ sơ", "supplement", "applicant", duration=days("5"), time=minutes("5"), off_clock="bổ sung hồ sơ"),
        FlowNode("b4", "Ký", "sign", "ct", "Chủ tịch", days("3"), minutes("3"), on_critical_path=True, slack=minutes("0")),
        FlowNode("b5", "Trả kết quả", "return", "mc", None, Stated(text="ngay sau khi có kết quả"), on_critical_path=True),
    )  # fmt: skip
    edges = (
        FlowEdge("b1", "b2", critical=True), FlowEdge("b2", "b3", when="thiếu"), FlowEdge("b3", "b2", back=True),
        FlowEdge("b2", "b4", when="đủ", critical=True), FlowEdge("b4", "b5", critical=True),
    )  # fmt: skip
    return Flow("1.000001", "Thủ tục thử", lanes, nodes, edges, "b1", sound=True)


def stem(name: str, value: str | None) -> dict[str, Value]:
    return {f"{name}_min": value, f"{name}_max": value, f"{name}_days": None}


def case(procedure: str, worst: str | None, limit: str | None, **more: Value) -> dict[str, Value]:
    row: dict[str, Value] = {
        "procedure": procedure,
        "case": "",
        "case_name": None,
        "steps_count": 5,
        "flow_sound": True,
        "limit_text": None,
    }
    for name in ("best", "typical", "worst", "elapsed_worst"):
        row |= stem(name, worst)
    return row | stem("statutory", limit) | stem("extended", limit) | stem("committed", None) | more


def finding(rule: str = "time/process-longer-than-limit", **more: object) -> Finding:
    base = Finding(
        rule=rule, severity="violation", outcome="fail", table="case", subject_keys={"procedure": "1.000001", "case": ""},
        message=Words("Quy trình dài hơn thời hạn.", "The flow is longer than the limit."),
        evidence={"worst_min": "1680.0000", "worst_max": "1680.0000", "worst_days": None, "steps_count": 5},
        location=Location("1.000001.json", "/steps", 12, 3), fingerprint="f" * 16, procedure="1.000001",
        responsible="UBND cấp xã", authority="commune", legal_basis=(LegalBasis("63/2010/NĐ-CP", "Điều 7", verified=True),),
        remedy=Words("Rút ngắn.", "Shorten."), title=Words("Dài hơn thời hạn", "Longer than the limit"),
    )  # fmt: skip
    return structs.replace(base, **more)


@pytest.fixture
def audit(flow: Flow) -> Audit:
    row: dict[str, Value] = {
        "procedure": "1.000001", "procedure_name": "Thủ tục thử", "field": "Hộ tịch", "procedure_kind": "citizen", "procedure_scope": "national",
        "procedure_status": "in_force", "competent_name": "UBND cấp xã", "publication_number": "12/QĐ-BTP", "publication_signed_on": date(2025, 6, 1),
        "internal_process_number": None, "source_kind": "portal_api", "source_taken_on": date(2026, 11, 1), "source_complete": False,
        "steps_origin": "authored", "critical_path": ["b1", "b2", "b4", "b5"],
    }  # fmt: skip
    empty = {
        **row,
        "procedure": "2.000002",
        "procedure_name": "Chưa có bước",
        "critical_path": None,
        "source_kind": None,
        "source_taken_on": None,
    }
    return Audit(
        name="Danh mục thử",
        as_of=date(2026, 11, 20),
        inputs=(Input("1.000001.json", "a" * 64), Input("catalog.json", "b" * 64)),
        errors=(Error("3.000003.json", 4, 2, "/steps/0", "Thiếu tên.", "Ghi tên bước."),),
        rules=(
            RuleSummary("time/process-longer-than-limit", Words("Dài hơn thời hạn", "Longer"), "violation", "process_owner", False, 1, 1, 1, 0,
                        (LegalBasis("63/2010/NĐ-CP", "Điều 7", verified=True),)),
            RuleSummary("old/rule", Words("Quy tắc cũ", "Old"), "warning", None, True, 0, 0, 0, 2),
        ),
        findings=(
            finding(),
            finding("clear/role", severity="suggestion", table="step", subject_keys={"procedure": "1.000001", "step": "b4"}, evidence={"role": None},
                    message=Words("Chưa rõ người ký.", "Signer not clear."), fingerprint="e" * 16),
            finding(outcome="unknown", procedure="2.000002", subject_keys={"procedure": "2.000002"}, evidence={}, reasons=("worst",), count=1,
                    message=Words("Chưa đủ cơ sở kết luận: chưa nêu các bước.", "Cannot be decided: no steps."), remedy=None, fingerprint="d" * 16),
            finding("law/instrument", procedure=None, subject_keys={}, table="target", authority="ministry", responsible=None, severity="warning", evidence={},
                    message=Words("Chỉ tiêu thiếu mốc.", "Target lacks a baseline."), location=Location("catalog.json", "/targets/0"), fingerprint="c" * 16),
            finding("clear/time", status="waived", severity="suggestion", evidence={}, message=Words("Đã chấp nhận.", "Accepted."), fingerprint="b" * 16),
        ),
        notices=(Notice("load.no_catalog"),),
        tables={"procedure": [row, empty], "case": [case("1.000001", "1680.0000", "1440.0000"), case("2.000002", None, "1440.0000", steps_count=0, flow_sound=None)]},
        flows={"1.000001": flow},
        agencies={"mc": "Bộ phận Một cửa", "ct": "Chủ tịch UBND cấp xã", "so": "Sở Tư pháp"},
        sources={"1.000001": "1.000001.json", "2.000002": "2.000002.json"},
        meanings={"case.worst_min": Words("Thời gian dài nhất: ít nhất", "Longest time: at least"), "case.steps_count": Words("Số bước", "Number of steps")},
    )  # fmt: skip


def _many(audit: Audit, count: int) -> Audit:
    row, case = audit.tables["procedure"][0], audit.tables["case"][0]
    keys = [f"1.{i:06}" for i in range(1, count + 1)]
    return replace(
        audit,
        findings=tuple(structs.replace(f, procedure=k, subject_keys={"procedure": k}) for k in keys for f in audit.findings[:2]),
        tables={
            "procedure": [{**row, "procedure": k} for k in keys],
            "case": [{**case, "procedure": k} for k in keys],
            "citation": [
                {"procedure": k, "instrument": "63/2010/NĐ-CP", "provision": "Điều 8", "known": True, "in_force": True,
                 "verified": True, "cited_for": "procedure"}
                for k in keys
            ],
        },
        flows={k: replace(audit.flows["1.000001"], procedure=k) for k in keys},
    )  # fmt: skip


@pytest.fixture
def many() -> Callable[[Audit, int], Audit]:
    """An audit of so many procedures, all like the first of the given one."""
    return _many
