"""Published words made comparable: composed letters, plain spaces, no tags, acts by their bare number."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^<>]{0,100}>", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff",
    )
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_NUMBER = re.compile(
    r"(?P<number>\d{1,5})\s*\.?\s*/\s*(?:(?P<year>\d{4})\s*/\s*)?(?P<letters>[A-ZĐa-zđ][\w.&]*(?:\s*[-–]\s*[A-ZĐ][\w.&]*)*)"
)
_LAW = re.compile(r"(?P<number>\d{1,5})\s*/\s*(?P<year>\d{4})\s*/\s*(?P<letters>QH\s*\d{1,2})")
_DOTTED = re.compile(
    r"(?P<number>\d{1,4}\.\d{1,3})\s*/\s*(?P<year>\d{4})\s*/\s*(?P<letters>[A-ZĐ]+(?:\s*-\s*[A-ZĐ]+)*)"
)
_TONES = str.maketrans({"\u0300": "", "\u0301": "", "\u0303": "", "\u0309": "", "\u0323": ""})


def plain(raw: str) -> str:
    """The text without tags, entities and invisible characters, in composed letters; line ends are kept."""
    text = raw
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", _CONTROL.sub(" ", text)))
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def one_line(raw: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(plain(raw).split())


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """What two spellings of one name share: case, spaces, marks at the end, the place of a tone, abbreviations.

    >>> folded("UỶ BAN nhân dân  cấp xã.") == folded("UBND cấp Xã")
    True
    """
    text = one_line(name).casefold().strip(" .,;:-–*+")
    text = re.sub(r"\bubnd\b", "ủy ban nhân dân", text)
    text = re.sub(r"\bhđnd\b", "hội đồng nhân dân", text)
    apart = unicodedata.normalize("NFD", text)
    return " ".join("".join(_with_tone_last(word) for word in re.split(r"([^\w\u0300-\u036f]+)", apart)).split())


def _with_tone_last(word: str) -> str:
    """A word with the mark of its tone behind it, wherever in the word it was written."""
    bare = word.translate(_TONES)
    return bare + "".join(c for c in word if ord(c) in _TONES)


def slug(name: str) -> str:
    """A short plain name for an id: ``uy-ban-nhan-dan-cap-xa``."""
    apart = unicodedata.normalize("NFD", one_line(name).casefold().replace("đ", "d"))
    letters = "".join(c if c.isascii() and c.isalnum() else "-" if not unicodedata.combining(c) else "" for c in apart)
    return "-".join(part for part in letters.split("-") if part)[:80].strip("-") or "khong-ten"


def act_number(code: str, name: str = "") -> str | None:
    """The bare number of an act, from its code or else from its name; ``None`` where there is none.

    >>> act_number("Luật số 32/2024/QH15"), act_number("35 /2025/NQ-HĐND "), act_number("09./2025/NQ-HĐND")
    ('32/2024/QH15', '35/2025/NQ-HĐND', '09/2025/NQ-HĐND')
    """
    for text in (one_line(code), one_line(name)):
        for pattern in (_LAW, _DOTTED, _NUMBER):
            found = pattern.search(text)
            if found is not None:
                parts = found.groupdict()
                letters = re.sub(r"\s*[-–]\s*", "-", parts["letters"]).replace(" ", "").rstrip(".")
                return "/".join(p for p in (parts["number"], parts["year"], letters) if p)
    return None
