"""``tthc-audit rules check|diff|docs``: rule packs as products."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tthc_audit.cli import commands, options, output
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import progress, write
from tthc_audit.resources import write_whole

if TYPE_CHECKING:
    from tthc_audit.results import Finding
    from tthc_audit.rule_packs import Difference

_MOST = 50
"""Findings that are listed as text; JSON lists them all."""


def add_to(group: click.Group) -> None:
    """Add the commands to the group ``rules``."""
    form = commands.Option(
        ["--format", "form"], type=commands.OneOf(["text", "json"]), default="text", help=say("cli.format")
    )
    group.add_command(
        commands.Command("check", callback=_check, help=say("cli.rules.check"), params=[form, *options.common()])
    )
    group.add_command(
        commands.Command(
            "diff",
            callback=_diff,
            help=say("cli.rules.diff"),
            params=[
                click.Argument(["old"], type=options.Folder(), metavar="OLD"),
                click.Argument(["new"], type=options.Folder(), metavar="NEW"),
                click.Argument(["catalog"], type=options.Readable(), metavar="CATALOG"),
                form,
                *options.common(),
            ],
        )
    )
    group.add_command(
        commands.Command(
            "docs",
            callback=_docs,
            help=say("cli.rules.docs"),
            params=[
                commands.Option(
                    ["-o", "--output", "file"],
                    type=options.NewFile(),
                    required=True,
                    metavar="FILE",
                    help=say("cli.rules.docs.output"),
                ),
                *options.common(),
            ],
        )
    )


def _check(form: str, as_of: date | None, quiet: bool, extra_rules: tuple[Path, ...], profile: str) -> None:
    from tthc_audit import rule_packs
    from tthc_audit.auditing import Options
    from tthc_audit.engine.surveying import today
    from tthc_audit.rules.standing import SILENT

    on = as_of or today()
    rules, remarks = rule_packs.standing(Options(rules=extra_rules, profile=profile, lang=lang()), on)
    silent = {remark.rule for remark in remarks if remark.kind in SILENT}
    told = [
        {
            "rule": r.rule,
            "kind": r.kind,
            "finds_nothing": r.kind in SILENT,
            "message": _words(f"gate.rule.{r.kind}", r.values),
        }
        for r in remarks
    ]
    if form == "json":
        write(output.as_json({"schema": "tthc-audit/rules-check/v1", "as_of": on, "rules": rules, "remarks": told}))
    else:
        write("".join(f"{r.rule}: {say(f'gate.rule.{r.kind}', **r.values)}\n" for r in remarks).encode())
    if not quiet:
        output.tell(say("cli.rules.checked", rules=rules, day=on, remarks=len(remarks), silent=len(silent)))


def _diff(
    old: Path,
    new: Path,
    catalog: Path,
    form: str,
    as_of: date | None,
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    from tthc_audit import rule_packs
    from tthc_audit.auditing import Options

    with progress(quiet=quiet) as tell:
        asked = Options(as_of=as_of, profile=profile, lang=lang(), progress=tell)
        found = rule_packs.difference(catalog, [old, *extra_rules], [new, *extra_rules], asked)
    write(output.as_json(_as_json(found)) if form == "json" else "".join(_as_text(found)).encode())


def _as_json(found: Difference) -> dict[str, Any]:
    return {
        "schema": "tthc-audit/rules-diff/v1",
        "as_of": found.as_of,
        "added": [_finding(f) for f in found.added],
        "removed": [_finding(f) for f in found.removed],
        "altered": [{**_finding(now), "was": was.severity} for was, now in found.altered],
        "same": found.same,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "procedure": finding.procedure,
        "severity": finding.severity,
        "message": finding.message._asdict(),
        "file": finding.location.file,
        "line": finding.location.line,
        "fingerprint": finding.fingerprint,
    }


def _as_text(found: Difference) -> list[str]:
    lines = []
    for sign, several in (("+", found.added), ("-", found.removed), ("~", [now for _, now in found.altered])):
        lines += [
            f"{sign} {f.procedure or ''} [{f.rule}] {say(f'common.severity.{f.severity}')}: "
            f"{f.message.vi if lang() == 'vi' else f.message.en}\n"
            for f in several[:_MOST]
        ]
        if len(several) > _MOST:
            lines.append(f"{sign} {say('gate.more', n=len(several) - _MOST)}\n")
    counts = {"added": len(found.added), "removed": len(found.removed), "altered": len(found.altered)}
    return [*lines, say("cli.rules.differ", **counts, same=found.same) + "\n"]


def _docs(
    file: Path,
    as_of: date | None,  # noqa: ARG001
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    from tthc_audit.report.rule_book import RulePage, rule_book
    from tthc_audit.rules import page, selection

    rules, _ = selection.chosen(profile, extra_rules)
    told = [page.of_rule(rule, lang()) for rule in rules]
    pages = [
        RulePage(one.id, one.title, one.sections, [(e.outcome, output.plain_json(e.values)) for e in one.examples])
        for one in told
    ]
    write_whole(file, rule_book(pages, lang()))
    if not quiet:
        output.tell(say("cli.new.wrote", file=str(file)))


def _words(key: str, values: Any) -> dict[str, str]:
    from tthc_audit import i18n

    return {each: i18n.say(each, key, **values) for each in i18n.LANGS}
