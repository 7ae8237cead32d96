"""Reads a document back: its tables by rows, its paragraphs with their styles, and the tables of a page beside them."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import docx
from docx.oxml.ns import qn


def opened(data):
    return docx.Document(io.BytesIO(data))


def bare(text):
    """The letters without any white space: lines break elsewhere in another form."""
    return "".join(text.split())


def text_of(element):
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def tables(document):
    """Every table with a repeated head, as rows of texts."""
    found = []
    for table in document.element.body.iter(qn("w:tbl")):
        if next(table.iter(qn("w:tblHeader")), None) is not None:
            rows = table.findall(qn("w:tr"))
            found.append([[bare(text_of(cell)) for cell in row.findall(qn("w:tc"))] for row in rows])
    return found


def paragraphs(document):
    """Style and text of every paragraph, of those in tables too."""
    names = {style.style_id: style.name for style in document.styles}
    found = []
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        found.append(("" if style is None else names[style.get(qn("w:val"))], text_of(paragraph)))
    return found


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self.text, self._cell, self._deep = [], [], None, 0

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  the parser gives them
        if tag in ("svg", "style", "script"):
            self._deep += 1
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = []

    def handle_endtag(self, tag):
        if tag in ("svg", "style", "script"):
            self._deep -= 1
        elif tag in ("td", "th"):
            self.tables[-1][-1].append(bare("".join(self._cell)))
            self._cell = None

    def handle_data(self, data):
        if not self._deep:
            self.text.append(data)
            if self._cell is not None:
                self._cell.append(data)


def page_tables(html):
    """Every table of a page, as rows of texts."""
    page = _Page()
    page.feed(html)
    return page.tables
