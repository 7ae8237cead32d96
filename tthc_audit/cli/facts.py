"""``tthc-audit facts CATALOG --table T``: the measured facts, and what their columns mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import progress, write


def command() -> click.Command:
    """The command in the language chosen."""
    from tthc_audit import api

    return click.Command(
        "facts",
        callback=_facts,
        help=say("cli.facts.help"),
        short_help=say("cli.facts.short"),
        params=[
            click.Argument(["catalog"], type=options.Readable(), nargs=-1, metavar="CATALOG"),
            click.Option(["--table"], type=click.Choice(api.table_names()), help=say("cli.facts.table")),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["table", "json", "csv", "parquet"]),
                default="table",
                help=say("cli.format"),
            ),
            click.Option(
                ["-o", "--output"], type=click.Path(path_type=Path), metavar="FILE", help=say("cli.facts.output")
            ),
            click.Option(["--describe"], is_flag=True, help=say("cli.facts.describe")),
            click.Option(["--partial"], is_flag=True, help=say("cli.partial")),
            *options.common(rules=False),
        ],
    )


def _facts(
    catalog: tuple[Path, ...],
    table: str | None,
    form: str,
    output: Path | None,
    describe: bool,
    partial: bool,
    as_of: date | None,
    quiet: bool,
) -> None:
    from tthc_audit import api

    if describe:
        write(api.describe(table, form, lang()))
        return
    if table is None or not catalog:
        raise click.UsageError(say("cli.facts.needs"))
    if form == "parquet" and output is None:
        raise click.UsageError(say("cli.facts.parquet"))
    with progress(quiet=quiet) as tell:
        asked = api.Options(as_of=as_of, lang=lang(), progress=tell)
        data = api.facts(catalog, table, form, asked, partial=partial)
    if output is None:
        write(data)
    else:
        api.save(output, data)
