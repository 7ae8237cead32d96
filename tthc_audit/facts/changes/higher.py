"""Whether a limit fell because a higher act says so, and not by the office's own doing."""

from __future__ import annotations

from tthc_audit.catalog.model import Case, Procedure
from tthc_audit.catalog.numbers import act_key, rank_of
from tthc_audit.compare.times import fell
from tthc_audit.facts.changes.both import Both
from tthc_audit.facts.cuts import committed
from tthc_audit.facts.survey import Survey
from tthc_audit.worktime.span import at_most

_ABOVE = {
    "commune": ("law", "decree", "circular", "provincial_decision"),
    "province": ("law", "decree", "circular"),
    "ministry": ("law", "decree"),
    "national": (),
}


def higher_acts(both: Both, case: Case, was: Case, level: str | None) -> list[str]:
    """The acts above the owner of the catalogue that the later version newly names, where they explain the cut.

    They do where the limit that the law sets fell, and what is committed did not fall further than that. ``level``
    is the owner's; where none is stated, that of a province.
    """
    old, new = both.old.limit_span(both.old.limit(was)), both.new.limit_span(both.new.limit(case))
    if fell(old, new) is not True or new is None:
        return []
    own = committed(both.new, case)
    if own is not None and at_most(new, own) is not True:
        return []
    ranks = _ABOVE.get(level or "province", _ABOVE["province"])
    survey = both.new.survey
    before = {act_key(number) for number in _named(both.old.procedure)}
    found = [
        number
        for number in _named(both.new.procedure)
        if act_key(number) not in before and _rank(number, survey) in ranks and survey.in_force(number) is not False
    ]
    return list(dict.fromkeys([*found, *_national(both, case)]))


def _named(procedure: Procedure) -> list[str]:
    """The acts that a procedure rests on, or that its decisions were made for."""
    found = [b.document for b in procedure.legal_basis or ()]
    found += [d.for_instrument for d in procedure.decisions or () if d.for_instrument]
    limits = (procedure.time_limit, *(c.time_limit for c in procedure.cases or ()))
    return found + [e.basis for limit in limits if limit is not None for e in limit.extensions if e.basis]


def _rank(number: str, survey: Survey) -> str | None:
    known = survey.instrument(number)
    return (known.rank if known else None) or rank_of(number)


def _national(both: Both, case: Case) -> list[str]:
    """The national version of a local procedure, where its limit leaves the local one nothing of its own."""
    local = both.new.procedure
    if local.variant is None and local.scope != "local":
        return []
    nation = both.new.survey.procedures.get(local.code)
    if nation is None or nation is local or nation.scope == "local" or case.id or nation.cases:
        return []
    limit, own = both.new.limit_span(nation.time_limit), both.new.limit_span(both.new.limit(case))
    before = both.old.limit_span(both.old.limit(both.old.cases[0]))
    if limit is None or own is None or fell(before, limit) is not True or at_most(limit, own) is not True:
        return []
    decisions = [d.number for d in nation.decisions or () if d.number]
    return decisions[-1:] or [nation.code]
