"""Every sentence exists in both languages with the same values, every key that is used exists, and none is left over."""

import ast
import json
import re
import string
from pathlib import Path

import pytest

import tthc_audit
from tthc_audit.i18n import LANGS

PACKAGE = Path(tthc_audit.__file__).parent
LOCALES = PACKAGE / "locales"
AREAS = sorted(p.stem for p in (LOCALES / "vi").glob("*.json"))
KEY = re.compile(rf"({'|'.join(AREAS)})\.[a-z0-9_]+(\.[A-Za-z0-9_]+)*")
JARGON = re.compile(
    r"\b(error|bug|exception|warning|null|schema|key|string|array|object|boolean|integer|float|parse|parser|token|stack|"
    r"deadlock|slack|loop|crash|debug|json pointer|pointer|regex|query|input|output|default|valid|invalid|lỗi)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"“[^”]*”|\"[^\"]*\"|'[^']*'|\{[^}]*\}|\([a-z_ -]*\)|--?[a-z-]+|[\w*<>/-]+\.\w+|tthc-audit( [a-z]+)*"
)
"""What a person types or finds in a file is no word of ours."""
WORDS_OF_PREDICATES = re.compile(r"\bnull\b")
"""Whoever writes rules writes these words."""
UNAVOIDABLE = {
    "cli.rules_dir", "cli.profile",  # the names of files
    "cli.fail_on",  # the words that the option takes
}  # fmt: skip


def sentences(lang, area):
    return json.loads((LOCALES / lang / f"{area}.json").read_text("utf-8"))


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def every_key():
    return {f"{area}.{name}" for area in AREAS for name in sentences("vi", area)}


def literals():
    """Every text of the code, templates and documents that may be a key, and the beginnings that code completes."""
    whole, beginnings = set(), set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(node.values[0].value)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
    return whole, beginnings


def test_both_languages_have_the_same_areas():
    assert [p.name for p in sorted((LOCALES / "en").iterdir())] == [p.name for p in sorted((LOCALES / "vi").iterdir())]


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_sentences_with_the_same_values(area):
    vietnamese, english = (sentences(lang, area) for lang in LANGS)
    assert vietnamese.keys() == english.keys()
    for name, text in vietnamese.items():
        assert placeholders(text) == placeholders(english[name]), name


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("lang", LANGS)
def test_no_sentence_is_empty_or_has_stray_white_space(area, lang):
    for name, text in sentences(lang, area).items():
        assert text.strip(), name
        assert "  " not in text, name
        assert text == text.rstrip(), name


def test_every_key_in_the_code_exists():
    known = every_key()
    whole, _ = literals()
    used = {text for text in whole if KEY.fullmatch(text)}
    files = re.compile(r"\.(json|py|html|css|js|svg|csv|ndjson|docx|xlsx|pdf)$")
    assert {key for key in used if key not in known and not files.search(key)} <= column_names()
    assert len(used & known) > 100


def column_names():
    """``table.column`` and the like look like keys and are none."""
    from tthc_audit.facts import TABLES

    return {f"{table.name}.{name}" for table in TABLES.values() for name in (*table.by_name, *table.stems)}


def test_every_problem_has_a_remedy():
    for area in ("load", "rules"):
        told = sentences("vi", area)
        for name in told:
            if name.endswith(".hint"):
                assert name.removesuffix(".hint") in told


def test_no_sentence_is_left_over():
    whole, beginnings = literals()
    templates = "\n".join(p.read_text("utf-8") for p in (PACKAGE / "templates").iterdir() if p.is_file())
    named = whole | set(re.findall(r"t\(['\"]([\w.]+)['\"]", templates))
    completed = re.findall(r"t\(['\"]([\w.]+\.)['\"] ?~", templates) + [
        b for b in beginnings if "." in b or b.endswith("_")
    ]
    left = set()
    for key in every_key():
        area, _, name = key.partition(".")
        plain = name.removesuffix(".hint")
        if {f"{area}.{plain}", plain, key, name} & named:
            continue
        if any(key.startswith(b) or name.startswith(b) for b in completed if len(b) > 2):
            continue
        left.add(key)
    assert left == set()


@pytest.mark.parametrize("area", AREAS)
def test_vietnamese_speaks_no_programmers_language(area):
    for name, text in sentences("vi", area).items():
        if f"{area}.{name}" in UNAVOIDABLE:
            continue
        ours = QUOTED.sub(" ", WORDS_OF_PREDICATES.sub(" ", text) if area == "rules" else text)
        found = JARGON.search(ours)
        assert found is None, f"{area}.{name}: {text}"


def test_every_usual_reason_of_the_system_has_words():
    from tthc_audit.errors import _REASONS

    assert {f"reason.{name}" for name in _REASONS} == {n for n in sentences("vi", "common") if n.startswith("reason.")}
