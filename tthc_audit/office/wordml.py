"""The body of a Word document as WordprocessingML: text in runs, runs in paragraphs, paragraphs in tables.

Written as text, because a report of a province has a million runs and a tree of them would not fit into memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

Side = Literal["left", "center", "right", "both"]
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TWIPS = 1440 / 25.4
_EMU = 36000
PICTURE = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{n}" name={name} descr={alt}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
    '</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="{n}" name={name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)


def plain(text: str) -> str:
    """The text as XML holds it; signs that XML forbids are left out."""
    return escape(_NO_XML.sub("", text))


def quoted(text: str) -> str:
    """The text as the value of an attribute, on one line, with its quotation marks."""
    return quoteattr(" ".join(_NO_XML.sub("", text).split()))


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point, which Word counts in."""
    return round(mm * _TWIPS)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look; ``size`` in points and ``colour`` (``RRGGBB``) where they are not those of the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    caps: bool = False
    boxed: bool = False
    size: float | None = None
    colour: str = ""

    def xml(self) -> str:
        """The run as WordprocessingML."""
        look = "".join((
            "<w:b/>" if self.bold else "",
            "<w:i/>" if self.italic else "",
            "<w:caps/>" if self.caps else "",
            f'<w:color w:val="{self.colour}"/>' if self.colour else "",
            f'<w:sz w:val="{round(self.size * 2)}"/><w:szCs w:val="{round(self.size * 2)}"/>' if self.size else "",
            f'<w:bdr w:val="single" w:sz="12" w:space="0" w:color="{self.colour or "auto"}"/>' if self.boxed else "",
        ))  # fmt: skip
        look = f"<w:rPr>{look}</w:rPr>" if look else ""
        return f'<w:r>{look}<w:t xml:space="preserve">{plain(self.text)}</w:t></w:r>'


@dataclass(frozen=True, slots=True)
class Tab:
    """A jump to the next tab stop."""

    def xml(self) -> str:
        """The jump as WordprocessingML."""
        return "<w:r><w:tab/></w:r>"


@dataclass(frozen=True, slots=True)
class Field:
    """What Word works out itself, such as the number of a table; ``shown`` stands there until it does."""

    code: str
    shown: str

    def xml(self) -> str:
        """The field as WordprocessingML."""
        return f"<w:fldSimple w:instr={quoted(self.code)}><w:r><w:t>{plain(self.shown)}</w:t></w:r></w:fldSimple>"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is a part of the document, by its relation; sizes in millimetres, ``alt`` for who does not see."""

    relation: str
    width: float
    height: float
    alt: str
    number: int

    def xml(self) -> str:
        """The run with the picture as WordprocessingML."""
        return "<w:r>" + PICTURE.format(
            cx=round(self.width * _EMU), cy=round(self.height * _EMU), n=self.number,
            name=quoted(f"Hình {self.number}"), alt=quoted(self.alt), relation=self.relation,
        ) + "</w:r>"  # fmt: skip


Part = Run | Tab | Field | Picture


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a style (by its id); ``keep`` binds it to the next one, ``rule`` draws a line above it.

    ``tight`` leaves no room above it and little below, for sheets that are full.

    ``indents`` from the left and the right in millimetres; ``section`` are the properties of a section that it ends.
    """

    parts: tuple[Part, ...]
    style: str
    side: Side | None = None
    keep: bool = False
    new_page: bool = False
    rule: bool = False
    tight: bool = False
    indents: tuple[float, float] | None = None
    section: str = ""

    def xml(self) -> str:
        """The paragraph as WordprocessingML."""
        look = "".join((
            f'<w:pStyle w:val="{self.style}"/>',
            "<w:keepNext/>" if self.keep else "",
            "<w:pageBreakBefore/>" if self.new_page else "",
            '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>' if self.rule else "",
            '<w:spacing w:before="0" w:after="40"/>' if self.tight else "",
            f'<w:ind w:left="{twips(self.indents[0])}" w:right="{twips(self.indents[1])}" w:firstLine="0"/>'
            if self.indents else "",
            f'<w:jc w:val="{self.side}"/>' if self.side else "",
            self.section,
        ))  # fmt: skip
        return f"<w:p><w:pPr>{look}</w:pPr>{''.join(part.xml() for part in self.parts)}</w:p>"


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs in one cell; ``over`` columns wide, on a ground of a colour."""

    paragraphs: tuple[Paragraph, ...]
    over: int = 1
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: one that ``heads`` is repeated on every page, one that is kept stays with the next."""

    cells: tuple[Cell, ...]
    heads: bool = False
    keep: bool = False


def table(style: str, widths: Sequence[float], lines: Sequence[Line], *, title: str = "", ruled: bool = True) -> str:
    """A table with columns of these widths in millimetres; no row is broken over two pages."""
    columns = [twips(width) for width in widths]
    borders = "" if ruled else (
        "<w:tblBorders>"
        + "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        + "</w:tblBorders>"
    )  # fmt: skip
    head = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblInd w:w="40" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420"/>'
        + (f"<w:tblCaption w:val={quoted(title)}/>" if title else "")
        + "</w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        + "</w:tblGrid>"
    )
    return head + "".join(_row(line, columns) for line in lines) + "</w:tbl>"


def _row(line: Line, columns: Sequence[int]) -> str:
    cells, at = [], 0
    for cell in line.cells:
        width = sum(columns[at : at + cell.over])
        look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        look += f'<w:gridSpan w:val="{cell.over}"/>' if cell.over > 1 else ""
        look += f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.ground}"/>' if cell.ground else ""
        held = (replace(p, keep=True) for p in cell.paragraphs) if line.keep or line.heads else cell.paragraphs
        cells.append(f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(p.xml() for p in held)}</w:tc>")
        at += cell.over
    repeated = "<w:tblHeader/>" if line.heads else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"
