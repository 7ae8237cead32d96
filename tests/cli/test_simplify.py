"""Proposals, plans and drafts from the command line; nothing is applied unasked, whatever is wrong is told."""

import json

import jsonschema
import pytest
from support.reform import PROCEDURE, lay

from tthc_audit import resources
from tthc_audit.simplify import text_patch

CODE = "1.000001"


@pytest.fixture
def root(tmp_path):
    return lay(tmp_path / "danh mục")


def plan(tthc, root, *more):
    outcome = tthc("simplify", root, CODE, "--format", "json", *more)
    assert outcome.code == 0, outcome.said
    document = json.loads(outcome.out)
    jsonschema.Draft202012Validator(json.loads(resources.data("schemas", "plan.schema.json"))).validate(document)
    (one,) = document["procedures"]
    return one


def test_without_a_target_proposals_are_listed_and_nothing_is_chosen_or_written(tthc, root):
    before = {p.name: p.read_bytes() for p in root.iterdir()}
    one = plan(tthc, root)
    assert (one["status"], one["chosen"]) == ("no_target", [])
    assert len(one["proposals"]) >= 8
    assert all(p["question"]["vi"] == "Vì sao bước kiểm soát này tồn tại?" for p in one["proposals"])
    assert {p.name: p.read_bytes() for p in root.iterdir()} == before


def test_a_target_in_reach_is_planned_and_one_beyond_has_its_certificate(tthc, root):
    near, far = plan(tthc, root, "--target", "20%"), plan(tthc, root, "--target", "90%")
    assert near["status"] == "reached"
    assert near["chosen"]
    assert (far["status"], bool(far["binding"])) == ("not_reachable", True)
    assert far["cut"] == far["cases"][0]["least_cut"]


def test_the_same_call_gives_the_same_bytes(tthc, root):
    for form in ("text", "json", "html"):
        first, again = (tthc("simplify", root, "--target", "40%", "--format", form).out for _ in range(2))
        assert first == again
        assert "/danh mục" not in first


def test_a_draft_is_written_with_the_layout_kept_and_can_be_undone(tthc, root, tmp_path):
    draft = tmp_path / "dự thảo.json"
    assert tthc("simplify", root, CODE, "--apply", "P1, P5", "-o", draft).code == 0
    original = (root / f"{CODE}.json").read_text("utf-8")
    text = draft.read_text("utf-8")
    assert text != original
    assert set(text.splitlines()) & set(original.splitlines())
    told = plan(tthc, root)["proposals"]
    alone = text_patch.apply(original, told[0]["patch"])[0]
    assert text_patch.apply(alone, told[0]["inverse"])[0] == original
    assert json.loads(original) == PROCEDURE
    assert tthc("check", draft).code in (0, 1)


def test_a_draft_never_overwrites(tthc, root):
    assert tthc("simplify", root, CODE, "--apply", "P1", "-o", root / f"{CODE}.json").code == 2
    assert json.loads((root / f"{CODE}.json").read_text("utf-8")) == PROCEDURE


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_folder_of_plans_is_one_page_each_and_one_for_all(tthc, root, tmp_path, lang):
    assert tthc("simplify", root, "--target", "20%", "--format", "html", "-o", tmp_path / "p", "--lang", lang).code == 0
    names = {p.name for p in (tmp_path / "p").iterdir()}
    assert names == {"index.html", "plans.json", "1.000001.html", "1.000002.html"}
    page = (tmp_path / "p" / "1.000001.html").read_text("utf-8")
    assert "<svg" in page
    assert "1.000001.html" in (tmp_path / "p" / "index.html").read_text("utf-8")


def test_names_of_the_input_are_no_markup(tthc, tmp_path):
    name = '<script>alert("x")</script>'
    steps = [{**s, "name": name} for s in PROCEDURE["steps"]]
    root = lay(tmp_path / "d", **{CODE: {**PROCEDURE, "name": name, "steps": steps}})
    page = tthc("simplify", root, CODE, "--target", "20%", "--format", "html").out
    assert "<script" not in page


@pytest.mark.parametrize("target", ["0%", "120%", "-5%", "một nửa", "", "1/0"])
def test_a_target_that_is_none_is_refused(tthc, root, target):
    outcome = tthc("simplify", root, CODE, "--target", target)
    assert (outcome.code, outcome.out) == (2, "")
    assert "50%" in outcome.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("1.00001",), "1.000001"), (("9.999999",), "9.999999"), ((CODE, "--apply", "P99", "-o", "x.json"), "P99"),
        ((CODE, "--apply", "P1"), "-o"), ((CODE, "--horizon", "huyện"), "commune"), ((CODE, "--apply", "P2,P3", "-o", "x.json"), "P3"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_told(tthc, root, monkeypatch, words, told):
    monkeypatch.chdir(root.parent)
    outcome = tthc("simplify", root, *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert not (root.parent / "x.json").exists()


def test_a_catalogue_that_does_not_load_is_not_planned(tthc, tmp_path):
    root = lay(tmp_path / "d", **{"1.000003": '{"code": "1.000003"'})
    assert tthc("simplify", root, CODE).code == 2


def test_no_dossiers_a_year_is_a_load_error(tthc, tmp_path):
    root = lay(tmp_path / "d", **{CODE: {**PROCEDURE, "annual_cases": 0}})
    outcome = tthc("simplify", root, CODE)
    assert outcome.code == 2
    assert "1.000001.json" in outcome.err


def test_a_procedure_without_steps_has_nothing_to_propose(tthc, tmp_path):
    bare = {k: v for k, v in PROCEDURE.items() if k != "steps"}
    assert tthc("simplify", lay(tmp_path / "d", **{CODE: bare}), CODE).code == 2


def test_without_the_solver_proposals_are_listed_and_a_plan_says_what_is_missing(tthc, root, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ortools.sat.python", None)
    assert tthc("simplify", root, CODE).code == 0
    outcome = tthc("simplify", root, CODE, "--target", "20%")
    assert outcome.code == 2
    assert "tthc-audit[plan]" in outcome.err
