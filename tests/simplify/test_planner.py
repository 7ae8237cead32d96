"""The planner finds what trying everything finds, and says so when nothing is enough."""

import itertools
from fractions import Fraction
from random import Random

import pytest

from tthc_audit.errors import AuditError
from tthc_audit.simplify import network as nw
from tthc_audit.simplify.planner import _cut, choose


def any_question(rng, steps, options, kept):
    names = [f"s{n}" for n in range(steps)]
    lines = []
    for _ in range(rng.choice((1, 1, 2))):
        times = {s: rng.choice((0, 0, 120, 240, 480, 960)) for s in names}
        edges = set(itertools.pairwise(names))
        edges |= {tuple(names[n] for n in sorted(rng.sample(range(steps), 2))) for _ in range(steps // 2)}
        bare = nw.Line(times, frozenset(edges), 0, 0)
        before = nw.longest(bare, ())[0]
        lines.append(nw.Line(times, frozenset(edges), int(before * kept), before))
    made, places = [], []
    for _ in range(options):
        kind, one, at = rng.randrange(3), rng.choice(names), rng.randrange(1, steps - 1)
        before, first, second, after = (
            names[at - 1],
            names[at],
            names[min(at + 1, steps - 1)],
            names[min(at + 2, steps - 1)],
        )
        more = {(first, after)} if after not in (first, second) else set()
        beside = nw.Effect({}, frozenset({(first, second)}), frozenset({(before, second)} | more))
        effects = tuple(
            beside if kind == 2 else nw.Effect({one: line.times[one] // 2 // 60 * 60 if kind == 0 else 0})
            for line in lines
        )
        made.append(nw.Option(effects, rng.randrange(5), frozenset(rng.sample("ABCDEF", rng.randrange(1, 3)))))
        places.append(("beside", at) if kind == 2 else ("time", one))
    conflicts = set()
    for (i, (a, at)), (j, (b, other)) in itertools.combinations(enumerate(places), 2):
        same = a == b and (at == other if a == "time" else abs(at - other) < 3)
        if same or rng.random() < 0.08:
            conflicts.add((i, j))
    needs = {(i, i - 1) for i in range(1, options) if rng.random() < 0.1 and (i - 1, i) not in conflicts}
    return nw.Question(tuple(lines), tuple(made), frozenset(conflicts), frozenset(needs))


def tried(question):
    """The best worth of all sets, and of those that do not reach it the best cut at the least price."""
    best, nearest = None, None
    for bits in range(1 << len(question.options)):
        some = {i for i in range(len(question.options)) if bits >> i & 1}
        if not nw.allowed(question, some):
            continue
        worth = nw.worth(question, some)
        if worth is not None:
            best = worth if best is None else min(best, worth)
        else:
            price = (-_cut(question, some), *price_of(question, some))
            nearest = price if nearest is None else min(nearest, price)
    return best, nearest


def price_of(question, some):
    options = [question.options[i] for i in some]
    return max((o.rank for o in options), default=-1), len(frozenset().union(*(o.acts for o in options))), len(options)


@pytest.mark.parametrize("seed", range(10))
def test_the_planner_finds_what_trying_everything_finds(seed):
    rng = Random(seed)
    for _ in range(50):
        question = any_question(
            rng,
            rng.randrange(3, 9),
            rng.randrange(1, 13),
            rng.choice([Fraction(1, 2), Fraction(7, 10), Fraction(3, 10)]),
        )
        best, nearest = tried(question)
        choice = choose(question)
        assert choice.reached is (best is not None)
        if best is not None:
            assert nw.worth(question, choice.chosen) == best
        else:
            assert (-choice.cut, *price_of(question, choice.chosen)) == nearest


def test_forty_steps_with_sixty_proposals_are_no_matter():
    question = any_question(Random(1), 40, 60, Fraction(4, 10))
    assert choose(question) == choose(question)
    assert nw.allowed(question, choose(question).chosen)


def test_the_lowest_rank_comes_before_fewer_acts_and_fewer_changes():
    line = nw.Line({"a": 480, "b": 480}, frozenset({("a", "b")}), 480, 960)
    both = nw.Option((nw.Effect({"a": 0, "b": 0}),), rank=3, acts=frozenset({"X"}))
    one = [nw.Option((nw.Effect({s: 240}),), rank=0, acts=frozenset({s})) for s in "ab"]
    assert choose(nw.Question((line,), (both, *one))).chosen == (1, 2)


def test_time_in_hand_breaks_a_tie():
    line = nw.Line({"a": 960}, frozenset(), 480, 960)
    options = [nw.Option((nw.Effect({"a": left}),)) for left in (480, 240, 479)]
    conflicts = frozenset(itertools.combinations(range(3), 2))
    assert choose(nw.Question((line,), tuple(options), conflicts)).chosen == (1,)


def test_a_set_that_is_forbidden_is_not_chosen():
    line = nw.Line({"a": 960}, frozenset(), 480, 960)
    options = tuple(nw.Option((nw.Effect({"a": left}),)) for left in (480, 240))
    question = nw.Question((line,), options, frozenset({(0, 1)}))
    assert choose(question, [frozenset({1})]).chosen == (0,)


def test_proposals_that_need_each_other_in_a_circle_are_refused():
    option = nw.Option(())
    for needs in ({(0, 0)}, {(0, 1), (1, 2), (2, 0)}):
        with pytest.raises(AuditError) as refused:
            choose(nw.Question((), (option,) * 3, needs=frozenset(needs)))
        assert refused.value.problems[0].key == "simplify.circle"


def test_a_circle_of_steps_is_an_error_and_no_time():
    with pytest.raises(ValueError, match="circle"):
        nw.longest(nw.Line({"a": 1, "b": 1}, frozenset({("a", "b"), ("b", "a")}), 0, 0), ())
