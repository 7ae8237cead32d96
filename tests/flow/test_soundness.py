"""Soundness: decided as the full token game decides it, with traces that really lead to the flaw."""

from __future__ import annotations

import pytest

from tthc_audit.flow import soundness
from tthc_audit.flow.soundness import Soundness, check, check_procedure

SOUND = [
    "a",
    "a>b b>c c",
    "a>b,c b c",
    "a>b,c b>d c>d d",
    "a>b b>c,a c",
    "a>>b,c b>d c>d &d",
    "a>>b,c b>e,f c>d e>d f>e &d",
    "a>b,c b>b2 b2>b,d c>d d>e,a e",
    "&a>b b",
    "a>b,b b",
    "a>>b,b &b",
    # A choice, two parallel splits, joins that cross.
    "a>p,q p>>b,c q>>b,c b>d c>d &d",
    "a>p,q p>>b,c q>>d,e b>f d>f c>g e>g f>h g>h &h",
    # Parallel branches with a bridge from one to the other.
    "a>>b,c b>>d,e c>f e>f &f>g d>g &g",
    # A loop back into the start from inside and one with two ways in.
    "a>b,c b>c,a c>b,d d",
]
UNSOUND = [
    ("a>b,c b>d c>d &d", "deadlock", "a b d", "d"),
    ("&a>b b>a,c c", "deadlock", "a", "a"),
    ("a>b,b &b", "deadlock", "a b", "b"),
    ("a>>b,c b>d c>d d", "double_finish", "a b d", "c"),
    ("a>>b,c b c", "double_finish", "a b", "c"),
    ("a>>b,b b>c c", "double_finish", "a b b", "c"),
    ("a>>b,c b>a,d c>d &d", "double_finish", "a b a", "c"),
    ("a>b b x>b", "unreachable", "x b", "x"),
    ("a>b b x>y y>x", "unreachable", "x", "x y"),
    ("a x>y y", "unreachable", "x y", "x y"),
    ("a>b b>a", "no_exit", "a b a", "a b"),
    ("a>b,c b>d d>b c", "no_exit", "a b d b", "b d"),
    ("a>a", "no_exit", "a a", "a"),
    ("a>>b,c b>b c", "no_exit", "a b b", "b"),
]


@pytest.mark.parametrize("text", SOUND)
def test_flows_that_can_always_end_and_leave_nothing_are_sound(flows, text):
    assert check(flows.graph(text)) == Soundness(sound=True)


@pytest.mark.parametrize(("text", "problem", "trace", "steps"), UNSOUND)
def test_flaws_are_named_with_the_way_there(flows, text, problem, trace, steps):
    found = check(flows.graph(text))
    assert found == Soundness(sound=False, problem=problem, trace=tuple(trace.split()), steps=tuple(steps.split()))
    assert found.unreachable == (found.steps if problem == "unreachable" else ())


def test_soundness_agrees_with_exhaustive_search_on_5000_random_flows(flows):
    sound = 0
    for seed in range(5000):
        graph = flows.random(seed, 1, 12)
        verdict = flows.game(graph).is_sound()
        assert verdict is not None
        assert check(graph).sound is verdict, seed
        sound += verdict
    assert 1500 < sound < 3500


def test_soundness_agrees_with_exhaustive_search_on_larger_flows_where_that_ends(flows):
    decided = 0
    for seed in range(1500):
        graph = flows.random(seed, 13, 25)
        verdict = flows.game(graph).is_sound(most=3000)
        if verdict is not None:
            decided += 1
            assert check(graph).sound is verdict, seed
    assert decided > 1300


def _assert_trace_shows(game, found: Soundness) -> None:
    """Follow the trace by the rules of the token game, in every way that has those steps in that order."""
    graph = game.graph
    number = {step: i for i, step in enumerate(graph.ids)}
    *way, last = [number[step] for step in found.trace]
    steps = {number[step] for step in found.steps}
    targets = [{graph.arcs[a].target for a in out} for out in graph.out]
    if found.problem in {"no_exit", "unreachable"}:
        assert all(b in targets[a] for a, b in zip([*way, last], [*way[1:], last], strict=False) if a != b)
    if found.problem == "no_exit":
        assert way[0] == graph.start
        assert last in way
        assert last in steps
        assert all(targets[i] and targets[i] <= steps for i in steps)
        return
    if found.problem == "unreachable":
        assert number[found.trace[0]] in steps
        assert graph.start not in steps
        assert all(not (targets[i] & steps) for i in range(len(targets)) if i not in steps)
        return
    states = {game.begin}
    for step in way:
        states = {
            state.difference(take).union(put)
            for state in states
            for actor, take, put in game.moves(state)
            if actor == step and put and state.difference(take).isdisjoint(put)
        }
    if found.problem == "deadlock":
        stuck = [state for state in states if not list(game.moves(state))]
        assert any(steps == {i for i in range(len(targets)) if not state.isdisjoint(game.ins(i))} for state in stuck)
        assert last in steps
        return
    clashes = [
        rest if not put else rest.intersection(put)
        for state in states
        for actor, take, put in game.moves(state)
        for rest in [state.difference(take)]
        if actor == last and (rest if not put else not rest.isdisjoint(put))
    ]
    assert any(steps == {i for i in range(len(targets)) if not left.isdisjoint(game.ins(i))} for left in clashes)


