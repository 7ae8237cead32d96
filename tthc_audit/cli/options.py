"""Options that every command shares, and the checks of their values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tthc_audit.cli.language import say


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or say what a day looks like."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(say("cli.wrong.day", value=value), param, ctx)


class Readable(click.ParamType[Path]):
    """A file or folder that is there."""

    name = "PATH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Take the path, or say that nothing is there."""
        path = Path(value)
        if not path.exists() and not path.is_symlink():
            self.fail(say("cli.wrong.path", value=value), param, ctx)
        return path


def lang() -> click.Option:
    """``--lang``: settled before the commands are made, so its value is not passed on."""
    return click.Option(["--lang"], type=click.Choice(["vi", "en"]), help=say("cli.lang"), expose_value=False)


def common(*, rules: bool = True) -> list[click.Parameter]:
    """``--as-of``, ``--lang``, ``--quiet`` and, for commands that run rules, ``--rules`` and ``--profile``."""
    chosen: list[click.Parameter] = [
        click.Option(["--as-of"], type=Day(), metavar="YYYY-MM-DD", help=say("cli.as_of")),
        lang(),
        click.Option(["--quiet", "-q"], is_flag=True, help=say("cli.quiet")),
    ]
    if rules:
        chosen += [
            click.Option(
                ["--rules", "extra_rules"], type=Readable(), multiple=True, metavar="DIR", help=say("cli.rules_dir")
            ),
            click.Option(["--profile"], default="default", metavar="NAME", help=say("cli.profile")),
        ]
    return chosen
