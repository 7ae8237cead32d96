"""Options that every command shares, and the checks of their values."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import click

from tthc_audit.cli.commands import OneOf, Option
from tthc_audit.cli.language import BOTH, say


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or say what a day looks like."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self.fail(say("cli.wrong.day", value=value), param, ctx)
        return day


class Readable(click.ParamType[Path]):
    """A file or folder that is there."""

    name = "PATH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Take the path, or say that nothing is there."""
        if "\0" in str(value) or not os.path.lexists(value):
            self.fail(say("cli.wrong.path", value=value), param, ctx)
        return Path(value)


class ExistingFile(Readable):
    """A file that is there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Take the path, or say that it is a folder."""
        path = super().convert(value, param, ctx)
        if path.is_dir():
            self.fail(say("cli.wrong.is_folder", value=value), param, ctx)
        return path


class Folder(Readable):
    """A folder that is there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Take the path, or say that it is no folder."""
        path = super().convert(value, param, ctx)
        if not path.is_dir():
            self.fail(say("cli.wrong.is_file", value=value), param, ctx)
        return path


class NewFile(click.ParamType[Path]):
    """A file to write, in a folder that is there."""

    name = "FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Take the path, or say before anything is measured why nothing can be written there."""
        path = Path(value)
        if path.is_dir():
            self.fail(say("cli.wrong.is_folder", value=value), param, ctx)
        if not path.parent.is_dir():
            self.fail(say("cli.wrong.no_folder", value=str(path.parent)), param, ctx)
        return path


class NewFolder(click.ParamType[Path]):
    """A folder to write into, made where it is not there."""

    name = "DIR"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Take the path, or say which file stands in its way."""
        path = Path(value)
        for place in (path, *path.parents):
            if os.path.lexists(place):
                if not place.is_dir():
                    self.fail(say("cli.wrong.is_file", value=str(place)), param, ctx)
                break
        return path


def lang(*, both: bool = False) -> click.Option:
    """``--lang``: settled before the commands are made, so its value is not passed on."""
    known = ["vi", "en", *([BOTH] if both else [])]
    return Option(["--lang"], type=OneOf(known), help=say("cli.lang"), expose_value=False)


def common(*, rules: bool = True, both: bool = False) -> list[click.Parameter]:
    """``--as-of``, ``--lang``, ``--quiet`` and, for commands that run rules, ``--rules`` and ``--profile``.

    ``both``: whether English may stand beside Vietnamese.
    """
    chosen: list[click.Parameter] = [
        Option(["--as-of"], type=Day(), metavar="YYYY-MM-DD", help=say("cli.as_of")),
        lang(both=both),
        Option(["--quiet", "-q"], is_flag=True, help=say("cli.quiet")),
    ]
    if rules:
        chosen += [
            Option(["--rules", "extra_rules"], type=Folder(), multiple=True, metavar="DIR", help=say("cli.rules_dir")),
            Option(["--profile"], default="default", metavar="NAME", help=say("cli.profile")),
        ]
    return chosen
