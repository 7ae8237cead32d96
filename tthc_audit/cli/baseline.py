"""``tthc-audit baseline freeze CATALOG --on DATE``: the snapshot that targets compare with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import as_json, create, progress, tell, write


def command() -> click.Command:
    """The group in the language chosen."""
    group = commands.Group(
        "baseline", help=say("cli.baseline.help"), short_help=say("cli.baseline.short"), params=[options.lang()]
    )
    group.add_command(
        commands.Command(
            "freeze",
            callback=_freeze,
            help=say("cli.baseline.freeze"),
            params=[
                click.Argument(["catalog"], type=options.Folder(), metavar="CATALOG"),
                commands.Option(
                    ["--on"], type=options.Day(), required=True, metavar="YYYY-MM-DD", help=say("cli.baseline.on")
                ),
                commands.Option(
                    ["-o", "--output"], type=options.NewFile(), metavar="FILE", help=say("cli.baseline.output")
                ),
                options.lang(),
                commands.Option(["--quiet", "-q"], is_flag=True, help=say("cli.quiet")),
            ],
        )
    )
    return group


def _freeze(catalog: Path, on: date, output: Path | None, quiet: bool) -> None:
    import hashlib

    from tthc_audit import api, reform
    from tthc_audit.catalog.folder import absolute

    file = output or catalog / f"baseline-{on.isoformat()}.json"
    root, inside = absolute(catalog), absolute(file)
    if root not in inside.parents:
        raise commands.WrongCall(say("cli.baseline.outside", file=str(file)))
    with progress(quiet=quiet) as advance:
        data = reform.freeze(catalog, on, api.Options(lang=lang(), progress=advance))
    create(file, data)
    entry = {"file": inside.relative_to(root).as_posix(), "sha256": hashlib.sha256(data).hexdigest()}
    write(as_json({"baseline": entry}))
    if not quiet:
        tell(say("cli.baseline.done"))
