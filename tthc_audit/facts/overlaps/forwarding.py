"""Which steps only hand the file on, adding nothing and deciding nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Procedure, Step

_HANDS_ON = frozenset({"receive", "transfer"})


class Forwarding:
    """Tells of the steps of a procedure whether they only forward."""

    def __init__(self, procedure: Procedure) -> None:
        """``procedure``: whose steps are judged."""
        self._procedure = procedure

    def only(self, step: Step) -> bool | None:
        """Whether a step only forwards; ``None`` where it does not state what it takes up and puts out.

        What it puts out adds nothing if it is what came in, if it is named after that (a file that was handed on),
        or if nobody uses it and it is no result.
        """
        if step.kind not in _HANDS_ON or len(step.next) > 1:
            return False
        if step.outputs is None:
            return None
        new = [name for name in step.outputs if name not in (step.inputs or ())]
        added = [name for name in new if name in self._used]
        if not added:
            return True
        if step.inputs is None:
            return None
        return all(any(_moved(came, name) for came in step.inputs) for name in added)

    @cached_property
    def _used(self) -> frozenset[str]:
        steps = self._procedure.steps or ()
        return frozenset(
            [name for s in steps for name in s.inputs or ()] + [r.id for r in self._procedure.results or ()]
        )

    @cached_property
    def before(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps that lead to each step."""
        found: dict[str, list[Step]] = {s.id: [] for s in self._procedure.steps or ()}
        for step in self._procedure.steps or ():
            for edge in step.next:
                found[edge.to].append(step)
        return {step: tuple(led) for step, led in found.items()}

    @cached_property
    def after(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps that each step leads to."""
        by_id = {s.id: s for s in self._procedure.steps or ()}
        return {step: tuple(by_id[e.to] for e in s.next) for step, s in by_id.items()}


def _moved(came: str, name: str) -> bool:
    """Whether something is named as what came in with more behind it: "ho-so" and "ho-so-da-chuyen"."""
    return name.startswith(came) and not name[len(came) : len(came) + 1].isalnum()
