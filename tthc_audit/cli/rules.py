"""``tthc-audit rules list|show|test|new|check|diff|docs``: the rules, their law, their examples."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options, output, rule_packs
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import problems, write


def command() -> click.Command:
    """The group in the language chosen."""
    group = commands.Group(
        "rules", help=say("cli.rules.help"), short_help=say("cli.rules.short"), params=[options.lang()]
    )
    form = commands.Option(
        ["--format", "form"], type=commands.OneOf(["text", "json"]), default="text", help=say("cli.format")
    )
    group.add_command(
        commands.Command("list", callback=_list, help=say("cli.rules.list"), params=[form, *options.common()])
    )
    group.add_command(
        commands.Command(
            "show",
            callback=_show,
            help=say("cli.rules.show"),
            params=[click.Argument(["rule"], metavar="RULE"), form, *options.common()],
        )
    )
    group.add_command(
        commands.Command(
            "test",
            callback=_test,
            help=say("cli.rules.test"),
            short_help=say("cli.rules.test.short"),
            params=[
                click.Argument(["pattern"], metavar="[PATTERN]", required=False),
                commands.Option(["--boundaries"], is_flag=True, help=say("cli.rules.boundaries")),
                *options.common(),
            ],
        )
    )
    group.add_command(
        commands.Command(
            "new",
            callback=_new,
            help=say("cli.rules.new"),
            params=[
                click.Argument(["rule"], metavar="PACK/SLUG"),
                commands.Option(
                    ["--rules", "folder"],
                    type=options.NewFolder(),
                    default=Path("rules"),
                    metavar="DIR",
                    help=say("cli.rules.folder"),
                ),
                commands.Option(["--about"], default="procedure", metavar="TABLE", help=say("cli.rules.about")),
                options.lang(),
            ],
        )
    )
    rule_packs.add_to(group)
    return group


def _list(form: str, as_of: date | None, quiet: bool, extra_rules: tuple[Path, ...], profile: str) -> None:  # noqa: ARG001
    from tthc_audit.rules import selection

    selected, overrides = selection.chosen(profile, extra_rules)
    if form == "json":
        told = [
            {
                "id": rule.id,
                "title": rule.title._asdict(),
                "about": rule.about,
                "severity": overrides[rule.id].severity or rule.severity,
                "addressee": rule.addressee,
                "legal_basis": [{"document": b.document, "provision": b.provision} for b in rule.legal_basis],
            }
            for rule in selected
        ]
        write(output.as_json({"schema": "tthc-audit/rules/v1", "rules": told}))
        return
    lines = []
    for rule in selected:
        severity = say(f"common.severity.{overrides[rule.id].severity or rule.severity}")
        title = rule.title.vi if lang() == "vi" else rule.title.en
        lines.append(f"{rule.id:<48} {severity:<18} {title}\n")
    write("".join(lines).encode())
    if not quiet:
        output.tell(say("cli.rules.count", n=len(selected)))


def _show(
    rule: str,
    form: str,
    as_of: date | None,  # noqa: ARG001
    quiet: bool,  # noqa: ARG001
    extra_rules: tuple[Path, ...],
    profile: str,  # noqa: ARG001
) -> None:
    from tthc_audit.rules import names, page, selection

    known = {r.id: r for r in selection.every(extra_rules)}
    if rule not in known:
        near = names.nearest(rule, known)
        raise commands.WrongCall(
            say("cli.rules.none", name=rule, near=say("cli.rules.near", near=near) if near else "")
        )
    told = page.of_rule(known[rule], lang())
    if form == "json":
        write(
            output.as_json(
                {
                    "schema": "tthc-audit/rule-page/v1",
                    "id": told.id,
                    "title": told.title,
                    "sections": [section._asdict() for section in told.sections],
                    "examples": [example._asdict() for example in told.examples],
                }
            )
        )
        return
    sections = ["\n    ".join([section.heading, *section.lines]) + "\n" for section in told.sections]
    examples = [
        f"    {e.outcome}: " + ", ".join(f"{k} = {output.plain_json(v)}" for k, v in e.values.items())
        for e in told.examples
    ]
    write("\n".join([told.id, told.title, "", *sections, say("cli.rules.examples"), *examples, ""]).encode())


def _test(
    pattern: str | None,
    boundaries: bool,
    as_of: date | None,  # noqa: ARG001
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,  # noqa: ARG001
) -> None:
    from tthc_audit import api

    tested, examples, found = api.run_examples_of(extra_rules, pattern)
    problems(found)
    if not quiet:
        output.tell(say("cli.rules.tested", rules=tested, examples=examples, wrong=len(found)))
    if found:
        raise click.exceptions.Exit(2)
    if boundaries:
        from tthc_audit import rule_packs as packs

        untested = packs.boundaries(extra_rules, pattern)
        for one in untested:
            output.tell(say("cli.rules.boundary", rule=one.rule, key=one.key, text=one.text))
        output.tell(say("cli.rules.bounded", n=len(untested)))


def _new(rule: str, folder: Path, about: str) -> None:
    from tthc_audit.rules import scaffold

    file = folder / f"{rule}.json"
    text = scaffold.text(rule, about)
    output.create(file, text.encode())
