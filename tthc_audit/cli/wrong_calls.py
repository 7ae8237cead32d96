"""A wrong call in a sentence that says what would be right."""

from __future__ import annotations

import click

from tthc_audit.cli.language import say


def told(error: click.UsageError) -> str:
    """What is wrong with the call, and where help is."""
    path = error.ctx.command_path if error.ctx else "tthc-audit"
    return f"{_what(error)}\n{say('cli.wrong.help', command=path)}"


def _what(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ())
        return say("cli.wrong.option_near" if near else "cli.wrong.option", name=error.option_name, near=near)
    if isinstance(error, click.MissingParameter):
        return say("cli.wrong.missing", name=_name(error))
    if isinstance(error, click.BadParameter):
        return say("cli.wrong.value", name=_name(error), why=error.message)
    if isinstance(error, click.BadOptionUsage | click.BadArgumentUsage):
        return say("cli.wrong.usage", why=error.message)
    if error.message.startswith("No such command"):
        return say("cli.wrong.command", name=error.message.split("'")[1] if "'" in error.message else "")
    return say("cli.wrong.usage", why=error.message)


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return error.param_hint if isinstance(error.param_hint, str) else ""
    return error.param.opts[-1] if isinstance(error.param, click.Option) else (error.param.metavar or "")
