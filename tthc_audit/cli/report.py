"""``tthc-audit report CATALOG -o DIR``: the inspection report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import progress, told


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "report",
        callback=_report,
        help=say("cli.report.help"),
        short_help=say("cli.report.short"),
        params=[
            click.Argument(["catalog"], type=options.Readable(), metavar="CATALOG"),
            click.Option(
                ["-o", "--output"],
                type=click.Path(path_type=Path),
                required=True,
                metavar="DIR",
                help=say("cli.report.output"),
            ),
            click.Option(
                ["--format", "forms"],
                type=click.Choice(["html"]),
                multiple=True,
                default=("html",),
                help=say("cli.format"),
            ),
            click.Option(["--partial"], is_flag=True, help=say("cli.partial")),
            *options.common(),
        ],
    )


def _report(
    catalog: Path,
    output: Path,
    forms: tuple[str, ...],  # noqa: ARG001  one form for now: the option is the promise of the command line
    partial: bool,
    as_of: date | None,
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    from tthc_audit import api

    with progress(quiet=quiet) as tell:
        asked = api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang(), progress=tell)
        audit, first = api.report(catalog, output, asked, partial=partial)
    told(audit.errors)
    if not quiet:
        click.echo(say("cli.report.done", file=str(first), day=audit.as_of), err=True)
