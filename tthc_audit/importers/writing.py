"""Writes an imported catalogue: complete in a folder of its own first, then in its place."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from tthc_audit.catalog.folder import LISTS, SETTINGS
from tthc_audit.errors import AuditError, Problem
from tthc_audit.importers.ledger import SCHEMA, Ledger
from tthc_audit.importers.records import Gathered
from tthc_audit.importers.register import Register
from tthc_audit.importers.words import one_line

REPORT = "import-report.json"
Progress = Callable[[str, int, int], None]
"""Called with a stage, how many are done and how many there are (0: nobody knows)."""
_PRETTY = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
_NOT_IN_A_NAME = re.compile(r"[^\w.@-]+")
_LONGEST = 120


@dataclass(slots=True)
class Batch:
    """The procedures of one import, as bytes; the same twice is kept once, two different ones apart."""

    issuer: Callable[[dict[str, Any]], str] = lambda _: ""
    _first: dict[str, list[tuple[str, str, bytes]]] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)

    def add(self, document: dict[str, Any]) -> None:
        """Take a procedure in; ``issuer`` is asked for its variant should its code be there already."""
        data = orjson.dumps(document)
        mark = hashlib.sha256(data).hexdigest()
        others = self._first.setdefault(document["code"], [])
        if any(mark == other for other, _, _ in others):
            self.twice.append(document["code"])
            return
        others.append((mark, self.issuer(document), data))

    def __len__(self) -> int:
        return sum(len(same) for same in self._first.values())

    def files(self) -> Iterable[tuple[str, bytes]]:
        """Name and bytes of every procedure's file."""
        taken = {SETTINGS, REPORT, *LISTS}
        for code, same in self._first.items():
            for variant, data in _variants(same):
                document = orjson.loads(data)
                if variant:
                    document = {"code": code, "variant": variant} | document
                yield (
                    _free_name(f"{code}@{variant}" if variant else code, taken),
                    orjson.dumps(document, option=_PRETTY),
                )

    def apart(self) -> list[dict[str, object]]:
        """The codes that stand for several procedures, with the variants they got."""
        return [
            {"code": code, "variants": [variant for variant, _ in _variants(same)]}
            for code, same in sorted(self._first.items())
            if len(same) > 1
        ]


def _variants(same: list[tuple[str, str, bytes]]) -> Iterable[tuple[str, bytes]]:
    if len(same) == 1:
        yield "", same[0][2]
        return
    taken: set[str] = set()
    for n, (_, issuer, data) in enumerate(same, 1):
        name = issuer or f"{n}"
        while name in taken:
            name = f"{issuer or 'bản'} ({n})"
            n += 1  # noqa: PLW2901  counts on until the name is free
        taken.add(name)
        yield name, data


def _free_name(key: str, taken: set[str]) -> str:
    stem = _NOT_IN_A_NAME.sub("_", key).lstrip(".")[:_LONGEST] or "procedure"
    name, n = f"{stem}.json", 1
    while name.lower() in taken:
        n += 1
        name = f"{stem}-{n}.json"
    taken.add(name.lower())
    return name


def write(
    output: Path,
    batch: Batch,
    register: Register,
    ledger: Ledger,
    met: Gathered,
    *,
    name: str,
    kind: str,
    problems: list[dict[str, object]],
    more: dict[str, bytes],
    progress: Progress | None = None,
) -> None:
    """Write the catalogue into a folder that is new or empty; all of it or nothing.

    Raises ``AuditError`` where nothing was read or the folder holds something, ``OSError`` where it cannot be written.
    """
    refuse_used(output)
    if not len(batch):
        raise AuditError(*met.problems, *([] if met.problems else [Problem("import.nothing_at_all")]))
    output.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{output.name[:32]}.", dir=output.parent))
    try:
        report: dict[str, object] = {
            "schema": SCHEMA,
            "import": kind,
            "files": met.files,
            "records": ledger.records,
            "procedures": len(batch),
            "agencies": len(register),
            "apart": batch.apart(),
            "twice": sorted(batch.twice),
            "fields": ledger.fields(),
            "remarks": ledger.remarks(),
            "problems": problems,
        }
        (made / SETTINGS).write_bytes(orjson.dumps({"name": one_line(name) or kind}, option=_PRETTY))
        (made / "agencies.json").write_bytes(orjson.dumps(register.entries(), option=_PRETTY))
        (made / REPORT).write_bytes(orjson.dumps(report, option=_PRETTY))
        for file, data in more.items():
            (made / file).write_bytes(data)
        for done, (file, data) in enumerate(batch.files(), 1):
            (made / file).write_bytes(data)
            if progress is not None and (done % 100 == 0 or done == len(batch)):
                progress("save", done, len(batch))
        umask = os.umask(0)
        os.umask(umask)
        made.chmod(0o777 & ~umask)
        if output.is_dir():
            output.rmdir()
        made.replace(output)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def refuse_used(output: Path) -> None:
    """Raise ``AuditError`` where the folder for the catalogue holds something already."""
    if os.path.lexists(output) and (not output.is_dir() or any(output.iterdir())):
        raise AuditError(Problem("import.folder_used", {"folder": str(output)}))
