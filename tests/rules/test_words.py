"""A rule's words with values in them: by unit, by language, and never read as a template again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tthc_audit import i18n
from tthc_audit.database import Database
from tthc_audit.errors import AuditError
from tthc_audit.facts import TABLES
from tthc_audit.rules import Rule, compile_rule, words

Make = Callable[..., Rule]
ON = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("template", "values", "vi", "en"),
    [
        ("{worst}", {"worst_min": Decimal(3840), "worst_max": Decimal(3840)}, "8 ngày làm việc", "8 working days"),
        ("{worst}", {"worst_days": Decimal(10), "worst_min": 1, "worst_max": 2}, "10 ngày", "10 days"),
        ("{worst_max}", {"worst_max": Decimal(480)}, "1 ngày làm việc", "1 working days"),
        ("{worst_days}", {"worst_days": Decimal("7.5000")}, "7,5 ngày", "7.5 days"),
        ("{worst}", {}, "chưa nêu", "not stated"),
        ("{steps_count}", {"steps_count": 1234}, "1.234", "1,234"),
        ("{steps_count}", {}, "chưa rõ", "not known"),
        ("{flow_sound}", {"flow_sound": True}, "có", "yes"),
        ("{critical_path}", {"critical_path": ["a", "b"]}, "a, b", "a, b"),
        ("{critical_path}", {"critical_path": []}, "không có", "none"),
        ("{procedure_kind}", {"procedure_kind": "internal"}, "nội bộ", "internal"),
        ("{procedure_name}", {"procedure_name": "Cấp {giấy} {0.__class__}"}, *("Cấp {giấy} {0.__class__}",) * 2),
        ("{{x}} {case_name}", {"case_name": "<script>"}, *("{x} <script>",) * 2),
        ("{as_of}", {"$as_of": ON}, "01/06/2026", "2026-06-01"),
    ],
)  # fmt: skip
def test_values_are_written_by_unit_and_language(
    database: Database, make_rule: Make, *, template: str, values: dict[str, object], vi: str, en: str
) -> None:
    rule = make_rule(message={"vi": f"Có {template}.", "en": f"Is {template}."}, remedy={"vi": "Sửa", "en": "Mend"})
    compiled = compile_rule(database, rule, TABLES["case"], as_of=ON)
    told = words.message(compiled, values)
    assert told.vi.replace("\u00a0", " ") == f"Có {vi}."
    assert told.en.replace("\u00a0", " ") == f"Is {en}."
    assert words.remedy(compiled, values) == ("Sửa", "Mend")


def test_an_amount_is_told_in_dong(database: Database, make_rule: Make) -> None:
    text = {"vi": "{fee_total_vnd} {p}", "en": "{fee_total_vnd} {p}"}
    params = {"p": [{"from": "2025-01-01", "value": 1.5}]}
    rule = make_rule(about="channel", require="fee_total_vnd < 1", message=text, params=params)
    compiled = compile_rule(database, rule, TABLES["channel"], as_of=ON)
    told = words.message(compiled, {"fee_total_vnd": Decimal("1500000.0000"), "$p": Decimal("1.500000")})
    assert told.vi.replace("\u00a0", " ") == "1.500.000 đồng 1,5"
    assert words.remedy(compiled, {}) is None
    assert compiled.shown_params[0][0] == "p"


@pytest.mark.parametrize(
    ("vi", "en", "key", "pointer"),
    [
        ("{wrost}", "{wrost}", "rules.unknown_placeholder", "/message/vi"),
        ("{zzzzzzzzz}", "{zzzzzzzzz}", "rules.unlisted_placeholder", "/message/vi"),
        ("{worst}", "x", "rules.placeholders_differ", "/message"),
        ("{worst", "{worst}", "rules.braces", "/message/vi"),
        ("worst}", "{worst}", "rules.braces", "/message/vi"),
        ("{}", "{}", "rules.braces", "/message/vi"),
        ("{0}", "{0}", "rules.braces", "/message/vi"),
        ("{worst.__class__}", "x", "rules.braces", "/message/vi"),
        ("{worst[0]}", "x", "rules.braces", "/message/vi"),
        ("{worst!r}", "x", "rules.braces", "/message/vi"),
        ("{worst:>10}", "x", "rules.braces", "/message/vi"),
        ("{worst:{p}}", "x", "rules.braces", "/message/vi"),
    ],
)
def test_a_placeholder_that_is_none_is_told(
    database: Database, make_rule: Make, *, vi: str, en: str, key: str, pointer: str
) -> None:
    with pytest.raises(AuditError) as caught:
        compile_rule(database, make_rule(message={"vi": vi, "en": en}), TABLES["case"], as_of=ON)
    problem = caught.value.problems[0]
    assert (problem.key, problem.pointer) == (key, pointer)
    assert problem.line is not None
    for lang in i18n.LANGS:
        assert all(i18n.problem_words(lang, problem))


def test_the_remedy_may_show_values_too(database: Database, make_rule: Make) -> None:
    rule = make_rule(remedy={"vi": "Còn {nope}", "en": "Yet {nope}"})
    with pytest.raises(AuditError) as caught:
        compile_rule(database, rule, TABLES["case"], as_of=ON)
    assert {p.pointer for p in caught.value.problems} == {"/remedy/vi", "/remedy/en"}
