"""Agencies and procedures as numbers: places are told apart by them, over millions of rows."""

from __future__ import annotations

from collections.abc import Iterable

from tthc_audit.catalog.register_told import Told
from tthc_audit.catalog.register_values import code
from tthc_audit.facts.survey import Survey
from tthc_audit.results import Notice

EVERYTHING = "*"
"""Stands for the procedure on a row which says that the whole place was looked through."""
NOBODY, ALL = -1, -1
"""The number of no agency, and of the sign for every procedure."""
_LISTED = 20


class Numbers:
    """Gives every agency and procedure a number; those that no register holds are numbered after the others."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self.agencies: dict[str, int] = {agency: i for i, agency in enumerate(survey.agencies)}
        self.procedures: dict[str, int] = {key: i for i, key in enumerate(survey.procedures)}
        self._by_code: dict[str, list[str]] = {}
        for key, procedure in survey.procedures.items():
            self._by_code.setdefault(procedure.code, []).append(key)

    def agency(self, named: str) -> int:
        """The number of an agency by its id or name."""
        known = self._survey.agency_called(named) or named
        return self.agencies.setdefault(known, len(self.agencies))

    def procedure(self, written: str) -> int:
        """The number of a procedure by its key, or by its code where only one variant has it."""
        if written == EVERYTHING:
            return ALL
        wanted = code(written)
        if wanted not in self._survey.procedures:
            keys = self._by_code.get(wanted, ())
            wanted = keys[0] if len(keys) == 1 else wanted
        return self.procedures.setdefault(wanted, len(self.procedures))

    def tell_unknown(self, agencies: Iterable[str], procedures: Iterable[str], file: str, told: Told) -> None:
        """List what a register names and nobody knows; its rows are kept."""
        for key, named, known in (
            ("posting.unknown_agencies", agencies, self._survey.agencies),
            ("posting.unknown_procedures", procedures, self._survey.procedures),
        ):
            strange = sorted(n for n in named if n not in known)
            if strange:
                values = {"file": file, "n": len(strange), "names": strange[:_LISTED]}
                told.notices.append(Notice(key, values))
