"""Published text as plain characters: no mark-up, one normal form, lines kept."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 60_000
"""Characters read of one text; the longest published sequence is a third of that."""

_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"<!--.{0,2000}?-->|</?[a-zA-Z][^<>]{0,2000}>", re.DOTALL)
_SPACES = re.compile(r"[^\S\n]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_PASSES = 6


def plain_text(raw: str) -> str:
    """The text with tags and entities resolved, in NFC, without invisible characters.

    Applying it twice changes nothing, so positions counted in the result stay valid.
    """
    text = raw[:LONGEST]
    for _ in range(_PASSES):
        cleaned = _once(text)
        if cleaned == text:
            return text
        text = cleaned
    return _once(text.replace("&", " ").replace("<", " "))


def _once(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(" ", _BREAK.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


_MOVED = dict(
    zip(
        ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"),
        ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"),
        strict=True,
    )
)
"""Both ways to set a tone ("toà", "tòa") are read as the one that the tables of words are written in."""
_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_MOVED)})(?!\w)")


def lowered(text: str) -> str:
    """Lower case of the same length, so that one position serves both."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return _TONE.sub(lambda m: _MOVED[m[0]], low)
