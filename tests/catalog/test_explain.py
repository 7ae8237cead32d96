from __future__ import annotations

import pytest

from tthc_audit.i18n import problem_words

STEP = {"id": "a", "name": "Tiếp nhận", "kind": "receive", "agency": "mot-cua"}

WRONG = {
    "a code without quotation marks": ({"code": 1.000010}, "load.number_for_text", "/code"),
    "a missing name": ({"name": None}, "load.missing_key", ""),
    "an empty code": ({"code": ""}, "load.empty_text", "/code"),
    "a null": ({"field": None, "results": [None]}, "load.null_value", "/results/0"),
    "a misspelt key": ({"time_limt": {"value": 5, "unit": "day"}}, "load.misspelt_key", "/time_limt"),
    "a key of nowhere": ({"zzzz": 1}, "load.unknown_key", "/zzzz"),
    "a misspelt key in a step": ({"steps": [{**STEP, "agancy": "mot-cua"}]}, "load.misspelt_key", "/steps/0/agancy"),
    "an object for a list": ({"steps": {"a": STEP}}, "load.wrong_type", "/steps"),
    "a text for a list": ({"documents": "Đơn"}, "load.wrong_type", "/documents"),
    "a list as none with more in it": ({"fees": {"none": True, "kind": "phi"}}, "load.wrong_type", "/fees"),
    "none that is not true": ({"fees": {"none": False}}, "load.only_value", "/fees/none"),
    "a kind that is none": ({"steps": [{**STEP, "kind": "recieve"}]}, "load.not_allowed", "/steps/0/kind"),
    "a duration of text for a number": (
        {"time_limit": {"value": "5", "unit": "day"}}, "load.text_for_number", "/time_limit/value",
    ),
    "a negative duration": ({"time_limit": {"value": -1, "unit": "day"}}, "load.too_small", "/time_limit/value"),
    "a huge duration": ({"time_limit": {"value": 1e9, "unit": "day"}}, "load.too_large_number", "/time_limit/value"),
    "an integer beyond all bounds": ({"dossier_sets": 10**40}, "load.too_large_number", "/dossier_sets"),
    "half a dossier": ({"dossier_sets": 1.5}, "load.not_whole", "/dossier_sets"),
    "a duration of nothing": ({"time_limit": {}}, "load.no_choice", "/time_limit"),
    "a duration of two things": (
        {"time_limit": {"value": 1, "unit": "day", "text": "lâu"}}, "load.two_choices", "/time_limit",
    ),
    "a value without its unit": ({"time_limit": {"value": 1}}, "load.missing_partner", "/time_limit"),
    "a unit without its value": ({"time_limit": {"unit": "day"}}, "load.missing_partner", "/time_limit"),
    "a limit that shares": ({"time_limit": {"value": 1, "unit": "day", "shared_with": "a"}}, "load.unknown_key", "/time_limit/shared_with"),
    "a cut-off out of its form": (
        {"time_limit": {"same_day": True, "cut_off": "3 giờ"}}, "load.wrong_form", "/time_limit/cut_off",
    ),
    "a cut-off with a line break, on which the libraries differ": (
        {"time_limit": {"same_day": True, "cut_off": "15:00\n"}}, "load.other", "/time_limit/cut_off",
    ),
    "a day that is none": ({"abolished_on": "2026-02-30"}, "load.wrong_date", "/abolished_on"),
    "a day of the year 0000, on which the libraries differ": (
        {"abolished_on": "0000-01-01"}, "load.wrong_date", "/abolished_on",
    ),
    "a day written the day first": ({"abolished_on": "31/03/2026"}, "load.wrong_date", "/abolished_on"),
    "five decimals": ({"time_limit": {"value": 0.12345, "unit": "day"}}, "load.too_many_decimals", "/time_limit/value"),
    "a very small number": ({"time_limit": {"value": 1e-7, "unit": "day"}}, "load.too_many_decimals", "/time_limit/value"),
    "a fee with five decimals": (
        {"fees": [{"kind": "phi", "amount_vnd": 0.12345}]}, "load.too_many_decimals", "/fees/0/amount_vnd",
    ),
    "an extension of nothing": (
        {"time_limit": {"value": 1, "unit": "day", "extensions": [{"when": "khó"}]}},
        "load.no_choice", "/time_limit/extensions/0",
    ),
    "a probability of three": (
        {"steps": [{**STEP, "next": [{"to": "a", "probability": 3}]}]},
        "load.too_large_number", "/steps/0/next/0/probability",
    ),
    "a probability in words": (
        {"steps": [{**STEP, "next": [{"to": "a", "probability": "nửa"}]}]},
        "load.wrong_form", "/steps/0/next/0/probability",
    ),
    "a control character": ({"name": "Thủ\u0007 tục"}, "load.control_character", "/name"),
    "an escape of a terminal": ({"name": "\u001b[31mđỏ"}, "load.control_character", "/name"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "key", "pointer"), WRONG.values(), ids=WRONG)
