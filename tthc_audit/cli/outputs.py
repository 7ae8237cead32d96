"""``--output FORMAT=FILE``: further formats of one run, each in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from tthc_audit.cli.commands import WrongCall
from tthc_audit.cli.language import say
from tthc_audit.cli.options import NewFile
from tthc_audit.report.formats import FORMATS, SUFFIXES


class Output(NamedTuple):
    """A file and the format that is written to it."""

    form: str
    file: Path


class OutputFile(NewFile):
    """A file to write as ``FORMAT=FILE``, or as ``FILE`` whose suffix tells the format."""

    name = "[FORMAT=]FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take format and file, or say which formats there are."""
        if isinstance(value, Output):
            return value
        stated, sign, rest = str(value).partition("=")
        known = bool(sign) and stated in FORMATS
        file = rest if known else str(value)
        form = stated if known else SUFFIXES.get(Path(file).suffix.lower())
        if form is None or not file:
            self.fail(say("cli.wrong.output_format", value=value, known=list(FORMATS)), param, ctx)
        return Output(form, super().convert(file, param, ctx))


def refuse_twice(outputs: Sequence[Output]) -> None:
    """No file is written twice in one run."""
    files = [output.file.absolute() for output in outputs]
    for output, file in zip(outputs, files, strict=True):
        if files.count(file) > 1:
            raise WrongCall(say("cli.wrong.output_twice", file=str(output.file)))
