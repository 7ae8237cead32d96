"""``tthc-audit check PATH...``: findings in the format that is read, and an exit code that CI can trust."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import colours, progress, write
from tthc_audit.cli.output import tell as tell_people
from tthc_audit.cli.outputs import Output, OutputFile, refuse_twice
from tthc_audit.report import formats
from tthc_audit.report.common import Showing
from tthc_audit.resources import write_whole


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
                ["--format", "form"], type=commands.OneOf(formats.FORMATS), default="text", help=say("cli.format")
            ),
            commands.Option(
                ["-o", "--output", "outputs"], type=OutputFile(), multiple=True, help=say("cli.check.output")
            ),
            commands.Option(
                ["--fail-on"],
                type=commands.OneOf(["violation", "warning", "suggestion", "never"]),
                default="violation",
                help=say("cli.fail_on"),
            ),
            commands.Option(
                ["--baseline"], type=options.ExistingFile(), metavar="FILE", help=say("cli.check.baseline")
            ),
            commands.Option(
                ["--write-baseline"], type=options.NewFile(), metavar="FILE", help=say("cli.check.write_baseline")
            ),
            commands.Option(
                ["--expires-on"], type=options.Day(), metavar="YYYY-MM-DD", help=say("cli.check.expires_on")
            ),
            commands.Option(["--changed-since"], metavar="REV", help=say("cli.check.changed_since")),
            commands.Option(["--require-evidence"], is_flag=True, help=say("cli.require_evidence")),
            commands.Option(["--show"], type=commands.OneOf(["unknown"]), multiple=True, help=say("cli.show")),
            *options.common(),
        ],
    )


def _check(
    paths: tuple[Path, ...],
    form: str,
    outputs: tuple[Output, ...],
    fail_on: str,
    baseline: Path | None,
    write_baseline: Path | None,
    expires_on: date | None,
    changed_since: str | None,
    require_evidence: bool,
    show: tuple[str, ...],
    as_of: date | None,
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    from tthc_audit import api
    from tthc_audit import gate as gates

    refuse_twice(outputs)
    if expires_on is not None and write_baseline is None:
        raise commands.WrongCall(say("cli.check.needs_baseline"))
    every_place = bool(show) or not formats.EVERY_PLACE.isdisjoint({form, *(output.form for output in outputs)})
    with progress(quiet=quiet) as tell:
        asked = api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang(), progress=tell)
        gate = gates.Gate(baseline, write_baseline, expires_on, changed_since)
        audit = gates.check(paths, asked, lines="all" if every_place else "failures", gate=gate)
    if write_baseline is not None:
        wrong = audit.errors or audit.rule_failed
        if wrong or not quiet:
            output_words = "cli.check.no_baseline" if wrong else "cli.new.wrote"
            tell_people(say(output_words, file=str(write_baseline)))
    showing = Showing(lang(), fail_on, require_evidence, show_unknown="unknown" in show)
    for output in outputs:
        write_whole(output.file, formats.render(output.form, audit, showing))
    write(formats.render(form, audit, replace(showing, color=colours())))
    raise click.exceptions.Exit(api.exit_code(audit, fail_on=fail_on, require_evidence=require_evidence))
