"""``tthc-audit report CATALOG -o DIR``: the inspection report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import beside, lang, say
from tthc_audit.cli.output import progress, tell, told
from tthc_audit.report.forms import FORMS, Form, Wanted


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "report",
        callback=_report,
        help=say("cli.report.help"),
        short_help=say("cli.report.short"),
        params=[
            click.Argument(["catalog"], type=options.Readable(), metavar="CATALOG"),
            commands.Option(
                ["-o", "--output"],
                type=options.NewFolder(),
                required=True,
                metavar="DIR",
                help=say("cli.report.output"),
            ),
            commands.Option(
                ["--format", "forms"],
                type=commands.OneOf(list(FORMS)),
                multiple=True,
                default=("html",),
                help=say("cli.format"),
            ),
            commands.Option(["--template"], type=options.Readable(), metavar="FILE", help=say("office.cli.template")),
            commands.Option(["--agency", "agencies"], multiple=True, metavar="NAME", help=say("office.cli.agency")),
            commands.Option(["--partial"], is_flag=True, help=say("cli.partial")),
            *options.common(both=True),
        ],
    )


def _report(
    catalog: Path,
    output: Path,
    forms: tuple[Form, ...],
    template: Path | None,
    agencies: tuple[str, ...],
    partial: bool,
    as_of: date | None,
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    if template is not None and not (agencies or "docx" in forms):
        raise commands.WrongCall(say("office.cli.template_needs"))
    from tthc_audit import api

    with progress(quiet=quiet) as advance:
        asked = api.Options(
            as_of=as_of, rules=extra_rules, profile=profile, lang=lang(), beside=beside(), progress=advance
        )
        audit, first = api.report(catalog, output, asked, partial=partial, wanted=Wanted(forms, template, agencies))
    told(audit.errors)
    if not quiet:
        tell(say("cli.report.done", file=str(first), day=audit.as_of))
