"""Text from outside as part of a Markdown comment: nothing in it is a mark, a link, a mention or a reference."""

from __future__ import annotations

import re

from tthc_audit.diagram.lettering import clean

_MARKS = re.compile(r"([\\`*_{}\[\]()|~<>&!])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_AS_CODE = str.maketrans("`|<>", "'¦()")
"""A table ends a cell even within code, and readers differ in what else they look at there."""
_JOINER = "\u2060"
"""Takes no room, and keeps what stands around it from being read as one word."""
_REFERS = re.compile(r"([@#!~%$^&])(?=[\w\"'{\[])")
_LEADS = re.compile(r"(:)(?=//)|(?<=\bwww)(\.)", re.IGNORECASE)


def safe(text: str, most: int = 400) -> str:
    """The text on one line, cut where it is long, that shows as it is written."""
    whole = clean(text)
    short = whole if len(whole) <= most else whole[: most - 1] + "…"
    apart = _LEADS.sub(lambda m: m[0] + _JOINER, _REFERS.sub(lambda m: m[1] + _JOINER, short))
    return _MARKS.sub(lambda m: _ENTITIES.get(m[1], f"\\{m[1]}"), apart)


def code(text: str, most: int = 200) -> str:
    """The text as code, for places and names of rules."""
    inside = clean(text)[:most].translate(_AS_CODE)
    return f"`{inside}`" if inside else ""
