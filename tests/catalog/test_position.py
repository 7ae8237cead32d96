from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tthc_audit.catalog.position import duplicate_keys, joined, locate

TEXT = '{\n  "à": [1, {"b/c": "x,]}"}],\n\t"d~": {"e": null}, "f\\u0041": true\n}'.encode()


def test_values_are_found_by_line_and_character():
    assert locate(TEXT, ["", "/à", "/à/0", "/à/1", "/à/1/b~1c", "/d~0", "/d~0/e", "/fA"]) == {
        "": (1, 1), "/à": (2, 8), "/à/0": (2, 9), "/à/1": (2, 12), "/à/1/b~1c": (2, 20),
        "/d~0": (3, 8), "/d~0/e": (3, 14), "/fA": (3, 32),
    }  # fmt: skip


def test_a_key_is_found_where_it_is_meant():
    assert locate(TEXT, ["/d~0", "/d~0/e"], {"/d~0/e"}) == {"/d~0": (3, 8), "/d~0/e": (3, 9)}


def test_what_is_not_there_is_found_at_what_holds_it():
    assert locate(TEXT, ["/d~0/nothing/at/all", "/à/7"]) == {"/d~0/nothing/at/all": (3, 8), "/à/7": (2, 8)}


def test_the_mark_before_a_text_counts_for_nothing():
    assert locate(b"\xef\xbb\xbf" + TEXT, ["", "/fA"]) == {"": (1, 1), "/fA": (3, 32)}


def test_decomposed_keys_are_found_by_their_composed_names():
    assert locate('{"a\u0300": 1}'.encode(), ["/à"]) == {"/à": (1, 8)}


def test_keys_that_stand_twice_are_found_once_each():
    data = b'{"a": {"x": 1, "x": 2}, "b": 1,\n "a": {"x": 3}, "a": 4}'
    assert duplicate_keys(data) == [
        ("/a/x", (1, 8), (1, 16)),
        ("/a", (1, 2), (2, 2)),
        ("/a", (1, 2), (2, 17)),
    ]


names = st.text(max_size=5).map(lambda name: unicodedata.normalize("NFC", name))
trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)


def places(tree, pointer=""):
    yield pointer, tree
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from places(value, joined(pointer, key))


@given(trees, st.booleans(), st.sampled_from([None, 1]))
def test_every_value_is_found_where_it_is_written(tree, plain, indent):
    text = json.dumps(tree, ensure_ascii=plain, indent=indent)
    if not plain:
        text = text.encode("utf-8", "replace").decode()
    lines = text.split("\n")
    reader = json.JSONDecoder()
    known = dict(places(json.loads(text)))
    for pointer, (line, column) in locate(text.encode(), known).items():
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        value = reader.raw_decode(rest)[0]
        assert pointer not in known or value == known[pointer]


def test_what_is_nested_deeper_than_usual_is_passed_over_all_the_same():
    deep: object = "]}{["
    for level in range(40):
        deep = [1, deep] if level % 2 else {"a": "]", "b": deep}
    text = json.dumps({"x": deep, "y": 1, "z": [deep, 2]})
    found = locate(text.encode(), ["/y", "/z/1", "/x/1/b"])
    assert {pointer: text[column - 1] for pointer, (_, column) in found.items()} == {
        "/y": "1",
        "/z/1": "2",
        "/x/1/b": "[",
    }
