"""What an inspector made of the findings, read from the sheet of a report and added to what is on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import orjson

from tthc_audit.catalog import lists
from tthc_audit.catalog.document import of_file
from tthc_audit.errors import AuditError
from tthc_audit.followup.sheet import read
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Review

KEY = "fingerprint"


def on_record(file: Path) -> tuple[Review, ...]:
    """The verdicts in a ``review.json``. Raises ``AuditError`` with everything that is wrong with it."""
    found, problems = lists.read(of_file(file, file.name, "review"), "review", tuple[Review, ...])
    if problems:
        raise AuditError(*problems)
    return found or ()


def read_verdicts(
    file: Path, before: Sequence[Review], heads: Callable[[Lang], Mapping[str, str]]
) -> tuple[Review, ...]:
    """The verdicts on record with those of a workbook after them, where these say anything new.

    Raises ``AuditError`` with every cell that holds no verdict or no day.
    """
    lang, rows = read(file, heads, KEY)
    names = {say(lang, f"report.review.{name}").casefold(): name for name in ("confirmed", "rejected", "open")}
    known = {one.fingerprint: one for one in before}
    added = []
    for row in rows:
        given = row.text("verdict_given").casefold()
        day = row.day("on")
        if given and given not in names:
            row.wrong("verdict_given", "followup.no_verdict", value=given, known=list(names))
        if given not in names or not row.text(KEY):
            continue
        one = Review(
            row.text(KEY), row.text("rule"), names[given], row.text("by") or None,  # type: ignore[arg-type]
            day if isinstance(day, date) else None, row.text("note") or None,
        )  # fmt: skip
        if known.get(one.fingerprint) != one:
            added.append(one)
    problems = [problem for row in rows for problem in row.problems]
    if problems:
        raise AuditError(*problems)
    return (*before, *added)


def render(reviews: Sequence[Review]) -> bytes:
    """The ``review.json`` of these verdicts."""
    told = [
        {
            name: value
            for name, value in (
                ("fingerprint", r.fingerprint), ("rule", r.rule), ("verdict", r.verdict), ("by", r.by), ("on", r.on),
                ("note", r.note),
            )
            if value is not None
        }
        for r in reviews
    ]  # fmt: skip
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
