"""What the signer is asked: at most three things, and to order only what is theirs to order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from tthc_audit.report.decisions import AUTHORITIES, decisions
from tthc_audit.report.numbering import Chapter, Numbered, chapters
from tthc_audit.results import Audit

Found = list[tuple[Chapter, Numbered]]


@pytest.fixture
def findings(audit: Audit) -> Found:
    """One warning of every authority, each of its own agency."""
    one = next(f for f in audit.findings if f.outcome == "fail")
    several = tuple(
        structs.replace(one, severity="warning", authority=name, responsible=f"Cơ quan {name}", fingerprint=name)
        for name in AUTHORITIES
    )
    return [(c, f) for c in chapters(replace(audit, findings=several), "vi") for f in c.findings]


@pytest.mark.parametrize(
    ("level", "ordered", "proposed"),
    [
        ("commune", ["commune"], ["Ủy ban nhân dân cấp tỉnh", "bộ, ngành", "Chính phủ", "Quốc hội"]),
        ("province", ["commune", "province"], ["bộ, ngành", "Chính phủ", "Quốc hội"]),
        (None, ["commune", "province"], ["bộ, ngành", "Chính phủ", "Quốc hội"]),
        ("ministry", ["ministry"], ["Ủy ban nhân dân cấp xã", "Ủy ban nhân dân cấp tỉnh", "Chính phủ", "Quốc hội"]),
        ("national", ["commune", "government"], ["Quốc hội"]),
    ],
)
def test_each_level_orders_its_own_and_proposes_the_rest(
    findings: Found, level: str | None, ordered: list[str], proposed: list[str]
) -> None:
    *orders, proposal = decisions(findings, level, "vi")
    assert len(orders) <= 2
    assert [o.split(" rà soát")[0] for o in orders] == [f"Giao Cơ quan {name}" for name in ordered]
    assert proposal.startswith("Kiến nghị " + ", ".join(proposed) + " xem xét")


def test_suggestions_and_undecided_points_ask_for_no_decision(audit: Audit) -> None:
    rest = tuple(f for f in audit.findings if f.severity == "suggestion" or f.outcome == "unknown")
    found = [(c, f) for c in chapters(replace(audit, findings=rest), "vi") for f in c.findings]
    assert decisions(found, "province", "vi") == ()


def test_a_name_of_any_length_leaves_a_sentence_of_a_few_lines(audit: Audit) -> None:
    endless = tuple(structs.replace(f, responsible="Trung tâm " * 200) for f in audit.findings)
    found = [(c, f) for c in chapters(replace(audit, findings=endless), "vi") for f in c.findings]
    assert max(len(d) for d in decisions(found, "province", "vi")) < 220
