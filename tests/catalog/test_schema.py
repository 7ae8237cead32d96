"""The schema files themselves: in both languages, closed, and the same as the types."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

from tthc_audit import resources
from tthc_audit.catalog import model, settings

NAMES = ("procedure", "catalog", "agencies", "databases", "instruments", "waivers")
DROPPED = {("limit", "none")}
TYPES = {
    "procedure": {
        "procedure": model.Procedure, "successor": model.Successor, "source": model.Source, "decision": model.Decision,
        "published": model.Published, "roles": model.Roles, "named": model.Named, "basis": model.Basis,
        "fee": model.Fee, "result": model.Result, "channel": model.Channel, "online_service": model.OnlineService,
        "document": model.Document, "case": model.Case, "interlinked": model.Interlinked, "member": model.Member,
        "step": model.Step, "edge": model.Edge, "off_clock": model.OffClock, "baseline": model.Baseline,
        "cost": model.Cost, "activity": model.Activity, "quantity": model.Quantity, "step_duration": model.Duration, "limit": model.Limit, "extension": model.Extension,
    },
    "catalog": {
        "catalog": settings.Settings, "year": settings.Days, "target": model.Target, "claim": model.Claim,
        "baseline": settings.NamedBaseline, "register": settings.Register,
    },
    "agencies": {"agency": model.Agency},
    "databases": {"database": model.DataSource, "paper": model.ReplacedPaper},
    "instruments": {"instrument": model.Instrument},
    "waivers": {"waiver": settings.Waiver},
}  # fmt: skip
PAIRS = [(name, part) for name, parts in TYPES.items() for part in parts]


def read(name):
    return json.loads(resources.data("schemas", f"{name}.schema.json"))


def part_of(name, part):
    schema = read(name)
    return schema if part == name and part not in schema.get("$defs", {}) else schema["$defs"][part]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema_of_its_own_name(name):
    schema = read(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"tthc-audit/{name}/v1"


@pytest.mark.parametrize("name", NAMES)
def test_every_property_has_words_in_both_languages(name):
    schema = read(name)
    parts = [schema, *schema["$defs"].values()]
    properties = [(key, value) for part in parts for key, value in part.get("properties", {}).items() if key != "none"]
    for key, value in properties:
        words = [value[w] for w in ("title", "x-title-en", "description", "x-description-en")]
        assert all(words), key
        assert words[2] != words[3], key
    assert {"title", "x-title-en"} <= set(schema["$defs"].get("none", schema))


@pytest.mark.parametrize("name", NAMES)
def test_no_object_takes_unknown_keys(name):
    for key, part in (("", read(name)), *read(name)["$defs"].items()):
        if "properties" in part:
            assert part["additionalProperties"] is False, key
            assert "^x-" in part["patternProperties"], key


@pytest.mark.parametrize(("name", "part"), PAIRS)
def test_schema_and_type_have_the_same_keys(name, part):
    kind = TYPES[name][part]
    stated = {key for key in part_of(name, part)["properties"] if (part, key) not in DROPPED}
    assert stated == {f.encode_name for f in msgspec.structs.fields(kind)} - inherited(kind)


def inherited(kind):
    """A limit is a duration that no step holds."""
    return {"shared_with", "from"} if kind is model.Limit else set()


@pytest.mark.parametrize(("name", "part"), PAIRS)
def test_schema_and_type_require_the_same_keys(name, part):
    required = {f.encode_name for f in msgspec.structs.fields(TYPES[name][part]) if f.required}
    assert set(part_of(name, part).get("required", ())) == required


def test_only_what_the_format_promises_is_required():
    schema = read("procedure")
    assert schema["required"] == ["code", "name"]
    assert schema["$defs"]["step"]["required"] == ["id", "name", "kind", "agency"]


@pytest.mark.parametrize("name", ["databases", "instruments"])
def test_the_shipped_registers_are_valid(name):
    jsonschema.validate(json.loads(resources.data("reference", f"{name}.json")), read(name))
