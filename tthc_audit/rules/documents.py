"""A JSON file of rules or profiles, read against its schema."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tthc_audit.catalog import document
from tthc_audit.catalog.document import Document
from tthc_audit.errors import Problem
from tthc_audit.rules.model import Scalar

_TOO_FEW = {"/examples/pass": "rules.no_pass", "/examples/fail": "rules.no_fail"}


def read(file: Traversable, name: str, schema: str) -> Document:
    """The document of a file that problems call ``name``; ``schema`` is ``rule`` or ``profile``."""
    if isinstance(file, Path):
        found = document.of_file(file, name, schema)
    else:
        found = document.of_bytes(file.read_bytes(), name, schema)
    if found.is_output:
        return replace(found, problems=(Problem("rules.is_output", file=name, line=1, column=1),))
    return replace(found, problems=tuple(map(_without_examples, found.problems)))


def _without_examples(problem: Problem) -> Problem:
    """An empty list of examples, told as what it is."""
    if problem.key == "load.other" and problem.pointer in _TOO_FEW:
        return replace(problem, key=_TOO_FEW[problem.pointer], values={})
    return problem


def scalar(value: Any) -> Scalar:
    """The value of a parameter: a text that is a day is a date, a number is exact."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Decimal(repr(value))
    if isinstance(value, list):
        return tuple(value)
    try:
        return date.fromisoformat(value) if len(value) == len("2025-07-01") else str(value)
    except ValueError:
        return str(value)
