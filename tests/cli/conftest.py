"""A small catalogue on the disk, and the program run within the test."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command_line import AGENCIES, CATALOG, LONG, Outcome, assert_no_crash

from tthc_audit.cli import main


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue in a folder whose name has spaces and diacritics."""
    root = tmp_path / "danh mục thử"
    root.mkdir()
    (root / "catalog.json").write_text(CATALOG, "utf-8")
    (root / "agencies.json").write_text(AGENCIES, "utf-8")
    (root / "1.000002.json").write_text(LONG, "utf-8")
    return root


@pytest.fixture
def tthc(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Outcome]:
    """Run the program in this process; whatever it does not foresee fails the test."""

    def run(*arguments: object) -> Outcome:
        capfdbinary.readouterr()
        try:
            with pytest.raises(SystemExit) as stop:
                main([str(a) for a in arguments])
        finally:
            gc.enable()
        captured = capfdbinary.readouterr()
        outcome = Outcome(int(stop.value.code or 0), captured.out.decode(), captured.err.decode())
        assert_no_crash(outcome)
        return outcome

    return run
