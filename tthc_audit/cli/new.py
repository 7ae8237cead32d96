"""``tthc-audit new catalog|procedure``: a small valid start."""

from __future__ import annotations

from pathlib import Path

import click

from tthc_audit.cli import options
from tthc_audit.cli.language import lang, say


def command() -> click.Command:
    """The group in the language chosen."""
    group = click.Group("new", help=say("cli.new.help"), short_help=say("cli.new.short"))
    group.add_command(
        click.Command(
            "catalog",
            callback=_catalog,
            help=say("cli.new.catalog"),
            params=[click.Argument(["folder"], type=click.Path(path_type=Path), metavar="DIR"), options.lang()],
        )
    )
    group.add_command(
        click.Command(
            "procedure",
            callback=_procedure,
            help=say("cli.new.procedure"),
            params=[
                click.Argument(["code"], metavar="CODE"),
                click.Option(
                    ["-o", "--output"],
                    type=click.Path(path_type=Path),
                    default=Path(),
                    metavar="DIR",
                    help=say("cli.new.output"),
                ),
                options.lang(),
            ],
        )
    )
    return group


def _catalog(folder: Path) -> None:
    from tthc_audit import api

    for file in api.new_catalog(folder, lang()):
        click.echo(say("cli.new.wrote", file=str(file)), err=True)


def _procedure(code: str, output: Path) -> None:
    from tthc_audit import api

    click.echo(say("cli.new.wrote", file=str(api.new_procedure(code, output, lang()))), err=True)
