"""The row of table ``procedure``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from tthc_audit.catalog.model import Agency, Decision, Procedure
from tthc_audit.facts.cells import Cell, Row, hull, put
from tthc_audit.facts.issuers import issuer
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.procedure import COMPONENTS
from tthc_audit.facts.survey import Survey, folded, is_applicant
from tthc_audit.flow import clock
from tthc_audit.worktime.span import ZERO, Span

_RANKS = ("law", "decree", "circular", "provincial_decision", "internal_rule")
_CODE = re.compile(r"[0-9]\.[0-9]{6}")


def rows(measured: Measured) -> Iterator[Row]:
    """One row: what the procedure states, who acts in it, and what its flow amounts to."""
    procedure = measured.procedure
    online = procedure.online_service
    row: Row = {
        "procedure": procedure.key,
        "pointer": "",
        "file": measured.file,
        "origin": procedure.steps_origin,
        "procedure_name": procedure.name,
        "procedure_kind": procedure.kind,
        "procedure_scope": procedure.scope,
        "procedure_status": procedure.status,
        "field": procedure.field,
        "levels": None if procedure.levels is None else list(procedure.levels),
        "steps_origin": procedure.steps_origin,
        "source_complete": measured.complete,
        "code": procedure.code,
        "variant": procedure.variant,
        "source_kind": procedure.source.kind if procedure.source else None,
        "source_taken_on": _day(procedure.source.taken_on if procedure.source else None),
        "code_prefix": procedure.code[:1],
        "code_standard": _CODE.fullmatch(procedure.code) is not None,
        "name_conflict": True if _other_names(measured) else False if measured.survey.whole else None,
        "channel_limits_differ": measured.channels_differ,
        "cases_count": None if procedure.cases is None else len(procedure.cases),
        "abolished_on": _day(procedure.abolished_on),
        "replaced_by": None if procedure.replaced_by is None else [r.code for r in procedure.replaced_by],
        "replaced_on": _day(min((r.on for r in procedure.replaced_by or () if r.on), default=None)),
        "online_level": online.level if online else None,
        "online_under": online.under if online else None,
        "online_on": _day(online.on if online else None),
        "online_partial_reason": online.partial_reason if online else None,
        **_components(measured),
        **_agencies(measured),
        **_acting(measured),
        **_decisions(procedure),
        **_flow(measured),
    }
    put(row, "statutory", measured.common_limit)
    for name in measured.times:
        put(row, name, hull([getattr(f, name) if f else None for f in measured.figures.values()]))
    _group(row, measured)
    yield row


def _other_names(measured: Measured) -> bool:
    name = folded(measured.procedure.name)
    return any(folded(sibling.name) != name for sibling in measured.siblings)


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _components(measured: Measured) -> Row:
    procedure = measured.procedure
    survey = measured.survey
    basis = procedure.legal_basis
    papers = [d for d in procedure.documents or () if d.handling in (None, "submit")]
    row: Row = {
        f"{key}_stated": measured.states(getattr(procedure, key), key) for key in COMPONENTS if key != "agencies"
    }
    roles = procedure.agencies
    channels = procedure.channels or ()
    limits = [*(c.time_limit for c in procedure.cases or ()), *(c.time_limit for c in channels)]
    row["agencies_stated"] = measured.states(
        True if roles and (roles.competent or roles.implementing) else None, "agencies"
    )
    # A component told elsewhere in the document is stated: a limit by case or channel, a fee by channel, a form by paper.
    row["time_limit_stated"] = measured.states(
        procedure.time_limit or next((t for t in limits if t), None), "time_limit"
    )
    row["fees_stated"] = measured.states(_told(procedure.fees, any(c.fees is not None for c in channels)), "fees")
    row["forms_stated"] = measured.states(
        _told(procedure.forms, any(d.form for d in procedure.documents or ())), "forms"
    )
    for key in ("steps", "channels", "documents", "applicants", "forms", "results", "conditions", "fees"):
        stated = getattr(procedure, key)
        row[f"{key}_count"] = None if stated is None else len(stated)
    row["documents_with_quantity"] = (
        None
        if procedure.documents is None
        else sum((d.originals or 0) + (d.copies or 0) > 0 for d in procedure.documents)
    )
    row["legal_basis_count"] = None if basis is None else len(basis)
    row["legal_basis_known"] = None if basis is None else sum(survey.instrument(b.document) is not None for b in basis)
    ranks = {act.rank for act in (survey.instrument(b.document) for b in basis or ()) if act}
    row["highest_rank"] = next((rank for rank in _RANKS if rank in ranks), None)
    expired = [b.document for b in basis or () if survey.in_force(b.document) is False]
    row["legal_basis_in_force"] = None if basis is None else sum(survey.in_force(b.document) is True for b in basis)
    row["legal_basis_expired"] = None if basis is None else len(expired)
    row["legal_basis_expired_verified"] = None if basis is None else sum(_verified(survey, n) for n in expired)
    row["papers_count"] = None if procedure.documents is None else len({d.one_of or f"/{d.id}" for d in papers})
    fees = [*(procedure.fees or ()), *(f for c in procedure.channels or () for f in c.fees or ())]
    row["has_online_channel"] = None if procedure.channels is None else any(c.kind == "online" for c in channels)
    row["fee_amounts_count"] = sum(f.amount_vnd is not None for f in fees)
    return row


def _told(component: object, elsewhere: bool) -> object:
    return True if elsewhere else component


def _verified(survey: Survey, number: str) -> bool:
    act = survey.instrument(number)
    return act is not None and act.verified


def _agencies(measured: Measured) -> Row:
    survey, roles = measured.survey, measured.procedure.agencies
    competent = measured.competent
    register: Agency | None = survey.agencies.get(competent) if competent else None
    implementing = roles.implementing if roles else None
    receiving = roles.receiving if roles else None
    named = [*(measured.declared_roles or _named(measured)), *measured.bodies]
    every = [a for a in dict.fromkeys(named) if not is_applicant(a)]
    expired = [survey.name(a) for a in every if survey.current(a) is False]
    kinds = [survey.agencies[a].kind if a in survey.agencies else None for a in receiving or ()]
    leading = [
        survey.agencies[a].kind if a in survey.agencies else None for a in (competent, *(implementing or ())) if a
    ]
    levels = {survey.agencies[a].level if a in survey.agencies else None for a in receiving or ()}
    return {
        "competent": competent,
        "competent_name": competent and survey.name(competent),
        "competent_kind": register.kind if register else None,
        "competent_level": register.level if register else None,
        "implementing_names": None if implementing is None else [survey.name(a) for a in implementing],
        "decider_names": "; ".join(survey.name(a) for a in dict.fromkeys((competent, *(implementing or ()))) if a)
        or None,
        "implementing_count": None if implementing is None else len(implementing),
        "coordinating_count": None if not roles or roles.coordinating is None else len(roles.coordinating),
        "receiving_names": None if receiving is None else [survey.name(a) for a in receiving],
        "receiving_level": levels.pop() if len(levels) == 1 else None,
        "receiving_count": None if receiving is None else len(receiving),
        "receiving_one_stop": True if "one_stop" in kinds else None if not kinds or None in kinds else False,
        "vertical": True if "vertical" in leading else None if not leading or None in leading else False,
        "expired_agencies": list(expired),
        "expired_agencies_count": len(expired),
        "agency_names": "; ".join(survey.name(a) for a in every) or None,
    }


def _named(measured: Measured) -> tuple[str, ...]:
    """The agencies that are named, where the roles may not be complete."""
    roles = measured.procedure.agencies
    if roles is None:
        return ()
    lists = (roles.implementing, roles.coordinating, roles.receiving, roles.delegated)
    return tuple(a for a in (roles.competent, *(a for given in lists for a in given or ())) if a)


def _acting(measured: Measured) -> Row:
    """Who acts in the steps, and whether each has a declared role."""
    steps = measured.procedure.steps
    if steps is None:
        return {}
    survey = measured.survey
    offices = [s for s in steps if not is_applicant(s.agency)]
    units = dict.fromkeys(s.agency for s in offices)
    bodies = dict.fromkeys(measured.bodies[u] for u in units)
    covered = measured.covered_units
    undeclared = None
    if covered is not None:
        outside = [u for u in units if u not in covered]
        undeclared = list(dict.fromkeys(survey.name(measured.bodies[u]) for u in outside))
    deciding = [s for s in offices if s.kind in ("decide", "sign", "issue")]
    competent = measured.competent
    start = measured.procedure.start or next((s.id for s in steps), None)
    after_applicant = {e.to for s in steps if is_applicant(s.agency) for e in s.next} | {start}
    receiving = [s for s in offices if s.kind == "receive"]
    first = [s for s in receiving if s.id in after_applicant] or receiving
    intake = list(dict.fromkeys(survey.name(s.agency) for s in first))
    returning = list(dict.fromkeys(survey.name(s.agency) for s in offices if s.kind == "return"))
    agency = {s.id: s.agency for s in offices}
    handed = [(s.id, e.to) for s in offices for e in s.next if e.to in agency and agency[e.to] != s.agency]
    return {
        "agencies_count": len(units),
        "bodies_count": len(bodies),
        "handoffs_count": len(handed),
        "body_handoffs_count": sum(measured.bodies[agency[a]] != measured.bodies[agency[b]] for a, b in handed),
        "returns_count": sum(agency[b] in measured.units_before[a] for a, b in handed),
        "undeclared_bodies": undeclared,
        "undeclared_bodies_count": None if undeclared is None else len(undeclared),
        "competent_acts": (
            any(survey.covers(competent, s.agency) for s in deciding) if competent and deciding else None
        ),
        "intake_agencies": intake,
        "intake_agencies_count": len(intake),
        "return_agencies": returning,
        "return_agencies_count": len(returning),
        "steps_with_role": sum(bool(s.role) for s in offices),
    }


def _decisions(procedure: Procedure) -> Row:
    """The publication decision in force last (a province's before a ministry's), and that on the internal process."""
    given = procedure.decisions or ()

    def last(*roles: str) -> Decision | None:
        found = [d for d in given if d.role in roles]
        return max(found, key=lambda d: (str(d.signed_on or ""), d.number or ""), default=None)

    publication = last("provincial_publication") or last("national_publication")
    internal = last("internal_process")
    return {
        "publication_number": publication.number if publication else None,
        "publisher": procedure.variant or issuer(publication.number if publication else None),
        "publication_role": publication.role if publication else None,
        "publication_signed_on": _day(publication.signed_on if publication else None),
        "publication_effective_on": _day(publication.effective_on if publication else None),
        "publication_decisions_count": (
            None if procedure.decisions is None else sum(d.role != "internal_process" for d in given)
        ),
        "internal_process_number": internal.number if internal else None,
    }


def _flow(measured: Measured) -> Row:
    if not measured.graphs:
        return {}
    broken = next((s for s in measured.soundness.values() if not s.sound), None)
    figures = [f for f in measured.figures.values() if f is not None]
    longest = max(figures, key=attrgetter("length"), default=None)
    without = list(dict.fromkeys(step for f in figures for step in f.steps_without_duration)) if figures else None
    path: Cell = None if broken or longest is None else list(longest.critical_path)
    return {
        "loops_count": len(measured.back_edges),
        "loops_irreducible": any(found.irreducible for found in measured.loops.values()),
        "flow_sound": broken is None,
        "flow_problem": broken.problem if broken else None,
        "flow_place": _place(measured, broken.trace[-1:] if broken else ()),
        "flow_trace": list(broken.trace) if broken else None,
        "flow_trace_names": measured.step_names(broken.trace) if broken else None,
        "critical_path": path,
        "critical_path_names": None if broken or longest is None else measured.step_names(longest.critical_path),
        "steps_without_duration": without,
        "steps_without_duration_count": None if without is None else len(without),
    }


def _place(measured: Measured, steps: tuple[str, ...]) -> str | None:
    """The pointer of the first of these steps."""
    number = {step.id: i for i, step in enumerate(measured.procedure.steps or ())}
    return next((f"/steps/{number[step]}" for step in steps), None)


def _group(row: Row, measured: Measured) -> None:
    """What an interlinked group states beside its members, and a local variant beside the national procedure."""
    procedure, known = measured.procedure, measured.survey.procedures
    group = procedure.interlinked
    row["interlinked"] = measured.states(group)
    row["members_count"] = len(group.members) if group else None
    missing = [m.code for m in group.members if m.code not in known] if group else None
    row["members_missing"] = missing if measured.survey.whole or not missing else None
    total: Span | None = ZERO if group and group.members else None
    for member in group.members if group else ():
        limit = member.time_limit or (known[member.code].time_limit if member.code in known else None)
        span = clock.span_of(limit) if limit else None
        total = None if total is None or span is None else total + span
    put(row, "members_total", total)
    put(row, "group_limit", measured.common_limit if group else None)
    national = known.get(procedure.code) if procedure.variant else None
    of_national = clock.span_of(national.time_limit) if national and national.time_limit else None
    put(row, "local_over", of_national)
