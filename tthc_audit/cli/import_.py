"""``tthc-audit import portal|table|workflow``: a catalogue out of what others publish."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import say
from tthc_audit.cli.output import problems, progress, tell


def command() -> click.Command:
    """The group in the language chosen."""
    group = commands.Group(
        "import", help=say("cli.import.help"), short_help=say("cli.import.short"), params=[options.lang()]
    )
    mapping = commands.Option(["--mapping"], metavar="M.json", help=say("cli.import.mapping"))
    group.add_command(_one("portal", _portal, several=True))
    group.add_command(_one("table", _table, several=False, more=[mapping]))
    group.add_command(_one("workflow", _workflow, several=False))
    return group


def _one(
    name: str, callback: Callable[..., None], *, several: bool, more: list[click.Parameter] | None = None
) -> click.Command:
    return commands.Command(
        name,
        callback=callback,
        help=say(f"cli.import.{name}"),
        params=[
            click.Argument(
                ["files"], type=options.Readable(), nargs=-1 if several else 1, required=True, metavar="FILE"
            ),
            *(more or []),
            commands.Option(
                ["-o", "--output"], type=options.NewFolder(), required=True, metavar="CATALOG",
                help=say("cli.import.output"),
            ),
            commands.Option(["--name"], metavar="NAME", help=say("cli.import.name")),
            commands.Option(["--taken-on"], type=options.Day(), metavar="YYYY-MM-DD", help=say("cli.import.taken_on")),
            options.lang(),
            commands.Option(["--quiet", "-q"], is_flag=True, help=say("cli.quiet")),
        ],
    )  # fmt: skip


def _portal(files: tuple[Path, ...], output: Path, name: str | None, taken_on: date | None, quiet: bool) -> None:
    from tthc_audit.importers import run

    _done(output, quiet, lambda tell_: run.from_portal(files, output, name=name, taken_on=taken_on, progress=tell_))


def _table(
    files: Path, mapping: str | None, output: Path, name: str | None, taken_on: date | None, quiet: bool
) -> None:
    from tthc_audit.importers import run

    _done(
        output,
        quiet,
        lambda tell_: run.from_table(files, mapping, output, name=name, taken_on=taken_on, progress=tell_),
    )


def _workflow(files: Path, output: Path, name: str | None, taken_on: date | None, quiet: bool) -> None:
    from tthc_audit.importers import run

    _done(output, quiet, lambda tell_: run.from_workflow(files, output, name=name, taken_on=taken_on, progress=tell_))


def _done(output: Path, quiet: bool, work: Callable[[Any], Any]) -> None:
    with progress(quiet=quiet) as advance:
        done = work(advance)
    problems(done.problems)
    if quiet:
        return
    for words in done.words:
        tell(say(words.key, **words.values))
    tell(say("cli.import.done", folder=str(output), n=done.procedures, agencies=done.agencies))
