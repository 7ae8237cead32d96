"""A rule file with anything at all in any place is read, or told what is wrong with it; never a crash."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tthc_audit import i18n
from tthc_audit.facts import TABLES
from tthc_audit.rules import load_rules, page, scaffold
from tthc_audit.rules.examples import run_examples

SOUND = json.loads(scaffold.text("own/rule"))


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["as_of", "2025-07-01", "{worst}", "{{", "steps_count", "1/0", "true", "case", "$longest"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)


def put(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = put(copy[path[0]], path[1:], value)
    return copy


@settings(max_examples=250, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(places(SOUND)[1:]), values), min_size=1, max_size=3))
def test_a_damaged_rule_is_told_or_runs(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    tree = SOUND
    for path, value in changes:
        try:
            tree = put(tree, path, value)
        except (KeyError, IndexError, TypeError, ValueError):
            continue
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "own", "rule.json")
        file.parent.mkdir()
        file.write_text(json.dumps(tree, ensure_ascii=True), encoding="utf-8")
        rules, problems = load_rules(Path(folder))
        results, wrong = run_examples(rules, TABLES, [])
    told = (*problems, *wrong)
    assert rules or told
    for problem in told:
        assert problem.line is not None
        for lang in i18n.LANGS:
            assert all(i18n.problem_words(lang, problem))
    for rule in rules:
        assert page.of_rule(rule, "vi").examples
        assert told or all(result.found == result.expected for result in results)
