"""Builds a pack: the files that an audit reads, the rules it applies, how it is run, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from tthc_audit import api, resources
from tthc_audit.catalog import folder
from tthc_audit.catalog.loading import Loaded, load
from tthc_audit.errors import AuditError, Problem
from tthc_audit.office.packing import packed
from tthc_audit.pack.archive import MOST
from tthc_audit.pack.layout import (
    CATALOGUE,
    CONFIGURATION,
    MORE_RULES,
    REFERENCE,
    RESULT,
    RULES,
    Configuration,
    allowed,
    configuration,
    rendered,
)
from tthc_audit.pack.rerun import rerun
from tthc_audit.report.json import render_json

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Built:
    """A pack: its bytes and how many files it holds."""

    data: bytes
    files: int


def build(catalog: Path, options: api.Options) -> Built:
    """The pack of a catalogue, the same bytes wherever the same audit is packed.

    Raises ``AuditError`` where the catalogue cannot be judged, where a file cannot lie in a pack, and where what is
    packed would not give the same result.
    """
    audit = api.check([catalog], options, lines="all")
    how = Configuration(audit.as_of, options.profile, len(options.rules))
    files = dict(_files(catalog, options.rules))
    files[CONFIGURATION] = configuration(how)
    wrong = [name for name in files if not allowed(name)]
    if wrong:
        raise AuditError(*(Problem("pack.name", {"name": name}, file=name) for name in wrong))
    if sum(map(len, files.values())) > MOST // 2:
        raise AuditError(Problem("pack.too_large", {"limit": MOST >> 21}, file=catalog.name))
    result = rerun(files, how)
    if result != render_json(audit):
        raise AuditError(Problem("pack.not_whole", {}, file=catalog.name))
    whole = rendered(files | {RESULT: result})
    return Built(packed(whole.items(), compressed=False), len(whole))


def _files(catalog: Path, more_rules: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    loaded = load([catalog])
    for name, path in sorted(_of_catalogue(loaded, catalog)):
        yield f"{CATALOGUE}/{name}", path.read_bytes()
    for name, file in _below(resources.bundled("rules"), RULES, _DEEPEST):
        yield name, file.read_bytes()
    for number, root in enumerate(more_rules, 1):
        for name, file in _below(root, f"{MORE_RULES}/{number}", _DEEPEST):
            yield name, file.read_bytes()
    for name in resources.names("reference"):
        yield f"{REFERENCE}/{name}", resources.data("reference", name)


def _of_catalogue(loaded: Loaded, catalog: Path) -> set[tuple[str, Path]]:
    """Every file that belongs to the catalogue, also those that do not load, by the name that outputs print."""
    found = {(file.shown, file.path) for file in folder.gather(loaded.root, [catalog], loaded.settings.folders).files}
    named = [folder.SETTINGS, *folder.LISTS, *(register.file for register in loaded.settings.registers)]
    named += [loaded.settings.baseline.file] if loaded.settings.baseline else []
    named += [one.file for one in loaded.inputs]
    known = {name for name, _ in found}
    for name in named:
        path = loaded.root / name
        if name not in known and path.is_file():
            found.add((folder.shown(path, loaded.root), path))
    return found


def _below(place: Traversable, name: str, levels: int) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(place.iterdir(), key=lambda e: e.name):
        if entry.name.startswith((".", "_")):
            continue
        if entry.is_dir():
            if levels:
                yield from _below(entry, f"{name}/{entry.name}", levels - 1)
        elif entry.name.endswith(".json"):
            yield f"{name}/{entry.name}", entry
