"""Changes of neighbouring steps: made one, done side by side, begun earlier, decided below, left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tthc_audit.catalog.model import Duration, Step
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.overlaps.mergeable import rows as mergeable_rows
from tthc_audit.facts.overlaps.waiting import intake
from tthc_audit.simplify import law, tree
from tthc_audit.simplify.change import Change, Kind, Tree

_AT_ONCE = frozenset({"appraise", "consult", "inspect_site", "publish_notice", "check", "other"})
"""What bodies can do at one time, where neither needs what the other makes."""
_NOT_LEFT_OUT = frozenset(
    {"submit", "receive", "supplement", "publish_notice", "pay", "decide", "sign", "issue", "return"}
)
"""Steps that protect the applicant or make the result; none of them is proposed to be left out."""
_SIGNATURES = frozenset({"sign", "decide"})
_MOST_MOVED = 4


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps of a procedure with which of them follow each other with nothing decided between."""

    measured: Measured
    steps: Sequence[Step]
    after: dict[int, int]
    bound: frozenset[str]
    """Steps that a time of another one, or a limit, names: their place in the flow means something."""
    taking_in: frozenset[int]
    """The steps with which the file is taken in; they stay first."""

    @classmethod
    def of(cls, measured: Measured) -> Chain:
        """The chains of a procedure."""
        procedure = measured.procedure
        steps = procedure.steps or ()
        named = {d.shared_with or d.from_step for s in steps if (d := s.duration) is not None}
        named |= {s.id for s in steps if (d := s.duration) is not None and (d.shared_with or d.from_step)}
        limits = [procedure.time_limit, procedure.committed_time_limit]
        limits += [limit for c in procedure.cases or () for limit in (c.time_limit, c.committed_time_limit)]
        named |= {name for limit in limits if limit for name in (limit.counts_from, limit.ends_at)}
        after = {i: j for i, j in measured.neighbours if steps[i].split is None and _plain(steps[i])}
        return cls(measured, steps, after, frozenset(n for n in named if n is not None), intake(steps))

    def free(self, *numbers: int) -> bool:
        """Whether no other time and no limit speaks of these steps."""
        return not any(self.steps[n].id in self.bound for n in numbers)


def changes(chain: Chain) -> Iterator[Change]:
    """Every change of neighbouring steps that the data prove to be possible."""
    yield from _merges(chain)
    yield from _side_by_side(chain)
    yield from _left_out(chain)
    yield from _delegated(chain)


def _plain(step: Step) -> bool:
    return all(e.when is None and e.probability is None and e.max_times is None for e in step.next)


def _merges(chain: Chain) -> Iterator[Change]:
    """Neighbouring steps of one unit and role whose times are stated in one unit: the longer one is enough."""
    measured = chain.measured
    number = {s.id: i for i, s in enumerate(chain.steps)}
    for row in mergeable_rows(measured):
        i, j = number[str(row["a_step"])], number[str(row["b_step"])]
        first, second = chain.steps[i], chain.steps[j]
        longest = _longer(first.duration, second.duration)
        if row["missing"] or chain.after.get(i) != j or not chain.free(i, j) or longest is None:
            continue
        if first.kind != second.kind and second.kind in _NOT_LEFT_OUT:
            continue
        yield Change(
            "merge", f"{first.id}+{second.id}", _merge(first, second, keep_second=longest is second.duration),
            _joined(chain, i, j),
            law.of_steps(measured.survey, measured.procedure, (first, second)),
            {"a": first.name, "b": second.name, "unit": measured.survey.name(first.agency)},
        )  # fmt: skip


def _merge(first: Step, second: Step, *, keep_second: bool) -> Any:
    def edit(document: Tree) -> None:
        kept, gone = tree.step(document, first.id), tree.step(document, second.id)
        tree.only_target(kept, second.id)
        made = tree.names(kept, "outputs")
        inputs = tree.united(kept, gone, "inputs", but=made)
        if inputs is not None:
            kept["inputs"] = inputs
        for key in ("outputs", "legal_basis"):
            both = tree.united(kept, gone, key, but=[])
            if both is not None:
                kept[key] = both
        if keep_second:
            kept["duration"] = gone["duration"]
        for key in ("next", "split", "on_silence"):
            kept.pop(key, None)
            if key in gone:
                kept[key] = gone[key]
        kept["name"] = f"{kept['name']}; {gone['name']}"
        tree.drop(document, "steps", second.id)

    return edit


def _side_by_side(chain: Chain) -> Iterator[Change]:
    """A step that needs nothing of those before it runs beside them, from as early as that holds."""
    steps, measured = chain.steps, chain.measured
    before = {j: i for i, j in chain.after.items()}
    for x in sorted(before):
        end = chain.after.get(x)
        if end is None or not _movable(chain, x):
            continue
        block: list[int] = []
        at: int | None = before[x]
        while at is not None and len(block) < _MOST_MOVED and _beside(chain, at, x):
            if at not in before:
                break
            block.insert(0, at)
            at = before[at]
        if not block or not chain.free(x, *block):
            continue
        first = before[block[0]]
        kind: Kind = "parallel" if len(block) == 1 else "resequence"
        moved = [steps[n] for n in (*block, x)]
        yield Change(
            kind, f"{steps[x].id}|{steps[block[0]].id}",
            _beside_edit(steps[first].id, [steps[n].id for n in block], steps[x].id, steps[end].id),
            frozenset({
                (steps[first].id, "out"), (steps[end].id, "in"),
                *((s.id, side) for s in moved for side in ("in", "out")),
            }),
            law.of_steps(measured.survey, measured.procedure, moved),
            {
                "a": [steps[n].name for n in block], "b": steps[x].name, "before": steps[first].name,
                "after": steps[end].name, "unit": measured.survey.name(steps[x].agency),
            },
        )  # fmt: skip


