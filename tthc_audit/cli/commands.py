"""Commands, groups and options whose help pages and refusals are wholly in the reader's language."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

import click

from tthc_audit.cli.language import say


class WrongCall(click.UsageError):
    """A wrong call that is already told in a sentence of its own."""


class Option(click.Option):
    """An option that says in the language that it must be given."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        """What click adds to the help of an option."""
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = say("cli.required")
        return extra


class OneOf(click.Choice[str]):
    """One of a few words."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(list(words))

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ARG002  click's
        """What can be chosen."""
        return say("cli.wrong.choice", value=value, known=list(self.choices))


class _Spoken(click.Command):
    """What commands and groups share: how options are called, and the words of ``--help`` itself."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", say("cli.options_metavar"))
        super().__init__(*args, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; a refusal names the command that it is about."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` with its words in the language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("cli.help_option")
        return option


class Command(_Spoken):
    """A command."""

    allow_extra_args = True
    """Let through by click and refused here, in the language."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; what is left over is told."""
        left = super().parse_args(ctx, args)
        if left:
            raise WrongCall(say("cli.wrong.extra", words=" ".join(left)), ctx)
        return left


class Group(_Spoken, click.Group):
    """A group of commands; called without one, it prints its help and asks for one."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("subcommand_metavar", say("cli.command_metavar"))
        super().__init__(*args, callback=self._need_command, invoke_without_command=True, **settings)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; another name is told with the one that is nearest."""
        if args[0] not in self.list_commands(ctx):
            raise WrongCall(_no_command(args[0], self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)

    def _need_command(self) -> None:
        ctx = click.get_current_context()
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help(), err=True)
            raise WrongCall(say("cli.wrong.no_command", known=self.list_commands(ctx)), ctx)


def _no_command(name: str, known: Sequence[str]) -> str:
    if name.startswith("-"):
        return say("cli.wrong.option", name=name)
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return say("cli.wrong.command_near", name=name, near=near[0])
    return say("cli.wrong.command", name=name, known=list(known))
