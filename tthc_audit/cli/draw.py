"""``tthc-audit draw FILE -o x.svg|png|pdf|mmd|bpmn``: the flow diagram of one procedure."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import tell
from tthc_audit.diagram.forms import FORMS, PAGED
from tthc_audit.resources import write_whole


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "draw",
        callback=_draw,
        help=say("cli.draw.help"),
        short_help=say("cli.draw.short"),
        params=[
            click.Argument(["file"], type=options.Readable(), metavar="FILE"),
            commands.Option(
                ["-o", "--output"],
                type=options.NewFile(),
                required=True,
                metavar="FILE",
                help=say("cli.draw.output"),
            ),
            commands.Option(["--findings/--no-findings"], default=True, help=say("cli.draw.findings")),
            commands.Option(["--time-axis"], is_flag=True, help=say("cli.draw.time_axis")),
            commands.Option(["--case"], metavar="CASE", help=say("cli.draw.case")),
            commands.Option(["--page"], type=commands.OneOf(["a4", "none"]), help=say("cli.draw.page")),
            *options.common(),
        ],
    )


def _draw(
    file: Path,
    output: Path,
    findings: bool,
    time_axis: bool,
    case: str | None,
    page: Literal["a4", "none"] | None,
    as_of: date | None,
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    form = next((known for known in FORMS if output.suffix.lower() == f".{known}"), None)
    if form is None:
        raise commands.WrongCall(say("cli.draw.suffix", name=output.name, known=_suffixes(FORMS)))
    for option, asked in (("--time-axis", time_axis), ("--page a4", page == "a4")):
        if asked and form not in PAGED:
            raise commands.WrongCall(say("cli.draw.not_drawn", option=option, known=_suffixes(PAGED)))
    from tthc_audit import api

    pages = api.draw(
        file,
        api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang()),
        form=form,
        findings=findings,
        time_axis=time_axis,
        case=case,
        paper=page or ("a4" if form == "pdf" else "none"),
    )
    names = [output] if len(pages) == 1 else [output.with_stem(f"{output.stem}-{n}") for n in range(1, len(pages) + 1)]
    for name, data in zip(names, pages, strict=True):
        write_whole(name, data)
    if len(names) > 1 and not quiet:
        tell(say("cli.draw.wrote", n=len(names), files=[name.name for name in names]))


def _suffixes(forms: tuple[str, ...]) -> list[str]:
    return [f".{form}" for form in forms]
