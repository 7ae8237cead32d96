"""``tthc-audit facts CATALOG --table T``: the measured facts, and what their columns mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import progress, told, write
from tthc_audit.cli.output import tell as tell_words
from tthc_audit.facts import OF_VERSIONS, TABLES
from tthc_audit.facts.table import Table
from tthc_audit.report.rows import ColumnWords
from tthc_audit.resources import whole, write_whole


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "facts",
        callback=_facts,
        help=say("cli.facts.help"),
        short_help=say("cli.facts.short"),
        params=[
            click.Argument(["catalog"], type=options.Readable(), nargs=-1, metavar="CATALOG"),
            commands.Option(["--table"], type=commands.OneOf(list(TABLES)), help=say("cli.facts.table")),
            commands.Option(
                ["--format", "form"],
                type=commands.OneOf(["table", "json", "csv", "parquet"]),
                default="table",
                help=say("cli.format"),
            ),
            commands.Option(["-o", "--output"], type=options.NewFile(), metavar="FILE", help=say("cli.facts.output")),
            commands.Option(["--describe"], is_flag=True, help=say("cli.facts.describe")),
            commands.Option(["--partial"], is_flag=True, help=say("cli.partial")),
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
    if describe:
        _describe(table, form)
        return
    if table is None or not catalog:
        raise commands.WrongCall(say("cli.facts.needs"))
    if TABLES[table].after_rules:
        raise commands.WrongCall(say("cli.facts.after_rules", table=table))
    if table in OF_VERSIONS:
        raise commands.WrongCall(say("cli.facts.of_versions", table=table))
    if form == "parquet" and output is None:
        raise commands.WrongCall(say("cli.facts.parquet"))
    from tthc_audit import api
    from tthc_audit.report import rows as shown

    with progress(quiet=quiet) as tell:
        found = api.facts(catalog, table, api.Options(as_of=as_of, lang=lang(), progress=tell), partial=partial)
    told(found.errors)
    for notice in found.notices:
        tell_words(say(notice.key, **notice.values))
    if output is not None and form == "parquet":
        with whole(output) as file:
            api.write_parquet(file, found)
        return
    columns = _columns(found.table)
    if form == "json":
        data = shown.to_json(table, found.as_of, columns, found.rows)
    elif form == "csv":
        data = shown.to_csv(columns, found.rows)
    else:
        data = shown.to_text(columns, found.rows, found.as_of, lang()).encode()
    if output is None:
        write(data)
    else:
        write_whole(output, data)


def _describe(table: str | None, form: str) -> None:
    from tthc_audit.report import rows as shown

    tables = [(t.name, t.about, _columns(t)) for name, t in TABLES.items() if table in (None, name)]
    write(shown.describe_json(tables) if form == "json" else shown.describe_text(tables, lang()).encode())


def _columns(table: Table) -> list[ColumnWords]:
    return [ColumnWords(c.name, c.type.value, c.unit.value if c.unit else None, c.meaning) for c in table.columns]
