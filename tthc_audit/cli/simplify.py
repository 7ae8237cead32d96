"""``tthc-audit simplify CATALOG CODE…``: proposals, the best set of them for a target, a draft, a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import create, tell, write
from tthc_audit.resources import write_whole

HORIZONS = ("commune", "province", "ministry", "government", "national_assembly")


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "simplify",
        callback=_simplify,
        help=say("cli.simplify.help"),
        short_help=say("cli.simplify.short"),
        params=[
            click.Argument(["catalog"], type=options.Readable(), metavar="CATALOG"),
            click.Argument(["codes"], nargs=-1, metavar="[CODE]..."),
            commands.Option(["--target"], metavar="50%", help=say("cli.simplify.target")),
            commands.Option(["--horizon"], type=commands.OneOf(list(HORIZONS)), help=say("cli.simplify.horizon")),
            commands.Option(["--apply", "ids"], metavar="P1,P2", help=say("cli.simplify.apply")),
            commands.Option(
                ["--format", "form"],
                type=commands.OneOf(["text", "json", "html", "docx", "pdf"]),
                default="text",
                help=say("cli.format"),
            ),
            commands.Option(
                ["-o", "--output"], type=click.Path(path_type=Path), metavar="PATH", help=say("cli.simplify.output")
            ),
            commands.Option(["--template"], type=options.Readable(), metavar="FILE", help=say("office.cli.template")),
            *options.common(),
        ],
    )  # fmt: skip


def _simplify(
    catalog: Path,
    codes: tuple[str, ...],
    target: str | None,
    horizon: str | None,
    ids: str | None,
    form: str,
    output: Path | None,
    template: Path | None,
    as_of: date | None,
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    from tthc_audit import api, reform

    asked = api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang())
    if form in {"docx", "pdf"} and output is None:
        raise commands.WrongCall(say("office.cli.needs_file", form=form))
    share = None if target is None else reform.target_of(target)
    if ids is not None:
        _apply(catalog, codes, ids, output, asked, quiet=quiet)
        return
    plans = reform.plans(catalog, codes, asked, target=share, horizon=horizon)
    if form == "html" and output is not None and output.suffix != ".html":
        from tthc_audit.report import plan_html

        first = plan_html.write(plans, output, lang())
        if not quiet:
            tell(say("simplify.wrote", file=str(first)))
        return
    if form == "docx":
        from tthc_audit.report.word.plan import render_docx

        data = render_docx(plans, lang(), template=template)
    else:
        data = _rendered(plans, form)
    if output is None:
        write(data)
    else:
        write_whole(output, data)


def _rendered(plans: object, form: str) -> bytes:
    from tthc_audit.plans import Plans
    from tthc_audit.report import plan_html, plan_json, plan_text

    assert isinstance(plans, Plans)
    if form == "json":
        return plan_json.render(plans)
    if form == "pdf":
        from tthc_audit.report.pdf import printed

        return printed(plan_html.render(plans, lang()))
    return plan_html.render(plans, lang()) if form == "html" else plan_text.render(plans, lang()).encode()


def _apply(catalog: Path, codes: tuple[str, ...], ids: str, output: Path | None, asked: object, *, quiet: bool) -> None:
    """Write the draft; a proposal is never applied to the file that it was made for."""
    from tthc_audit import api, reform

    assert isinstance(asked, api.Options)
    if len(codes) != 1 or output is None:
        raise commands.WrongCall(say("cli.simplify.needs_one"))
    chosen = [part.strip() for part in ids.split(",") if part.strip()]
    text, plan = reform.draft(catalog, codes[0], chosen, asked)
    create(output, text.encode("utf-8"))
    if not quiet:
        tell(say("simplify.applied", file=str(output), ids=[c.id for c in plan.changes if c.chosen]))
