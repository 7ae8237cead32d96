from __future__ import annotations

import pytest

from tthc_audit.i18n import problem_words


def step(name: str, *following, **more):
    return {"id": name, "name": name, "kind": "check", "agency": "mot-cua", "next": list(following), **more}


def odds(*shares, split="one"):
    ways = [{"to": "e", "when": str(i)} | ({} if s is None else {"probability": s}) for i, s in enumerate(shares)]
    return {"steps": [step("a", *ways, split=split), step("e")]}


CASES = [{"id": "k1"}, {"id": "k2"}]
DAY = {"value": 1, "unit": "day"}

WRONG = {
    "two steps of one id": ({"steps": [step("a"), step("a")]}, "load.duplicate_id", "/steps/1/id"),
    "two papers of one id": (
        {"documents": [{"id": "d", "name": "1"}, {"id": "d", "name": "2"}]}, "load.duplicate_id", "/documents/1/id",
    ),
    "two results of one id": (
        {"results": [{"id": "d", "name": "1"}, {"id": "d", "name": "2"}]}, "load.duplicate_id", "/results/1/id",
    ),
    "two cases of one id": ({"cases": [{"id": "d"}, {"id": "d"}]}, "load.duplicate_id", "/cases/1/id"),
    "a next step that is nowhere": ({"steps": [step("a", "q")]}, "load.dangling_next", "/steps/0/next/0"),
    "a next step that is nearly there": (
        {"steps": [step("tham-dinh", "tham_dinh")]}, "load.dangling_next_near", "/steps/0/next/0",
    ),
    "a start that is nowhere": ({"start": "z"}, "load.dangling_step", "/start"),
    "an agency that nobody knows": (
        {"steps": [{**step("a"), "agency": "so-y-te"}]}, "load.unknown_agency", "/steps/0/agency",
    ),
    "an agency that is nearly there": (
        {"steps": [{**step("a"), "agency": "mot_cua"}]}, "load.unknown_agency_near", "/steps/0/agency",
    ),
    "an agency in a role": ({"agencies": {"receiving": ["zz"]}}, "load.unknown_agency", "/agencies/receiving/0"),
    "a way of a case that is none": (
        {"steps": [step("a", {"to": "b", "cases": ["k9"]}), step("b")]}, "load.unknown_case", "/steps/0/next/0/cases/0",
    ),
    "a paper of a case that is none": (
        {"cases": CASES, "documents": [{"id": "d", "name": "d", "cases": ["k1", "k3"]}]},
        "load.unknown_case", "/documents/0/cases/1",
    ),
    "a result of a case that is nearly there": (
        {"cases": [{"id": "vung-sau"}], "results": [{"id": "r", "name": "r", "cases": ["vung_sau"]}]},
        "load.unknown_case_near", "/results/0/cases/0",
    ),
    "a fee of a channel for a case that is none": (
        {"channels": [{"kind": "online", "fees": [{"kind": "phi", "cases": ["zz"]}]}]},
        "load.unknown_case", "/channels/0/fees/0/cases/0",
    ),
    "a split that is not stated": ({"steps": [step("a", "b", "c"), step("b"), step("c")]}, "load.missing_split", "/steps/0"),
    "one way stated twice": ({"steps": [step("a", "b", "b", split="one"), step("b")]}, "load.same_edge", "/steps/0/next/1"),
    "half the odds": (odds("1/2", None), "load.probability_of_some", "/steps/0/next"),
    "odds over one": (odds(0.5, 0.6), "load.probability_sum", "/steps/0/next"),
    "odds under one": (odds("1/3", "1/3", 0.333), "load.probability_sum", "/steps/0/next"),
    "odds over nothing": (odds("1/0", "1"), "load.probability_range", "/steps/0/next/0/probability"),
    "odds of a half too much": (odds("3/2", "1/2"), "load.probability_range", "/steps/0/next/0/probability"),
    "odds where all is done": (odds("1/2", "1/2", split="all"), "load.probability_of_all", "/steps/0/next"),
    "time shared with a step that is none": (
        {"steps": [step("a", duration={"shared_with": "zz"})]}, "load.dangling_step", "/steps/0/duration/shared_with",
    ),
    "time counted from a step that is none": (
        {"steps": [step("a", duration={**DAY, "from": "zz"})]}, "load.dangling_step", "/steps/0/duration/from",
    ),
    "time shared with itself": (
        {"steps": [step("a", duration={"shared_with": "a"})]}, "load.names_itself", "/steps/0/duration/shared_with",
    ),
    "a limit from a step that is none": (
        {"time_limit": {**DAY, "counts_from": "zz"}}, "load.dangling_step", "/time_limit/counts_from",
    ),
    "a limit of a case to a step that is none": (
        {"cases": [{"id": "k", "time_limit": {**DAY, "ends_at": "zz"}}]}, "load.dangling_step", "/cases/0/time_limit/ends_at",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "key", "pointer"), WRONG.values(), ids=WRONG)
def test_each_mistake_is_named_once_with_its_place(catalogue, sample, change, key, pointer):
    (problem,) = catalogue.problems(sample() | change)
    assert (problem.key, problem.pointer) == (key, pointer)
    assert problem.line is not None


SOUND = {
    "no steps, stated as none": {"steps": []},
    "odds in thirds": odds("1/3", "1/3", "1/3"),
    "odds as decimals": odds(0.1, 0.2, 0.7),
    "odds of each case by itself": {
        "cases": CASES,
        "steps": [
            step(
                "a",
                {"to": "e", "when": "1", "cases": ["k1"], "probability": "1/2"},
                {"to": "e", "when": "2", "cases": ["k1"], "probability": "1/2"},
                {"to": "e", "when": "3", "cases": ["k2"], "probability": 1},
                split="one",
            ),
            step("e"),
        ],
    },
    "a cycle without an exit": {"steps": [step("a", "b"), step("b", "a")]},
    "a second start that nothing reaches": {"steps": [step("a"), step("b")]},
    "the applicant": {"steps": [{**step("a"), "agency": "applicant"}]},
    "a limit from the valid dossier": {"time_limit": {**DAY, "counts_from": "valid_dossier"}},
}


@pytest.mark.parametrize("change", SOUND.values(), ids=SOUND)
def test_what_is_no_mistake_of_the_document_loads(catalogue, sample, change):
    assert catalogue.problems(sample() | change) == ()


def test_agencies_are_taken_as_named_where_no_register_is_kept(catalogue, sample):
    (catalogue.root / "agencies.json").unlink()
    assert catalogue.problems(sample(steps=[{**step("a"), "agency": "so-y-te"}])) == ()


def test_the_nearest_step_is_named(catalogue, sample):
    (problem,) = catalogue.problems(sample(steps=[step("tham-dinh", "tham_dinh")]))
    assert problem_words("en", problem)[1] == "Is it “tham-dinh”?"
