"""Loads a catalogue: every procedure that is sound as a document, and every error of all files."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tthc_audit.catalog import baseline, folder, lists, procedures, register_files
from tthc_audit.catalog.baseline import Frozen
from tthc_audit.catalog.document import Document, of_file
from tthc_audit.catalog.model import Agency, CommonPaper, DataSource, Instrument
from tthc_audit.catalog.procedures import LoadedProcedure, Progress
from tthc_audit.catalog.register_files import RegisterFile
from tthc_audit.catalog.settings import Register, Settings, Waiver
from tthc_audit.errors import AuditError, Problem
from tthc_audit.i18n import say
from tthc_audit.results import Input, Notice, Review


@dataclass(frozen=True, slots=True)
class Loaded:
    """A catalogue as far as it could be read.

    ``agencies`` are by id, empty where none are registered; ``databases`` by id and ``instruments`` by number
    hold the shipped registers, with the catalogue's own entries over them. ``inputs`` are the files that were
    read, broken ones among them.
    ``whole``: every procedure of the catalogue was looked for, so that one which is not here is not in it.
    ``baseline`` is the frozen snapshot that the catalogue names, ``None`` where it names none.
    ``registers`` are the tables that belong to a whole catalogue; they are not read yet.
    """

    root: Path
    settings: Settings
    procedures: tuple[LoadedProcedure, ...]
    agencies: dict[str, Agency]
    databases: dict[str, DataSource]
    instruments: dict[str, Instrument]
    common_papers: tuple[CommonPaper, ...]
    waivers: tuple[Waiver, ...]
    reviews: tuple[Review, ...]
    problems: tuple[Problem, ...]
    inputs: tuple[Input, ...]
    notices: tuple[Notice, ...]
    whole: bool
    baseline: Frozen | None = None
    registers: tuple[RegisterFile, ...] = ()

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
    reviews = reader.register("review", tuple[Review, ...])
    frozen = reader.baseline(settings)
    gathered = folder.gather(root, paths, settings.folders)
    by_id = None if agencies is None else {a.id: a for a in agencies}
    with _no_collection():
        loaded = reader.procedures(gathered.files, by_id, progress)
    if not reader.met_procedures and not gathered.problems:
        raise AuditError(*reader.problems, Problem("load.no_procedure", {"folder": folder.shown_name(root)}))
    whole = root in map(folder.absolute, paths)
    # Registers tell of the whole catalogue; beside a few of its procedures they would be read for nothing.
    registers = reader.tables(settings.registers) if whole else ()
    problems = (*reader.problems, *reader.placed(gathered.problems))
    return Loaded(
        root=root,
        settings=settings,
        procedures=loaded,
        agencies=by_id or {},
        databases=lists.databases() | {d.id: d for d in databases or ()},
        instruments=lists.instruments() | {i.number: i for i in instruments or ()},
        common_papers=lists.common_papers(),
        waivers=waivers or (),
        reviews=reviews or (),
        problems=tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.column or 0))),
        inputs=tuple(sorted(reader.inputs, key=lambda i: i.file)),
        notices=(*reader.notices, *gathered.notices),
        whole=whole,
        registers=registers,
        baseline=frozen,
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

    def baseline(self, settings: Settings) -> Frozen | None:
        """The frozen snapshot that the settings name; ``None`` where they name none, or it cannot be read."""
        if settings.baseline is None:
            return None
        found, problems = baseline.read(self._root, settings.baseline)
        self.problems += self.placed(problems)
        return found

    def tables(self, named: Sequence[Register]) -> tuple[RegisterFile, ...]:
        """The registers that can be opened."""
        files, problems = register_files.found(self._root, named)
        self.problems += self.placed(problems)
        kept = []
        for file in files:
            read = register_files.hashed(file)
            if isinstance(read, Input):
                self.inputs.append(read)
                kept.append(file)
            else:
                self.problems.append(read)
        return tuple(kept)

    def procedures(
        self, files: Sequence[folder.File], agencies: Collection[str] | None, progress: Progress | None
    ) -> tuple[LoadedProcedure, ...]:
        """Every procedure without an error; of two with one key, the first."""
        batch = procedures.read(files, agencies, progress)
        self.problems += batch.problems
        self.inputs += batch.inputs
        self.met_procedures = batch.met
        return tuple(batch.procedures)

    def placed(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The same problems, those of ``catalog.json`` at their lines."""
        for problem in problems:
            if self._stated is not None and problem.file == self._stated.file:
                yield from self._stated.placed([problem])
            else:
                yield problem

    def _beside(self, file: str, name: str, kind: type[lists.T]) -> lists.T | None:
        path = self._root / file
        if not os.path.lexists(path):
            return None
        document = of_file(path, file, name)
        if document.data:
            self.inputs.append(Input(document.file, document.sha256))
        if file == folder.SETTINGS:
            self._stated = document
        value, problems = lists.read(document, name, kind)
        self.problems += problems
        return value

    def _unnamed(self) -> Settings:
        if not os.path.lexists(self._root / folder.SETTINGS):
            self.notices.append(Notice("load.no_catalog"))
        return Settings(name=say("vi", "load.unnamed"))


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