def _movable(chain: Chain, number: int) -> bool:
    step = chain.steps[number]
    stated = step.inputs is not None and step.outputs is not None and step.off_clock is None
    own = chain.measured.survey.for_applicant(step.agency)
    return stated and not own and step.kind in _AT_ONCE and number not in chain.taking_in


def _beside(chain: Chain, number: int, moved: int) -> bool:
    """Whether a step of another unit makes nothing that the moved one takes, and others may run beside it."""
    step, other = chain.steps[number], chain.steps[moved]
    apart = step.agency != other.agency and not set(step.outputs or ()) & set(other.inputs or ())
    return apart and _movable(chain, number)


def _beside_edit(first: str, block: list[str], moved: str, end: str) -> Any:
    def edit(document: Tree) -> None:
        opening, last, one, closing = (tree.step(document, name) for name in (first, block[-1], moved, end))
        tree.only_target(opening, block[0])
        tree.only_target(last, moved)
        tree.only_target(one, end)
        opening["next"] = [*opening["next"], moved]
        opening["split"] = "all"
        last["next"] = [end]
        closing["join"] = "all"

    return edit


def _left_out(chain: Chain) -> Iterator[Change]:
    """A step whose products nobody takes up and that no act asks for."""
    measured = chain.measured
    before = {j: i for i, j in chain.after.items()}
    for x, step in enumerate(chain.steps):
        unused = measured.unused_outputs.get(step.id)
        if (
            step.kind in _NOT_LEFT_OUT or step.legal_basis or step.off_clock is not None or not chain.free(x)
            or x not in before or x not in chain.after or step.agency == "applicant"
            or unused is None or step.outputs is None or set(unused) != set(step.outputs)
        ):  # fmt: skip
            continue
        previous, following = chain.steps[before[x]], chain.steps[chain.after[x]]
        yield Change(
            "remove", step.id, _remove(previous.id, step.id, following.id),
            frozenset({*whole_step(step), (previous.id, "out"), (following.id, "in")}),
            law.of_steps(measured.survey, measured.procedure, (step,)),
            {"a": step.name, "unit": measured.survey.name(step.agency)},
        )  # fmt: skip


def _remove(previous: str, name: str, following: str) -> Any:
    def edit(document: Tree) -> None:
        tree.only_target(tree.step(document, previous), name)
        tree.only_target(tree.step(document, name), following)
        tree.redirect(document, name, following)
        tree.drop(document, "steps", name)

    return edit


def _delegated(chain: Chain) -> Iterator[Change]:
    """Two signatures one after the other within one body: the first may be the last, by delegation."""
    measured = chain.measured
    for i, j in sorted(chain.after.items()):
        first, second = chain.steps[i], chain.steps[j]
        one_body = measured.survey.body(first.agency) == measured.survey.body(second.agency)
        if (
            first.kind not in _SIGNATURES or second.kind not in _SIGNATURES or first.agency == second.agency
            or not one_body or not chain.free(i, j) or first.legal_basis or second.legal_basis
        ):  # fmt: skip
            continue
        yield Change(
            "delegate", f"{first.id}+{second.id}", _delegate(first, second),
            _joined(chain, i, j),
            law.of_delegation(measured.survey, measured.procedure, (first, second)),
            {
                "a": first.name, "b": second.name,
                "unit": measured.survey.name(first.agency), "chief": measured.survey.name(second.agency),
            },
        )  # fmt: skip


def _delegate(first: Step, second: Step) -> Any:
    def edit(document: Tree) -> None:
        kept, gone = tree.step(document, first.id), tree.step(document, second.id)
        tree.only_target(kept, second.id)
        outputs = tree.united(kept, gone, "outputs", but=[])
        if outputs is not None:
            kept["outputs"] = outputs
        for key in ("next", "split"):
            kept.pop(key, None)
            if key in gone:
                kept[key] = gone[key]
        kept["kind"] = gone["kind"]
        tree.drop(document, "steps", second.id)

    return edit


def whole_step(step: Step) -> frozenset[tuple[str, str]]:
    """Everything about a step: the ways in, itself, the ways out."""
    return frozenset((step.id, side) for side in ("in", "self", "out"))


def _joined(chain: Chain, i: int, j: int) -> frozenset[tuple[str, str]]:
    """What is touched where the second step goes into the first: not the way in, but the ways out."""
    first, second = chain.steps[i], chain.steps[j]
    return frozenset({
        (first.id, "self"), (first.id, "out"), *whole_step(second), *((edge.to, "in") for edge in second.next),
    })  # fmt: skip


def _longer(one: Duration | None, other: Duration | None) -> Duration | None:
    """The longer of two times in one unit; ``None`` where they are not both stated in it."""
    if one is None or other is None or one.value is None or other.value is None or one.unit != other.unit:
        return None
    return other if other.value > one.value else one
