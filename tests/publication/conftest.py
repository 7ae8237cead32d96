"""The small catalogue that these tests begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.published import Catalogue, procedure


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = Catalogue(tmp_path)
    made.procedures(procedure())
    return made
