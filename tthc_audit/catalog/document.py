"""One JSON document read against its schema, with every error at its line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from tthc_audit.catalog import convert, reading, schema
from tthc_audit.catalog.position import locate
from tthc_audit.errors import AuditError, Problem

_AT_KEY = frozenset({"load.unknown_key", "load.misspelt_key"})
"""Problems that point at a key rather than at what it holds."""
_LARGE = 256 * 1024
"""Real procedures have some ten thousand bytes."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read: its bytes, its JSON tree in composed letters, and what is wrong with it.

    ``tree`` means nothing where there are problems. ``is_output``: written by this tool, no part of a catalogue.
    """

    file: str
    data: bytes
    tree: Any
    problems: tuple[Problem, ...]
    is_output: bool = False

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The same problems with this file, their line and column, in the order of the text; the first ones of many."""
        some = list(islice(problems, schema.MOST + 1))
        if not some:
            return ()
        if len(some) > schema.MOST:
            some[schema.MOST :] = [Problem("load.more", {"told": schema.MOST})]
        keys = {p.pointer for p in some if p.key in _AT_KEY}
        at = locate(self.data, (p.pointer for p in some), keys)
        here = [
            replace(p, file=self.file, line=p.line or at[p.pointer][0], column=p.column or at[p.pointer][1])
            for p in some
        ]
        return tuple(sorted(here, key=lambda p: (p.line or 0, p.column or 0, p.key)))


def of_file(path: Path, file: str, name: str, *, own: bool = False) -> Document:
    """Read the file at ``path``, shown as ``file``, against the schema ``name``; ``own``: one that this tool wrote."""
    try:
        data = reading.read(path)
    except AuditError as error:
        return Document(file, b"", None, tuple(replace(p, file=file) for p in error.problems))
    return of_bytes(data, file, name, own=own)


def of_bytes(data: bytes, file: str, name: str, *, own: bool = False) -> Document:
    """Read a text, shown as ``file``, against the schema ``name``; ``own``: one that this tool wrote."""
    try:
        tree = reading.parse(data)
        if not own and _is_output(tree):
            return Document(file, data, None, (), is_output=True)
        repeated = reading.repeated_keys(data, tree)
    except AuditError as error:
        return Document(file, data, None, tuple(replace(p, file=file) for p in error.problems))
    tree = convert.composed(data, tree)
    document = Document(file, data, tree, ())
    found = chain(repeated, schema.problems(name, tree, large=len(data) > _LARGE), convert.unprintable(data, tree))
    return replace(document, problems=document.placed(found))


def _is_output(tree: Any) -> bool:
    stated = tree.get("schema") if isinstance(tree, dict) else None
    return isinstance(stated, str) and stated.startswith("tthc-audit/")
