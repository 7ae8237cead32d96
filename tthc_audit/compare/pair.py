"""Two versions of one procedure: everything that differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tthc_audit.catalog.model import Agency, Procedure
from tthc_audit.compare.flow_changes import flow_changes
from tthc_audit.compare.limits import limit_changes
from tthc_audit.compare.lists import paired
from tthc_audit.compare.parts import Parts, attributes
from tthc_audit.compare.step_changes import Steps
from tthc_audit.compare.steps import match_products, match_steps
from tthc_audit.compare.version import Version
from tthc_audit.differences import Change, Shown
from tthc_audit.matching import Matching
from tthc_audit.matching.sides import folded

_PLAIN = (
    "code", "variant", "name_en", "kind", "scope", "field", "status", "abolished_on", "dossier_sets", "annual_cases",
    "steps_origin",
)  # fmt: skip
_SETS = ("levels", "replaces")
_COMPONENTS = (
    "agencies", "applicants", "conditions", "forms", "results", "legal_basis", "channels", "documents", "cases", "fees",
    "steps",
)  # fmt: skip
_TOLD = frozenset((
    *_PLAIN, *_SETS, *_COMPONENTS, "name", "source", "decisions", "published", "online_service", "replaced_by",
    "time_limit", "committed_time_limit", "baseline", "interlinked", "start",
))  # fmt: skip
"""What is looked at one by one; ``source`` says where a copy comes from and nothing of the procedure."""
_ROLES = ("competent", "implementing", "coordinating", "receiving", "delegated")


@dataclass(frozen=True)
class Pair:
    """A procedure before and after: both versions, which steps are the same, and all changes."""

    old: Version
    new: Version
    steps: Matching
    changes: tuple[Change, ...]


def compare(
    old: Procedure, new: Procedure, agencies: tuple[Mapping[str, Agency], Mapping[str, Agency]],
    units: tuple[Mapping[str, str], Mapping[str, str]],
) -> Pair:  # fmt: skip
    """Compare two versions of a procedure; ``agencies`` and ``units`` are those of either catalogue."""
    was, now = Version(old, agencies[0], units[0]), Version(new, agencies[1], units[1])
    parts = Parts(was, now)
    steps = match_steps(was, now)
    match_products(was, now)
    changes = (
        *_heads(was, now),
        *limit_changes(was, now, parts),
        *Steps(was, now, steps).changes(),
        *flow_changes(was, now, steps),
        *parts.changes(),
        *_roles(was, now),
        *_members(was, now),
    )
    return Pair(was, now, steps, changes)


def _heads(old: Version, new: Version) -> Iterator[Change]:
    """What differs in the procedure as a whole."""
    was, now = old.procedure, new.procedure
    if folded(was.name) != folded(now.name):
        yield Change("renamed", "procedure", now.name, "/name", field="name", before=was.name, after=now.name)
    for field in _PLAIN:
        one, other = getattr(was, field), getattr(now, field)
        if one != other and (one is None or other is None or folded(str(one)) != folded(str(other))):
            yield Change("changed", "procedure", now.name, f"/{field}", field=field, before=one, after=other)
    for field in _SETS:
        one, other = getattr(was, field), getattr(now, field)
        if sorted(one or ()) != sorted(other or ()) or (one is None) != (other is None):
            yield Change("changed", "procedure", now.name, f"/{field}", field=field, before=one, after=other)
    for field in (f for f in Procedure.__struct_fields__ if f not in _TOLD):
        one, other = _word(getattr(was, field)), _word(getattr(now, field))
        if one != other:
            yield Change("changed", "procedure", now.name, f"/{field}", field=field, before=one, after=other)
    yield from _successors(was, now)
    yield from _online(old, new)
    yield from _stated(was, now)


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def _successors(was: Procedure, now: Procedure) -> Iterator[Change]:
    one, other = (None if p.replaced_by is None else tuple(sorted(s.code for s in p.replaced_by)) for p in (was, now))
    if one != other or sorted(was.replaced_by or (), key=repr) != sorted(now.replaced_by or (), key=repr):
        yield Change("changed", "procedure", now.name, "/replaced_by", field="replaced_by", before=one, after=other)


def _online(old: Version, new: Version) -> Iterator[Change]:
    was, now = old.procedure.online_service, new.procedure.online_service
    if was is None or now is None:
        if was is not now:
            levels: list[Shown] = [None if s is None else s.level for s in (was, now)]
            yield Change("changed", "procedure", new.procedure.name, "/online_service", field="online_service",
                         before=levels[0], after=levels[1])  # fmt: skip
        return
    for one, other in zip(attributes(old, was), attributes(new, now), strict=True):
        if one[1] != other[1]:
            yield Change("changed", "procedure", new.procedure.name, f"/online_service/{one[0]}",
                         field=f"online_service.{one[0]}", before=one[2], after=other[2])  # fmt: skip


def _stated(was: Procedure, now: Procedure) -> Iterator[Change]:
    """Components that only one version states, be it as none."""
    for field in _COMPONENTS:
        one, other = getattr(was, field) is not None, getattr(now, field) is not None
        if one != other:
            yield Change("added" if other else "removed", "procedure", now.name, f"/{field}" if other else "",
                         gone=not other, field=field)  # fmt: skip


def _roles(old: Version, new: Version) -> Iterator[Change]:
    was, now = old.procedure.agencies, new.procedure.agencies
    if was is None or now is None:
        return
    for role in _ROLES:
        one, other = _units(old, getattr(was, role)), _units(new, getattr(now, role))
        pointer = f"/agencies/{role}"
        for kind, some, others, side in (("removed", one, other, "gone"), ("added", other, one, "new")):
            for unit, name in (some or {}).items():
                if unit not in (others or {}):
                    yield Change(kind, "agency", name, pointer, gone=side == "gone", field=role)  # type: ignore[arg-type]
        if (one is None) != (other is None) and not one and not other:
            yield Change("changed", "agency", new.procedure.name, pointer, field=role,
                         before=None if one is None else (), after=None if other is None else ())  # fmt: skip


def _units(version: Version, role: Any) -> dict[str, str] | None:
    if role is None:
        return None
    named = (role,) if isinstance(role, str) else role
    return {version.unit(a): version.unit_name(a) for a in named}


def _members(old: Version, new: Version) -> Iterator[Change]:
    was = old.procedure.interlinked.members if old.procedure.interlinked else ()
    now = new.procedure.interlinked.members if new.procedure.interlinked else ()
    by_code = (lambda m: m.code, lambda m: m.code)
    found = paired(was, now, by_code)
    for j in found.new:
        yield Change("added", "member", now[j].code, f"/interlinked/members/{j}")
    for i in found.gone:
        yield Change("removed", "member", was[i].code, f"/interlinked/members/{i}", gone=True)
    for i, j in found.same:
        for one, other in zip(attributes(old, was[i]), attributes(new, now[j]), strict=True):
            if one[1] != other[1]:
                yield Change("changed", "member", now[j].code, f"/interlinked/members/{j}", field=one[0],
                             before=one[2], after=other[2])  # fmt: skip
