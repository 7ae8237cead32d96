"""A procedure in which two steps that follow each other are done at the same time."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from msgspec.structs import replace

from tthc_audit.catalog.model import Duration, Edge, Procedure, Step

NO_TIME = Duration(value=Decimal(0), unit="working_day")


def side_by_side(procedure: Procedure, first: str, second: str) -> Procedure:
    """A copy in which what led to the first step starts both, and what the second led to waits for both.

    The second step is the only one that follows the first, and follows nothing else. Two steps without a time of
    their own hold the branches: one that starts both, and one that waits for both.
    """
    steps = procedure.steps or ()
    ids = {s.id for s in steps}
    fork, wait = _free(f"{first}/{second}", ids), _free(f"{second}/{first}", ids)
    start = procedure.start or steps[0].id
    changed: list[Step] = []
    for step in steps:
        onward = tuple(replace(e, to=fork) if e.to == first else e for e in step.next)
        if step.id == first:
            both = (Edge(to=first), Edge(to=second))
            changed.append(_turn(fork, step, next=both, split="all", join=step.join))
            changed.append(replace(step, next=(Edge(to=wait),), join="any"))
        elif step.id == second:
            changed.append(replace(step, next=(Edge(to=wait),), split=None, join="any"))
            changed.append(_turn(wait, step, next=onward, split=step.split, join="all"))
        else:
            changed.append(replace(step, next=onward))
    return replace(procedure, steps=tuple(changed), start=fork if start == first else start)


def without_time(procedure: Procedure, idle: Collection[str]) -> Procedure:
    """A copy in which some steps take no time: as if they were not done."""
    steps = tuple(replace(s, duration=NO_TIME) if s.id in idle else s for s in procedure.steps or ())
    return replace(procedure, steps=steps)


def _turn(name: str, beside: Step, **edges: object) -> Step:
    return Step(id=name, name=name, kind="other", agency=beside.agency, duration=NO_TIME, **edges)  # type: ignore[arg-type]


def _free(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "'"
    return name
