"""``tthc-audit posting checklist|template``: what an inspector carries, and the empty register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import create, progress, tell, told
from tthc_audit.results import Words

_FORMS = ("html", "docx", "xlsx")


def command() -> click.Command:
    """The group in the language chosen."""
    group = commands.Group(
        "posting", help=say("cli.posting.help"), short_help=say("cli.posting.short"), params=[options.lang()]
    )
    group.add_command(
        commands.Command(
            "checklist",
            callback=_checklist,
            help=say("cli.posting.checklist"),
            params=[
                click.Argument(["agency"], metavar="AGENCY"),
                click.Argument(["catalog"], type=options.Folder(), required=False, metavar="[CATALOG]"),
                commands.Option(
                    ["-o", "--output"], type=options.NewFile(), required=True, metavar="FILE",
                    help=say("cli.posting.output"),
                ),
                commands.Option(["--format", "form"], type=commands.OneOf(_FORMS), help=say("cli.posting.format")),
                commands.Option(["--partial"], is_flag=True, help=say("cli.partial")),
                *options.common(rules=False),
            ],
        )
    )  # fmt: skip
    group.add_command(
        commands.Command(
            "template",
            callback=_template,
            help=say("cli.posting.template"),
            params=[
                click.Argument(["file"], type=options.NewFile(), required=False, metavar="[FILE]"),
                options.lang(),
            ],
        )
    )
    return group


def _checklist(
    agency: str,
    catalog: Path | None,
    output: Path,
    form: str | None,
    partial: bool,
    as_of: date | None,
    quiet: bool,
) -> None:
    wanted = form or output.suffix.lower().removeprefix(".")
    if wanted not in _FORMS:
        raise commands.WrongCall(say("cli.posting.which_format", file=str(output)))
    from tthc_audit import api
    from tthc_audit.report import checklist

    with progress(quiet=quiet) as advance:
        asked = api.Options(as_of=as_of, lang=lang(), progress=advance)
        found = api.facts([catalog or Path()], "posting", asked, partial=partial)
    told(found.errors)
    rows = [row for row in found.rows if agency in (row["agency"], row["agency_name"])]
    if not rows:
        known = sorted({str(row["agency"]) for row in found.rows if row["agency"] and row["channel"] == "office"})
        raise commands.WrongCall(say("cli.posting.no_agency", agency=agency, known=known[:20]))
    sheet = checklist.checklist(rows, agency, found.as_of, _headings(), lang())
    checklist.write(sheet, output, next(f for f in checklist.FORMS if f == wanted), lang())
    if not quiet:
        tell(say("cli.new.wrote", file=str(output)))


def _headings() -> dict[str, Words]:
    from tthc_audit.catalog.register_columns import fields

    return {field.name: field.heading for field in fields("posting")}


def _template(file: Path | None) -> None:
    from tthc_audit.catalog.register_columns import fields
    from tthc_audit.report.register_form import empty_csv, empty_xlsx

    chosen = file or Path("postings.xlsx")
    columns = [(field.name, field.heading, field.meaning, field.required) for field in fields("posting")]
    create(chosen, empty_csv(columns) if chosen.suffix.lower() == ".csv" else empty_xlsx(columns, lang()))
