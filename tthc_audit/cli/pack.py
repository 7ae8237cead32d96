"""``tthc-audit pack CATALOG -o FILE``: everything that an audit was made from and what it said, in one file."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import say
from tthc_audit.cli.output import tell
from tthc_audit.resources import write_whole


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "pack",
        callback=_pack,
        help=say("pack.cli.help"),
        short_help=say("cli.pack.short"),
        params=[
            click.Argument(["catalog"], type=options.Folder(), metavar="CATALOG"),
            commands.Option(
                ["-o", "--output"], type=options.NewFile(), required=True, metavar="FILE", help=say("pack.cli.output")
            ),
            *options.common(),
        ],
    )


def _pack(
    catalog: Path, output: Path, as_of: date | None, quiet: bool, extra_rules: tuple[Path, ...], profile: str
) -> None:
    from tthc_audit import api
    from tthc_audit.pack.build import build

    asked = api.Options(as_of=as_of, rules=extra_rules, profile=profile)
    built = build(catalog, replace(asked, lang="vi"))
    write_whole(output, built.data)
    if not quiet:
        digest = hashlib.sha256(built.data).hexdigest()
        tell(say("pack.cli.done", file=str(output), n=built.files, sha256=digest))
