"""The repository that holds a catalogue: the folder above it that has ``.git``."""

from __future__ import annotations

import os
from pathlib import Path

from tthc_audit.catalog import folder


def top(root: Path) -> Path | None:
    """The folder at the top of the repository, or ``None`` outside one."""
    return next((place for place in (root, *root.parents) if os.path.lexists(place / ".git")), None)


def within(root: Path) -> str:
    """The folder of the catalogue as the repository names it, ending with ``/``; empty at its top or outside one."""
    above = top(root)
    return "" if above is None or above == root else f"{folder.shown(root, above)}/"
