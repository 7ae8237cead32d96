"""Every proposal does what it claims: made and audited again it gives the same numbers, and it can be undone."""

import json
import unicodedata
from fractions import Fraction
from random import Random

import pytest
from support.reform import PROCEDURE, laid_out, lay, random_procedure, step

from tthc_audit import api, reform
from tthc_audit.simplify import effects, planning, text_patch
from tthc_audit.simplify.draft import Draft
from tthc_audit.simplify.proposals import proposals

CODE = "1.000001"


class NoGuard:
    """Judges nothing: for properties that rules have no part in."""

    def new_violations(self, _, drafts):
        return [()] * len(drafts)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return reform._Desk(lay(tmp_path_factory.mktemp("danh mục")), api.Options())


@pytest.fixture(scope="module")
def found(desk):
    (one,) = desk.chosen([CODE])
    return desk.draft(one), *proposals(desk.draft(one), desk.survey, desk.guard)


def test_every_kind_is_found(found):
    _, _, made = found
    assert {p.change.kind for p in made} == {
        "remove", "merge", "parallel", "resequence", "look_up", "shorten", "delegate", "drop_paper",
    }  # fmt: skip


def test_what_it_touches_is_told_with_its_rank(found):
    by_kind = {p.change.kind: p.change for p in found[2]}
    assert [a.role for a in by_kind["delegate"].acts] == ["internal_process", "delegation"]
    assert [(a.document, a.rank) for a in by_kind["drop_paper"].acts] == [("63/2010/NĐ-CP", "decree")]
    assert by_kind["parallel"].rank == 0


def test_a_protected_step_is_never_left_out(desk):
    steps = [dict(s) for s in PROCEDURE["steps"]]
    for s in steps:
        s["outputs"] = [f"không ai dùng {s['id']}"]
    text = json.dumps({**PROCEDURE, "steps": steps})
    _, made = proposals(Draft.read(text, "x.json", desk.loaded.agencies), desk.survey, NoGuard())
    removed = {p.change.subject for p in made if p.change.kind == "remove"}
    kinds = {s["id"]: s["kind"] for s in steps}
    assert not {kinds[s] for s in removed} & {"submit", "receive", "decide", "sign", "issue", "return"}


def test_a_step_with_a_legal_basis_is_not_left_out(desk):
    steps = [
        {**s, "legal_basis": [{"document": "63/2010/NĐ-CP"}]} if s["id"] == "ghi" else s for s in PROCEDURE["steps"]
    ]
    _, made = proposals(
        Draft.read(json.dumps({**PROCEDURE, "steps": steps}), "x.json", desk.loaded.agencies), desk.survey, NoGuard()
    )
    assert "remove" not in {p.change.kind for p in made}


def test_unstated_inputs_prove_no_independence(desk):
    steps = [{k: v for k, v in s.items() if k not in ("inputs", "outputs")} for s in PROCEDURE["steps"]]
    _, made = proposals(
        Draft.read(json.dumps({**PROCEDURE, "steps": steps}), "x.json", desk.loaded.agencies), desk.survey, NoGuard()
    )
    assert not {p.change.kind for p in made} & {"parallel", "resequence", "remove", "drop_paper"}


def test_a_body_that_only_forwards_is_left_out_and_what_it_forwarded_comes_from_before(desk):
    steps = [dict(s) for s in PROCEDURE["steps"]]
    steps[2] = {**steps[2], "next": ["chuyen"]}
    forwards = step("chuyen", "transfer", "so", "hoi-thue", 1, ["y-kien-1"], ["y-kien-1-da-chuyen"])
    steps[3] = {**steps[3], "inputs": ["y-kien-1-da-chuyen"]}
    steps[4] = {**steps[4], "agency": "thue"}
    text = json.dumps({**PROCEDURE, "steps": [*steps[:3], forwards, *steps[3:]]})
    draft = Draft.read(text, "x.json", desk.loaded.agencies)
    before, made = proposals(draft, desk.survey, NoGuard())
    (left_out,) = [p for p in made if p.change.subject == "chuyen" and p.change.kind == "remove"]
    after = draft.changed((left_out.change,))[0].procedure
    assert next(s for s in after.steps if s.id == "hoi-thue").inputs == ("y-kien-1",)
    assert before.worst[""].low - left_out.after.worst[""].low == 480 * 10_000


def test_a_check_with_which_the_file_is_taken_in_stays_first(desk):
    steps = [dict(s) for s in PROCEDURE["steps"]]
    steps[1] = {**steps[1], "next": ["kiem"]}
    check = step("kiem", "check", "mot-cua", "xet", 1, ["ho-so"], ["phieu-kiem"])
    text = json.dumps({**PROCEDURE, "steps": [*steps[:2], check, *steps[2:]]})
    _, made = proposals(Draft.read(text, "x.json", desk.loaded.agencies), desk.survey, NoGuard())
    assert not any("kiem" in p.change.subject for p in made if p.change.kind in ("parallel", "resequence"))


@pytest.mark.parametrize("number", range(9))
def test_a_draft_that_is_audited_again_gives_the_claimed_numbers_and_no_new_violation(found, tmp_path, number):
    draft, before, made = found
    proposal = made[number]
    text, inverse = text_patch.apply(draft.text, proposal.patch)
    root = lay(tmp_path / "sau", **{CODE: text})
    again = reform._Desk(root, api.Options())
    (one,) = again.chosen([CODE])
    assert effects.state(again.survey, one.procedure) == proposal.after
    assert violations(root) <= violations(lay(tmp_path / "trước"))
    assert text_patch.apply(text, inverse)[0] == draft.text
    assert not effects.grows(before, proposal.after)


