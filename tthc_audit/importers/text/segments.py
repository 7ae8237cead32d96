"""The parts of a published text: lines and inline bullets with their markers, cut into sentences."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_ACCENTED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_LOWER = "a-z" + _ACCENTED
_UPPER = "A-Z" + _ACCENTED.upper()
_MARKER = re.compile(
    r"\s*(?:(?:[*•●▪¬\-–—+]+"
    r"|(?P<step>(?i:bước)\s+(?i:thứ\s+)?(?:\d{1,2}|(?i:một|hai|ba|bốn|năm|sáu|bảy"
    r"|nhất))(?:\.\d{1,2})*(?!\w)\s*[:.)\-–/]*)"
    r"|\(?[a-zA-ZđĐ]\d?\)|\([ivx]{1,4}\)|[IVX]{1,4}[.)](?=\s)|[a-zđ]\.(?=\s)"
    r"|\(?\d{1,2}(?:\.\d{1,2}){0,3}(?:[.)](?!\d)|(?=\s+[" + _UPPER + r"])))\s*)*"
)
_INLINE = re.compile(
    rf"(?<=[.;])(?=[-+•–]\s*[{_UPPER}])|(?<=[.;:)])\s+(?=[-+*•–]\s*[{_UPPER}])"
    rf"|(?<=\w)\s+(?=[-+*•–]\s*(?:Trường hợp|Bước|Nếu|Trong thời|Sau khi)\s)"
    r"|(?<=[.;:\w)])\s+(?=(?:[-+*]\s*)?Bước\s+\d{1,2}\s*[:.])"
)
_SENTENCE = re.compile(
    rf"(?<=[^\s\d.{_UPPER}][.;])\s+|(?<=\d\d[.;])\s+(?=[{_UPPER}])|(?<=[{_UPPER}][.;])\s+(?=[{_UPPER}])|;\s*"
)
_WRAPPED = re.compile(rf"\n\s*(?=[{_LOWER}(,](?![.)]|\d\)))")
_UNFINISHED = re.compile(
    r"(?:,|(?i:\s(?:của|trình|cơ quan|nhân dân|chủ tịch|nhận được|từ|về|và|do|đề nghị|hoặc|cổng|cho|đến|tại|với"
    r"|cục|gửi|tới|phòng|sở|bộ|theo|kèm|số|điều|khoản)))"
    rf"[^\S\n]*\n\s*(?=[{_UPPER}])"
)
"""A line that breaks off after a word that wants one more was wrapped too, whatever case the next begins in."""
_CLOSED = ".;:!?"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: place in the text, the numbered step it stands in, whether it opens its line."""

    start: int
    end: int
    step: int
    line: int
    first: bool


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences in order, without markers and empty ones."""
    step = 0
    for number, (start, end) in enumerate(_lines(text)):
        marker = _MARKER.match(text, start, end)
        begin = marker.end() if marker else start
        if marker and marker["step"]:
            step += 1
        first = True
        for left, right in _cut(text, begin, end):
            if right - left > 1:
                yield Sentence(left, right, step, number, first)
                first = False


def _lines(text: str) -> Iterator[tuple[int, int]]:
    # a line that goes on in lower case after an open one was only wrapped
    joined = _WRAPPED.sub(lambda m: m[0] if _ends_closed(text, m.start()) else " " * len(m[0]), text)
    joined = _UNFINISHED.sub(lambda m: m[0].replace("\n", " "), joined)
    at = 0
    for line in joined.split("\n"):
        cuts = [0, *(m.end() for m in _INLINE.finditer(line)), len(line)]
        for left, right in itertools.pairwise(cuts):
            if line[left:right].strip():
                yield at + left, at + right
        at += len(line) + 1


def _ends_closed(text: str, end: int) -> bool:
    before = text[max(0, end - 3) : end].rstrip()
    return bool(before) and before[-1] in _CLOSED


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    depth_free = _outside_brackets(text, start, end)
    for match in _SENTENCE.finditer(text, start, end):
        if depth_free(match.start()):
            yield _trim(text, left, match.start() + (match[0][0] == ";"))
            left = match.end()
    yield _trim(text, left, end)


def _outside_brackets(text: str, start: int, end: int) -> _Brackets:
    return _Brackets([m.span() for m in re.finditer(r"\([^()]*\)", text[start:end])], start)


class _Brackets:
    """Tells whether a position lies outside every pair of brackets."""

    def __init__(self, pairs: list[tuple[int, int]], offset: int) -> None:
        self._pairs = [(a + offset, b + offset) for a, b in pairs]

    def __call__(self, position: int) -> bool:
        return not any(a < position < b for a, b in self._pairs)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
