"""The sheet of paper: what Decree 30/2020/NĐ-CP (Appendix I) asks of a document, in one place for every output."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ND30: Mapping[str, int | str] = MappingProxyType({
    "font": '"Times New Roman","Liberation Serif",Tinos,serif',
    "width": 210,
    "height": 297,
    "top": 20,
    "right": 16,
    "bottom": 20,
    "left": 30,
    "state": 12,
    "motto": 13,
    "body": 13,
    "title": 14,
    "page_number": 13,
    "recipients": 12,
    "recipient": 11,
})  # fmt: skip
"""Paper and margins in millimetres, letters in points.

The decree asks for margins of 20–25 above and below, 30–35 left, 15–20 right; for letters of 12–13 points in the name
of the State and of the body, 13–14 in the motto, the body, the title and the page number, 12 and 11 in the recipients.
"""

LANDSCAPE: Mapping[str, int] = MappingProxyType({"width": 297, "height": 210, "top": 15, "side": 10, "bottom": 12})
"""The sheets of drawings, in millimetres: a drawing is an annex and uses more of the paper than text may."""

TEXT_WIDTH = 210 - 30 - 16
TEXT_HEIGHT = 297 - 20 - 20


def css_text(text: str) -> str:
    """A text as a CSS string, every sign that is no plain letter or digit written as its number."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"'
