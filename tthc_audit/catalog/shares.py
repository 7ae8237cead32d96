"""Shares as people write them: ``50%``, ``12,5%``, ``7/15`` or ``0.3``; exact fractions either way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=1 << 12)
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


@lru_cache(maxsize=1 << 12)
def percent(part: Fraction, digits: int = 2) -> str:
    """A share in percent, rounded half away from zero to so many places, in plain notation.

    >>> percent(Fraction(329, 355))
    '92.68'
    """
    scaled = part * 100 * 10**digits
    rounded = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return f"{Decimal(rounded if part >= 0 else -rounded).scaleb(-digits):f}"


def stated_percent(stated: str | float) -> tuple[Decimal, int]:
    """A percentage as it was written, and how many decimals it was written with.

    >>> stated_percent("92,67%")
    (Decimal('92.67'), 2)
    """
    plain = stated.replace(",", ".").replace("%", "").strip() if isinstance(stated, str) else repr(stated)
    value = Decimal(plain)
    exponent = value.as_tuple().exponent
    return value, -exponent if isinstance(exponent, int) and exponent < 0 else 0
