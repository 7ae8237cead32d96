"""The frozen snapshot that targets compare with: what held for every procedure on one day, known by its hash."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
from msgspec import Struct

from tthc_audit.catalog import convert, reading, schema
from tthc_audit.catalog.document import Document
from tthc_audit.catalog.model import Duration
from tthc_audit.catalog.settings import NamedBaseline
from tthc_audit.errors import AuditError, Problem

SCHEMA = "tthc-audit/baseline/v1"
_DIGITS = 4
"""Decimals that a fact holds exactly."""


class FrozenTime(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A measured time: bounds in working minutes, and calendar days where all its parts are days."""

    min: Decimal
    max: Decimal | None = None
    days: Decimal | None = None


class FrozenRow(Struct, frozen=True, kw_only=True):
    """What held for one case of one procedure; what is ``None`` was not known then."""

    procedure: str
    case: str
    name: str | None = None
    time_limit: Duration | None = None
    process_time: FrozenTime | None = None
    cost_vnd: int | None = None


class Snapshot(Struct, frozen=True, kw_only=True):
    """The document as it is written."""

    schema: str
    on: date
    rows: tuple[FrozenRow, ...]
    catalog: str | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """The snapshot that a catalogue names; ``intact`` where its bytes are still those that were frozen.

    Of a snapshot that is not intact nothing is used.
    """

    file: str
    intact: bool
    on: date | None
    rows: Mapping[str, Mapping[str, FrozenRow]]
    """By procedure and case."""


def read(root: Path, named: NamedBaseline) -> tuple[Frozen | None, tuple[Problem, ...]]:
    """The snapshot that ``catalog.json`` names, with what is wrong in it.

    Another file than the one that was frozen is no error: it is judged. A file that cannot be read is one.
    """
    path = Path(os.path.normpath(root / named.file))
    if root not in path.parents:
        return None, (_wrong("load.baseline_outside", named),)
    try:
        data = reading.read(path)
    except AuditError:
        return None, (_wrong("load.no_baseline", named),)
    if hashlib.sha256(data).hexdigest() != named.sha256.lower():
        return Frozen(named.file, False, None, {}), ()
    try:
        tree = reading.parse(data)
        document = Document(named.file, data, tree, tuple(reading.repeated_keys(data, tree)))
    except AuditError as error:
        return None, tuple(replace(p, file=named.file) for p in error.problems)
    problems = document.placed([*document.problems, *schema.problems("baseline", tree, large=len(data) > 1 << 18)])
    if problems:
        return None, problems
    try:
        snapshot = convert.typed(convert.composed(data, tree), Snapshot)
    except msgspec.ValidationError as error:
        return None, document.placed(schema.impossible("baseline", tree, str(error)))
    rows: dict[str, dict[str, FrozenRow]] = {}
    problems = document.placed(
        found for i, row in enumerate(snapshot.rows) if (found := _unusable(i, row, rows)) is not None
    )
    return (None, problems) if problems else (Frozen(named.file, True, snapshot.on, rows), ())


def _unusable(number: int, row: FrozenRow, rows: dict[str, dict[str, FrozenRow]]) -> Problem | None:
    """Put a row to its place, or say why it cannot be used: it is there twice, or finer than facts are."""
    pointer = f"/rows/{number}"
    if row.case in rows.setdefault(row.procedure, {}):
        return Problem("load.frozen_twice", {"procedure": row.procedure, "case": row.case}, pointer=pointer)
    rows[row.procedure][row.case] = row
    time = row.process_time
    values = [row.time_limit.value if row.time_limit else None, *((time.min, time.max, time.days) if time else ())]
    for value in values:
        if value is not None and value % Decimal(1).scaleb(-_DIGITS):
            return Problem("load.too_many_decimals", {"value": f"{value:f}", "limit": _DIGITS}, pointer=pointer)
    return None


def _wrong(key: str, named: NamedBaseline) -> Problem:
    return Problem(key, {"file": named.file}, file="catalog.json", pointer="/baseline/file")
