"""Two versions of a catalogue put together: what differs, measured, and what the rules on changes say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from tthc_audit.catalog.model import Agency, Instrument
from tthc_audit.catalog.procedures import LoadedProcedure
from tthc_audit.compare.catalogues import Match, match_procedures
from tthc_audit.compare.pair import compare
from tthc_audit.compare.version import Version, same_units
from tthc_audit.engine import changes, places, run
from tthc_audit.facts.changes import Both, Newcomer, change_rows
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey
from tthc_audit.worktime.calendar import Calendar


@dataclass(frozen=True)
class Side:
    """One version: procedures, the agencies of their catalogue, and what they are measured against."""

    procedures: Sequence[LoadedProcedure]
    agencies: Mapping[str, Agency]
    survey: Survey


@dataclass(frozen=True)
class Comparison:
    """What differs between two versions, and how many procedures are the same.

    ``longest_only``: of the times only the longest run is measured.
    """

    old: Side
    new: Side
    longest_only: bool = True
    units: tuple[dict[str, str], dict[str, str]] = field(init=False)
    differing: list[Differing] = field(init=False)
    unchanged: int = field(init=False)

    def __post_init__(self) -> None:
        """Match the procedures and compare those whose files are not the same."""
        object.__setattr__(self, "units", same_units(self.old.agencies, self.new.agencies))
        matches, unchanged = match_procedures(self.old.procedures, self.new.procedures)
        differing = [one for one in (Differing(match, self) for match in matches) if not one.same]
        object.__setattr__(self, "differing", differing)
        object.__setattr__(self, "unchanged", unchanged + len(matches) - len(differing))

    def judge(
        self, plan: run.Plan, level: str | None, calendar: Calendar, instruments: Mapping[str, Instrument]
    ) -> run.Judged:
        """What the rules on changes say of the procedures that both versions have; findings have their places."""
        both = [one.both for one in self.differing if one.both is not None]
        newcomers = [one.newcomer for one in self.differing if one.newcomer is not None]
        judged = changes.judge(
            plan,
            self.new.survey,
            [(b.new.procedure, b.new.file) for b in both],
            change_rows(both, newcomers, level),
            calendar=calendar,
            instruments=instruments,
        )
        files: dict[str, Path] = {p.file: p.path for p in self.new.procedures}
        return replace(judged, findings=places.of_findings(judged.findings, files, undecided=True))


@dataclass(frozen=True, eq=False)
class Differing:
    """A procedure that is not the same in both versions, or is in one of them only."""

    match: Match
    of: Comparison

    @property
    def loaded(self) -> LoadedProcedure:
        """The later version, or the earlier one where it is gone."""
        loaded = self.match.new or self.match.old
        assert loaded is not None
        return loaded

    @property
    def key(self) -> str:
        """The key in the later version, or in the earlier one where it is gone."""
        return self.loaded.procedure.key

    @property
    def codes(self) -> set[str]:
        """The codes of both versions."""
        return {p.procedure.code for p in (self.match.old, self.match.new) if p}

    @property
    def same(self) -> bool:
        """Whether both versions say the same under other ids, in another order or layout."""
        return self.both is not None and not self.both.pair.changes

    @cached_property
    def measured(self) -> tuple[Measured | None, Measured | None]:
        """Both versions measured."""
        old, new = (
            None if one is None else Measured(one.procedure, one.file, side.survey, longest_only=self.of.longest_only)
            for one, side in ((self.match.old, self.of.old), (self.match.new, self.of.new))
        )
        return old, new

    @cached_property
    def both(self) -> Both | None:
        """Both versions compared; ``None`` where there is one only."""
        old, new = self.measured
        if old is None or new is None:
            return None
        agencies = self.of.old.agencies, self.of.new.agencies
        return Both(compare(old.procedure, new.procedure, agencies, self.of.units), old, new)

    @property
    def newcomer(self) -> Newcomer | None:
        """The procedure where only the later version has it."""
        old, new = self.measured
        if old is not None or new is None:
            return None
        return Newcomer(new, Version(new.procedure, self.of.new.agencies, self.of.units[1]), self.match.out_of)
