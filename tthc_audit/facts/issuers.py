"""Who issued a decision, by the symbol that ends its number: ``1077/QĐ-BXD`` is the Ministry of Construction's."""

from __future__ import annotations

from functools import cache

import orjson

from tthc_audit import resources


@cache
def _symbols() -> dict[str, str]:
    known: dict[str, str] = orjson.loads(resources.data("reference", "issuers.json"))
    return known


def issuer(number: str | None) -> str | None:
    """The name of the issuing body; the symbol itself where the register does not hold it; ``None`` where none is.

    >>> issuer("1077/QĐ-BXD")
    'Bộ Xây dựng'
    """
    if not number or "QĐ-" not in number.upper():
        return None
    symbol = number.upper().split("QĐ-", 1)[1].strip()
    first = symbol.split("-", 1)[0]
    return _symbols().get(symbol) or _symbols().get(first) or symbol or None
