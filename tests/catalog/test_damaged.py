"""Documents damaged at random: only problems come out, each at a place that is there."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tthc_audit.catalog.document import of_bytes
from tthc_audit.catalog.loading import load
from tthc_audit.catalog.model import Procedure
from tthc_audit.catalog.position import joined
from tthc_audit.catalog.starter import new_procedure
from tthc_audit.i18n import LANGS, problem_words

START = json.loads(next(iter(new_procedure("1.000001").values()))) | {
    "cases": [
        {"id": "k", "time_limit": {"value": 2, "unit": "week", "extensions": [{"when": "x", "add": {"text": "y"}}]}}
    ],
    "fees": [{"kind": "phi", "amount_vnd": 5, "cases": ["k"]}],
    "decisions": [{"role": "abolition", "signed_on": "2026-01-01"}],
    "interlinked": {"members": [{"code": "2", "agency": "mot-cua"}]},
    "baseline": {"process_time": {"same_day": True, "cut_off": "15:00"}},
}
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9)
    | st.sampled_from(["nop", "ky", "k", "mot-cua", "1/0", "1/3", "2026-02-30", "15:00", "working_day", "one", "none"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "name", "none", "value", "unit", "to", "cases", "x-a", "text", "from", "a/b~c", "é"]), inner,
        max_size=3,
    ),
    max_leaves=6,
)  # fmt: skip


def spots(tree, path=()):
    """The path of everything in a document but the document itself."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from spots(value, (*path, key))


SPOTS = list(spots(START))


def damaged(changes):
    tree = copy.deepcopy(START)
    for path, how, value in changes:
        try:
            holder = tree
            for key in path[:-1]:
                holder = holder[key]
            if how == "drop":
                del holder[path[-1]]
            elif how == "rename":
                holder[f"{path[-1]}s"] = holder.pop(path[-1])
            elif how == "double":
                holder.insert(path[-1], copy.deepcopy(holder[path[-1]]))
            else:
                holder[path[-1]] = value
        except (KeyError, IndexError, TypeError, AttributeError):
            continue  # an earlier change took the place away
    return tree


def pointers(tree, pointer=""):
    yield pointer
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from pointers(value, joined(pointer, key))


changes = st.lists(
    st.tuples(st.sampled_from(SPOTS), st.sampled_from(["drop", "rename", "double", "put", "put"]), junk), max_size=4
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes)
def test_a_damaged_document_gives_a_procedure_or_problems_at_their_places(changes):
    tree = damaged(changes)
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        (Path(folder) / "1.json").write_bytes(text)
        loaded = load([Path(folder)])
    assert len(loaded.procedures) == (0 if loaded.problems else 1)
    assert all(isinstance(p.procedure, Procedure) for p in loaded.procedures)
    lines = text.decode().split("\n")
    there = set(pointers(json.loads(text)))
    for problem in loaded.problems:
        assert problem.pointer in there
        assert 1 <= problem.column <= len(lines[problem.line - 1])
        for lang in LANGS:
            assert all(problem_words(lang, problem))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 3000), st.booleans())
def test_damaged_bytes_give_problems_and_nothing_else(some, at, instead):
    data = json.dumps(START, ensure_ascii=False).encode()
    at %= len(data)
    broken = data[:at] + some + data[at + (len(some) if instead else 0) :]
    for problem in of_bytes(broken, "x.json", "procedure").problems:
        assert problem.file == "x.json"
        for lang in LANGS:
            assert all(problem_words(lang, problem))
