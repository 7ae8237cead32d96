"""``tthc-audit rules list|show|test|new``: the rules, their law, their examples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import problems, write


def command() -> click.Command:
    """The group in the language chosen."""
    group = click.Group("rules", help=say("cli.rules.help"), short_help=say("cli.rules.short"))
    form = click.Option(["--format", "form"], type=click.Choice(["text", "json"]), default="text", help=say("cli.format"))
    group.add_command(
        click.Command("list", callback=_list, help=say("cli.rules.list"), params=[form, *options.common()])
    )
    group.add_command(
        click.Command(
            "show", callback=_show, help=say("cli.rules.show"),
            params=[click.Argument(["rule"], metavar="RULE"), form, *options.common()],
        )
    )
    group.add_command(
        click.Command(
            "test", callback=_test, help=say("cli.rules.test"),
            params=[click.Argument(["pattern"], metavar="[PATTERN]", required=False), *options.common()],
        )
    )
    group.add_command(
        click.Command(
            "new", callback=_new, help=say("cli.rules.new"),
            params=[
                click.Argument(["rule"], metavar="PACK/SLUG"),
                click.Option(["--rules", "folder"], type=click.Path(path_type=Path), default=Path("rules"), metavar="DIR", help=say("cli.rules.folder")),
                click.Option(["--about"], default="procedure", metavar="TABLE", help=say("cli.rules.about")),
                options.lang(),
            ],
        )
    )  # fmt: skip
    return group




def _list(form: str, as_of: date | None, quiet: bool, extra_rules: tuple[Path, ...], profile: str) -> None:  # noqa: ARG001
    from tthc_audit import api

    write(api.list_rules(api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang()), form))


def _show(
    rule: str, form: str, as_of: date | None, quiet: bool, extra_rules: tuple[Path, ...], profile: str  # noqa: ARG001
) -> None:
    from tthc_audit import api

    write(api.show_rule(rule, api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang()), form))


def _test(
    pattern: str | None, as_of: date | None, quiet: bool, extra_rules: tuple[Path, ...], profile: str
) -> None:
    from tthc_audit import api

    asked = api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang())
    tested, found = api.test_rules(asked, pattern)
    problems(found)
    if not quiet:
        click.echo(say("cli.rules.tested", rules=tested.rules, examples=tested.examples, wrong=len(found)), err=True)
    if found:
        raise click.exceptions.Exit(2)


def _new(rule: str, folder: Path, about: str) -> None:
    from tthc_audit import api

    click.echo(say("cli.new.wrote", file=str(api.new_rule(rule, folder, about))), err=True)
