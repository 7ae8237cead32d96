"""``tthc-audit followup export|import|compare``: findings sent to agencies, their answers, one round after another."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from tthc_audit.cli import commands, options
from tthc_audit.cli.language import lang, say
from tthc_audit.cli.output import tell, write
from tthc_audit.errors import AuditError, Problem
from tthc_audit.resources import write_whole


def command() -> click.Command:
    """The command in the language chosen."""
    group = commands.Group("followup", help=say("followup.cli.help"), short_help=say("cli.followup.short"))
    for made in (_export(), _import(), _compare(), _sign_off()):
        group.add_command(made)
    return group


def _quiet() -> list[click.Parameter]:
    return [options.lang(), commands.Option(["--quiet", "-q"], is_flag=True, help=say("cli.quiet"))]


def _output(words: str, *, required: bool = True, multiple: bool = False) -> click.Parameter:
    return commands.Option(
        ["-o", "--output"], type=options.NewFile(), required=required, multiple=multiple, metavar="FILE", help=words
    )


def _export() -> click.Command:
    return commands.Command(
        "export",
        callback=_exported,
        help=say("followup.cli.export.help"),
        short_help=say("followup.cli.export"),
        params=[
            click.Argument(["result"], type=options.Readable(), metavar="RESULT"),
            _output(say("followup.cli.output.xlsx")),
            commands.Option(["--agency"], metavar="NAME", help=say("followup.cli.agency")),
            *_quiet(),
        ],
    )


def _exported(result: Path, output: Path, agency: str | None, quiet: bool) -> None:
    from tthc_audit.followup import form, saved

    one = saved.read(result)
    rows = form.asked(one, lang(), agency)
    if agency is not None and not rows:
        known = sorted({f["responsible"] for f in one.result["findings"] if f["responsible"]})
        near = get_close_matches(agency, known, n=3, cutoff=0.4) or known[:3]
        raise AuditError(Problem("followup.no_agency", {"name": agency, "near": near}))
    write_whole(output, form.workbook(one, lang(), agency))
    if not quiet:
        tell(say("followup.cli.exported", file=str(output), n=len(rows)))


def _import() -> click.Command:
    return commands.Command(
        "import",
        callback=_imported,
        help=say("followup.cli.import.help"),
        short_help=say("followup.cli.import"),
        params=[
            click.Argument(["file"], type=options.Readable(), metavar="FILE"),
            commands.Option(
                ["--result"], type=options.Readable(), required=True, metavar="RESULT", help=say("followup.cli.result")
            ),
            _output(say("followup.cli.output.json")),
            *_quiet(),
        ],
    )


def _imported(file: Path, result: Path, output: Path, quiet: bool) -> None:
    from tthc_audit.followup import answers, saved

    one = answers.read_answers(file, saved.read(result))
    write_whole(output, saved.render(one))
    if not quiet:
        tell(say("followup.cli.imported", file=str(output), n=len(one.answers)))


def _compare() -> click.Command:
    return commands.Command(
        "compare",
        callback=_compared,
        help=say("followup.cli.compare.help"),
        short_help=say("followup.cli.compare"),
        params=[
            click.Argument(["results"], type=options.Readable(), nargs=-1, required=True, metavar="OLD... NEW"),
            commands.Option(
                ["--format", "form"], type=commands.OneOf(["text", "json"]), default="text",
                help=say("followup.cli.format"),
            ),
            _output(say("followup.cli.output.round"), required=False, multiple=True),
            commands.Option(
                ["--received"], type=options.Day(), metavar="YYYY-MM-DD", help=say("followup.cli.received")
            ),
            commands.Option(["--days"], type=click.IntRange(0, 10_000), metavar="N", help=say("followup.cli.days")),
            *_quiet(),
        ],
    )  # fmt: skip


def _compared(
    results: tuple[Path, ...], form: str, output: tuple[Path, ...], received: date | None, days: int | None, quiet: bool
) -> None:
    from tthc_audit.followup import overview, rounds, saved, summary
    from tthc_audit.worktime.calendar import Calendar

    if len(results) < 2:
        raise commands.WrongCall(say("followup.needs_two"))
    for file in output:
        if file.suffix.lower() not in {".json", ".xlsx"}:
            raise commands.WrongCall(say("followup.suffix", name=file.name))
    several = [saved.read(file) for file in results]
    known = next((one.days for one in reversed(several) if one.days is not None), saved.default_days())
    last = rounds.compare(several, Calendar.load(), received=received, days=known if days is None else days)
    for file in output:
        as_sheets = file.suffix.lower() == ".xlsx"
        write_whole(file, overview.workbook(last, lang()) if as_sheets else saved.render(last))
    if form == "json":
        write(saved.render(last))
    elif not quiet or not output:
        write(summary.text(last, lang()).encode())


def _sign_off() -> click.Command:
    return commands.Command(
        "sign-off",
        callback=_signed_off,
        help=say("followup.cli.sign_off.help"),
        short_help=say("followup.cli.sign_off"),
        params=[
            click.Argument(["file"], type=options.Readable(), metavar="FILE"),
            _output(say("followup.cli.output.review")),
            commands.Option(["--before"], type=options.Readable(), metavar="REVIEW", help=say("followup.cli.before")),
            *_quiet(),
        ],
    )


def _signed_off(file: Path, output: Path, before: Path | None, quiet: bool) -> None:
    from tthc_audit.followup import sign_off
    from tthc_audit.report.excel.review import heads

    known = sign_off.on_record(before) if before else ()
    found = sign_off.read_verdicts(file, known, heads)
    write_whole(output, sign_off.render(found))
    if not quiet:
        tell(say("followup.cli.signed_off", file=str(output), n=len(found) - len(known), all=len(found)))
