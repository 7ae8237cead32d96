"""Steps of which one always follows the other, with nothing decided between."""

from __future__ import annotations

from collections import Counter

from tthc_audit.catalog.model import Procedure


def neighbours(procedure: Procedure) -> tuple[tuple[int, int], ...]:
    """The places of two steps where the first leads to the second alone, and only the first leads there."""
    steps = procedure.steps
    if not steps:
        return ()
    number = {step.id: i for i, step in enumerate(steps)}
    into = Counter(edge.to for step in steps for edge in step.next)
    into[procedure.start or steps[0].id] += 1
    found = []
    for i, step in enumerate(steps):
        if len(step.next) != 1 or step.next[0].cases is not None:
            continue
        after = step.next[0].to
        if into[after] == 1 and after != step.id:
            found.append((i, number[after]))
    return tuple(found)
