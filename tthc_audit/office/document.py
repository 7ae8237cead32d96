"""A Word document: its styles, its sections with page numbers, its pictures; the only module that knows python-docx."""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tthc_audit.i18n import Lang
from tthc_audit.office.looks import FONT, GRID, LOOKS, Look, Role
from tthc_audit.office.packing import repacked
from tthc_audit.office.sheet import LANDSCAPE, ND30
from tthc_audit.office.wordml import twips

_BODY = "tthc-audit: body"
_MARK = f"<w:p><w:r><w:t>{_BODY}</w:t></w:r></w:p>".encode()
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_FONT_ATTRIBUTES = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")
_THEME_ATTRIBUTES = ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme")
_HEADER = 9.0
_BELOW = 8
"""A sheet with a drawing has its caption below it: the margin there is narrower than on the pages of the web."""
_SIDES = {"left": 0, "center": 1, "right": 2, "both": 3}


class Document:
    """A document that is being made: give it pictures and ask it for sections, then save it around a body."""

    def __init__(self, opened: Any, styles: Mapping[Role, str], grid: str) -> None:
        self._opened = opened
        self.styles = styles
        """The id of the style of each role."""
        self.grid = grid
        """The id of the style of tables."""
        self._final = opened.element.body.sectPr
        self._upright = copy.deepcopy(self._final)
        self._closed = 0

    def picture(self, png: bytes) -> str:
        """Take a picture in; returns the relation by which paragraphs show it. The same picture is kept once."""
        relation, _ = self._opened.part.get_or_add_image(io.BytesIO(png))
        return cast("str", relation)

    def close_section(self, *, across: bool) -> str:
        """The properties for the last paragraph of a section of upright pages, or of pages ``across``.

        The first section carries the page numbers, and none on its first page; those after it inherit them.
        """
        made = copy.deepcopy(self._upright)
        if self._closed:
            _inherit(made)
        if across:
            _turn(made)
        self._closed += 1
        return cast("str", made.xml)

    def save(self, body: str, *, title: str, day: date) -> bytes:
        """The file with the body in its place; ``day`` stands in its properties, so that no clock does."""
        if self._closed:
            _inherit(self._final)
        told = self._opened.core_properties
        told.title, told.author, told.last_modified_by, told.comments = title, "tthc-audit", "tthc-audit", ""
        told.created = told.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001  a day without a clock
        told.revision = 1
        made = io.BytesIO()
        self._opened.save(made)
        part = self._opened.part.partname.lstrip("/")
        text = self._opened.part.blob
        assert text.count(_MARK) == 1
        return repacked(made.getvalue(), {part: text.replace(_MARK, body.encode("utf-8"))})


def mark() -> Any:
    """The paragraph in whose place the body goes."""
    paragraph, run, text = (OxmlElement(name) for name in ("w:p", "w:r", "w:t"))
    text.text = _BODY
    run.append(text)
    paragraph.append(run)
    return paragraph


def new_document(lang: Lang) -> Document:
    """An empty document on A4 with the margins, letters and page numbers of Decree 30/2020/NĐ-CP."""
    opened = docx.Document()
    section = opened.sections[0]
    section.page_width, section.page_height = Mm(int(ND30["width"])), Mm(int(ND30["height"]))
    section.top_margin, section.bottom_margin = Mm(int(ND30["top"])), Mm(int(ND30["bottom"]))
    section.left_margin, section.right_margin = Mm(int(ND30["left"])), Mm(int(ND30["right"]))
    section.header_distance, section.footer_distance = Mm(_HEADER), Mm(_HEADER)
    section.different_first_page_header_footer = True
    defaults = opened.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_fonts(defaults)
    language = defaults.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), _LANGUAGES[lang])
    for look in LOOKS.values():
        _dress(_style(opened, look.name), look)
    _number(section.header.paragraphs[0])
    opened.element.body.insert(0, mark())
    return dressed(opened)


def dressed(opened: Any) -> Document:
    """A document that was opened, with every style that it lacks added and those it has left as they are."""
    names = {style.name for style in opened.styles}
    for look in LOOKS.values():
        if look.name not in names:
            _dress(_style(opened, look.name), look)
    if GRID not in names:
        _add_grid(opened)
    found = {role: opened.styles[look.name].style_id for role, look in LOOKS.items()}
    return Document(opened, found, opened.styles[GRID].style_id)


def _style(opened: Any, name: str) -> Any:
    if name in {style.name for style in opened.styles}:
        return opened.styles[name]
    return opened.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)


def _dress(style: Any, look: Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_fonts(style.element.get_or_add_rPr())
    for odd in ("w:spacing", "w:kern"):
        for found in style.element.rPr.findall(qn(odd)):
            style.element.rPr.remove(found)
    layout = style.paragraph_format
    borders = None if style.element.pPr is None else style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    layout.alignment = _SIDES[look.side]
    layout.space_before, layout.space_after, layout.line_spacing = Pt(look.before), Pt(look.after), 1.0
    layout.first_line_indent, layout.left_indent = Mm(look.first), Mm(look.left)
    layout.keep_with_next, layout.widow_control = look.keep, True


def _set_fonts(look: Any) -> None:
    """One family for all letters; what a theme would say is taken out, else Word follows the theme."""
    fonts = look.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        look.insert(0, fonts)
    for name in _THEME_ATTRIBUTES:
        fonts.attrib.pop(qn(name), None)
    for name in _FONT_ATTRIBUTES:
        fonts.set(qn(name), FONT)


def _number(paragraph: Any) -> None:
    """The number of the page, in the middle of the top margin."""
    paragraph.alignment = _SIDES["center"]
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  nothing public makes a field


def _add_grid(opened: Any) -> None:
    """A table style with lines between rows only, and cells that begin at the edge of the text."""
    style = opened.styles.add_style(GRID, WD_STYLE_TYPE.TABLE)
    look, borders = OxmlElement("w:tblPr"), OxmlElement("w:tblBorders")
    for side, width, colour in (("top", "8", "000000"), ("bottom", "8", "9AA3AE"), ("insideH", "4", "9AA3AE")):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", width), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", "40"), ("right", "100")):
        space = OxmlElement(f"w:{side}")
        space.set(qn("w:w"), width)
        space.set(qn("w:type"), "dxa")
        margins.append(space)
    look.extend((borders, margins))
    style.element.append(look)


def _inherit(section: Any) -> None:
    """A section after the first: headers as before it, also on its first page."""
    for name in ("w:headerReference", "w:footerReference", "w:titlePg"):
        for found in section.findall(qn(name)):
            section.remove(found)


def _turn(section: Any) -> None:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    for name, value in (("w", LANDSCAPE["width"]), ("h", LANDSCAPE["height"])):
        size.set(qn(f"w:{name}"), str(twips(value)))
    size.set(qn("w:orient"), "landscape")
    sides = {
        "top": LANDSCAPE["top"],
        "bottom": _BELOW,
        "left": LANDSCAPE["side"],
        "right": LANDSCAPE["side"],
        "footer": 4,
    }
    for side, width in sides.items():
        margins.set(qn(f"w:{side}"), str(twips(width)))
    margins.set(qn("w:header"), str(min(int(margins.get(qn("w:header"), "0")), twips(_HEADER))))
