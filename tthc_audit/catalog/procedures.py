"""Reads the procedure files of a catalogue, with a second process where there are many."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import msgspec

from tthc_audit.catalog import branches, convert, decimals, references, schema
from tthc_audit.catalog.document import Document, of_file
from tthc_audit.catalog.folder import File
from tthc_audit.catalog.model import Procedure
from tthc_audit.errors import Problem
from tthc_audit.hands import share
from tthc_audit.results import Input

Progress = Callable[[int, int], None]
"""Called with the number of files done and of all files."""


@dataclass(frozen=True, slots=True)
class LoadedProcedure:
    """A procedure with where it stands: the name shown in outputs, the file itself, the SHA-256 of its bytes."""

    procedure: Procedure
    file: str
    path: Path
    sha256: str


@dataclass(slots=True)
class Batch:
    """What came of some files: procedures without an error, what is wrong with the others, what was read.

    ``met``: whether any of the files is a procedure at all.
    """

    procedures: list[LoadedProcedure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    met: bool = False

    def add(self, other: Batch) -> None:
        """Take over what came of further files."""
        self.procedures += other.procedures
        self.problems += other.problems
        self.inputs += other.inputs
        self.met = self.met or other.met


def read(files: Sequence[File], agencies: Collection[str] | None, progress: Progress | None = None) -> Batch:
    """Read every file; of two procedures with one key the second is a problem.

    ``agencies`` are the registered ids, ``None`` where agencies are taken as named.
    """
    whole = Batch()
    with tempfile.TemporaryDirectory(prefix="tthc-audit-") as folder:
        handed_over = Path(folder, "batch")

        def work(part: int, some: Sequence[File]) -> None:
            batch = Batch()
            for done, file in enumerate(some, 1):
                _read_one(file, agencies, batch)
                if progress is not None and part == 0:
                    progress(done * len(files) // len(some), len(files))
            if part == 0:
                whole.add(batch)
            else:
                handed_over.write_bytes(_packed(batch))

        share(files, work)
        if handed_over.exists():
            whole.add(_unpacked(handed_over.read_bytes(), dict(files)))
    return _without_twins(whole)


def _read_one(file: File, agencies: Collection[str] | None, batch: Batch) -> None:
    document = of_file(file.path, file.shown, "procedure")
    if document.is_output:
        return
    batch.met = True
    sha256 = document.sha256
    if document.data:
        batch.inputs.append(Input(document.file, sha256))
    procedure, problems = of_document(document, agencies)
    if procedure is None:
        batch.problems += problems
    else:
        batch.procedures.append(LoadedProcedure(procedure, document.file, file.path, sha256))


def of_document(document: Document, agencies: Collection[str] | None) -> tuple[Procedure | None, tuple[Problem, ...]]:
    """The procedure of a document, or everything that is wrong with it; its tree is spelt out in place."""
    if document.problems:
        return None, document.problems
    try:
        procedure = convert.typed(convert.spell_out(document.tree), Procedure)
    except msgspec.ValidationError as error:
        return None, document.placed(schema.impossible("procedure", document.tree, str(error)))
    found = document.placed(
        chain(references.check(procedure, agencies), branches.check(procedure), decimals.check(procedure))
    )
    return (None, found) if found else (procedure, ())


def _without_twins(batch: Batch) -> Batch:
    first: dict[str, str] = {}
    kept: list[LoadedProcedure] = []
    for loaded in batch.procedures:
        key = loaded.procedure.key
        other = first.setdefault(key, loaded.file)
        if other == loaded.file:
            kept.append(loaded)
        else:
            values: dict[str, object] = {"procedure": key, "other": other, "file": loaded.file}
            twice = Problem("load.duplicate_procedure", values, pointer="/code")
            batch.problems += _again(loaded).placed([twice])
    batch.procedures = kept
    return batch


def _again(loaded: LoadedProcedure) -> Document:
    return of_file(loaded.path, loaded.file, "procedure")


def _packed(batch: Batch) -> bytes:
    """A batch as bytes: procedures in the codec of their types, which is several times faster than pickling."""
    procedures = msgspec.msgpack.encode([p.procedure for p in batch.procedures])
    places = [(p.file, p.sha256) for p in batch.procedures]
    return pickle.dumps((procedures, places, batch.problems, batch.inputs, batch.met))


def _unpacked(data: bytes, paths: dict[str, Path]) -> Batch:
    """A batch from bytes that this program wrote itself a moment ago, to a folder that only it can enter."""
    procedures, places, problems, inputs, met = pickle.loads(data)  # noqa: S301  our own bytes
    loaded = [
        LoadedProcedure(procedure, file, paths[file], sha256)
        for procedure, (file, sha256) in zip(
            msgspec.msgpack.decode(procedures, type=list[Procedure]), places, strict=True
        )
    ]
    return Batch(loaded, problems, inputs, met)
