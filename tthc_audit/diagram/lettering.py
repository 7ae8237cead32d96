"""Text measured and broken into lines, with the widths of the letters that the diagram is drawn with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import orjson

from tthc_audit import resources
from tthc_audit.diagram.model import MM_PER_POINT

LINE_HEIGHT = 1.17
RESERVE = 1.03
"""Another font of the family may run 3% wider than the one that was measured."""
ELLIPSIS = "…"
_LONGEST = 600
_ODD = re.compile("[^ -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027]|  |^ | $|\n")
"""What a text of plain letters, signs and single spaces does not hold: the common case needs no cleaning."""
_DIRECTION = {0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


class Lines(NamedTuple):
    """A text broken to fit: its lines, the font size in points, and whether something was cut off."""

    lines: tuple[str, ...]
    size: float
    cut: bool


@lru_cache(maxsize=1 << 12)
def clean(text: str) -> str:
    """The text in composed form and on one line, without controls or marks that turn the writing direction."""
    if not _ODD.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    composed = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    kept = (" " if c.isspace() and c != "\N{NO-BREAK SPACE}" else c for c in composed)
    return " ".join(part for part in "".join(c for c in kept if _printable(c)).split(" ") if part)


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn"} and ord(char) not in _DIRECTION


@cache
def _widths(bold: bool) -> tuple[dict[str, int], int]:
    table = orjson.loads(resources.data("templates", "text-widths.json"))
    weight: dict[str, str] = table["bold" if bold else "regular"]
    return {char: int(width) for width, chars in weight.items() for char in chars}, int(table["widest"])


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    pairs: list[str] = orjson.loads(resources.data("templates", "compounds.json"))
    return frozenset((a, b) for a, _, b in (pair.partition(" ") for pair in pairs))


def _splits_compound(one: str, other: str) -> bool:
    return (one.lower(), other.rstrip(".,;:").lower()) in _compounds()


@cache
def _unlisted(char: str, widest: int) -> int:
    return 0 if unicodedata.combining(char) else widest


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text runs, in millimetres, at a font size in points, with the reserve."""
    known, widest = _widths(bold)
    units = sum(known[c] if c in known else _unlisted(c, widest) for c in text)
    return units * size * MM_PER_POINT * RESERVE / 1000


def line_height(size: float) -> float:
    """The distance between baselines, in millimetres."""
    return size * MM_PER_POINT * LINE_HEIGHT


def one_line(text: str, limit: float, size: float, *, bold: bool = False) -> Lines:
    """The text on one line of at most ``limit`` millimetres, cut with an ellipsis if it must be."""
    text = clean(text)[:_LONGEST]
    if width(text, size, bold=bold) <= limit:
        return Lines((text,), size, cut=False)
    return Lines((_shortened(text, limit, size, bold),), size, cut=True)


def fit(text: str, limit: float, sizes: Sequence[float], most: int, *, bold: bool = False) -> Lines:
    """The text in at most ``most`` lines of ``limit`` millimetres, at the largest size that holds it.

    Breaks between words, inside a word only where it is wider than a line. What does not fit at the
    smallest size ends in an ellipsis.
    """
    whole = clean(text)
    text = whole[:_LONGEST]
    for size in sizes:
        words = _pieces(text, limit, size, bold)
        lines = _greedy(words, limit, size, bold)
        if len(lines) <= most and len(whole) <= _LONGEST:
            return Lines(_balanced(words, len(lines), limit, size, bold), size, cut=False)
    size = sizes[-1]
    lines = _greedy(_pieces(text, limit, size, bold), limit, size, bold)
    last = _shortened(" ".join(lines[most - 1 :]), limit, size, bold)
    return Lines((*lines[: most - 1], last), size, cut=True)


def _shortened(text: str, limit: float, size: float, bold: bool) -> str:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, bold=bold) <= limit:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def _pieces(text: str, limit: float, size: float, bold: bool) -> list[str]:
    pieces: list[str] = []
    for word in text.split(" "):
        rest = word
        while width(rest, size, bold=bold) > limit:
            taken = 1
            while taken < len(rest) and width(rest[: taken + 1], size, bold=bold) <= limit:
                taken += 1
            pieces.append(rest[:taken])
            rest = rest[taken:]
        if rest:
            pieces.append(rest)
    return pieces or [""]


def _greedy(words: Sequence[str], limit: float, size: float, bold: bool) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, size, bold=bold) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(words: Sequence[str], count: int, limit: float, size: float, bold: bool) -> tuple[str, ...]:
    """The same number of lines with the least ragged edge.

    A break after a comma is welcome, one in a word of two syllables is not.
    """
    if count == 1:
        return (" ".join(words),)
    space = width(" ", size, bold=bold)
    widths = [width(w, size, bold=bold) for w in words]
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        reached: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            run = -space
            for end in range(start, len(words)):
                run += space + widths[end]
                if run > limit:
                    break
                ragged = ((limit - run) / limit) ** 2 - (0.12 if words[end].endswith((",", ";")) else 0.0)
                if end + 1 < len(words) and _splits_compound(words[end], words[end + 1]):
                    ragged += 0.6
                if end + 1 not in reached or cost + ragged < reached[end + 1][0]:
                    reached[end + 1] = (cost + ragged, start)
        best.append(reached)
    cuts = [len(words)]
    for level in range(count, 0, -1):
        if cuts[-1] not in best[level]:
            return tuple(_greedy(words, limit, size, bold))
        cuts.append(best[level][cuts[-1]][1])
    cuts.reverse()
    return tuple(" ".join(words[a:b]) for a, b in pairwise(cuts))
