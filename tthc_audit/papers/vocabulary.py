"""The words that tell names of papers apart, as they lie in ``reference/words-of-papers.json``."""

from __future__ import annotations

from functools import cache

from msgspec import Struct, json

from tthc_audit import resources


class Vocabulary(Struct, frozen=True, forbid_unknown_fields=True):
    """Word lists, each for one question about a name.

    ``short``: abbreviations and second spellings, written out. ``between``: words that names put in or leave out.
    ``goes_on``: words that may follow any name. ``begins``: words after which a line names a paper. ``copies``: words
    on copies that may stand between; "có" too, before one of ``attested``. ``source``: words before a paper in which
    something is found. ``general``: words that fit any paper. ``heads``: how the same application may begin.
    ``telling``: words that make another paper however alike the rest is.
    """

    attested: frozenset[str]
    begins: frozenset[str]
    between: frozenset[str]
    copies: frozenset[str]
    general: frozenset[str]
    goes_on: frozenset[str]
    heads: tuple[str, ...]
    short: dict[str, str]
    source: frozenset[str]
    telling: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The word lists that ship with the tool."""
    return json.decode(resources.data("reference", "words-of-papers.json"), type=Vocabulary)
