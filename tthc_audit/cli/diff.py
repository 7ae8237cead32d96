"""``tthc-audit diff OLD NEW``: two versions, what changed, what was cut, which acts a change touches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import progress, write
from tthc_audit.resources import write_whole

if TYPE_CHECKING:
    from tthc_audit.versions import Side


def command() -> click.Command:
    """The command in the language chosen."""
    return commands.Command(
        "diff",
        callback=_diff,
        help=say("cli.diff.help"),
        short_help=say("cli.diff.short"),
        params=[
            click.Argument(["paths"], type=options.Readable(), nargs=-1, metavar="[OLD] NEW"),
            commands.Option(["--git", "span"], metavar="A..B", help=say("cli.diff.git")),
            commands.Option(["--code", "codes"], multiple=True, metavar="CODE", help=say("cli.diff.code")),
            commands.Option(
                ["--format", "form"],
                type=commands.OneOf(["text", "json", "markdown", "html"]),
                default="text",
                help=say("cli.format"),
            ),
            commands.Option(["-o", "--output"], type=options.NewFile(), metavar="FILE", help=say("cli.diff.output")),
            *options.common(),
        ],
    )


def _diff(
    paths: tuple[Path, ...],
    span: str | None,
    codes: tuple[str, ...],
    form: str,
    output: Path | None,
    as_of: date | None,
    quiet: bool,
    extra_rules: tuple[Path, ...],
    profile: str,
) -> None:
    from tthc_audit import api, versions

    with _sides(paths, span) as (old, new), progress(quiet=quiet) as tell:
        asked = api.Options(as_of=as_of, rules=extra_rules, profile=profile, lang=lang(), progress=tell)
        found = versions.diff(old, new, asked, codes=codes, flows=form == "html")
    if form == "json":
        from tthc_audit.report.diff.json import render_json

        data = render_json(found)
    elif form == "markdown":
        from tthc_audit.report.diff.markdown import render_markdown

        data = render_markdown(found, lang())
    elif form == "html":
        from tthc_audit.report.diff.html import render_html

        data = render_html(found, lang())
    else:
        from tthc_audit.report.diff.text import render_text

        data = render_text(found, lang()).encode()
    if output is None:
        write(data)
    else:
        write_whole(output, data)


@contextmanager
def _sides(paths: tuple[Path, ...], span: str | None) -> Iterator[tuple[Side, Side]]:
    """The two versions that are meant. Raises ``WrongCall`` where that is not clear."""
    from tthc_audit import versions

    if span is not None:
        if len(paths) > 1:
            raise commands.WrongCall(say("cli.diff.one_path"))
        with versions.revisions(paths[0] if paths else Path(), span) as found:
            yield found
        return
    if len(paths) != 2:
        raise commands.WrongCall(say("cli.diff.two_paths"))
    yield versions.sides(*paths)
