"""``reports`` is what the tool says of ``procedures``, byte for byte.

After a change that is meant: ``tthc-audit report procedures -o reports`` in an empty ``reports``.
"""

from pathlib import Path

import pytest

from tthc_audit import api

ROOT = Path(__file__).parents[1]
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
    return files(folder)


def test_no_page_is_missing_and_none_is_left_over(written):
    assert sorted(files(ROOT / "reports")) == sorted(written)


def test_every_page_is_the_same_byte_for_byte(written):
    committed = files(ROOT / "reports")
    assert [name for name, data in written.items() if committed.get(name) != data] == []


def test_every_procedure_has_a_page(written):
    for file in (ROOT / "procedures").glob("[0-9]*.json"):
        assert any(name.startswith("procedures/") and file.stem in name for name in written), file.name
