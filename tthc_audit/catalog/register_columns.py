"""The columns that registers of publication may have, by whatever heading people give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

import orjson

from tthc_audit import resources
from tthc_audit.results import Words

Kind = Literal["posting", "duty"]
"""``posting``: what was seen where; ``duty``: the lists of procedures that were published for offices."""
_PLAIN = re.compile(r"[^a-z0-9]+")


class Field(NamedTuple):
    """A column: its name, the kind of value it holds, how it is headed, what it means, and whether it must be there."""

    name: str
    kind: str
    heading: Words
    meaning: Words
    also: tuple[str, ...]
    required: bool


@cache
def fields(kind: Kind) -> tuple[Field, ...]:
    """The columns of a register, in the order of its template."""
    return tuple(
        Field(
            name=told["name"],
            kind=told["kind"],
            heading=Words(**told["heading"]),
            meaning=Words(**told["meaning"]),
            also=tuple(told.get("also", ())),
            required=told.get("required", False),
        )
        for told in _stated()[kind]
    )


@cache
def words(group: str) -> Mapping[str, str]:
    """The word that each spelling stands for, by the folded spelling: ``words("channel")["tru so"]`` is ``office``."""
    return {fold(spelling): word for word, spellings in _stated()["words"][group].items() for spelling in spellings}


@cache
def fold(text: str) -> str:
    """A heading or a word as it is compared: without marks, case and signs.

    >>> fold("  Mã thủ tục (TTHC) ")
    'ma thu tuc tthc'
    """
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return _PLAIN.sub(" ", "".join(c for c in bare if not unicodedata.combining(c))).strip()


def recognised(kind: Kind, headings: Sequence[str]) -> dict[str, int]:
    """Which column of a register stands where: name of the column to index; of two with one name the first."""
    known = _spellings(kind)
    found: dict[str, int] = {}
    for index, heading in enumerate(headings):
        name = known.get(fold(heading))
        if name is not None:
            found.setdefault(name, index)
    return found


def missing(kind: Kind, found: Mapping[str, object]) -> list[Field]:
    """The columns that must be there and are not."""
    lacking = [field for field in fields(kind) if field.required and field.name not in found]
    if kind == "posting" and not {"channel", "means"} & found.keys():
        lacking += [field for field in fields(kind) if field.name == "channel"]
    return lacking


@cache
def _spellings(kind: Kind) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for spelling_of in (lambda f: [f.name, *f.heading], lambda f: f.also):
        for field in fields(kind):
            for spelling in spelling_of(field):
                found.setdefault(fold(spelling), field.name)
    return found


@cache
def _stated() -> Any:
    return orjson.loads(resources.data("reference", "registers.json"))
