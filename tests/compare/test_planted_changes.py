"""Changes planted into real procedures are found as what they are; other ids and another order are no change."""

from __future__ import annotations

from random import Random

import pytest
from support import planting

from tthc_audit.compare.pair import compare

BASES = planting.documents() if planting.SAMPLES else []
pytestmark = pytest.mark.skipif(not BASES, reason="needs a checkout")
NO_REGISTER = ({}, {})


def changes(before, after):
    return compare(planting.typed(before), planting.typed(after), NO_REGISTER, NO_REGISTER).changes


@pytest.mark.parametrize("base", BASES, ids=lambda d: d["code"])
@pytest.mark.parametrize("seed", range(4))
def test_other_ids_and_another_order_are_no_change(base, seed):
    assert changes(base, planting.shuffled(base, Random(seed))) == ()


@pytest.mark.parametrize(("part", "kind"), planting.PLANTS)
def test_a_planted_change_is_found_as_that_kind(part, kind):
    random = Random(f"{part} {kind}")
    told, tries = [], 0
    while tries < 25:
        try:
            before, after, name = planting.planted(random.choice(BASES), planting.PLANTS[part, kind], random)
        except planting.ImpossibleError:
            continue
        tries += 1
        found = changes(before, planting.shuffled(after, random, words=False))
        told.append(
            any((c.part, c.kind) == (part, kind) and (c.name.startswith(name) or name in c.others) for c in found)
        )
    assert sum(told) >= 0.95 * tries, told


@pytest.mark.parametrize(("part", "kind"), planting.LISTED)
def test_one_change_of_a_list_is_the_only_one(part, kind):
    random = Random(7)
    for base in BASES:
        try:
            before, after, name = planting.planted(base, planting.LISTED[part, kind], random)
        except planting.ImpossibleError:
            continue
        found = changes(before, planting.shuffled(after, random))
        # A paper or form that is gone may leave steps that still name it, and fewer papers to choose from.
        of_part = [c for c in found if c.part == part and c.field != "one_of"]
        assert [(c.kind, c.name.startswith(name)) for c in of_part] == [(kind, True)]
        assert {c.part for c in found} <= {part, "step", "paper"}
