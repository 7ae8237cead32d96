"""The name that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from tthc_audit.catalog import explain


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like ``name``; ``None`` where none is like it. Ties go by the alphabet."""
    return explain.nearest(name, sorted(known))
