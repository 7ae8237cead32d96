"""What makes a finding the same finding tomorrow: its rule and the content of its subject, never ids or places."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LENGTH = 16


class Fingerprints:
    """Gives each finding of a run its fingerprint; findings that look alike are told apart by a counter."""

    def __init__(self) -> None:
        """Start with nothing given out."""
        self._given: dict[str, int] = {}

    def of(self, rule: str, table: str, identity: Sequence[object], near: str | None = None) -> str:
        """The fingerprint of a rule on a row.

        ``identity`` are the values of the table's identity columns; ``near`` tells rows of one identity
        apart by what stands beside them, and is left out where the identity is the row's alone.
        """
        parts = [rule, table, *map(_plain, identity)]
        if near is not None:
            parts.append(_plain(near))
        digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=_LENGTH).hexdigest()
        count = self._given[digest] = self._given.get(digest, 0) + 1
        return digest if count == 1 else f"{digest}-{count}"


def _plain(value: object) -> str:
    """A value as text that does not change with composition, case or spacing."""
    if isinstance(value, str):
        return _folded(value)
    if isinstance(value, list | tuple):
        return "\x1e".join(map(_plain, value))
    return "" if value is None else _folded(str(value))


@lru_cache(maxsize=1 << 14)
def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
