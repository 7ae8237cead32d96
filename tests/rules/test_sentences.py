"""The sentences of the rules: the same keys and values in both languages, and one for every refusal."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import orjson

import tthc_audit.rules
from tthc_audit import resources

VI, EN = (orjson.loads(resources.data(f"locales/{lang}", "rules.json")) for lang in ("vi", "en"))
SOURCE = "\n".join(p.read_text(encoding="utf-8") for p in Path(tthc_audit.rules.__file__).parent.glob("*.py"))


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_hold_the_same_keys_in_the_same_order() -> None:
    assert list(VI) == list(EN)


def test_both_languages_show_the_same_values() -> None:
    assert {key: values(text) for key, text in VI.items()} == {key: values(text) for key, text in EN.items()}


def test_every_key_that_the_code_names_has_its_sentences() -> None:
    named = set(re.findall(r'"rules\.([a-z_.]+)"', SOURCE))
    named |= set(re.findall(r'RefusedError\(\s*"([a-z_]+)"', SOURCE))
    assert {key for key in named if key not in VI} == set()
    problems = named | {"unknown_column", "unlisted_column", "unknown_time", "unlisted_time", "unknown_parameter"}
    plain = {key for key in problems if key.startswith(("kind.", "page.", "value.", "wanted.", "addressee."))}
    without_hint = {"not_known", "none", "dong"}
    assert {key for key in problems - plain - without_hint if f"{key}.hint" not in VI} == set()


def test_no_sentence_waits_for_a_key_that_nothing_names() -> None:
    dynamic = ("kind.", "part.", "value.", "wanted.", "addressee.", "page.", "unknown_", "unlisted_")
    for key in VI:
        name = key.removesuffix(".hint")
        assert name.startswith(dynamic) or f'"{name}"' in SOURCE or f'"rules.{name}"' in SOURCE, key
