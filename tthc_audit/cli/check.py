"""``tthc-audit check PATH...``: findings, as text or JSON, and an exit code that CI can trust."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import colours, progress, write


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "check",
        callback=_check,
        help=say("cli.check.help"),
        short_help=say("cli.check.short"),
        params=[
            click.Argument(["paths"], type=options.Readable(), nargs=-1, required=True, metavar="PATH..."),
            commands.Option(
                ["--format", "form"], type=commands.OneOf(["text", "json"]), default="text", help=say("cli.format")
            ),
            commands.Option(
                ["--fail-on"],
                type=commands.OneOf(["violation", "warning", "suggestion", "never"]),
                default="violation",
                help=say("cli.fail_on"),
            ),
            commands.Option(["--require-evidence"], is_flag=True, help=say("cli.require_evidence")),
            commands.Option(["--show"], type=commands.OneOf(["unknown"]), multiple=True, help=say("cli.show")),
            *options.common(),
        ],
    )


def _check(
    paths: tuple[Path, ...],
    form: str,
    fail_on: str,
    require_evidence: bool,
    show: tuple[str, ...],
    as_of: date | None,
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    from tthc_audit import api

    with progress(quiet=quiet) as tell:
        asked = api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang(), progress=tell)
        audit = api.check(paths, asked, lines="all" if form == "json" or show else "failures")
    if form == "json":
        from tthc_audit.report.json import render_json

        write(render_json(audit))
    else:
        from tthc_audit.report.text import render_text

        write(render_text(audit, lang(), color=colours(), show_unknown="unknown" in show).encode())
    raise click.exceptions.Exit(api.exit_code(audit, fail_on=fail_on, require_evidence=require_evidence))
