"""The name that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_ALIKE = 55.0
"""Percent below which two names have nothing to do with one another."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like ``name``; ``None`` where none is like it. Ties go by the alphabet."""
    found = process.extractOne(name.lower(), sorted(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None
