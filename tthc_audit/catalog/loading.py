"""Loads a catalogue: every procedure that is sound as a document, and every error of all files."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from tthc_audit.catalog import branches, convert, decimals, folder, lists, references, schema
from tthc_audit.catalog.document import Document, of_file
from tthc_audit.catalog.model import Agency, DataSource, Instrument, Procedure
from tthc_audit.catalog.settings import Settings, Waiver
from tthc_audit.errors import AuditError, Problem
from tthc_audit.i18n import say
from tthc_audit.results import Input, Notice

Progress = Callable[[int, int], None]
"""Called with the number of files done and of all files."""


@dataclass(frozen=True, slots=True)
class LoadedProcedure:
    """A procedure with where it stands: the name shown in outputs, the file itself, the SHA-256 of its bytes."""

    procedure: Procedure
    file: str
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A catalogue as far as it could be read.

    ``agencies`` are by id, empty where none are registered; ``databases`` by id and ``instruments`` by number
    hold the shipped registers, with the catalogue's own entries over them. ``paper_names`` gives the other names
    of a common paper by its id. ``inputs`` are the files that were read, broken ones among them.
    """

    root: Path
    settings: Settings
    procedures: tuple[LoadedProcedure, ...]
    agencies: dict[str, Agency]
    databases: dict[str, DataSource]
    instruments: dict[str, Instrument]
    paper_names: dict[str, tuple[str, ...]]
    waivers: tuple[Waiver, ...]
    problems: tuple[Problem, ...]
    inputs: tuple[Input, ...]
    notices: tuple[Notice, ...]

    @property
    def name(self) -> str:
        """The name of the catalogue."""
        return self.settings.name


def load(paths: Sequence[Path], *, progress: Progress | None = None) -> Loaded:
    """Load one catalogue folder, or procedure files of one catalogue.

    Errors in files are collected in ``problems``, and all other files are loaded. Raises ``AuditError`` where there is
    nothing to load: a path that is not there, paths of different catalogues, no procedure at all.
    """
    root = folder.root_of(paths)
    reader = _Reader(root)
    settings = reader.settings()
    agencies = reader.register("agencies", tuple[Agency, ...])
    databases = reader.register("databases", tuple[DataSource, ...])
    instruments = reader.register("instruments", tuple[Instrument, ...])
    waivers = reader.register("waivers", tuple[Waiver, ...])
    gathered = folder.gather(root, paths, settings.folders)
    by_id = None if agencies is None else {a.id: a for a in agencies}
    with _no_collection():
        procedures = tuple(reader.procedures(gathered.files, by_id, progress))
    if not reader.met_procedures and not gathered.problems:
        raise AuditError(*reader.problems, Problem("load.no_procedure", {"folder": folder.shown_name(root)}))
    problems = (*reader.problems, *reader.placed(gathered.problems))
    return Loaded(
        root=root,
        settings=settings,
        procedures=procedures,
        agencies=by_id or {},
        databases=lists.databases() | {d.id: d for d in databases or ()},
        instruments=lists.instruments() | {i.number: i for i in instruments or ()},
        paper_names=lists.paper_names(),
        waivers=waivers or (),
        problems=tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.column or 0))),
        inputs=tuple(sorted(reader.inputs, key=lambda i: i.file)),
        notices=(*reader.notices, *gathered.notices),
    )


def registered_agencies(root: Path) -> tuple[Agency, ...]:
    """The agencies that a catalogue registers, empty where it registers none.

    Raises ``AuditError`` with everything that is wrong with the register.
    """
    reader = _Reader(root)
    agencies = reader.register("agencies", tuple[Agency, ...])
    if reader.problems:
        raise AuditError(*reader.problems)
    return agencies or ()


class _Reader:
    """Reads the files of one catalogue and keeps what it met."""

    def __init__(self, root: Path) -> None:
        self.problems: list[Problem] = []
        self.inputs: list[Input] = []
        self.notices: list[Notice] = []
        self.met_procedures = False
        self._root = root
        self._stated: Document | None = None

    def settings(self) -> Settings:
        """``catalog.json``, or the defaults where it is not there or wrong."""
        return self._beside(folder.SETTINGS, "catalog", Settings) or self._unnamed()

    def register(self, name: str, kind: type[lists.T]) -> lists.T | None:
        """A register of the catalogue; ``None`` where it is not there or wrong."""
        return self._beside(f"{name}.json", name, kind)

    def procedures(
        self, files: Sequence[folder.File], agencies: Collection[str] | None, progress: Progress | None
    ) -> Iterator[LoadedProcedure]:
        """Every procedure without an error; of two with one key, the first."""
        first: dict[str, str] = {}
        for done, (shown, path) in enumerate(files, 1):
            document = of_file(path, shown, "procedure")
            loaded = self._procedure(document, path, agencies, first)
            if loaded is not None:
                yield loaded
            if progress is not None:
                progress(done, len(files))

    def placed(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The same problems, those of ``catalog.json`` at their lines."""
        for problem in problems:
            if self._stated is not None and problem.file == self._stated.file:
                yield from self._stated.placed([problem])
            else:
                yield problem

    def _procedure(
        self, document: Document, path: Path, agencies: Collection[str] | None, first: dict[str, str]
    ) -> LoadedProcedure | None:
        if document.is_output:
            return None
        self.met_procedures = True
        sha256 = self._keep(document)
        if document.problems:
            self.problems += document.problems
            return None
        try:
            procedure = convert.typed(convert.spell_out(document.tree), Procedure)
        except msgspec.ValidationError as error:
            self.problems += document.placed(schema.impossible("procedure", document.tree, str(error)))
            return None
        found = document.placed(
            chain(
                references.check(procedure, agencies),
                branches.check(procedure),
                decimals.check(procedure),
                _twice(procedure.key, document.file, first),
            )
        )
        if found:
            self.problems += found
            return None
        return LoadedProcedure(procedure, document.file, path, sha256)

    def _beside(self, file: str, name: str, kind: type[lists.T]) -> lists.T | None:
        path = self._root / file
        if not os.path.lexists(path):
            return None
        document = of_file(path, file, name)
        self._keep(document)
        if file == folder.SETTINGS:
            self._stated = document
        value, problems = lists.read(document, name, kind)
        self.problems += problems
        return value

    def _keep(self, document: Document) -> str:
        sha256 = document.sha256
        if document.data:
            self.inputs.append(Input(document.file, sha256))
        return sha256

    def _unnamed(self) -> Settings:
        if not os.path.lexists(self._root / folder.SETTINGS):
            self.notices.append(Notice("load.no_catalog"))
        return Settings(name=say("vi", "load.unnamed"))


def _twice(key: str, file: str, first: dict[str, str]) -> Iterator[Problem]:
    """The problem that another file holds the procedure already; ``first`` remembers the file of each key."""
    other = first.setdefault(key, file)
    if other != file:
        yield Problem("load.duplicate_procedure", {"procedure": key, "other": other, "file": file}, pointer="/code")


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection meanwhile: walking what is kept again and again triples the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
