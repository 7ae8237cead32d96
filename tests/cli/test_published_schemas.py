"""Every JSON that a command prints is what its published schema says."""

import json
from pathlib import Path

import jsonschema
import pytest

from tthc_audit import resources
from tthc_audit.facts import OF_VERSIONS, TABLES

SAMPLES = Path(__file__).parents[2] / "procedures"


def checked(text):
    document = json.loads(text)
    name = document["schema"].split("/")[1]
    schema = json.loads(resources.data("schemas", f"{name}.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
    return document


@pytest.mark.parametrize("table", [n for n, t in TABLES.items() if not t.after_rules and n not in OF_VERSIONS])
def test_the_rows_of_every_table(tthc, table):
    document = checked(tthc("facts", SAMPLES, "--table", table, "--format", "json").out)
    assert document["rows"]
    assert list(document["rows"][0]) == [c.name for c in TABLES[table].columns]


def test_the_description_of_the_tables(tthc):
    assert len(checked(tthc("facts", "--describe", "--format", "json").out)["tables"]) == len(TABLES)


def test_the_rules_and_one_of_them(tthc):
    rules = checked(tthc("rules", "list", "--format", "json").out)["rules"]
    assert len(rules) >= 45
    assert all(rule["addressee"] for rule in rules)
    for rule in rules[::20]:
        assert checked(tthc("rules", "show", rule["id"], "--format", "json").out)["id"] == rule["id"]


def test_the_findings(tthc):
    assert checked(tthc("check", SAMPLES, "--format", "json").out)["findings"]


OUTPUTS = sorted((Path(__file__).parents[1] / "support" / "outputs").glob("*.json"))


@pytest.mark.parametrize("file", OUTPUTS, ids=lambda f: f.stem)
def test_what_an_earlier_release_wrote_still_follows_the_schema_of_its_version(file):
    """Whoever kept outputs can still read them: within a version keys are only ever added, and none is demanded."""
    document = checked(file.read_text("utf-8"))
    assert file.name.startswith("-".join(document["schema"].split("/")[1:]))


def test_every_output_has_a_sample_of_its_first_release():
    kept = {f.stem.rsplit("-v", 1)[0] for f in OUTPUTS}
    assert {"check", "facts", "facts-description", "rules", "rule-page", "known-findings"} <= kept
