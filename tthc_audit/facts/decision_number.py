"""Numbers of decisions as they are compared: published records and boards write one number in many ways."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

_FULL = re.compile(r"(?<![0-9A-Z])0*([0-9]+)[A-Z]?/(?:([0-9]{4})/)?QD-?([A-Z]+[0-9A-Z]*)")
_TURNED = re.compile(r"QD[-/]0*([0-9]+)[-/]([A-Z]+[0-9A-Z]*)")
_BARE = re.compile(r"(?:(?:QUYET DINH|QD)? ?(?:SO)?:? ?)?0*([0-9]+)")


class Number(NamedTuple):
    """The number proper, who issued it (its symbol) and the year in it; ``None`` where they are not written."""

    number: str
    issuer: str | None
    year: str | None


@cache
def number_of(text: str) -> Number | None:
    """The number in a text; ``None`` where none can be read.

    Spaces, leading zeros, what stands around the number, and what follows the issuer's symbol make no difference.

    >>> number_of("QĐ/0001-BTP") == number_of("Quyết định số 1 / QĐ-BTP ngày 02/01/2026")
    True
    >>> number_of("2670/QĐ-UBND-DatDai")
    Number(number='2670', issuer='UBND', year=None)
    >>> number_of("543"), number_of("chưa rõ")
    (Number(number='543', issuer=None, year=None), None)
    """
    upper = unicodedata.normalize("NFD", text).upper().replace("Đ", "D").replace("–", "-")
    plain = " ".join("".join(c for c in upper if not unicodedata.combining(c)).split())
    bare = re.sub(r"\s*([/-])\s*", r"\1", plain)
    if found := _FULL.search(bare):
        return Number(found[1], found[3], found[2])
    if found := _TURNED.search(bare):
        return Number(found[1], found[2], None)
    if found := _BARE.fullmatch(bare):
        return Number(found[1], None, None)
    return None


def same(one: Number | None, other: Number | None) -> bool | None:
    """Whether two numbers name one decision; ``None`` where a part that is not written could tell them apart."""
    if one is None or other is None:
        return None
    if one.number != other.number:
        # Without its issuer a number may be that of another body's decision.
        return False if one.issuer and other.issuer else None
    if one.issuer is None or other.issuer is None:
        return None
    if one.issuer != other.issuer:
        return False
    return one.year is None or other.year is None or one.year == other.year
