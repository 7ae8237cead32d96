"""The network of a flow says what the flow's own measurement says, so that what is planned is what is audited."""

import json
from pathlib import Path
from random import Random

import pytest
from support.reform import lay, random_procedure

from tthc_audit import api, reform
from tthc_audit.facts.measured import Measured
from tthc_audit.simplify.draft import Draft
from tthc_audit.simplify.network import Line, longest
from tthc_audit.simplify.question import _side, networks

SAMPLES = Path(__file__).parents[2] / "procedures"


@pytest.fixture(scope="module")
def samples():
    return reform._Desk(SAMPLES, api.Options())


def times(survey, procedure):
    """For each case that is a plain path: the longest path by every side, and the longest run as it is measured."""
    measured = Measured(procedure, "", survey)
    for case, net in networks(survey, procedure).items():
        if net is None:
            continue
        told = {}
        for side in ("low", "high", "days"):
            line = Line({s: _side(t, side) for s, t in net.times.items()}, net.edges, 0, 0)
            told[side] = longest(line, ())[0]
        yield told, measured.figures[case].worst


def test_the_longest_path_is_the_longest_run_of_every_sample(samples):
    seen = 0
    for one in samples.loaded.procedures:
        for told, worst in times(samples.survey, one.procedure):
            assert told["low"] == worst.low
            assert worst.high is None or told["high"] == worst.high
            assert not worst.days or told["days"] == worst.days
            seen += 1
    assert seen > 50


def test_and_of_any_chain(tmp_path):
    rng = Random(3)
    root = lay(tmp_path / "d")
    desk = reform._Desk(root, api.Options())
    for _ in range(50):
        draft = Draft.read(json.dumps(random_procedure(rng)), "x.json", desk.loaded.agencies)
        ((told, worst),) = times(desk.survey, draft.procedure)
        assert told["low"] == told["high"] == worst.low == worst.high
