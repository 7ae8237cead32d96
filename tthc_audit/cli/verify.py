"""``tthc-audit verify PACK``: exit 0 where a pack is intact and its audit says the same again, 1 where it is not."""

from __future__ import annotations

from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import say
from tthc_audit.cli.output import problems, tell


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "verify",
        callback=_verify,
        help=say("pack.cli.verify.help"),
        short_help=say("cli.verify.short"),
        params=[
            click.Argument(["pack"], type=options.Readable(), metavar="PACK"),
            options.lang(),
            commands.Option(["--quiet", "-q"], is_flag=True, help=say("cli.quiet")),
        ],
    )


def _verify(pack: Path, quiet: bool) -> None:
    from tthc_audit.pack.verify import verify

    found = verify(pack)
    if found.wrong:
        problems(found.wrong)
        raise click.exceptions.Exit(1)
    if not quiet:
        tell(say("pack.cli.verified", file=str(pack), n=found.files, version=found.version, sha256=found.sha256))
