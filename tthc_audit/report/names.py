"""Names of files made from names in the documents, safe on every system and never the same twice."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def file_names(keys: Iterable[str]) -> dict[str, str]:
    """A file stem for each key: letters, digits, ``.``, ``-``, ``_`` only.

    A key that is not such a name itself, or that differs from another by case only, carries a part of
    its SHA-256, so that no two keys share a file and none leaves its folder.
    """
    wanted = sorted(set(keys))
    folded: dict[str, int] = {}
    for key in wanted:
        plain = _plain(key).lower()
        folded[plain] = folded.get(plain, 0) + 1
    return {key: _named(key, alone=folded[_plain(key).lower()] == 1) for key in wanted}


def _plain(key: str) -> str:
    letters = unicodedata.normalize("NFD", key.replace("đ", "d").replace("Đ", "D"))
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[^A-Za-z0-9._-]+", "-", kept).strip(".-")[:_LONGEST]


def _named(key: str, *, alone: bool) -> str:
    plain = _plain(key)
    if plain and plain == key and alone and not _RESERVED.fullmatch(plain):
        return plain
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{plain}-{digest}" if plain else digest
