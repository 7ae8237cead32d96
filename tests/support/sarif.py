"""What SARIF 2.1.0 says of the parts that the tool writes, read off the standard: every object closed.

``SARIF_SCHEMA`` may name the schema that OASIS publishes; a file is then held against it as well. Its licence
does not let it be kept here.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema

TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
BAG = {"type": "object"}
MULTIFORMAT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": TEXT, "markdown": TEXT},
    "additionalProperties": False,
}
MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": TEXT}, "additionalProperties": False}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def many(items: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


URI = {"type": "string", "pattern": "^[A-Za-z0-9/._~%!$&'()*+,;=:@-]+$", "not": {"pattern": "^/|^[a-z]+:"}}
REGION = closed(
    ["startLine"], startLine={"type": "integer", "minimum": 1}, startColumn={"type": "integer", "minimum": 1}
)
PHYSICAL = closed(["artifactLocation"], artifactLocation=closed(["uri"], uri=URI), region=REGION)
LOGICAL = closed(["fullyQualifiedName"], name=TEXT, fullyQualifiedName=TEXT)
LOCATION = closed(["physicalLocation"], physicalLocation=PHYSICAL, logicalLocations=many(LOGICAL, uniqueItems=True))
NOTIFICATION = closed(["message"], message=MESSAGE, level=LEVEL, locations=many(LOCATION))
RULE = closed(
    ["id"], id=TEXT, shortDescription=MULTIFORMAT, fullDescription=MULTIFORMAT, help=MULTIFORMAT,
    defaultConfiguration=closed([], level=LEVEL), properties=BAG,
)  # fmt: skip
RESULT = closed(
    ["message"], ruleId=TEXT, ruleIndex=COUNT, level=LEVEL, message=MESSAGE, locations=many(LOCATION),
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions=many(
        closed(["kind"], kind={"enum": ["inSource", "external"]}, status={"enum": ["accepted", "underReview", "rejected"]},
               justification=TEXT)
    ),
    properties=BAG,
)  # fmt: skip
INVOCATION = closed(
    ["executionSuccessful"], executionSuccessful={"type": "boolean"}, exitCode={"type": "integer"},
    toolConfigurationNotifications=many(NOTIFICATION), toolExecutionNotifications=many(NOTIFICATION),
)  # fmt: skip
DRIVER = closed(
    ["name"], name=TEXT, version=TEXT, semanticVersion=TEXT, rules=many(RULE, uniqueItems=True),
    language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
)  # fmt: skip
RUN = closed(
    ["tool"], tool=closed(["driver"], driver=DRIVER), results=many(RESULT), invocations=many(INVOCATION),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]}, properties=BAG,
)  # fmt: skip
LOG = closed(
    ["version", "runs"], **{"$schema": {"type": "string", "format": "uri"}}, version={"const": "2.1.0"}, runs=many(RUN)
)


def assert_valid(data: bytes) -> dict[str, Any]:
    """The log, once every reader at hand takes it."""
    log = json.loads(data)
    jsonschema.Draft202012Validator(LOG).validate(log)
    for run in log["runs"]:
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        for result in run["results"]:
            assert "ruleIndex" not in result or rules[result["ruleIndex"]] == result["ruleId"]
            assert (result.get("kind", "fail") == "fail") == (result["level"] != "none")
    if "SARIF_SCHEMA" in os.environ:
        published = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text("utf-8"))
        jsonschema.Draft7Validator(published, format_checker=jsonschema.FormatChecker()).validate(log)
    try:
        from sarif_pydantic import Sarif
    except ImportError:
        return log
    Sarif.model_validate(log)
    return log
