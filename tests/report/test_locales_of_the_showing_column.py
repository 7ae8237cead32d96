from __future__ import annotations

import string

import orjson
import pytest

from tthc_audit import resources


@pytest.mark.parametrize("area", ["report.json", "diagram.json"])
def test_both_languages_say_the_same_things_with_the_same_values(area: str) -> None:
    vi, en = (orjson.loads(resources.data(f"locales/{lang}", area)) for lang in ("vi", "en"))
    assert set(vi) == set(en)
    for key in vi:
        fields = [{f for _, f, _, _ in string.Formatter().parse(text) if f} for text in (vi[key], en[key])]
        assert fields[0] == fields[1], key
