"""Steps of which one always follows the other, with nothing decided between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Step


def neighbours(steps: Sequence[Step], start: str | None) -> Iterator[tuple[int, int]]:
    """The places of two steps where the first leads to the second alone, and only the first leads there."""
    number = {step.id: i for i, step in enumerate(steps)}
    into = Counter(edge.to for step in steps for edge in step.next)
    into[start or (steps[0].id if steps else "")] += 1
    for i, step in enumerate(steps):
        if len(step.next) != 1 or step.next[0].cases is not None:
            continue
        after = step.next[0].to
        if into[after] == 1 and after != step.id:
            yield i, number[after]