@pytest.mark.parametrize(("least", "most"), [(2, 12), (13, 25), (40, 60)])
def test_every_trace_can_be_followed_to_its_flaw(flows, least, most):
    problems = []
    for seed in range(1500):
        graph = flows.random(seed, least, most)
        found = check(graph)
        if not found.sound:
            _assert_trace_shows(flows.game(graph), found)
            assert check(graph) == found
            problems.append(found.problem)
    assert {problem: problems.count(problem) > 30 for problem in set(problems)} == dict.fromkeys(
        ("deadlock", "double_finish", "unreachable", "no_exit"), True
    )


def _branches(count: int, *, branch: str = "b{0}>c{0} c{0}>j", join: str = "&j>z z") -> str:
    begins = ",".join(f"b{i}" for i in range(count))
    return " ".join(["s>a", f"a>>{begins}", *(branch.format(i) for i in range(count)), join])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (_branches(200), None),
        (_branches(200, branch="b{0}>c{0} c{0}>j,b{0}"), None),
        (_branches(200, branch="b{0}>p{0},q{0} p{0}>j q{0}>c{0} c{0}>p{0}"), None),
        (_branches(200, branch="b{0}>p{0},q{0} p{0}>>c{0},d{0} q{0}>>c{0},d{0} c{0}>e{0} d{0}>e{0} &e{0}>j"), None),
        (_branches(200, join="j>z z"), "double_finish"),
        (_branches(200) + " b200>z", "unreachable"),
        (_branches(200).replace("c77>j", "c77"), "double_finish"),
        (_branches(200).replace("c77>j", "c77>j,z"), "double_finish"),
        (_branches(200).replace("c199>j", "c199>j,c198"), "double_finish"),
        (_branches(200).replace("c77>j", "c77>c77"), "no_exit"),
        (_branches(200).replace("b77>c77", "b77>c77,j"), "deadlock"),
        (_branches(200).replace("a>>", "a>"), "deadlock"),
        (_branches(200).replace("c77>j", "c77>j,s"), "double_finish"),
        (_branches(200).replace("c77>j", "&c77>j,c77"), "deadlock"),
    ],
)
def test_200_parallel_branches_are_decided_whole_and_damaged(flows, text, problem):
    graph = flows.graph(text)
    found = check(graph)
    assert found.problem == problem
    if found.problem is not None:
        _assert_trace_shows(flows.game(graph), found)


def test_a_chain_of_2000_steps_is_decided_whole_and_damaged(flows):
    chain = " ".join(f"s{i}>s{i + 1},s{i // 2}" for i in range(2000))
    assert check(flows.graph(f"{chain} s2000")).sound
    late = flows.graph(f"{chain} s2000>>x,y x y")
    found = check(late)
    assert (found.problem, found.trace[-1], found.steps) == ("double_finish", "x", ("y",))
    nested = " ".join(f"a{i}>>a{i + 1},b{i} b{i}>z{i} &z{i}>z{i - 1}" for i in range(1, 700))
    assert check(flows.graph(f"a1>a2 {nested} a700>z699 z0".replace("a1>a2 ", ""))).sound


def test_where_playing_finds_no_run_in_time_the_trace_is_a_way_to_a_step_that_may_be_at_fault(flows, monkeypatch):
    monkeypatch.setattr(soundness, "search", lambda *_: None)
    stuck = check(flows.graph("a>b,c b>d c>d &d"))
    assert (stuck.problem, stuck.trace, stuck.steps) == ("deadlock", ("a", "b", "d"), ("d",))
    twice = check(flows.graph("a>>b,c b>d c>d d>e e"))
    assert (twice.problem, twice.trace, twice.steps) == ("double_finish", ("a", "b", "d", "e"), ("e",))


def test_a_procedure_is_checked_case_by_case(flows):
    for seed in range(300):
        procedure = flows.with_cases(seed)
        graphs = flows.cases(procedure)
        assert check_procedure(procedure) == {case: check(graph) for case, graph in graphs.items()}
        assert check_procedure(procedure, graphs) == check_procedure(procedure)


def test_a_flow_without_cases_is_one_case_and_no_steps_are_no_case(flows):
    assert check_procedure(flows.procedure("a>b b")) == {"": Soundness(sound=True)}
    assert check_procedure(flows.procedure("")) == {}
