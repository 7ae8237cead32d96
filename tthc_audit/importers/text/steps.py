"""Extracted acts as the step graph of a procedure: one main way, branches off it, loops for supplements."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tthc_audit.importers.text.model import ExtractedStep

_LONGEST_NAME = 160
_INTAKE = frozenset({"submit", "receive", "check", "appraise"})
_ENDING = frozenset({"decide", "return"})


def to_steps(extracted: Sequence[ExtractedStep], agency_of: Callable[[ExtractedStep], str]) -> list[dict[str, Any]]:
    """The steps of a procedure file, ids ``s1``, ``s2`` …, in text order.

    Steps that are not conditional follow one another. A request to complete the dossier loops back to the step
    that examined it; a refusal ends; other conditional steps are passed by or rejoin. Acts that share one limit
    refer to the first of them. ``agency_of`` gives the id of the agency of a step.
    """
    flow = _Flow(extracted)
    steps: list[dict[str, Any]] = []
    for number, step in enumerate(extracted):
        entry: dict[str, Any] = {"id": _id(number), "name": _name(step), "kind": step.kind, "agency": agency_of(step)}
        duration = _duration(extracted, number, flow)
        if duration is not None:
            entry["duration"] = duration
        following = flow.following(number)
        if following:
            entry["next"] = [_edge(target, words) for target, words in following]
        if len(following) > 1:
            entry["split"] = "all" if flow.forks(number) else "one"
        if flow.joins(number):
            entry["join"] = "all"
        entry |= _places(step)
        steps.append(entry)
    return steps


def _id(number: int) -> str:
    return f"s{number + 1}"


def _name(step: ExtractedStep) -> str:
    words = " ".join(step.text.split()) or step.kind
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"


def _edge(target: int, words: str | None) -> str | dict[str, str]:
    return (
        {"to": _id(target), "when": " ".join(words.split())[:_LONGEST_NAME]} if words and words.strip() else _id(target)
    )


def _places(step: ExtractedStep) -> dict[str, Any]:
    places: dict[str, Any] = {"x-span": list(step.spans["step"])}
    for part in ("actor", "kind", "duration"):
        if part in step.spans:
            places[f"x-{part}-span"] = list(step.spans[part])
    places["x-confidence"] = float(step.confidence)
    return places


def _duration(extracted: Sequence[ExtractedStep], number: int, flow: _Flow) -> dict[str, Any] | None:
    step = extracted[number]
    if step.duration is None:
        return None
    owner = next((n for n in sorted(step.shares_limit_with) if n < number and n in flow.main), None)
    limit = dict(step.duration)
    if owner is not None and owner not in step.parallel_with:
        return {"shared_with": _id(owner), "x-limit": limit}
    return limit


class _Flow:
    """Which step follows which."""

    def __init__(self, extracted: Sequence[ExtractedStep]) -> None:
        self._steps = extracted
        self.main = [n for n, step in enumerate(extracted) if not step.conditional]
        if extracted and (not self.main or self.main[0] != 0):
            self.main.insert(0, 0)
        self._next: dict[int, list[tuple[int, str | None]]] = {n: [] for n in range(len(extracted))}
        self._forks: set[int] = set()
        self._joins: set[int] = set()
        for one, other in zip(self.main, self.main[1:], strict=False):
            self._next[one].append((other, None))
        for unit in self._units():
            self._branch(unit)
        self._side_by_side()

    def following(self, number: int) -> list[tuple[int, str | None]]:
        return self._next[number]

    def forks(self, number: int) -> bool:
        return number in self._forks

    def joins(self, number: int) -> bool:
        return number in self._joins

    def _units(self) -> Iterable[list[int]]:
        """Conditional steps that belong together: a request and its answer, an opinion asked and given."""
        unit: list[int] = []
        aside = [n for n in range(len(self._steps)) if n not in set(self.main)]
        for number in aside:
            if unit and number == unit[-1] + 1 and self._continues(unit[-1], number):
                unit.append(number)
                continue
            if unit:
                yield unit
            unit = [number]
        if unit:
            yield unit

    def _continues(self, before: int, number: int) -> bool:
        one, other = self._steps[before], self._steps[number]
        if one.kind == other.kind == "consult":
            return True
        return one.kind == "supplement" and one.actor != other.actor and other.kind == "supplement"

    def _branch(self, unit: list[int]) -> None:
        first, last = unit[0], unit[-1]
        before = [n for n in self.main if n < first]
        after = [n for n in self.main if n > first]
        for one, other in itertools.pairwise(unit):
            self._next[one].append((other, None))
        words = self._steps[first].condition
        if self._steps[first].kind == "supplement":
            examined = [n for n in before if self._steps[n].kind in _INTAKE and self._next[n]]
            if examined:
                self._next[examined[-1]].append((first, words))
                self._next[last].append((examined[-1], None))
                return
        anchor = before[-1]
        if not after:
            if len(before) < 2:
                # nothing else to choose: it simply follows
                self._next[anchor].append((first, words))
                self.main.append(first)
                return
            self._next[before[-2]].append((first, words))
            return
        self._next[anchor].append((first, words))
        if self._steps[last].kind not in _ENDING:
            self._next[last].append((after[0], None))

    def _side_by_side(self) -> None:
        """Two acts told as simultaneous run beside each other where both lie on a plain stretch of the main way."""
        for at in range(1, len(self.main) - 2):
            before, one, other, after = self.main[at - 1 : at + 3]
            plain = all(len(self._next[n]) == 1 for n in (before, one, other)) and not self._joins & {
                before,
                one,
                other,
            }
            entered = any(
                (target in (one, other) and n not in (before, one)) or (target == after and n != other)
                for n, edges in self._next.items()
                for target, _ in edges
            )
            if plain and not entered and other in self._steps[one].parallel_with:
                self._next[before] = [(one, None), (other, None)]
                self._next[one] = [(after, None)]
                self._next[other] = [(after, None)]
                self._forks.add(before)
                self._joins.add(after)
