"""Commands and groups whose help pages are wholly in the reader's language."""

from __future__ import annotations

from typing import Any

import click

from tthc_audit.cli.language import say


class _Spoken(click.Command):
    """What commands and groups share: how options are called, and the words of ``--help`` itself."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", say("cli.options_metavar"))
        super().__init__(*args, **settings)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` with its words in the language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("cli.help_option")
        return option


class Command(_Spoken):
    """A command."""


class Group(_Spoken, click.Group):
    """A group of commands."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("subcommand_metavar", say("cli.command_metavar"))
        super().__init__(*args, **settings)
