"""The token game played until something goes wrong: how a person can walk into the flaw of a flow.

A token on an arc says that the step it leads to has been handed something. Of all steps that could
act next only one is tried, with each way it may choose: nothing another step does can take its tokens
away, so whatever can go wrong still does, in some run that is looked at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tthc_audit.flow.graph import Graph


class Mishap(NamedTuple):
    """What goes wrong in a run, and the steps in the order in which they act.

    ``deadlock``: the last step of the trace waits for something that cannot come; it has not acted.
    ``double_finish``: by acting, the last step ends the run while something is still running, or hands
    on to a step that has not yet taken what it was handed the same way before.
    ``steps`` are those that wait, or those where something is left.
    """

    problem: Literal["deadlock", "double_finish"]
    trace: tuple[int, ...]
    steps: tuple[int, ...]


def search(graph: Graph, order: Sequence[int], states: int | None = None) -> Mishap | None:
    """The first mishap that a run of the flow can meet, or ``None`` where none was met.

    ``order`` lists the reachable steps; of those that could act, the earliest in it does. So many
    ``states`` are looked at breadth first, for a short trace, and then depth first, for any; unstated,
    a few thousand and more for a large flow.
    """
    if states is None:
        states = 2_000 + 10 * len(graph.arcs)
    game = _Game(graph, order)
    return _play(game, states, breadth_first=True) or _play(game, states, breadth_first=False)


class _Game:
    """A state is a whole number: bit b is set when the arc ``arc_at[b]`` holds a token.

    The bits follow the order of the steps that the arcs lead to, so the lowest set bit names the next step.
    """

    def __init__(self, graph: Graph, order: Sequence[int]) -> None:
        self.step_at: list[int] = []
        self.waits: dict[int, int] = {}
        bit: dict[int, int] = {}
        for step in order:
            first = len(self.step_at)
            for arc in graph.into[step]:
                bit[arc] = len(self.step_at)
                self.step_at.append(step)
            if step == graph.start:
                self.begin = 1 << len(self.step_at)
                self.step_at.append(step)
            if graph.join_all[step]:
                self.waits[step] = (1 << len(self.step_at)) - (1 << first)
        self.ways: dict[int, list[int]] = {}
        for step in order:
            arcs = [1 << bit[arc] for arc in graph.out[step]]
            self.ways[step] = [sum(arcs)] if graph.split_all[step] or not arcs else arcs

    def next(self, state: int) -> tuple[int, int] | None:
        """The step that acts, and what is left of the state once it has taken its tokens."""
        rest = state
        while rest:
            lowest = rest & -rest
            step = self.step_at[lowest.bit_length() - 1]
            waits = self.waits.get(step, lowest)
            if state & waits == waits:
                return step, state ^ waits
            rest &= ~waits
        return None

    def held(self, state: int) -> tuple[int, ...]:
        """The steps whose arcs hold a token."""
        return tuple(dict.fromkeys(step for b, step in enumerate(self.step_at) if state >> b & 1))


def _play(game: _Game, states: int, *, breadth_first: bool) -> Mishap | None:
    before: dict[int, tuple[int, int] | None] = {game.begin: None}
    queue = deque([game.begin])
    while queue and len(before) < states:
        state = queue.popleft() if breadth_first else queue.pop()
        move = game.next(state)
        if move is None:
            held = game.held(state)
            return Mishap("deadlock", (*_steps_to(state, before), held[0]), held)
        step, rest = move
        ways = game.ways[step]
        for way in ways if breadth_first else reversed(ways):
            if not way and not rest:
                continue
            if not way or rest & way:
                return Mishap("double_finish", (*_steps_to(state, before), step), game.held(rest & way or rest))
            if rest | way not in before:
                before[rest | way] = (state, step)
                queue.append(rest | way)
    return None


def _steps_to(state: int, before: dict[int, tuple[int, int] | None]) -> list[int]:
    steps: list[int] = []
    came = before[state]
    while came is not None:
        state, step = came
        steps.append(step)
        came = before[state]
    steps.reverse()
    return steps
