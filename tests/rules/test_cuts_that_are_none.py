"""Cuts that are none are told with their kind and with where the time went; honest cuts are left alone."""

from __future__ import annotations

import pytest
from support.drafts import COSMETIC, HIGHER, HONEST

from tthc_audit import versions
from tthc_audit.api import Options


def signs(case, folder):
    """The rules on changes that fail."""
    old, new = case.lay(folder)
    found = versions.diff(*versions.sides(old, new), Options())
    assert not found.rule_failed
    return {f.rule: f for f in found.findings if f.outcome == "fail"}


@pytest.mark.parametrize("case", [*COSMETIC, *HIGHER], ids=lambda c: c.name)
def test_a_cut_that_is_none_is_told_by_its_kind_alone(case, tmp_path):
    found = signs(case, tmp_path)
    of_kind = {rule for rule in found if rule.startswith("change/")}
    assert of_kind == {case.kind}
    assert "dấu hiệu" in found[case.kind].message.vi.lower() or case in HIGHER


@pytest.mark.parametrize("case", HONEST, ids=lambda c: c.name)
def test_an_honest_cut_is_left_alone(case, tmp_path):
    assert signs(case, tmp_path) == {}