def violations(root):
    found = api.check([root], api.Options()).findings
    return {(f.rule, f.procedure) for f in found if f.severity == "violation" and f.outcome == "fail"}


@pytest.mark.parametrize("seed", range(10))
def test_any_proposal_and_any_plan_can_be_undone_byte_for_byte(desk, seed):
    rng = Random(seed)
    undone = 0
    for _ in range(30):
        draft = Draft.read(laid_out(random_procedure(rng), rng), "x.json", desk.loaded.agencies)
        before, made = proposals(draft, desk.survey, NoGuard())
        for proposal in made:
            text, inverse = text_patch.apply(draft.text, proposal.patch)
            after = Draft.read(text, "x.json", desk.loaded.agencies)
            assert effects.state(desk.survey, after.procedure) == proposal.after
            assert text_patch.apply(text, proposal.inverse)[0] == draft.text
            assert inverse == proposal.inverse
            undone += 1
        target = Fraction(rng.choice([1, 2, 3]), 5)
        outcome = planning.plan(draft, desk.survey, NoGuard(), target=target)
        if outcome.chosen:
            assert text_patch.apply(outcome.after_draft.text, outcome.inverse)[0] == draft.text
            assert effects.state(desk.survey, outcome.after_draft.procedure) == outcome.after
        if outcome.status == "reached":
            assert all(least >= target for least, _ in effects.cuts(before, outcome.after).values())
    assert undone >= 30


def test_the_best_set_is_that_of_trying_all_sets(desk):
    rng = Random(7)
    for _ in range(12):
        draft = Draft.read(json.dumps(random_procedure(rng)), "x.json", desk.loaded.agencies)
        before, made = proposals(draft, desk.survey, NoGuard())
        made = made[:7]
        reached = []
        for bits in range(1 << len(made)):
            some = [p for n, p in enumerate(made) if bits >> n & 1]
            if any(a.change.touches & b.change.touches for n, a in enumerate(some) for b in some[n + 1 :]):
                continue
            after = effects.state(desk.survey, draft.changed([p.change for p in some])[0].procedure)
            least = min(low for low, _ in effects.cuts(before, after).values())
            reached.append(least)
        outcome = planning.plan(draft, desk.survey, NoGuard(), target=Fraction(99, 100))
        if len(outcome.proposals) == len(made):
            assert outcome.status == "not_reachable"
            assert outcome.cut == max(reached)
            assert outcome.binding


def test_a_horizon_keeps_to_what_that_level_may_change(desk, found):
    outcome = planning.plan(found[0], desk.survey, desk.guard, target=Fraction(1, 10), horizon="commune")
    assert outcome.status == "reached"
    assert {p.change.rank for p in outcome.proposals} == {0}
    assert "drop_paper" not in {p.change.kind for p in outcome.proposals}


def test_where_no_proposal_touches_the_time_none_reaches_a_target_however_long_it_is(desk):
    steps = [{k: v for k, v in s.items() if k not in ("duration", "role")} for s in PROCEDURE["steps"]]
    steps = [
        {**s, "inputs": ["ho-so", *(["don", "cu-tru", "anh"] if n == 0 else [])], "outputs": ["ho-so"]}
        for n, s in enumerate(steps)
    ]
    steps[-3]["kind"] = "appraise"
    steps[-1]["outputs"] = ["giay"]
    draft = Draft.read(json.dumps({**PROCEDURE, "steps": steps}), "x.json", desk.loaded.agencies)
    outcome = planning.plan(draft, desk.survey, NoGuard(), target=Fraction(1, 2))
    assert {p.change.kind for p in outcome.proposals} == {"look_up", "drop_paper"}
    assert (outcome.status, outcome.cut) == ("not_reachable", 0)
    assert outcome.after.unstated


def test_a_step_without_a_time_on_a_path_that_could_be_shortened_leaves_it_open(desk):
    steps = [{k: v for k, v in s.items() if k != "duration" or s["id"] != "soan"} for s in PROCEDURE["steps"]]
    draft = Draft.read(json.dumps({**PROCEDURE, "steps": steps}), "x.json", desk.loaded.agencies)
    outcome = planning.plan(draft, desk.survey, NoGuard(), target=Fraction(1, 100))
    assert outcome.chosen
    assert outcome.status == "unproven"


def test_letters_taken_apart_are_found_and_stay_as_they_are(desk):
    text = json.dumps(PROCEDURE, ensure_ascii=False).replace('"hoi-thue"', '"hỏi-thuế"')
    apart = unicodedata.normalize("NFD", text)
    together = Draft.read(unicodedata.normalize("NFC", text), "x.json", desk.loaded.agencies)
    draft = Draft.read(apart, "x.json", desk.loaded.agencies)
    _, made = proposals(draft, desk.survey, NoGuard())
    assert [p.change.key for p in made] == [p.change.key for p in proposals(together, desk.survey, NoGuard())[1]]
    for proposal in made:
        changed, inverse = text_patch.apply(apart, proposal.patch)
        assert text_patch.apply(changed, inverse)[0] == apart
