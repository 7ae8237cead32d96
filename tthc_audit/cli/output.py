"""Where words go: what was asked for to standard output, words for people to standard error."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from tthc_audit.cli.commands import WrongCall
from tthc_audit.cli.language import lang, say
from tthc_audit.errors import Problem, reason
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
        tell(f"{place}: {error.message}" if place else error.message)
        if error.hint:
            tell(f"    {error.hint}")


def tell(sentence: str) -> None:
    """One sentence on standard error, without control characters; nobody may be listening."""
    with suppress(OSError):
        click.echo("".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in sentence), err=True)


def refused(error: OSError) -> str:
    """What the system did not let happen, and what to look at."""
    return say("cli.system", file=str(error.filename or say("cli.stream")), what=reason(error))


def crashed(error: Exception) -> str:
    """That the tool itself failed, and where."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return say(
        "cli.crashed", what=f"{type(error).__name__}: {error}", place=f"{Path(place.filename).name}:{place.lineno}"
    )


def write(data: bytes) -> None:
    """Write exactly these bytes to standard output."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def give_up() -> None:
    """Let go of what standard output does not take, so that leaving the program does not try it again."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
        raise WrongCall(say("cli.wrong.exists", file=str(file)))
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, data)
    tell(say("cli.new.wrote", file=str(file)))


def colours() -> bool:
    """Whether standard output is a terminal that shows colours."""
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and "NO_COLOR" not in os.environ
        and os.environ.get("TERM") != "dumb"
    )


Progress = Callable[[str, int, int], None]
"""Called with a stage, how many are done and how many there are."""


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Progress on standard error where that is a terminal; ``None`` where nobody watches."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # A thread that refreshes would keep the work from being shared with a second process.
    with Bars(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bars:
        tasks = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(say(f"cli.stage.{stage}"), total=total)
            bars.update(tasks[stage], completed=done, total=total, refresh=done % 50 == 0 or done == total)

        yield advance