def test_each_mistake_is_named_once_with_its_place(catalogue, sample, change, key, pointer):
    (problem,) = catalogue.problems({k: v for k, v in (sample() | change).items() if v is not None})
    assert (problem.key, problem.pointer) == (key, pointer)
    assert problem.line is not None
    assert problem.column is not None


def test_a_misspelt_key_is_told_with_the_right_one_and_at_the_key(catalogue, sample):
    (problem,) = catalogue.problems(sample(time_limt={"value": 1, "unit": "day"}))
    assert "“time_limit”" in problem_words("vi", problem)[1]
    text = (catalogue.root / "x.json").read_text().splitlines()
    assert text[problem.line - 1][problem.column - 1 :].startswith('"time_limt"')


def test_a_required_key_that_is_misspelt_is_not_also_missing(catalogue, sample):
    (problem,) = catalogue.problems(sample(name=None) | {"nmae": "Tên"})
    assert problem.key == "load.misspelt_key"
    (problem,) = catalogue.problems(sample(time_limit={"valu": 5, "unit": "day"}))
    assert problem.key == "load.misspelt_key"


def test_the_nearest_value_is_named_first(catalogue, sample):
    (problem,) = catalogue.problems(sample(steps=[{**STEP, "kind": "recieve"}]))
    assert problem_words("en", problem)[1].startswith("Use one of “receive”, “submit”")


def test_a_day_written_the_day_first_is_turned_round(catalogue, sample):
    (problem,) = catalogue.problems(sample(abolished_on="31/03/2026"))
    assert problem_words("vi", problem)[1] == "Viết như “2026-03-31”."


def test_types_are_told_in_words(catalogue, sample):
    (problem,) = catalogue.problems(sample(documents="Đơn"))
    said = problem_words("vi", problem)[0]
    assert said.startswith("Mục “documents” phải là danh sách [ … ]")
    assert said.endswith("nhưng đang là chuỗi chữ trong ngoặc kép.")


def test_every_mistake_of_a_file_is_told(catalogue, sample):
    wrong = sample(name=7, levels=["xã"], zzz=1, dossier_sets="hai")
    assert {p.pointer for p in catalogue.problems(wrong)} == {"/name", "/levels/0", "/zzz", "/dossier_sets"}


MANY = {
    "entries without what they need": {"documents": [{}] * 50_000},
    "keys of nowhere": {f"k{i}": i for i in range(50_000)},
    "steps that lead nowhere": {
        "steps": [{**STEP, "id": f"s{i}", "next": ["nowhere"]} for i in range(20_000)],
    },
}


@pytest.mark.parametrize("change", MANY.values(), ids=MANY)
def test_a_file_full_of_mistakes_is_told_soon_and_within_bounds(catalogue, sample, change):
    problems = catalogue.problems(sample() | change)
    assert len(problems) == 201
    assert "load.more" in {p.key for p in problems}


def test_keys_of_ones_own_are_allowed_everywhere(catalogue, sample):
    step = {**STEP, "x-note": {"a": [1]}, "next": [{"to": "a", "x-y": 1}], "duration": {"text": "x", "x-z": None}}
    assert catalogue.problems(sample(steps=[step], **{"x-mine": [[]]})) == ()
