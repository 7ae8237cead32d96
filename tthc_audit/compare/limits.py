"""What became of the limits: of the procedure, of cases, results and channels; and of the baseline."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.catalog.model import Baseline, Limit
from tthc_audit.compare import times
from tthc_audit.compare.parts import Parts, cited, label
from tthc_audit.compare.version import Version
from tthc_audit.differences import Change, Part, Shown
from tthc_audit.flow import clock
from tthc_audit.flow.stated import stated
from tthc_audit.matching.sides import folded

_FIELDS = ("time_limit", "committed_time_limit")


def limit_changes(old: Version, new: Version, parts: Parts) -> Iterator[Change]:
    """Every change of a limit or a baseline."""
    was, now = old.procedure, new.procedure
    for field in _FIELDS:
        yield from _limit(old, new, field, (getattr(was, field), getattr(now, field)), name="", pointer=f"/{field}")
    yield from _baseline(was.baseline, now.baseline, "", "/baseline")
    for one in parts.matched:
        for i, j in one.pairs.same:
            before, after = one.old[i], one.new[j]
            pointer, case = f"/{one.key}/{j}", after.id if one.key == "cases" else None
            name = label(new, after)
            for field in _FIELDS:
                if hasattr(before, field):
                    limits = getattr(before, field), getattr(after, field)
                    part: Part = "channel" if one.key == "channels" else "limit"
                    yield from _limit(
                        old, new, field, limits, name=name, pointer=f"{pointer}/{field}", case=case, part=part
                    )
            if hasattr(before, "baseline"):
                yield from _baseline(before.baseline, after.baseline, name, f"{pointer}/baseline", case)


def _limit(
    old: Version, new: Version, field: str, limits: tuple[Limit | None, Limit | None], *, name: str, pointer: str,
    case: str | None = None, part: Part = "limit",
) -> Iterator[Change]:  # fmt: skip
    was, now = limits
    if was is None and now is None:
        return
    law = tuple(dict.fromkeys((*cited(was), *cited(now))))
    if was is None or now is None:
        yield Change("added" if was is None else "removed", part, name, pointer, gone=now is None, field=field,
                     before=stated(was), after=stated(now), case=case, law=law)  # fmt: skip
        return
    if not times.same_words(was, now):
        turn = times.turned(clock.span_of(was), clock.span_of(now))
        yield Change(turn, part, name, pointer, field=field, before=stated(was), after=stated(now), case=case, law=law)
    for attribute in ("counts_from", "ends_at"):
        one, other = getattr(was, attribute), getattr(now, attribute)
        if (one and old.steps.get(one, one)) != (other and new.steps.get(other, other)):
            yield Change("clock", part, name, pointer, field=attribute, before=_event(old, one),
                         after=_event(new, other), case=case, law=law)  # fmt: skip
    if was.kind != now.kind:
        yield Change("changed", part, name, pointer, field="kind", before=was.kind, after=now.kind, case=case, law=law)
    if _extensions(was) != _extensions(now):
        words: list[Shown] = [tuple(e.when for e in side.extensions) for side in limits if side is not None]
        yield Change("changed", part, name, pointer, field="extensions", before=words[0], after=words[1], case=case,
                     law=law)  # fmt: skip


def _event(version: Version, event: str | None) -> str | None:
    return next((s.name for s in version.procedure.steps or () if s.id == event), event)


def _extensions(limit: Limit) -> list[object]:
    return sorted(
        (
            (folded(e.when), _words(e.add and stated(e.add)), _words(e.becomes and stated(e.becomes)), e.basis or "")
            for e in limit.extensions
        ),
        key=repr,
    )


def _words(one: object) -> str:
    return repr(one)


def _baseline(
    was: Baseline | None, now: Baseline | None, name: str, pointer: str, case: str | None = None
) -> Iterator[Change]:
    if was is None or now is None:
        one = was or now
        if one is not None:
            yield Change("added" if was is None else "removed", "baseline", name, pointer, gone=now is None,
                         before=_told(was), after=_told(now), case=case)  # fmt: skip
        return
    if was.on != now.on:
        yield Change("changed", "baseline", name, pointer, field="on", before=was.on, after=now.on, case=case)
    for field in ("time_limit", "process_time"):
        one, other = getattr(was, field), getattr(now, field)
        if not times.same_words(one, other):
            yield Change("changed", "baseline", name, pointer, field=field, before=stated(one), after=stated(other),
                         case=case)  # fmt: skip
    for field in ("cost_vnd", "source"):
        if getattr(was, field) != getattr(now, field):
            yield Change("changed", "baseline", name, pointer, field=field, before=getattr(was, field),
                         after=getattr(now, field), case=case)  # fmt: skip


def _told(baseline: Baseline | None) -> Shown:
    return None if baseline is None else stated(baseline.time_limit) or baseline.on
