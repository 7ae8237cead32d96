"""The styles of a document by what they are for, in the form of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from tthc_audit.office.sheet import ND30

FONT = "Times New Roman"
Role = Literal[
    "normal", "title", "subtitle", "heading1", "heading2", "heading3", "body", "listed", "caption", "cell", "small",
    "head", "note", "alert", "recipients", "recipient", "rule", "tiny",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """A style: its name in Word, letters in points, space before and after in points, indents in millimetres."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    side: Literal["left", "center", "right", "both"] = "left"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    keep: bool = False


_BODY, _TITLE = float(ND30["body"]), float(ND30["title"])
LOOKS: Mapping[Role, Look] = MappingProxyType({
    "normal": Look("Normal", _BODY),
    "title": Look("Title", _TITLE, bold=True, side="center", before=8, keep=True),
    "subtitle": Look("Subtitle", _TITLE, bold=True, side="center", keep=True),
    "heading1": Look("Heading 1", _TITLE, bold=True, before=12, after=6, keep=True),
    "heading2": Look("Heading 2", _BODY, bold=True, before=12, after=4, keep=True),
    "heading3": Look("Heading 3", _BODY, bold=True, italic=True, before=8, after=3, keep=True),
    "body": Look("Body Text", _BODY, side="both", after=6, first=10),
    "listed": Look("List Paragraph", _BODY, side="both", after=2, first=-7, left=7),
    "caption": Look("Caption", 11, bold=True, before=6, after=3, keep=True),
    "cell": Look("Bảng - chữ", 11, before=1, after=1),
    "small": Look("Bảng - chữ nhỏ", 9.5, before=0.5, after=0.5),
    "head": Look("Bảng - đầu cột", 10, bold=True, before=2, after=2, keep=True),
    "note": Look("Ghi chú", 10.5, italic=True, before=2, after=4),
    "alert": Look("Lưu ý", 11.5, bold=True, before=3, after=4),
    "recipients": Look("Nơi nhận", float(ND30["recipients"]), bold=True, italic=True, keep=True),
    "recipient": Look("Nơi nhận - dòng", float(ND30["recipient"])),
    "rule": Look("Đường kẻ", 2, before=1, after=3),
    "tiny": Look("Ngắt phần", 1),
})  # fmt: skip
"""Titles are not numbered by Word: the numbers of the parts are those of the report, in every form of it."""
GRID = "Bảng - kẻ ngang"
