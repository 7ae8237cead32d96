"""The layers of the package hold, its types check, its style is clean, its files stay small."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").exists(), reason="needs a checkout")


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_point_downwards():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_types_check_strictly():
    run("-m", "mypy")


def test_style_is_clean():
    run("-m", "ruff", "check", ".")


@pytest.mark.parametrize("path", sorted((ROOT / "tthc_audit").rglob("*.py")), ids=lambda p: p.name)
def test_a_file_holds_one_idea_in_at_most_300_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300
