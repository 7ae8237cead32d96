"""What is particular to the flat crawl of the portal: charges and limits as one text, names cut at commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tthc_audit.importers import figures
from tthc_audit.importers.dossier import Line
from tthc_audit.importers.parts import Remark, published_limit
from tthc_audit.importers.shape import objects_of, text_of
from tthc_audit.importers.words import one_line, plain

_CHARGE = re.compile(r"(?P<amount>\d+(?:\.\d+)?) VNĐ \((?P<words>.*)\)", re.DOTALL)
_NOTHING = "Không có thông tin"


def lines(documents: object) -> Iterator[Line]:
    """The papers of a record, with their headings."""
    for part in objects_of(documents):
        yield Line(text_of(part.get("case")), text_of(part.get("name")), part.get("originals"), part.get("copies"))


def channels(methods: object, remark: Remark) -> list[dict[str, Any]]:
    """The ways to submit; the crawl does not say which kind of charge each is."""
    made = []
    for given in objects_of(methods):
        kind = figures.CHANNELS.get(text_of(given.get("channel")))
        channel: dict[str, Any] = {"kind": kind or "in_person"}
        if kind is None:
            remark("unknown_channel", "methods[].channel")
            channel["x-kind-as-published"] = text_of(given.get("channel"))
        value, unit = given.get("time_value"), text_of(given.get("time_unit"))
        words = one_line(text_of(given.get("time_text")))
        if value is None and words:
            limit = published_limit(words.removesuffix(" OTHER_TEXT"), "OTHER_TEXT")
        else:
            whole = int(value) if isinstance(value, float) and value.is_integer() else value
            limit = published_limit(whole, unit)
            if words not in {"", f"{whole} {unit}"}:
                channel["x-time-text"] = words
        if limit is not None:
            channel["time_limit"] = limit
            if "text" in limit:
                remark("limit_as_words", "methods[].time_text")
        description = plain(text_of(given.get("description")))
        if description:
            channel["x-description"] = description
        fees = charges(text_of(given.get("fee_text")), remark)
        if fees:
            channel["fees"] = fees
        made.append(channel)
    return made


def charges(told: str, remark: Remark) -> list[dict[str, Any]]:
    """The charges of a text such as ``500000 VNĐ (words) | 0 VNĐ (words)``; its kind is not told."""
    text = plain(told)
    if not text or text == _NOTHING:
        return []
    made = []
    for part in re.split(r" \| (?=\d+(?:\.\d+)? VNĐ \()", text):
        found = _CHARGE.fullmatch(part)
        if found is None:
            made.append(figures.fee(None, None, part))
        else:
            made.append(figures.fee(None, float(found["amount"]), found["words"].strip()))
        made[-1]["x-kind-stated"] = False
        remark("unknown_fee_kind", "methods[].fee_text")
    return made


def joined(names: list[str]) -> list[str]:
    """Names that were cut at a comma inside brackets, whole again.

    >>> joined(["Tổ chức (không bao gồm doanh nghiệp", "HTX)", "Doanh nghiệp"])
    ['Tổ chức (không bao gồm doanh nghiệp, HTX)', 'Doanh nghiệp']
    """
    made: list[str] = []
    for name in names:
        if made and made[-1].count("(") > made[-1].count(")"):
            made[-1] = f"{made[-1]}, {name}"
        else:
            made.append(name)
    return made
