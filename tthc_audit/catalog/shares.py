"""Shares as people write them: ``50%``, ``12,5%``, ``7/15`` or ``0.3``; exact fractions either way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def share(stated: str | float) -> Fraction:
    """A share of a whole, above nothing and at most all of it.

    Raises ``ValueError`` where it is no number, or outside those bounds.
    """
    if isinstance(stated, str):
        plain = stated.strip().replace(",", ".")
        try:
            found = Fraction(plain[:-1].strip()) / 100 if plain.endswith("%") else Fraction(plain)
        except ZeroDivisionError:
            raise ValueError(stated) from None
    else:
        found = Fraction(Decimal(repr(stated)))
    if not 0 < found <= 1:
        raise ValueError(stated)
    return found
