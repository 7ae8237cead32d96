"""A catalogue as it was at a commit: the registers and procedures that are otherwise now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from tthc_audit.catalog import convert, document, folder, lists
from tthc_audit.catalog.loading import Loaded
from tthc_audit.catalog.model import Agency, DataSource, Instrument, Procedure
from tthc_audit.catalog.revision import Revision
from tthc_audit.catalog.settings import Settings, Waiver

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Before:
    """What stood in the files that are otherwise now.

    ``changed`` are the paths of this catalogue that are not as they were. ``procedures`` by path, without those that
    were not there or could not be read. A register that did not change, or was not there, is ``None``;
    ``settings`` too.
    """

    changed: frozenset[Path]
    procedures: Mapping[Path, Procedure] = field(default_factory=dict)
    settings: Settings | None = None
    agencies: tuple[Agency, ...] | None = None
    databases: tuple[DataSource, ...] | None = None
    instruments: tuple[Instrument, ...] | None = None
    waivers: tuple[Waiver, ...] | None = None


def before(loaded: Loaded, revision: Revision) -> Before:
    """The catalogue as it was, for what is loaded now."""
    here = {p.path for p in loaded.procedures}
    ignored = {path for path in here if path not in revision.tracked}
    changed = {p for p in revision.changed if p.suffix.lower() == ".json" and p.is_relative_to(loaded.root)} | ignored
    was = revision.was(sorted(changed))
    root = loaded.root

    def register(name: str, kind: type[lists.T]) -> lists.T | None:
        data = was.get(root / f"{name}.json")
        if data is None:
            return None
        return lists.read(document.of_bytes(data, f"{name}.json", name), name, kind)[0]

    listed = {root / name for name in (folder.SETTINGS, *folder.LISTS)}
    read = {path: _procedure(data, path.name) for path, data in was.items() if path not in listed}
    return Before(
        changed=frozenset(changed),
        procedures={path: procedure for path, procedure in read.items() if procedure is not None},
        settings=register("catalog", Settings),
        agencies=register("agencies", tuple[Agency, ...]),
        databases=register("databases", tuple[DataSource, ...]),
        instruments=register("instruments", tuple[Instrument, ...]),
        waivers=register("waivers", tuple[Waiver, ...]),
    )


def _procedure(data: bytes, name: str) -> Procedure | None:
    found = document.of_bytes(data, name, "procedure")
    if found.problems or found.is_output:
        return None
    try:
        return convert.typed(convert.spell_out(found.tree), Procedure)
    except msgspec.ValidationError:
        return None
