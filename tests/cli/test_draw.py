"""Diagrams from the command line: every form, one case, against days, and what is asked for in vain."""

import json
import re
from pathlib import Path

import pytest
from support.command_line import SOUND, spawn, tree

import tthc_audit
from tthc_audit.i18n import LANGS

BEGINS = {"svg": b"<svg ", "png": b"\x89PNG", "pdf": b"%PDF", "mmd": b"flowchart LR\n", "bpmn": b"<?xml"}
CASES = SOUND.replace(
    '"steps"', '"cases": [{"id": "thuong", "name": "Thường"}, {"id": "gap", "name": "Gấp"}],\n  "steps"'
).replace(
    '"agency": "mot-cua", "next": ["b"]',
    '"agency": "mot-cua", "split": "one", "next": [{"to": "b", "cases": ["thuong"]}, {"to": "c", "cases": ["gap"]}]',
)


@pytest.mark.parametrize("form", BEGINS)
def test_the_suffix_chooses_the_form(form, catalogue, tthc):
    drawing = catalogue.parent / f"sơ đồ.{form.upper()}"
    outcome = tthc("draw", catalogue / "1.000002.json", "-o", drawing)
    assert (outcome.code, outcome.said) == (0, "")
    assert drawing.read_bytes().startswith(BEGINS[form])
    first = drawing.read_bytes()
    tthc("draw", catalogue / "1.000002.json", "-o", drawing)
    assert drawing.read_bytes() == first


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["x.jpg", "x", "svg", "x.svg.txt"])
def test_another_suffix_is_told_with_those_that_there_are(name, lang, catalogue, tthc):
    before = tree(catalogue.parent)
    outcome = tthc("draw", catalogue / "1.000002.json", "-o", catalogue / name, "--lang", lang)
    assert outcome.code == 2
    for form in BEGINS:
        assert f".{form}" in outcome.err
    assert tree(catalogue.parent) == before


def test_the_steps_are_drawn_against_days(catalogue, tthc):
    drawing = catalogue / "x.svg"
    assert tthc("draw", catalogue / "1.000002.json", "-o", drawing, "--time-axis").code == 0
    words = re.sub(r"\s", " ", drawing.read_text("utf-8"))
    assert "Thời hạn" in words
    assert "ngày 5" in words


@pytest.mark.parametrize("asked", [["--time-axis"], ["--page", "a4"]])
@pytest.mark.parametrize("form", ["mmd", "bpmn"])
def test_what_others_draw_cannot_be_paged_or_drawn_against_days(form, asked, catalogue, tthc):
    outcome = tthc("draw", catalogue / "1.000002.json", "-o", catalogue / f"x.{form}", *asked)
    assert outcome.code == 2
    assert " ".join(asked) in outcome.err
    assert ".svg, .png, .pdf" in outcome.err
    assert not (catalogue / f"x.{form}").exists()


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_a_long_flow_is_parted_over_pages(form, catalogue, tthc):
    steps = [
        {"id": f"b{i}", "name": "Thẩm định hồ sơ", "kind": "appraise", "agency": "mot-cua", "next": [f"b{i + 1}"] if i < 40 else []}
        for i in range(41)
    ]  # fmt: skip
    (catalogue / "x.json").write_text(json.dumps({"code": "1.000009", "name": "Dài", "steps": steps}), "utf-8")
    outcome = tthc("draw", catalogue / "x.json", "-o", catalogue / f"x.{form}", "--page", "a4")
    assert outcome.code == 0, outcome.said
    names = sorted(p.name for p in catalogue.glob("x*") if p.suffix != ".json")
    if form == "pdf":
        assert (outcome.err, names) == ("", ["x.pdf"])
        assert (catalogue / "x.pdf").read_bytes().count(b"/Type /Page ") > 2
    else:
        assert len(names) > 2
        assert names == sorted(f"x-{n}.{form}" for n in range(1, len(names) + 1))
        assert f"x-1.{form}, x-2.{form}" in outcome.err
        again = tthc("draw", catalogue / "x.json", "-o", catalogue / f"x.{form}", "--page", "a4", "--quiet")
        assert again.err == ""
    outcome = tthc("draw", catalogue / "x.json", "-o", catalogue / f"whole.{form}", "--page", "none")
    assert (catalogue / f"whole.{form}").exists()


@pytest.mark.parametrize("wanted", ["gap", "Gấp"])
@pytest.mark.parametrize("axis", [[], ["--time-axis"]])
def test_one_case_is_drawn_alone(wanted, axis, catalogue, tthc):
    (catalogue / "x.json").write_text(CASES, "utf-8")
    for name, case in (("whole.svg", []), ("one.svg", ["--case", wanted])):
        outcome = tthc("draw", catalogue / "x.json", "-o", catalogue / name, *case, *axis)
        assert outcome.code == 0, outcome.said
    whole, one = ((catalogue / name).read_text("utf-8") for name in ("whole.svg", "one.svg"))
    assert whole.count('class="step"') == 4
    assert one.count('class="step"') == 3
    assert "Thẩm định" not in one


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_that_is_not_there_is_told_with_those_that_are(lang, catalogue, tthc):
    (catalogue / "x.json").write_text(CASES, "utf-8")
    outcome = tthc("draw", catalogue / "x.json", "-o", catalogue / "x.svg", "--case", "khác", "--lang", lang)
    assert outcome.code == 2
    assert "khác" in outcome.err
    assert "thuong (Thường); gap (Gấp)" in outcome.err
    outcome = tthc("draw", catalogue / "1.000002.json", "-o", catalogue / "x.svg", "--case", "gap", "--lang", lang)
    assert outcome.code == 2
    assert "--case" in outcome.err
    assert not (catalogue / "x.svg").exists()


@pytest.mark.parametrize("lang", LANGS)
def test_without_steps_there_is_nothing_to_draw(lang, catalogue, tthc):
    (catalogue / "x.json").write_text('{"code": "1.000009", "name": "Chưa có bước"}', "utf-8")
    outcome = tthc("draw", catalogue / "x.json", "-o", catalogue / "x.svg", "--lang", lang)
    assert outcome.code == 2
    assert "x.json" in outcome.err
    assert "1.000009" in outcome.err
    assert not (catalogue / "x.svg").exists()


@pytest.mark.parametrize("form", BEGINS)
def test_an_unsound_flow_is_drawn_in_every_form(form, catalogue, tthc):
    (catalogue / "x.json").write_text(SOUND.replace('"next": ["d"]', '"next": ["b"]'), "utf-8")
    outcome = tthc("draw", catalogue / "x.json", "-o", catalogue / f"x.{form}")
    assert (outcome.code, outcome.said) == (0, "")


def test_only_pictures_for_documents_load_matplotlib(catalogue):
    environment = {"PYTHONPROFILEIMPORTTIME": "1", "PYTHONPATH": str(Path(tthc_audit.__file__).parents[1])}
    for form, loaded in (("svg", False), ("bpmn", False), ("mmd", False), ("png", True)):
        outcome = spawn("draw", catalogue / "1.000002.json", "-o", catalogue / f"x.{form}", **environment)
        assert outcome.code == 0
        assert (re.search(r"\|\s+matplotlib$", outcome.err, re.MULTILINE) is not None) == loaded
        assert "pyplot" not in outcome.err
