"""Whether a pack is what it was when it was built, and whether the audit says the same once more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from tthc_audit import __version__, resources
from tthc_audit.catalog import schema
from tthc_audit.errors import AuditError, Problem
from tthc_audit.pack import archive
from tthc_audit.pack.layout import CONFIGURATION, MANIFEST, REFERENCE, RESULT, SCHEMA, Configuration
from tthc_audit.pack.rerun import rerun


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found; nothing ``wrong`` is a pack that proves itself. ``sha256`` is that of the whole file."""

    wrong: tuple[Problem, ...]
    sha256: str
    files: int
    version: str


def verify(file: Path) -> Verdict:
    """Check a pack and run its audit again.

    Raises ``AuditError`` where the file is no pack, or one of a newer version of this tool.
    """
    data, files = archive.read(file)
    broken = archive.damaged(data, files, file.name)
    manifest = _manifest(files, file, damaged=bool(broken))
    names = [_listed_name(name, manifest, files) for name in broken]
    wrong = [Problem("pack.damaged", {"name": name}, file=name) for name in names]
    if not wrong:
        wrong = [*_listed(manifest, files)]
    if not wrong:
        wrong = [*_again(files, file)]
    return Verdict(tuple(wrong), hashlib.sha256(data).hexdigest(), len(files), manifest["tool"]["version"])


def _manifest(files: Mapping[str, bytes], file: Path, *, damaged: bool) -> Any:
    try:
        tree = orjson.loads(files[MANIFEST])
        kind = tree.get("schema")
    except (ValueError, AttributeError):
        tree, kind = None, None
    if kind == SCHEMA and not list(schema.problems("pack", tree)):
        if not damaged and _numbers(tree["tool"]["version"]) > _numbers(__version__):
            values: dict[str, object] = {"version": tree["tool"]["version"], "here": __version__}
            raise AuditError(Problem("pack.newer_tool", values, file=file.name))
        return tree
    if damaged:
        return {"tool": {"version": "?"}, "files": []}
    newer = isinstance(kind, str) and kind.startswith(SCHEMA.removesuffix("1")) and kind != SCHEMA
    raise AuditError(Problem("pack.newer" if newer else "pack.not_a_pack", {"schema": kind}, file=file.name))


def _listed_name(name: str, manifest: Any, files: Mapping[str, bytes]) -> str:
    """The name by which the manifest lists a file whose own name may be what was damaged."""
    listed = {one["sha256"]: one["file"] for one in manifest["files"]}
    return name if name in listed.values() else listed.get(hashlib.sha256(files.get(name, b"")).hexdigest(), name)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _listed(manifest: Any, files: Mapping[str, bytes]) -> Iterator[Problem]:
    listed = {one["file"]: one["sha256"] for one in manifest["files"]}
    for name in sorted(listed.keys() | (files.keys() - {MANIFEST})):
        if name not in files:
            yield Problem("pack.missing", {"name": name}, file=name)
        elif name not in listed:
            yield Problem("pack.added", {"name": name}, file=name)
        elif hashlib.sha256(files[name]).hexdigest() != listed[name]:
            yield Problem("pack.differs", {"name": name}, file=name)


def _again(files: Mapping[str, bytes], file: Path) -> Iterator[Problem]:
    """What the audit says now beside what it said; a register of the tool that changed since is named too."""
    try:
        told = orjson.loads(files[CONFIGURATION])
        how = Configuration(date.fromisoformat(told["as_of"]), str(told["profile"]), int(told["more_rules"]))
        before = files[RESULT]
    except (KeyError, ValueError, TypeError):
        raise AuditError(Problem("pack.not_a_pack", {}, file=file.name)) from None
    try:
        now: bytes | None = rerun(files, how)
    except AuditError:
        now = None
    if now == before:
        return
    yield Problem("pack.other_result", {"name": RESULT, "here": __version__}, file=RESULT)
    for name in resources.names("reference"):
        if files.get(f"{REFERENCE}/{name}") != resources.data("reference", name):
            yield Problem("pack.other_reference", {"name": name, "here": __version__}, file=f"{REFERENCE}/{name}")
