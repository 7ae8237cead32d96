"""One version of a procedure as it is compared: what its ids stand for, and what both versions call it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from tthc_audit.catalog.model import APPLICANT, Agency, Procedure
from tthc_audit.matching.sides import folded

GONE = "-"
"""Stands before the ids of the earlier version that are no longer there."""


@dataclass
class Version:
    """A procedure with the agencies of its catalogue.

    ``units``, ``papers``, ``results``, ``forms``, ``cases``, ``steps`` and ``handed`` give for each id of this version
    what both versions know it by; they fill as parts are matched.
    """

    procedure: Procedure
    agencies: Mapping[str, Agency]
    units: Mapping[str, str]
    papers: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    handed: dict[str, str] = field(default_factory=dict)

    def unit(self, agency: str) -> str:
        """What both versions know an agency by."""
        return self.units.get(agency, agency)

    def unit_name(self, agency: str) -> str:
        """The name of an agency; ``applicant`` for the applicant, the id where no register holds it."""
        known = self.agencies.get(agency)
        return known.name if known else agency

    def product(self, name: str) -> str:
        """What both versions know an input or output by."""
        for kind, known in (("paper", self.papers), ("result", self.results), ("handed", self.handed)):
            if name in known:
                return f"{kind} {known[name]}"
        return f"named {folded(name)}"

    def product_name(self, name: str) -> str:
        """What people call an input or output: the name of the paper or result, else the word that the file uses."""
        for listed in (self.procedure.documents or (), self.procedure.results or ()):
            for item in listed:
                if item.id == name:
                    return item.name
        return name

    def case_name(self, case: str) -> str:
        """The name of a case, its code or its id."""
        found = next((c for c in self.procedure.cases or () if c.id == case), None)
        return case if found is None else found.name or found.code or case


def same_units(old: Mapping[str, Agency], new: Mapping[str, Agency]) -> tuple[dict[str, str], dict[str, str]]:
    """What both versions know each registered agency by: id and name are the same, else the name, else the id."""
    found = {a: a for a in old if a in new and _identity(old[a]) == _identity(new[a])}
    by_name: dict[Hashable, str] = {}
    for agency in new.values():
        if agency.id not in found:
            by_name.setdefault(_identity(agency), agency.id)
    found |= {a.id: by_name[_identity(a)] for a in old.values() if a.id not in found and _identity(a) in by_name}
    taken = set(found.values())
    found |= {a: a for a in old if a not in found and a in new and a not in taken}
    found[APPLICANT] = APPLICANT
    # An agency that only one version registers may be named alike by the other without being registered.
    return found | {a: GONE + a if a in new else a for a in old if a not in found}, {a: a for a in (*new, APPLICANT)}


def _identity(agency: Agency) -> Hashable:
    return folded(agency.name), agency.level, agency.body is None


def common(
    old: Sequence[str], new: Sequence[str], same: Sequence[tuple[int, int]]
) -> tuple[dict[str, str], dict[str, str]]:
    """By id of either version, what both know it by; ``same`` are the pairs as places in both."""
    known = {old[i]: new[j] for i, j in same}
    return {a: known.get(a, GONE + a) for a in old}, {b: b for b in new}
