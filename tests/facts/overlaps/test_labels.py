"""Precision and recall of every kind of pair of steps on the labelled flows; LABELS.md says how they were labelled."""

import json
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from support.measured import procedure

from tthc_audit.catalog.model import Agency
from tthc_audit.facts import overlaps
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey

LABELS = json.loads((Path(__file__).parent / "labels" / "steps.json").read_text("utf-8"))["flows"]
KINDS = sorted({pair["kind"] for one in LABELS for pair in one["pairs"]})
PRECISION, RECALL = 0.90, 0.85


def found(one):
    """Every pair that is told with certainty, by kind and the ids of its steps."""
    units = {step["agency"] for step in one["steps"]} - {"applicant"}
    known = {
        unit: msgspec.convert(
            {
                "id": unit,
                "name": unit,
                "body": one.get("bodies", {}).get(unit),
                "kind": "one_stop"
                if unit in one.get("desks", ())
                else "postal"
                if unit in one.get("for_applicant", ())
                else "specialised",
            },
            Agency,
        )
        for unit in units
    }
    told = procedure(steps=one["steps"], results=[{"id": r, "name": r} for r in one["results"]])
    survey = Survey(as_of=None, agencies=known, instruments={}, procedures={told.key: told})
    return {
        (row["kind"], row["a_step"], row.get("b_step"))
        for row in overlaps.rows(Measured(told, "x.json", survey))
        if row.get("score") == 1
    }


@pytest.fixture(scope="module")
def counted():
    counts = Counter()
    wrong = []
    for one in LABELS:
        told = found(one)
        for pair in one["pairs"]:
            key = (pair["kind"], pair["a"], pair["b"])
            counts[pair["kind"], bool(pair["is"]), key in told] += 1
            if bool(pair["is"]) != (key in told):
                wrong.append((one["from"], *key, "missed" if pair["is"] else "not so"))
    return counts, wrong


def test_there_are_enough_labels_and_hard_negatives_among_them():
    for kind in KINDS:
        labels = [bool(pair["is"]) for one in LABELS for pair in one["pairs"] if pair["kind"] == kind]
        assert labels.count(True) >= 6, kind
        assert labels.count(False) >= 8, kind
    assert sum(len(one["pairs"]) for one in LABELS) >= 160


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_is_so_and_what_is_so_is_told(kind, counted, capsys):
    counts, wrong = counted
    hit, missed, false = counts[kind, True, True], counts[kind, True, False], counts[kind, False, True]
    precision, recall = hit / (hit + false), hit / (hit + missed)
    with capsys.disabled():
        print(
            f"\n{kind}: precision {precision:.3f}, recall {recall:.3f} ({hit + missed} so, {counts[kind, False, False] + false} not)",
            end="",
        )
    assert precision >= PRECISION, [w for w in wrong if w[1] == kind]
    assert recall >= RECALL, [w for w in wrong if w[1] == kind]
