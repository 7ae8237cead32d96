"""The rules on changes, run over what two versions of a catalogue measure beside one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tthc_audit.catalog.model import Instrument, Procedure
from tthc_audit.database import Database
from tthc_audit.database import calendar as calendar_macros
from tthc_audit.engine import run
from tthc_audit.facts import build
from tthc_audit.facts.cells import Row
from tthc_audit.facts.change import TABLE
from tthc_audit.facts.survey import Survey
from tthc_audit.worktime.calendar import Calendar

_ALONE = frozenset({"procedure"})
"""The tables of the later version that the rows of a change stand beside."""


def judge(
    plan: run.Plan,
    survey: Survey,
    procedures: Sequence[tuple[Procedure, str]],
    rows: Iterable[Row],
    *,
    calendar: Calendar,
    instruments: Mapping[str, Instrument],
) -> run.Judged:
    """What the rules say of the rows of table ``change``; ``procedures`` are those they speak of, as they are now."""
    wanted = plan.wanted
    spool = build.measure(survey, procedures, wanted, only=_ALONE)
    with Database.open(threads=1) as db:
        build.fill(db, spool, wanted, only=_ALONE)
        build.fill_rows(db, TABLE, rows, wanted)
        calendar_macros.define(db, calendar.rows())
        db.answer_plainly()
        db.lock()
        return run.judge(db, plan, instruments)
