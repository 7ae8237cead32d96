"""``tthc-audit schema [NAME]``: the JSON Schema of what is read or written, for editors and other programs."""

from __future__ import annotations

import click

from tthc_audit import resources
from tthc_audit.cli import commands, options
from tthc_audit.cli.language import say
from tthc_audit.cli.output import write

_SUFFIX = ".schema.json"


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "schema",
        callback=_schema,
        help=say("cli.schema.help"),
        short_help=say("cli.schema.short"),
        params=[
            click.Argument(["name"], type=commands.OneOf(_names()), required=False, metavar="[NAME]"),
            options.lang(),
        ],
    )


def _names() -> list[str]:
    return [name.removesuffix(_SUFFIX) for name in resources.names("schemas", _SUFFIX)]


def _schema(name: str | None) -> None:
    if name is None:
        write("".join(f"{each}\n" for each in _names()).encode())
    else:
        write(resources.data("schemas", f"{name}{_SUFFIX}"))
