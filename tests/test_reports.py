"""``reports`` is what the tool says of ``procedures``, byte for byte, with the plans of those that cross most bodies.

After a change that is meant, in an empty ``reports``: ``tthc-audit report procedures -o reports``, then
``tthc-audit simplify procedures CODES --target 50% --format html -o reports/plans`` with the ``PLANNED`` codes.
"""

from pathlib import Path

import pytest

from tthc_audit import api, reform
from tthc_audit.report import plan_html

ROOT = Path(__file__).parents[1]
PLANNED = ("1.012783", "1.115334", "1.115620", "2.000986", "2.002913", "3.000722")
"""The procedures whose steps lie with most bodies; of those with as many, the ones that change hands most often."""
pytestmark = pytest.mark.skipif(
    not (ROOT / "reports" / "index.html").exists(),
    reason="there is no reports/index.html: the report was not written yet",
)


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("báo cáo")
    api.report(ROOT / "procedures", folder, api.Options())
    plans = reform.plans(ROOT / "procedures", PLANNED, api.Options(), target=reform.target_of("50%"))
    plan_html.write(plans, folder / "plans", "vi")
    return files(folder)


def test_no_page_is_missing_and_none_is_left_over(written):
    assert sorted(files(ROOT / "reports")) == sorted(written)


def test_every_page_is_the_same_byte_for_byte(written):
    committed = files(ROOT / "reports")
    assert [name for name, data in written.items() if committed.get(name) != data] == []


def test_every_procedure_has_a_page(written):
    for file in (ROOT / "procedures").glob("[0-9]*.json"):
        assert any(name.startswith("procedures/") and file.stem in name for name in written), file.name
