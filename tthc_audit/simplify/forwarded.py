"""Steps that only hand a file on, in a body that adds nothing: left out, what they handed on is taken from before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tthc_audit.catalog.model import Step
from tthc_audit.facts.overlaps.pass_through import rows as pass_through_rows
from tthc_audit.simplify import law, tree
from tthc_audit.simplify.chains import Chain, whole_step
from tthc_audit.simplify.change import Change, Tree


def changes(chain: Chain) -> Iterator[Change]:
    """The transfers that no act asks for and that stand between two steps alone."""
    measured = chain.measured
    before = {j: i for i, j in chain.after.items()}
    number = {s.id: i for i, s in enumerate(chain.steps)}
    results = {r.id for r in measured.procedure.results or ()}
    for row in pass_through_rows(measured):
        x = number[str(row["a_step"])]
        step = chain.steps[x]
        handed = _handed(step)
        if (
            row["missing"] or step.kind != "transfer" or step.legal_basis or step.off_clock is not None
            or not chain.free(x) or x not in before or x not in chain.after or handed is None or results & set(handed)
        ):  # fmt: skip
            continue
        previous, following = chain.steps[before[x]], chain.steps[chain.after[x]]
        yield Change(
            "remove", step.id, _forward(previous.id, step.id, following.id, handed),
            frozenset({*whole_step(step), (previous.id, "out"), (following.id, "in")}),
            law.of_steps(measured.survey, measured.procedure, (step,)),
            {"a": step.name, "unit": measured.survey.name(step.agency), "why": "forwards"},
        )  # fmt: skip


def _handed(step: Step) -> dict[str, str] | None:
    """Under which name each product came in; ``None`` where one of them came from nowhere."""
    found = {}
    for name in step.outputs or ():
        came = [i for i in step.inputs or () if name == i or name.startswith(i)]
        if not came:
            return None
        found[name] = max(came, key=len)
    return found


def _forward(previous: str, name: str, following: str, handed: dict[str, str]) -> Any:
    def edit(document: Tree) -> None:
        tree.only_target(tree.step(document, previous), name)
        tree.only_target(tree.step(document, name), following)
        tree.redirect(document, name, following)
        tree.drop(document, "steps", name)
        tree.renamed_inputs(document, handed)

    return edit
