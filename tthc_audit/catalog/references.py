"""Whether what a procedure names is there: steps, cases, agencies, and every id only once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from tthc_audit.catalog.explain import listed, nearest
from tthc_audit.catalog.model import APPLICANT, Fee, Limit, Procedure, Step
from tthc_audit.errors import Problem

_EVENTS = ("submission", "valid_dossier")


def check(procedure: Procedure, agencies: Collection[str] | None) -> Iterator[Problem]:
    """The problems of one procedure; ``agencies`` are the known ids, ``None`` where no register is kept."""
    for name in ("steps", "documents", "results", "cases", "applicants", "conditions", "forms"):
        yield from repeated(f"/{name}", getattr(procedure, name) or ())
    steps = dict.fromkeys(s.id for s in procedure.steps or ())
    cases = dict.fromkeys(c.id for c in procedure.cases or ())
    if procedure.start is not None and procedure.start not in steps:
        yield _dangling("/start", procedure.start, steps)
    for i, step in enumerate(procedure.steps or ()):
        if _names_others(step, steps):
            yield from _step(f"/steps/{i}", step, steps, cases)
        if agencies is not None and step.agency not in agencies and step.agency != APPLICANT:
            yield unknown_agency(f"/steps/{i}/agency", step.agency, agencies)
    for pointer, limit in limits(procedure):
        yield from _limit(pointer, limit, steps)
    yield from _cases_named(procedure, cases)
    if agencies is not None:
        yield from (unknown_agency(at, a, agencies) for at, a in _roles(procedure) if a not in agencies)


def repeated(pointer: str, entries: Sequence[Any], key: str = "id") -> Iterator[Problem]:
    """The entries of a list whose id (or other ``key``) an earlier entry has."""
    if len({getattr(e, key) for e in entries}) == len(entries):
        return
    first: dict[str, int] = {}
    for i, entry in enumerate(entries):
        stated = getattr(entry, key)
        if stated is not None and stated in first:
            values: dict[str, object] = {"key": key, "id": stated, "first": first[stated] + 1, "n": i + 1}
            yield Problem("load.duplicate_id", values, pointer=f"{pointer}/{i}/{key}")
        first.setdefault(stated, i)


def limits(procedure: Procedure) -> Iterator[tuple[str, Limit]]:
    """Every time limit in force that a procedure states, with its pointer."""
    owners: tuple[tuple[str, Sequence[object]], ...] = (
        ("/channels", procedure.channels or ()),
        ("/results", procedure.results or ()),
        ("/cases", procedure.cases or ()),
        ("/interlinked/members", procedure.interlinked.members if procedure.interlinked else ()),
    )
    for name in ("time_limit", "committed_time_limit"):
        limit = getattr(procedure, name)
        if limit is not None:
            yield f"/{name}", limit
        for pointer, entries in owners:
            for i, entry in enumerate(entries):
                limit = getattr(entry, name, None)
                if limit is not None:
                    yield f"{pointer}/{i}/{name}", limit


def _names_others(step: Step, steps: Collection[str]) -> bool:
    """Whether a step names anything but next steps that are there; most do not, and need no second look."""
    for edge in step.next:
        if edge.to not in steps or edge.cases is not None:
            return True
    time = step.duration
    return time is not None and (time.shared_with is not None or time.from_step is not None)


def _step(pointer: str, step: Step, steps: Collection[str], cases: Collection[str]) -> Iterator[Problem]:
    for i, edge in enumerate(step.next):
        if edge.to not in steps:
            values: dict[str, object] = {"step": step.id, "to": edge.to, **_meant(edge.to, steps)}
            yield Problem(f"load.dangling_next{_near(values)}", values, pointer=f"{pointer}/next/{i}")
        if edge.cases is not None:
            yield from _cases(f"{pointer}/next/{i}/cases", edge.cases, cases)
    time = step.duration
    if time is None:
        return
    for key, named in (("shared_with", time.shared_with), ("from", time.from_step)):
        if named == step.id:
            yield Problem("load.names_itself", {"key": key, "step": named}, pointer=f"{pointer}/duration/{key}")
        elif named is not None and named not in steps:
            yield _dangling(f"{pointer}/duration/{key}", named, steps)


def _limit(pointer: str, limit: Limit, steps: Collection[str]) -> Iterator[Problem]:
    if limit.counts_from is not None and limit.counts_from not in steps and limit.counts_from not in _EVENTS:
        yield _dangling(f"{pointer}/counts_from", limit.counts_from, (*steps, *_EVENTS))
    if limit.ends_at is not None and limit.ends_at not in steps:
        yield _dangling(f"{pointer}/ends_at", limit.ends_at, steps)


def _cases_named(procedure: Procedure, known: Collection[str]) -> Iterator[Problem]:
    lists: list[tuple[str, Sequence[object]]] = [
        ("/documents", procedure.documents or ()),
        ("/results", procedure.results or ()),
        *fees(procedure),
    ]
    for pointer, entries in lists:
        for i, entry in enumerate(entries):
            named = getattr(entry, "cases", None)
            if named is not None:
                yield from _cases(f"{pointer}/{i}/cases", named, known)


def fees(procedure: Procedure) -> list[tuple[str, Sequence[Fee]]]:
    """Every list of charges that a procedure states, with its pointer."""
    channels = procedure.channels or ()
    return [
        ("/fees", procedure.fees or ()),
        *((f"/channels/{i}/fees", channel.fees) for i, channel in enumerate(channels) if channel.fees),
    ]


def _cases(pointer: str, named: Sequence[str], known: Collection[str]) -> Iterator[Problem]:
    for i, case in enumerate(named):
        if case not in known:
            values: dict[str, object] = {"case": case, **_meant(case, known)}
            yield Problem(f"load.unknown_case{_near(values)}", values, pointer=f"{pointer}/{i}")


def _roles(procedure: Procedure) -> Iterator[tuple[str, str]]:
    roles = procedure.agencies
    if roles is not None:
        if roles.competent is not None:
            yield "/agencies/competent", roles.competent
        for name in ("implementing", "coordinating", "receiving", "delegated"):
            for i, agency in enumerate(getattr(roles, name) or ()):
                yield f"/agencies/{name}/{i}", agency
    for i, member in enumerate(procedure.interlinked.members if procedure.interlinked else ()):
        if member.agency is not None:
            yield f"/interlinked/members/{i}/agency", member.agency


def unknown_agency(pointer: str, agency: str, known: Collection[str]) -> Problem:
    """An agency that the register does not hold, with the nearest that it does."""
    values: dict[str, object] = {"agency": agency, **_meant(agency, known)}
    return Problem(f"load.unknown_agency{_near(values)}", values, pointer=pointer)


def _dangling(pointer: str, step: str, known: Collection[str]) -> Problem:
    values: dict[str, object] = {"key": pointer.rpartition("/")[2], "step": step, **_meant(step, known)}
    return Problem(f"load.dangling_step{_near(values)}", values, pointer=pointer)


def _meant(word: str, known: Collection[str]) -> dict[str, object]:
    near = nearest(word, known)
    return {"nearest": near} if near else {"known": listed(known)}


def _near(values: dict[str, object]) -> str:
    return "_near" if "nearest" in values else ""
