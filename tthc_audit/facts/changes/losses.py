"""What a later version lacks: components, products that are still needed, receipts and reasons, steps of a kind."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.catalog.model import APPLICANT, Procedure, Step
from tthc_audit.compare.version import Version
from tthc_audit.facts.cells import Row
from tthc_audit.facts.changes.both import Both
from tthc_audit.matching.sides import folded

COMPONENTS = (
    "steps", "channels", "documents", "dossier_sets", "time_limit", "applicants", "agencies", "forms", "results",
    "conditions", "fees", "legal_basis",
)  # fmt: skip
"""What a published procedure is made of, by the names of the fields; the name itself cannot be left out."""
_DECIDING = {"sign": "decide", "issue": "decide"}
"""Kinds of steps that each may be where it is decided."""
_ALWAYS = frozenset({"steps", "channels", "documents", "time_limit", "applicants", "agencies"})
_RECEIPT = (
    "giấy tiếp nhận",
    "giấy nhận hồ sơ",
    "phiếu tiếp nhận",
    "biên nhận",
    "phiếu hẹn",
    "giấy hẹn",
    "hẹn trả",
    "hẹn ngày trả",
)
_REASONS = ("lý do", "từ chối", "yêu cầu bổ sung", "thông báo bổ sung", "hướng dẫn bổ sung", "văn bản hướng dẫn")


def lost_components(both: Both) -> Iterator[Row]:
    """Components that were stated and no longer are, or that no procedure can do without and are stated as none."""
    old, new = both.old.procedure, both.new.procedure
    for name in COMPONENTS:
        was, now = _stated(old, name), _stated(new, name)
        emptied = name in _ALWAYS and now == () and bool(was)
        if (was is not None and was != () and now is None) or emptied:
            yield {
                "what": "component", "change": "lost", "subject": name, "pointer": "",
                "lost": True if emptied or _same_source(old, new) or both.new.complete else None,
            }  # fmt: skip


def _stated(procedure: Procedure, name: str) -> object:
    """What a component states: ``None`` nothing, ``()`` none. A limit may stand with the cases or channels."""
    if name == "time_limit":
        held = [procedure.time_limit, *(c.time_limit for c in procedure.cases or ())]
        held += [c.time_limit for c in procedure.channels or ()]
        return next((limit for limit in held if limit is not None), None)
    if name == "fees":
        held_fees = [procedure.fees, *(c.fees for c in procedure.channels or ())]
        return next((fees for fees in held_fees if fees is not None), None)
    return getattr(procedure, name)


def _same_source(old: Procedure, new: Procedure) -> bool:
    """Whether both versions are one document that was edited, so that what is gone was taken out."""
    return new.source is None or (old.source is not None and old.source == new.source)


def lost_products(both: Both) -> Iterator[Row]:
    """What a step handed on that none does now, while some step still takes it up."""
    old, new = both.pair.old, both.pair.new
    makes_now = {new.product(n) for s in new.procedure.steps or () for n in s.outputs or ()}
    had = {new.product(p.id) for p in new.procedure.documents or ()}
    steps = new.procedure.steps or ()
    for step in old.procedure.steps or ():
        for name in step.outputs or ():
            product = old.product(name)
            if product in makes_now or product in had:
                continue
            users = [s.name for s in steps if product in {new.product(n) for n in s.inputs or ()}]
            if users:
                place = next(j for j, s in enumerate(steps) if s.name == users[0])
                yield {
                    "what": "product", "change": "lost", "subject": old.product_name(name), "attribute": step.name,
                    "pointer": f"/steps/{place}", "used_by": users, "step_kind": step.kind,
                    "law": _law(step), "law_in_force": _in_force(both, step),
                }  # fmt: skip


def lost_duties(both: Both) -> Iterator[Row]:
    """A receipt for the dossier, or reasons in writing, that the earlier version gave and the later one does not."""
    if not both.steps_stated:
        return
    for duty, kinds, words in (("receipt", ("receive",), _RECEIPT), ("reasons", ("supplement",), _REASONS)):
        was = [s for s in both.old.procedure.steps or () if _does(both.pair.old, s, kinds, words)]
        now = [s for s in both.new.procedure.steps or () if _does(both.pair.new, s, kinds, words)]
        if was and not now:
            yield {
                "what": "duty", "change": "lost", "subject": duty, "attribute": was[0].name, "pointer": "/steps",
                "law": sorted({n for s in was for n in _law(s)}),
            }  # fmt: skip


def _does(version: Version, step: Step, kinds: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if step.agency == APPLICANT:
        return False
    told = folded(" ; ".join([step.name, *(version.product_name(n) for n in step.outputs or ())]))
    return step.kind in kinds or any(word in told for word in words)


def removed_steps(both: Both, reappearing: frozenset[str], *, fell: bool) -> Iterator[Row]:
    """Every step that is gone, with what it cites, whether any of its kind is left, and whether a limit fell."""
    left = {_DECIDING.get(s.kind, s.kind) for s in both.new.procedure.steps or () if s.agency != APPLICANT}
    for step in both.removed:
        yield {
            "what": "step", "change": "removed", "subject": step.name, "step_kind": step.kind,
            "pointer": "/steps" if both.new.procedure.steps else "", "law": _law(step),
            "law_in_force": _in_force(both, step), "last_of_kind": _DECIDING.get(step.kind, step.kind) not in left,
            "reappearing": [step.name] if step.id in reappearing else [], "fell": fell,
        }  # fmt: skip


def _law(step: Step) -> list[str]:
    return [f"{b.document} {b.provision}" if b.provision else b.document for b in step.legal_basis or ()]


def _in_force(both: Both, step: Step) -> bool | None:
    """Whether an act that a step cites is in force; ``None`` where none is known to be, but one may."""
    verdicts = [both.new.survey.in_force(b.document) for b in step.legal_basis or ()]
    return True if True in verdicts else None if None in verdicts else False
