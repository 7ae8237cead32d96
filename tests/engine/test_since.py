"""What changed since a commit is judged by the rules on changes, without reading the rest of the earlier catalogue."""

from __future__ import annotations

from support.drafts import COSMETIC, HONEST

from tthc_audit.api import Options, survey_of
from tthc_audit.catalog.before import Before
from tthc_audit.catalog.loading import load
from tthc_audit.engine.since import judge_since
from tthc_audit.rules import selection


def signs(case, folder):
    old, new = (load([path]) for path in case.lay(folder))
    was = {new.root / p.file: p.procedure for p in old.procedures}
    before = Before(changed=frozenset(p.path for p in new.procedures), procedures=was)
    rules, overrides = selection.chosen("default")
    judged = judge_since(new, before, survey_of(new, Options()), rules, overrides)
    return {f.rule: f for f in judged.findings if f.outcome == "fail"}


def test_a_cut_that_is_none_is_told_with_its_place(tmp_path):
    found = signs(COSMETIC[0], tmp_path)
    assert {rule for rule in found if rule.startswith("change/")} == {"change/limit-fell-without-steps"}
    place = found["change/limit-fell-without-steps"].location
    assert (place.file, place.pointer) == ("1.000001.json", "/time_limit")
    assert place.line is not None


def test_an_honest_cut_is_left_alone(tmp_path):
    assert signs(HONEST[0], tmp_path) == {}
