"""A small valid start: a catalogue with one procedure, or a procedure for a catalogue that is there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import orjson

from tthc_audit import resources
from tthc_audit.catalog.folder import LISTS, SETTINGS
from tthc_audit.catalog.model import Agency
from tthc_audit.errors import AuditError, Problem

FIRST_CODE = "0.000001"
"""No published procedure has a code that begins with 0."""
_NOT_IN_A_NAME = re.compile(r"[^\w.@-]+")
_KINDS = {"mot-cua": "one_stop", "chuyen-mon": "specialised", "ubnd-xa": "leadership"}
"""The kind of agency that each agency of the starting procedure stands for."""


def new_catalog() -> dict[str, bytes]:
    """The files of a catalogue that loads without an error, by name."""
    files = {name: resources.data("templates", name) for name in (SETTINGS, "agencies.json")}
    return files | new_procedure(FIRST_CODE)


def new_procedure(code: str, agencies: Iterable[Agency] = ()) -> dict[str, bytes]:
    """The file of a procedure with that code, by name: a sound flow of six steps.

    ``agencies`` are those of the catalogue that it is for; without any, the names of the starting catalogue are used.
    Raises ``AuditError`` where nobody could write the code in a file.
    """
    if not code.strip() or not code.isprintable():
        raise AuditError(Problem("load.no_code", {"code": ascii(code)[1:-1]}))
    procedure: dict[str, Any] = orjson.loads(resources.data("templates", "procedure.json"))
    procedure["code"] = code
    known = list(agencies)
    if known:
        _hand_over(procedure, {place: _of_kind(known, kind) for place, kind in _KINDS.items()})
    return {_file_name(code): orjson.dumps(procedure, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)}


def _of_kind(agencies: list[Agency], kind: str) -> str:
    return next((a.id for a in agencies if a.kind == kind), agencies[0].id)


def _hand_over(procedure: dict[str, Any], to: dict[str, str]) -> None:
    roles = procedure["agencies"]
    for role, named in roles.items():
        roles[role] = to[named] if isinstance(named, str) else [to[n] for n in named]
    for step in procedure["steps"]:
        step["agency"] = to.get(step["agency"], step["agency"])


def _file_name(code: str) -> str:
    name = f"{_NOT_IN_A_NAME.sub('_', code).lstrip('.') or 'procedure'}.json"
    return f"procedure-{name}" if name in (SETTINGS, *LISTS) else name
