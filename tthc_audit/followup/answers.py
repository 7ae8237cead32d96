"""The workbook that comes back from an agency: its answers, and every cell that was changed where it may not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from tthc_audit.errors import AuditError
from tthc_audit.followup.form import KEY, LOCKED, OPEN, Asked, asked, head
from tthc_audit.followup.model import Answer, Round
from tthc_audit.followup.sheet import Row, read
from tthc_audit.i18n import Lang, show


def read_answers(file: Path, one: Round) -> Round:
    """The round with the answers that stand in a workbook of its findings; sheets and columns may have moved.

    Findings that the workbook does not hold keep the answers they have: each agency sends its own part.
    Raises ``AuditError`` with every cell that was changed where it may not be, every row that belongs to no finding
    or stands there twice, and every day that cannot be read.
    """
    lang, rows = read(file, _heads, KEY)
    wanted = {row.fingerprint: row for row in asked(one, lang)}
    answers = dict(one.answers)
    seen: set[str] = set()
    for row in rows:
        key = row.text(KEY)
        if key not in wanted or key in seen:
            row.wrong(KEY, "followup.row_twice" if key in seen else "followup.row_unknown", value=key)
            continue
        seen.add(key)
        _hold(row, wanted[key], lang)
        due = row.day("due")
        answers[key] = Answer(
            row.text("explanation"),
            row.text("commitment"),
            due if isinstance(due, date) else None,
            row.text("evidence"),
        )
    problems = [problem for row in rows for problem in row.problems]
    if problems:
        raise AuditError(*problems)
    return replace(one, answers={key: answer for key, answer in answers.items() if answer})


def _heads(lang: Lang) -> Mapping[str, str]:
    return {name: head(lang, name) for name, _, _ in (*LOCKED, *OPEN)}


def _hold(row: Row, wanted: Asked, lang: Lang) -> None:
    """Tell every locked cell that does not hold what was sent."""
    for name, _, kind in LOCKED[1:]:
        was = wanted.cells[name] or None
        now = (row.day(name, strict=False) if kind == "day" else row.text(name)) or None
        if now != was:
            row.wrong(name, "followup.locked", was=show(lang, was) or "–", now=show(lang, now) or "–")
