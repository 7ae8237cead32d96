"""A new rule to start from: small, complete, and passing its own examples."""

from __future__ import annotations

import re
from collections.abc import Mapping

import orjson

from tthc_audit import resources
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts import TABLES
from tthc_audit.facts.table import PLACE, Table, Type
from tthc_audit.rules.names import nearest

_IDENTITY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")


def text(identity: str, about: str = "procedure") -> str:
    """The text of a new rule file ``<pack>/<slug>`` about a fact table.

    Raises ``AuditError`` where the id is none, or the table is not there.
    """
    if not _IDENTITY.fullmatch(identity):
        raise AuditError(Problem("rules.bad_name", {"name": identity}))
    if about not in TABLES:
        values: dict[str, object] = {"name": about, "near": nearest(about, TABLES), "tables": sorted(TABLES)}
        raise AuditError(Problem("rules.unknown_table", values))
    rule: Mapping[str, object] = orjson.loads(_template(TABLES[about]))
    return orjson.dumps({**rule, "about": about}, option=orjson.OPT_INDENT_2).decode() + "\n"


def _template(table: Table) -> bytes:
    """The template, which speaks of the name of a procedure; of a table without procedures, of its first two texts."""
    made = resources.data("templates", "rule.json")
    if "procedure_name" in table.names:
        return made
    places = {column.name for column in PLACE}
    stated, named, *_ = (c.name for c in table.columns if c.type is Type.TEXT and c.name not in places)
    made = made.replace(b"procedure_name", named.encode()).replace(b"procedure_status", stated.encode())
    rule = orjson.loads(made)
    rule["applies_when"] = f"{stated} is not null"
    for example in rule["examples"]["not_applicable"]:
        example[stated] = None
    return orjson.dumps(rule)
