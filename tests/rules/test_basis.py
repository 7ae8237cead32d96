"""Law and severity: what a rule may say on which day, and whom it may accuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tthc_audit import i18n
from tthc_audit.catalog.model import Instrument
from tthc_audit.rules import Rule, basis

Make = Callable[..., Rule]
ACTS = {
    "63/2010/NĐ-CP": Instrument(number="63/2010/NĐ-CP", in_force_from=date(2010, 10, 14)),
    "61/2018/NĐ-CP": Instrument(number="61/2018/NĐ-CP", in_force_from=date(2018, 6, 21), in_force_to=date(2025, 6, 30)),
}
ON = date(2026, 6, 1)


def cited(document: str, *, verified: bool = True) -> dict[str, object]:
    return {"document": document, "verified": verified}


@pytest.mark.parametrize(
    ("bases", "addressee", "on", "severity"),
    [
        ([cited("63/2010/NĐ-CP")], "publisher", ON, "violation"),
        ([cited("63/2010/NĐ-CP")], None, ON, "violation"),
        ([cited("63/2010/NĐ-CP")], "official", ON, "warning"),
        ([cited("63/2010/NĐ-CP", verified=False)], "publisher", ON, "warning"),
        ([cited("63/2010/NĐ-CP")], "publisher", date(2010, 10, 13), "warning"),
        ([cited("63/2010/NĐ-CP")], "publisher", None, "warning"),
        ([cited("61/2018/NĐ-CP")], "publisher", date(2025, 6, 30), "violation"),
        ([cited("61/2018/NĐ-CP")], "publisher", date(2025, 7, 1), "warning"),
        ([cited("61/2018/NĐ-CP"), cited("63/2010/NĐ-CP", verified=False)], "publisher", ON, "warning"),
        ([cited("61/2018/NĐ-CP"), cited("63/2010/NĐ-CP")], "publisher", ON, "violation"),
        ([cited("99/2099/NĐ-CP")], "publisher", ON, "warning"),
        ([], "publisher", ON, "warning"),
    ],
)
def test_a_violation_needs_a_verified_basis_in_force_and_its_addressee(
    make_rule: Make, bases: list[object], addressee: str | None, on: date | None, severity: str
) -> None:
    rule = make_rule(legal_basis=bases, addressee=addressee)
    assert basis.cap(rule, "violation", ACTS, on) == severity


@pytest.mark.parametrize("severity", ["warning", "suggestion"])
def test_what_is_no_violation_is_not_changed(make_rule: Make, severity: str) -> None:
    assert basis.cap(make_rule(legal_basis=[]), severity, ACTS, ON) == severity  # type: ignore[arg-type]


def test_a_finding_cites_only_what_is_in_force(make_rule: Make) -> None:
    rule = make_rule(legal_basis=[cited("61/2018/NĐ-CP"), cited("63/2010/NĐ-CP"), cited("99/2099/NĐ-CP")])
    assert [b.document for b in basis.in_force(rule, ACTS, ON)] == ["63/2010/NĐ-CP", "99/2099/NĐ-CP"]


def test_a_rule_is_stale_when_every_act_behind_it_has_lapsed(make_rule: Make) -> None:
    assert basis.is_stale(make_rule(legal_basis=[cited("61/2018/NĐ-CP")]), ACTS, ON)
    assert not basis.is_stale(make_rule(legal_basis=[cited("61/2018/NĐ-CP"), cited("63/2010/NĐ-CP")]), ACTS, ON)
    assert not basis.is_stale(make_rule(legal_basis=[]), ACTS, ON)
    assert basis.is_stale(make_rule(legal_basis=[], in_force={"to": "2026-05-31"}), ACTS, ON)


def test_an_act_that_no_register_knows_is_told_with_the_nearest(make_rule: Make) -> None:
    rule = make_rule(legal_basis=[cited("63/2010/NĐ-CP"), cited("63/2010/ND-CP"), cited("xyz")])
    near, far = basis.unknown_instruments(rule, ACTS)
    assert (near.key, near.pointer, near.values["near"]) == (
        "rules.unknown_instrument",
        "/legal_basis/1/document",
        "63/2010/NĐ-CP",
    )
    assert far.key == "rules.unlisted_instrument"
    for problem in (near, far):
        assert (problem.line or 0) > 1
        assert all(i18n.problem_words("vi", problem))
