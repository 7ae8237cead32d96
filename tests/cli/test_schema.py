"""The schemas as editors read them, and completion as shells do."""

import json

import jsonschema
import pytest
from support.command_line import spawn

from tthc_audit import resources

NAMES = [n.removesuffix(".schema.json") for n in resources.names("schemas", ".schema.json")]


def test_the_names_are_listed(tthc):
    assert tthc("schema").out.split() == NAMES
    assert {"procedure", "waivers", "known-findings", "check", "rule"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_printed_whole_and_names_itself(tthc, name):
    schema = json.loads(tthc("schema", name).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith(f"tthc-audit/{name}")
    assert schema.get("title")


def test_another_name_is_told_with_those_there_are(tthc):
    outcome = tthc("schema", "procedures")
    assert outcome.code == 2
    assert "procedure" in outcome.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_completion(shell):
    outcome = spawn(_TTHC_AUDIT_COMPLETE=f"{shell}_source")
    assert outcome.code == 0
    assert "tthc-audit" in outcome.out


def test_options_and_their_values_are_completed():
    told = spawn(_TTHC_AUDIT_COMPLETE="bash_complete", COMP_WORDS="tthc-audit check --format ", COMP_CWORD="3").out
    assert "plain,sarif" in told
    told = spawn(_TTHC_AUDIT_COMPLETE="bash_complete", COMP_WORDS="tthc-audit ch", COMP_CWORD="1").out
    assert told == "plain,check\n"
