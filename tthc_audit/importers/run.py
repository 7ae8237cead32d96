"""One import from files to a catalogue: read, convert, write, and say what became of everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tthc_audit.errors import AuditError, Phrase, Problem
from tthc_audit.i18n import LANGS, problem_words
from tthc_audit.importers import mapping as mappings
from tthc_audit.importers import portal, tabular, workbook, workflow, writing
from tthc_audit.importers.ledger import Ledger
from tthc_audit.importers.records import Gathered
from tthc_audit.importers.register import Register
from tthc_audit.importers.writing import REPORT, Batch, Progress


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import amounts to: numbers, what was wrong with the input, and what to tell about its fields."""

    procedures: int
    agencies: int
    records: int
    problems: tuple[Problem, ...]
    words: tuple[Phrase, ...]


def from_portal(
    files: Sequence[Path], output: Path, *, name: str | None, taken_on: date | None, progress: Progress | None
) -> Imported:
    """A catalogue of the records of the national portal.

    Raises ``AuditError`` where nothing can be read or the folder is in use, ``OSError`` where it cannot be written.
    """
    writing.refuse_used(output)
    met = Gathered()
    batch, register, ledger = portal.take_in(files, met, taken_on=taken_on, progress=progress)
    return finish(output, batch, register, ledger, met, name=name or output.name, kind="portal", progress=progress)


def from_table(
    file: Path, mapping: str | None, output: Path, *, name: str | None, taken_on: date | None, progress: Progress | None
) -> Imported:
    """A catalogue of the rows of a table, by a mapping: a file, or the name of a ready one.

    Without a mapping an Excel file is read as a filled template workbook.
    Raises as ``from_portal``, and ``AuditError`` where the mapping is wrong or names a column that is not there.
    """
    writing.refuse_used(output)
    if mapping is None and file.suffix.lower() in {".xlsx", ".xlsm"}:
        return from_workbook(file, output, name=name, taken_on=taken_on, progress=progress)
    if mapping is None:
        raise AuditError(Problem("import.needs_mapping", {"known": mappings.ready()}, file=file.name))
    declared = mappings.load(mapping)
    met = Gathered()
    batch, register, ledger = tabular.take_in(file, declared, met, taken_on=taken_on, progress=progress)
    return finish(output, batch, register, ledger, met, name=name or output.name, kind="table", progress=progress)


def from_workflow(
    file: Path, output: Path, *, name: str | None, taken_on: date | None, progress: Progress | None
) -> Imported:
    """A catalogue of internal workflows.

    Raises as ``from_portal``.
    """
    writing.refuse_used(output)
    met = Gathered()
    batch, register, ledger = workflow.take_in([file], met, taken_on=taken_on, progress=progress)
    return finish(output, batch, register, ledger, met, name=name or output.name, kind="workflow", progress=progress)


def from_workbook(
    file: Path, output: Path, *, name: str | None, taken_on: date | None, progress: Progress | None
) -> Imported:
    """A catalogue of a filled template workbook, with its posting register.

    Raises as ``from_portal``, and ``AuditError`` where the file is no such workbook.
    """
    writing.refuse_used(output)
    met = Gathered()
    read = workbook.take_in(file, met, taken_on=taken_on, progress=progress)
    more = {workbook.POSTINGS_FILE: read.postings_file()} if read.postings else {}
    return finish(
        output, read.batch, read.register, read.ledger, met,
        name=name or output.name, kind="workbook", progress=progress, more=more,
    )  # fmt: skip


def finish(
    output: Path,
    batch: Batch,
    register: Register,
    ledger: Ledger,
    met: Gathered,
    *,
    name: str,
    kind: str,
    progress: Progress | None,
    more: dict[str, bytes] | None = None,
) -> Imported:
    """Write the catalogue and sum up."""
    told = [_told(problem) for problem in met.problems]
    writing.write(
        output, batch, register, ledger, met, name=name, kind=kind, problems=told, progress=progress, more=more or {}
    )
    return Imported(
        len(batch), len(register), ledger.records, tuple(met.problems), tuple(_words(batch, ledger, output))
    )


def _told(problem: Problem) -> dict[str, object]:
    words = {lang: problem_words(lang, problem) for lang in LANGS}
    return {
        "file": problem.file,
        "line": problem.line,
        "message": {lang: words[lang][0] for lang in LANGS},
        "hint": {lang: words[lang][1] for lang in LANGS},
    }


def _words(batch: Batch, ledger: Ledger, output: Path) -> list[Phrase]:
    words = []
    fields = ledger.fields()
    counts = {
        state: sum(1 for f in fields if f["state"] == state) for state in ("kept", "not_kept", "not_read", "absent")
    }
    words.append(Phrase("import.fields", {**counts, "report": str(output / REPORT)}))
    if ledger.unread:
        words.append(Phrase("import.unread", {"fields": ledger.unread[:20], "n": len(ledger.unread)}))
    apart = batch.apart()
    if apart:
        words.append(Phrase("import.apart", {"n": len(apart), "codes": [str(a["code"]) for a in apart[:10]]}))
    if batch.twice:
        words.append(Phrase("import.twice", {"n": len(batch.twice), "codes": sorted(set(batch.twice))[:10]}))
    return words
