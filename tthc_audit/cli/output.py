"""Where words go: what was asked for to standard output, words for people to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from tthc_audit.cli.language import lang, say
from tthc_audit.errors import Problem
from tthc_audit.i18n import problem_words
from tthc_audit.resources import write_whole
from tthc_audit.results import Error


def problems(found: Sequence[Problem]) -> None:
    """Tell every problem with its place and what would be right, on standard error."""
    told(Error(p.file, p.line, p.column, p.pointer, *problem_words(lang(), p)) for p in found)


def told(errors: Iterable[Error]) -> None:
    """Tell errors that are already words, on standard error."""
    for error in errors:
        place = ":".join(str(p) for p in (error.file, error.line, error.column) if p not in (None, ""))
        click.echo(f"{place}: {error.message}" if place else error.message, err=True)
        if error.hint:
            click.echo(f"    {error.hint}", err=True)


def write(data: bytes) -> None:
    """Write exactly these bytes to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def as_json(value: object) -> bytes:
    """A value as indented JSON."""
    import orjson

    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE, default=str)


def plain_json(value: object) -> str:
    """A value as JSON on one line."""
    import orjson

    return orjson.dumps(value, default=str).decode()


def create(file: Path, data: bytes) -> None:
    """Write a new file whole or not at all; a file that is already there is told and kept."""
    if file.exists() or file.is_symlink():
        raise click.UsageError(say("cli.wrong.exists", file=str(file)))
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, data)
    click.echo(say("cli.new.wrote", file=str(file)), err=True)


def colours() -> bool:
    """Whether standard output is a terminal that shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


Progress = Callable[[str, int, int], None]
"""Called with a stage, how many are done and how many there are."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Progress on standard error where that is a terminal; ``None`` where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(say(f"cli.stage.{stage}"), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tell
