"""``tthc-audit draw FILE -o x.svg``: the flow diagram of one procedure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.resources import write_whole


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "draw",
        callback=_draw,
        help=say("cli.draw.help"),
        short_help=say("cli.draw.short"),
        params=[
            click.Argument(["file"], type=options.Readable(), metavar="FILE"),
            commands.Option(
                ["-o", "--output"],
                type=options.NewFile(),
                required=True,
                metavar="FILE",
                help=say("cli.draw.output"),
            ),
            commands.Option(["--findings/--no-findings"], default=True, help=say("cli.draw.findings")),
            *options.common(),
        ],
    )


def _draw(
    file: Path,
    output: Path,
    findings: bool,
    as_of: date | None,
    quiet: bool,  # noqa: ARG001  every command takes --quiet; a drawing has nothing to say
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    from tthc_audit import api

    if output.suffix.lower() != ".svg":
        raise commands.WrongCall(say("cli.draw.suffix", name=output.name))
    asked = api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang())
    write_whole(output, api.draw(file, asked, findings=findings))
