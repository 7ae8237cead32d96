"""The program: its commands by name, its language, and how wrong calls and wrong input are told."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from tthc_audit.cli import language, options
from tthc_audit.cli.commands import Group, Option
from tthc_audit.cli.language import say
from tthc_audit.errors import AuditError

COMMANDS = {
    "report": "report",
    "check": "check",
    "facts": "facts",
    "draw": "draw",
    "diff": "diff",
    "rules": "rules",
    "new": "new",
    "import": "import_",
    "posting": "posting",
    "baseline": "baseline",
    "simplify": "simplify",
    "followup": "followup",
    "pack": "pack",
    "verify": "verify",
    "schema": "schema",
}
"""Command -> module of this package that holds it as ``command``."""


class Formatter(click.HelpFormatter):
    """Help pages with their headings in the reader's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or f"{say('cli.usage')} ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        known = {"Options": "cli.options", "Commands": "cli.commands"}
        super().write_heading(say(known[heading]) if heading in known else heading)


click.Context.formatter_class = Formatter


class Program(Group):
    """The group of commands; a command's module is loaded only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  the signature is click's
        """The names of the commands, main job first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's
        """The command of that name, loaded now."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        loaded: click.Command = importlib.import_module(f"tthc_audit.cli.{module}").command()
        return loaded

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's
        """List the commands with one line each, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, say(f"cli.{name}.short")) for name in COMMANDS])


def program() -> Program:
    """The program with its help in the language chosen."""
    return Program(
        "tthc-audit",
        help=say("cli.help"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        params=[
            options.lang(),
            Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_version,
                help=say("cli.version"),
            ),
        ],
    )


def _version(ctx: click.Context, param: click.Parameter, value: Any) -> None:  # noqa: ARG001  click's
    if value:
        from tthc_audit import __version__

        click.echo(f"tthc-audit {__version__}")
        ctx.exit()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code; 2 where the command or the input is wrong."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # One command keeps nearly all it makes until it ends: collecting garbage would walk it again and again.
    gc.disable()
    language.choose(given, os.environ.get("TTHC_AUDIT_LANG"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(given))


def entry() -> None:
    """Run as a program of its own, and be gone at once when it is done.

    To take down what was kept of thousands of procedures, piece by piece, takes as long as some commands.
    """
    code = 2
    try:
        main()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        code = 2  # the reader went away: not all of it was read
    os._exit(code)


def _run(given: Sequence[str]) -> int:
    from tthc_audit.cli import output

    try:
        return _code(program().main(given, prog_name="tthc-audit", standalone_mode=False))
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        from tthc_audit.cli.wrong_calls import told

        output.tell(told(error))
        return 2
    except AuditError as error:
        output.problems(error.problems)
        return 2
    except (click.Abort, KeyboardInterrupt):
        output.tell(say("cli.stopped"))
        return 130
    except SystemExit as stop:
        # click leaves like this where it told a shell what completes a word (0), or where the reader of a pipe has
        # seen enough: not all of it was written.
        return 0 if stop.code == 0 else 2
    except OSError as error:
        output.tell(output.refused(error))
        output.give_up()
        return 2
    except Exception as error:  # noqa: BLE001  whatever it is, a person gets a sentence and never exit code 0 or 1
        output.tell(output.crashed(error))
        return 2


def _code(returned: object) -> int:
    return returned if isinstance(returned, int) else 0
