"""A declared mapping: which column of a table goes to which field of a procedure, by which transform."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import orjson

from tthc_audit import resources
from tthc_audit.catalog import reading, schema
from tthc_audit.catalog.document import Document
from tthc_audit.catalog.explain import nearest
from tthc_audit.errors import AuditError, Problem
from tthc_audit.importers.ledger import Fate
from tthc_audit.importers.transforms import PARTS, SEQUENCE, TRANSFORMS

_PREFIX = "mapping-"


class Field(msgspec.Struct, frozen=True):
    """One field of a procedure and the column it is taken from."""

    field: str
    column: str
    transform: str = "text"
    unless_column: str | None = None
    optional: bool = False


class LeftOut(msgspec.Struct, frozen=True):
    """A column that is left out on purpose."""

    column: str
    why: str


class Mapping(msgspec.Struct, frozen=True):
    """A mapping as its file holds it."""

    fields: tuple[Field, ...]
    sheet: str | None = None
    header_row: int = 1
    source: dict[str, Any] = {}
    not_kept: tuple[LeftOut, ...] = ()

    def fates(self) -> dict[str, Fate]:
        """Where each column goes."""
        made = {left.column: Fate(why=left.why) for left in self.not_kept}
        for entry in self.fields:
            to = "steps, x-sequence-text" if entry.transform == SEQUENCE else entry.field
            earlier = made.get(entry.column)
            if earlier is not None and earlier.to:
                to = f"{earlier.to}, {to}"
            for part in PARTS.get(entry.transform, ()):
                made[f"{entry.column}[].{part}"] = Fate(entry.field)
            made[entry.column] = Fate(to, "copy_unless_differs" if entry.unless_column else "")
        return made


def ready() -> list[str]:
    """The names of the mappings that ship with the tool."""
    return [
        n.removeprefix(_PREFIX).removesuffix(".json") for n in resources.names("templates") if n.startswith(_PREFIX)
    ]


def load(name: str) -> Mapping:
    """The mapping of a file, or the ready one of that name.

    Raises ``AuditError`` with the line and column of everything that is wrong.
    """
    if name in ready():
        return _mapping(resources.data("templates", f"{_PREFIX}{name}.json"), f"{name}.json")
    path = Path(name)
    if not path.is_file():
        raise AuditError(Problem("import.mapping_unknown", {"name": name, "known": ready()}))
    try:
        data = reading.read(path)
        return _mapping(data, path.name)
    except AuditError as error:
        raise AuditError(*(replace(p, file=p.file or path.name) for p in error.problems)) from None


def _mapping(data: bytes, file: str) -> Mapping:
    tree = reading.parse(data)
    document = Document(file, data, tree, ())
    wrong = document.placed([*reading.repeated_keys(data, tree), *schema.problems("mapping", tree)])
    if wrong:
        raise AuditError(*wrong)
    mapping = msgspec.convert(tree, Mapping)
    wrong = document.placed(_unknown_names(mapping))
    if wrong:
        raise AuditError(*wrong)
    return mapping


def _unknown_names(mapping: Mapping) -> list[Problem]:
    known = [*TRANSFORMS, SEQUENCE]
    found = []
    for i, entry in enumerate(mapping.fields):
        if entry.transform not in known:
            near = nearest(entry.transform, known)
            values: dict[str, object] = {"name": entry.transform, "known": [near] if near else known}
            found.append(Problem("import.mapping_transform", values, pointer=f"/fields/{i}/transform"))
        if not _is_field(entry.field):
            found.append(Problem("import.mapping_field", {"name": entry.field}, pointer=f"/fields/{i}/field"))
    return found


def _is_field(name: str) -> bool:
    rules = _schema()
    here: dict[str, Any] = rules
    for part in name.split("."):
        if part.startswith("x-"):
            return True
        found = here.get("properties", {}).get(part)
        if found is None:
            return False
        here = rules["$defs"][found["$ref"].rpartition("/")[2]] if "$ref" in found else found
    return True


@cache
def _schema() -> dict[str, Any]:
    loaded: dict[str, Any] = orjson.loads(resources.data("schemas", "procedure.schema.json"))
    return loaded
