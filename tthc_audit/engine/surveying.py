"""What the facts of a loaded catalogue are measured against."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from tthc_audit.catalog.loading import Loaded
from tthc_audit.facts.papers import papers_of
from tthc_audit.facts.survey import Survey, instrument_key
from tthc_audit.facts.terms import Terms
from tthc_audit.worktime.calendar import Calendar

_VIET_NAM = timezone(timedelta(hours=7))
"""The time of Viet Nam all year round; a machine need not have a table of time zones to know it."""


def survey_of(loaded: Loaded, as_of: date | None, numbers: Terms) -> Survey:
    """The survey on a day: the one given, else that of the catalogue, else today; ``numbers`` count deadlines."""
    return Survey(
        as_of=as_of or loaded.settings.as_of or today(),
        agencies=loaded.agencies,
        instruments={instrument_key(number): act for number, act in loaded.instruments.items()},
        papers=papers_of(list(loaded.databases.values()), loaded.common_papers),
        procedures={p.procedure.key: p.procedure for p in loaded.procedures},
        targets=loaded.settings.targets,
        whole=loaded.whole,
        files={p.procedure.key: p.file for p in loaded.procedures},
        baseline=loaded.baseline,
        terms=numbers,
        calendar=calendar_of(loaded),
    )


def today() -> date:
    """The day it is in Viet Nam."""
    return datetime.now(_VIET_NAM).date()


def calendar_of(loaded: Loaded) -> Calendar:
    """The working calendar with the catalogue's overrides."""
    return Calendar.load(loaded.settings.years)
