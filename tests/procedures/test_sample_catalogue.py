"""The sample catalogue: it loads clean, its flows are sound, and it keeps what the published records say."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from tthc_audit.catalog.loading import Loaded, load
from tthc_audit.catalog.model import Procedure
from tthc_audit.flow import dataflow
from tthc_audit.flow.soundness import check_procedure

ROOT = Path(__file__).parents[2] / "procedures"
FILES = sorted(ROOT.glob("[0-9]*.json"))
pytestmark = pytest.mark.skipif(not FILES, reason="needs a checkout")


@cache
def loaded() -> Loaded:
    return load([ROOT])


def procedures() -> list[Procedure]:
    return [p.procedure for p in loaded().procedures]


def procedure(code: str) -> Procedure:
    return next(p for p in procedures() if p.code == code)


def test_every_file_loads_without_a_problem() -> None:
    assert loaded().problems == ()
    assert len(loaded().procedures) == len(FILES)


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.json")), ids=lambda p: p.name)
def test_files_are_written_in_one_way(path: Path) -> None:
    text = path.read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_procedure_carries_its_source_its_decisions_and_its_law(path: Path) -> None:
    p = procedure(path.stem)
    assert p.source is not None
    assert p.source.taken_on is not None
    assert p.decisions
    assert p.legal_basis
    assert [b.document for b in p.legal_basis if b.document not in loaded().instruments] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_flow_is_sound_case_by_case(path: Path) -> None:
    verdicts = check_procedure(procedure(path.stem))
    assert {case: v.problem for case, v in verdicts.items() if v.problem is not None} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_paper_a_step_takes_up_comes_from_somewhere(path: Path) -> None:
    p = procedure(path.stem)
    if p.interlinked is None:
        assert {step: missing for step, missing in dataflow.missing_inputs(p).items() if missing} == {}


def test_two_provinces_state_the_same_flow_with_their_own_limits() -> None:
    dak_lak, hai_phong = procedure("1.115334"), procedure("1.115620")
    assert [s.id for s in dak_lak.steps or ()] == [s.id for s in hai_phong.steps or ()]
    limits = [[c.time_limit.value for c in p.cases or () if c.time_limit] for p in (dak_lak, hai_phong)]
    assert [[str(v) for v in values] for values in limits] == [["17", "20", "3"], ["8.5", "10", "1.5"]]


def test_the_land_register_is_updated_after_the_certificate_is_handed_over() -> None:
    for code in ("1.115334", "1.115620"):
        after = {s.id: [e.to for e in s.next] for s in procedure(code).steps or ()}
        assert after["trao-giay-chung-nhan"] == ["chuyen-cap-nhat"]
        assert after["cap-nhat-ho-so-dia-chinh"] == []


def test_cases_that_only_their_codes_tell_apart_keep_one_name_and_seven_limits() -> None:
    cases = procedure("1.115523").cases or ()
    assert len({c.name for c in cases}) == 1
    assert [(c.code, str(c.time_limit.value)) for c in cases if c.time_limit] == [
        (f"1.115523.0{i}", days) for i, days in enumerate(["5", "15", "16", "17", "18", "19", "20"], start=1)
    ]


def test_a_coordinating_body_may_answer_later_than_the_whole_limit() -> None:
    p = procedure("1.013236")
    answer = next(s for s in p.steps or () if s.id == "tra-loi-y-kien")
    assert answer.on_silence == "consent"
    assert answer.duration is not None
    assert p.time_limit is not None
    assert (answer.duration.value, p.time_limit.value) == (12, 10)


def test_registration_of_labour_rules_is_a_window_to_object() -> None:
    limit = procedure("2.001955").time_limit
    assert limit is not None
    assert limit.kind == "objection"


def test_a_fee_that_lost_its_zeros_in_one_channel_is_kept() -> None:
    fees = {c.kind: c.fees[0].amount_vnd for c in procedure("2.001610").channels or () if c.fees}
    assert fees == {"online": 100, "postal": 100_000, "in_person": 100_000}
