"""``tthc-audit new catalog|procedure|workbook``: a small valid start."""

from __future__ import annotations

from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import say
from tthc_audit.cli.output import create


def command() -> click.Command:
    """The group in the language chosen."""
    group = commands.Group("new", help=say("cli.new.help"), short_help=say("cli.new.short"), params=[options.lang()])
    group.add_command(
        commands.Command(
            "catalog",
            callback=_catalog,
            help=say("cli.new.catalog"),
            params=[click.Argument(["folder"], type=options.NewFolder(), metavar="DIR"), options.lang()],
        )
    )
    group.add_command(
        commands.Command(
            "procedure",
            callback=_procedure,
            help=say("cli.new.procedure"),
            params=[
                click.Argument(["code"], metavar="CODE"),
                commands.Option(
                    ["-o", "--output"],
                    type=options.NewFolder(),
                    default=Path(),
                    metavar="DIR",
                    help=say("cli.new.output"),
                ),
                options.lang(),
            ],
        )
    )
    group.add_command(
        commands.Command(
            "workbook",
            callback=_workbook,
            help=say("cli.new.workbook"),
            params=[
                click.Argument(["file"], type=options.NewFile(), metavar="[FILE.xlsx]", required=False),
                commands.Option(
                    ["-o", "--output"], type=options.NewFile(), metavar="FILE.xlsx", help=say("cli.new.workbook_file")
                ),
                options.lang(),
            ],
        )
    )
    return group


def _catalog(folder: Path) -> None:
    from tthc_audit.catalog import starter

    made = starter.new_catalog()
    there = [folder / name for name in made if (folder / name).exists()]
    if there:
        raise commands.WrongCall(say("cli.wrong.exists", file=str(there[0])))
    for name, data in made.items():
        create(folder / name, data)


def _procedure(code: str, output: Path) -> None:
    from tthc_audit.catalog import starter
    from tthc_audit.catalog.loading import registered_agencies

    for name, data in starter.new_procedure(code, registered_agencies(output)).items():
        create(output / name, data)


def _workbook(file: Path | None, output: Path | None) -> None:
    from tthc_audit.importers.workbook_template import template

    create(output or file or Path("thu-tuc.xlsx"), template())
