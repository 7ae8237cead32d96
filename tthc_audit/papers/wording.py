"""One way of writing: letters, tones, spaces and abbreviations, so that two writers' names can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tthc_audit.papers.vocabulary import vocabulary

MOST = 20_000
"""Characters of a name that are read; what stands further on is no name any more."""
_OLD_TONES = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)
_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_TONES)})(?!\w)")
_LETTERS = (("ð", "đ"), ("–", "-"), ("—", "-"), ("‐", "-"), ("“", '"'), ("”", '"'), ("\u00ad", ""), ("\u200b", ""))
_WORD = re.compile(r"\w+")
_PART = re.compile(r"\w+|[^\w\s]")


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """A text as it is compared: composed, lower case, single spaces, one spelling, abbreviations written out.

    >>> plain("Bản sao  GCN QSDĐ; Giấy khám sức khoẻ")
    'bản sao giấy chứng nhận quyền sử dụng đất; giấy khám sức khỏe'
    """
    letters = unicodedata.normalize("NFC", text[:MOST]).casefold()
    for odd, usual in _LETTERS:
        letters = letters.replace(odd, usual)
    short = vocabulary().short
    toned = _TONE.sub(lambda m: _OLD_TONES[m[0]], " ".join(letters.split()))
    if short.keys().isdisjoint(_WORD.findall(toned)):
        return toned
    return _WORD.sub(lambda m: short.get(m[0], m[0]), toned)


def words(text: str) -> list[str]:
    """The words of a plain text, and its signs one by one.

    >>> words("giấy khai sinh (nếu có)")
    ['giấy', 'khai', 'sinh', '(', 'nếu', 'có', ')']
    """
    return _PART.findall(text)
