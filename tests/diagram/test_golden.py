"""Sample procedures are laid out as before: their scenes as JSON, rounded to 0.01.

    python tests/diagram/test_golden.py

writes tests/diagram/golden/*.json anew, after a change of the layout that is meant.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from tthc_audit import api
from tthc_audit.diagram.layout import lay_out_pages
from tthc_audit.results import Flow

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "golden"
SAMPLES = ("1.000656", "1.001612", "1.004222", "1.013236", "1.115523", "3.000722")


def measured() -> Mapping[str, Flow]:
    """The flows of all sample procedures."""
    return api.audit(ROOT / "procedures", api.Options(lang="vi", as_of=date(2026, 10, 15))).flows


def drawn(flow: Flow) -> str:
    """The pages of a procedure, one group a line; every third step has findings."""
    badges = {
        n.id: ((i + 1, "violation"), (i + 20, "warning"))[: i % 4] for i, n in enumerate(flow.nodes) if i % 3 == 0
    }
    lines = []
    for page in lay_out_pages(flow, badges, "vi", headline="Thời hạn: 10 ngày làm việc"):
        lines.append(_json([page.width, page.height, page.margin, page.title, page.description]))
        lines += [_json(group) for group in page.groups]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _json(value: object) -> str:
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 2) + 0.0
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, f.name)) for f in fields(value))]
    return value


@pytest.fixture(scope="module")
def flows() -> Mapping[str, Flow]:
    return measured()


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_procedure_is_laid_out_as_before(sample: str, flows: Mapping[str, Flow]) -> None:
    assert drawn(flows[sample]) == (FOLDER / f"{sample}.json").read_text("utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, found in measured().items():
        if name in SAMPLES:
            (FOLDER / f"{name}.json").write_text(drawn(found), "utf-8")
