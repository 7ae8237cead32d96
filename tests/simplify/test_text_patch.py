"""A patch changes what it names, keeps every other byte, and its inverse brings all of them back."""

import copy
import json
from random import Random

import pytest
from support.reform import laid_out

from tthc_audit.simplify import difference
from tthc_audit.simplify.text_patch import PatchError, apply

TEXT = '{\n  "a": [1, 2,  3],\r\n  "b": {"x": true}\n}\n'


@pytest.mark.parametrize(
    ("operation", "after"),
    [
        ({"op": "replace", "path": "/a/1", "value": "ơ"}, TEXT.replace("2", '"ơ"')),
        ({"op": "remove", "path": "/a/0"}, TEXT.replace("1, ", "")),
        ({"op": "remove", "path": "/a/2"}, TEXT.replace(",  3", "")),
        ({"op": "remove", "path": "/b/x"}, TEXT.replace('"x": true', "")),
        ({"op": "add", "path": "/a/-", "value": 4}, TEXT.replace("3]", "3,  4]")),
        ({"op": "add", "path": "/a/0", "value": 0}, TEXT.replace("[1", "[0,  1")),
        ({"op": "add", "path": "/b/y~1z", "value": None}, TEXT.replace("true}", 'true, "y/z": null}')),
        ({"op": "add", "path": "/b/x", "value": 1}, TEXT.replace("true", "1")),
        ({"op": "test", "path": "/b", "value": {"x": True}}, TEXT),
    ],
)
def test_an_operation_changes_its_place_alone(operation, after):
    changed, undo = apply(TEXT, [operation])
    assert changed == after
    assert apply(changed, undo)[0] == TEXT


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "remove", "path": "/a/3"}, {"op": "remove", "path": "/c"}, {"op": "replace", "path": "/a/x", "value": 1},
        {"op": "test", "path": "/a/0", "value": 2}, {"op": "move", "path": "/a/0", "from": "/a/1"}, {"op": "add", "path": "/a/9", "value": 1},
        {"op": "remove", "path": "/a/0/y"},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(operation):
    with pytest.raises(PatchError):
        apply(TEXT, [operation])


def any_value(rng, depth=0):
    kind = rng.randrange(7 if depth < 3 else 3)
    if kind < 3:
        return rng.choice([1, 2.5, "a", 'ờ\n"', "x/~y", None, True, []])
    if kind == 3:
        return [any_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if kind == 4:
        return [{"id": f"s{n}", "v": any_value(rng, depth + 1)} for n in rng.sample(range(6), rng.randrange(5))]
    return {rng.choice("abc/~đ") + str(n): any_value(rng, depth + 1) for n in range(rng.randrange(4))}


def mutated(rng, value):
    value = copy.deepcopy(value)
    nodes, queue = [], [value]
    while queue:
        one = queue.pop()
        if isinstance(one, dict | list):
            nodes.append(one)
            queue += one.values() if isinstance(one, dict) else one
    for _ in range(rng.randrange(1, 4)):
        node = rng.choice(nodes)
        if isinstance(node, dict):
            if node and rng.random() < 0.5:
                del node[rng.choice(list(node))]
            else:
                node[rng.choice("pqr")] = any_value(rng, 2)
        elif node and rng.random() < 0.5:
            node.pop(rng.randrange(len(node)))
        else:
            node.insert(rng.randrange(len(node) + 1), {"id": f"n{rng.randrange(99)}"} if rng.random() < 0.5 else 7)
    return value


@pytest.mark.parametrize("seed", range(10))
def test_the_patch_between_any_two_documents_leads_there_and_back(seed):
    rng = Random(seed)
    for _ in range(200):
        old = {"root": any_value(rng), "x": any_value(rng)}
        new = mutated(rng, old)
        text = laid_out(old, rng)
        changed, undo = apply(text, difference.patch(old, new))
        assert json.loads(changed.removeprefix("\ufeff")) == new
        assert apply(changed, undo)[0] == text


def test_a_patch_tests_what_it_relies_on():
    old, new = {"steps": [{"id": "a"}, {"id": "b", "n": 1}]}, {"steps": [{"id": "a"}, {"id": "b", "n": 2}]}
    patch = difference.patch(old, new)
    assert patch[0] == {"op": "test", "path": "/steps/1/n", "value": 1}
    with pytest.raises(PatchError):
        apply('{"steps": [{"id": "a"}, {"id": "b", "n": 3}]}', patch)
