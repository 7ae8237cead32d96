"""A wrong call in a sentence that says what would be right."""

from __future__ import annotations

import click

from tthc_audit.cli.commands import WrongCall
from tthc_audit.cli.language import say


def told(error: click.UsageError) -> str:
    """What is wrong with the call, and where help is."""
    path = error.ctx.command_path if error.ctx else "tthc-audit"
    return f"{_what(error)}\n{say('cli.wrong.help', command=path)}"


def _what(error: click.UsageError) -> str:
    if isinstance(error, WrongCall):
        return error.message
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ())
        return say("cli.wrong.option_near" if near else "cli.wrong.option", name=error.option_name, near=near)
    if isinstance(error, click.MissingParameter):
        return say("cli.wrong.missing", name=_name(error))
    if isinstance(error, click.BadParameter):
        return say("cli.wrong.value", name=_name(error), why=error.message)
    if isinstance(error, click.BadOptionUsage):
        takes_none = _is_flag(error)
        return say("cli.wrong.takes_no_value" if takes_none else "cli.wrong.needs_value", name=error.option_name)
    return say("cli.wrong.usage", why=error.message)


def _is_flag(error: click.BadOptionUsage) -> bool:
    known = error.ctx.command.params if error.ctx else []
    return any(isinstance(p, click.Option) and p.is_flag for p in known if error.option_name in p.opts)


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    if isinstance(error.param, click.Option):
        return error.param.opts[-1]
    return (error.param.metavar or "").removesuffix("...").strip("[]")
