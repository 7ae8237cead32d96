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
