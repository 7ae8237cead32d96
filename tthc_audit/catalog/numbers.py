"""The numbers of acts as they are compared: published records write one number in several ways."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NUMBER = re.compile(r"[0-9][0-9A-Z.]*/(?:[0-9]{4}/)?[A-Z][A-Z0-9&-]*[0-9A-Z]")


@cache
def act_key(number: str) -> str:
    """The number of an act as it is compared: upper case, without spaces, without what stands around it.

    Published records write "Nghị định số 63/2010/NĐ-CP ngày …", and Đ as D.

    >>> act_key("Nghị định số 63/2010/nđ-cp ngày 08/06/2010")
    '63/2010/ND-CP'
    """
    plain = unicodedata.normalize("NFC", number).upper().replace("Đ", "D").replace("–", "-")
    found = _NUMBER.search(re.sub(r"\s*([/-])\s*", r"\1", plain))
    return found[0] if found else "".join(plain.split())


_RANKS = (
    ("law", re.compile(r"/(?:[A-Z]*)QH[0-9]+$|/UBTVQH[0-9]+$")),
    ("decree", re.compile(r"/(?:ND|NQ)-CP$")),
    ("circular", re.compile(r"/(?:TT|TTLT)-[A-Z]")),
    ("provincial_decision", re.compile(r"/(?:QD-UBND|NQ-HDND)$")),
)


def rank_of(number: str) -> str | None:
    """The rank of an act as its number tells it; ``None`` where it does not.

    >>> rank_of("49/2026/NĐ-CP"), rank_of("2670/QĐ-UBND"), rank_of("Công văn 12")
    ('decree', 'provincial_decision', None)
    """
    key = act_key(number)
    return next((rank for rank, shape in _RANKS if shape.search(key)), None)


def holds_number(text: str) -> bool:
    """Whether a text names an act by its number.

    >>> holds_number("theo Điều 5 của 49/2026/NĐ-CP"), holds_number("nếu có")
    (True, False)
    """
    return rank_of(text) is not None
