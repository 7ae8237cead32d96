from __future__ import annotations

from dataclasses import replace
from datetime import date

import jsonschema
import orjson
from msgspec import structs

from tthc_audit import resources
from tthc_audit.facts import TABLES
from tthc_audit.facts.table import Type
from tthc_audit.report.json import _DECIMAL, render_json
from tthc_audit.results import Audit


def test_the_output_follows_the_published_schema(audit: Audit) -> None:
    schema = orjson.loads(resources.data("schemas", "check.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(orjson.loads(render_json(audit)))


def test_rules_carry_their_denominators_and_findings_their_place(audit: Audit) -> None:
    document = orjson.loads(render_json(audit))
    assert document["schema"] == "tthc-audit/check/v1"
    assert document["as_of"] == "2026-11-20"
    assert document["rules"][1] == {
        "id": "time/process-longer-than-limit", "severity": "violation", "stale": False,
        "applicable": 3, "pass": 1, "fail": 1, "unknown": 1, "not_applicable": 0,
    }  # fmt: skip
    found = next(
        f for f in document["findings"] if f["rule"] == "time/process-longer-than-limit" and f["outcome"] == "fail"
    )
    assert found["location"] == {"file": "1.000001.json", "pointer": "/steps", "line": 12, "column": 3}
    assert found["subject"] == {"table": "case", "keys": {"procedure": "1.000001", "case": ""}}
    assert found["evidence"] == {"worst_min": 1680, "worst_max": 1680, "worst_days": None, "steps_count": 5}


def test_a_code_that_looks_like_a_number_stays_text(audit: Audit) -> None:
    odd = structs.replace(
        audit.findings[0],
        evidence={"code": "1.000010", "worst_min": "0.1234", "fee_total_vnd": "99999999999999999999.0000"},
        due=date(2027, 1, 2),
    )
    (found,) = orjson.loads(render_json(replace(audit, findings=(odd,))))["findings"]
    assert found["evidence"] == {"code": "1.000010", "worst_min": 0.1234, "fee_total_vnd": "99999999999999999999.0000"}
    assert found["due"] == "2027-01-02"


def test_exactly_the_decimal_columns_are_told_by_their_names() -> None:
    for table in TABLES.values():
        for column in table.columns:
            assert column.name.endswith(_DECIMAL) == (column.type is Type.DECIMAL) or column.type in (
                Type.INTEGER,
                Type.DATE,
                Type.BOOLEAN,
            ), column


def test_the_order_does_not_depend_on_the_run(audit: Audit) -> None:
    other = replace(
        audit,
        findings=tuple(reversed(audit.findings)),
        rules=tuple(reversed(audit.rules)),
        inputs=tuple(reversed(audit.inputs)),
    )
    assert render_json(other) == render_json(audit)


def test_a_lone_surrogate_does_no_harm(audit: Audit) -> None:
    odd = structs.replace(audit.findings[0], evidence={"name": "a\ud800"}, subject_keys={"procedure": "\udfff"})
    assert b'"a?"' in render_json(replace(audit, findings=(odd,)))
