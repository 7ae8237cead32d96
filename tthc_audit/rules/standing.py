"""How rules stand on a day: by law that lapsed or was superseded, without a number, or unable to find anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tthc_audit.catalog.model import Instrument
from tthc_audit.rules.compiling import Compiled
from tthc_audit.rules.model import AS_OF

Kind = Literal["outside_its_time", "all_law_lapsed", "law_lapsed", "superseded", "no_value", "reads_nothing"]
SILENT: frozenset[Kind] = frozenset({"outside_its_time", "all_law_lapsed", "no_value", "reads_nothing"})
"""Where one of these holds, the rule finds nothing on that day."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be known of a rule on a day; ``values`` go into the sentence."""

    rule: str
    kind: Kind
    values: Mapping[str, object] = field(default_factory=dict)


def remarks(compiled: Sequence[Compiled], instruments: Mapping[str, Instrument], on: date) -> tuple[Remark, ...]:
    """The remarks on rules that were compiled for that day, in their order."""
    return tuple(remark for one in compiled for remark in _of(one, instruments, on))


def _of(one: Compiled, instruments: Mapping[str, Instrument], on: date) -> Iterator[Remark]:
    rule = one.rule
    cited = {b.document: instruments[b.document] for b in rule.legal_basis if b.document in instruments}
    lapsed = {n: act for n, act in cited.items() if act.in_force_to is not None and act.in_force_to < on}
    if not rule.in_force.holds(on):
        yield Remark(rule.id, "outside_its_time", {"first": rule.in_force.first, "last": rule.in_force.last})
    elif one.stale:
        yield Remark(rule.id, "all_law_lapsed", {"laws": sorted(cited)})
    for number, act in sorted(lapsed.items()):
        yield Remark(rule.id, "law_lapsed", {"law": number, "day": act.in_force_to})
    for number, act in sorted(cited.items()):
        if act.replaced_by:
            yield Remark(rule.id, "superseded", {"law": number, "heir": act.replaced_by})
    if rule.law_date == AS_OF:
        for name, values in sorted(rule.params.items()):
            first = min(value.first for value in values)
            if first > on and f"${name}" in rule.require + rule.applies_when:
                yield Remark(rule.id, "no_value", {"name": name, "day": first})
    if not one.used:
        yield Remark(rule.id, "reads_nothing")
