"""Sets words in a document: headings, sentences, tables with their captions, drawings on sheets of their own."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence

from tthc_audit.diagram import plot
from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.model import Scene
from tthc_audit.i18n import Lang, say
from tthc_audit.office.document import Document
from tthc_audit.office.looks import Role
from tthc_audit.office.sheet import LANDSCAPE, TEXT_WIDTH
from tthc_audit.office.wordml import Cell, Field, Line, Paragraph, Part, Picture, Run, Side, table
from tthc_audit.report.wording import joined

Content = str | Sequence[str | Sequence[Part]]
"""What a cell holds: a text, or paragraphs of texts or of runs."""
GROUND = "E8ECF1"
RED = "B3261E"
_TAIL = 9.5
_ACROSS = LANDSCAPE["width"] - 2 * LANDSCAPE["side"]
_HIGH = 167.0
"""A drawing on a sheet of its own leaves room for a heading and a caption."""


def printed(text: str) -> str:
    """A text of the input as it may be printed: without controls, numbers bound to their units."""
    return joined(clean(text))


class Setting:
    """A body that grows from its beginning; ``xml`` is what was set so far."""

    def __init__(self, document: Document, lang: Lang, tail: Lang | None = None) -> None:
        self.document = document
        self.lang = lang
        self._tail = tail
        self._set: list[str] = []
        self._numbers = {"table": 0, "figure": 0, "picture": 0}
        self._across_until = 0

    def xml(self) -> str:
        """The body."""
        return "".join(self._set)

    def words(self, key: str, **values: object) -> str:
        """A sentence of the report."""
        return joined(say(self.lang, f"report.{key}", **values))

    def named(self, key: str) -> tuple[Run, ...]:
        """A name of a part or column, with the same in the second language, where there is one."""
        return (Run(self.words(key)), *self.tail(say(self._tail or self.lang, f"report.{key}")))

    def tail(self, words: str) -> tuple[Run, ...]:
        """Words of the second language, small; nothing where there is none."""
        return (Run(f" {words}", italic=True, size=_TAIL),) if self._tail else ()

    def paragraph(
        self, role: Role, content: str | Sequence[Part], *, side: Side | None = None, keep: bool = False,
        rule: bool = False, indents: tuple[float, float] | None = None,
    ) -> Paragraph:  # fmt: skip
        """A paragraph of a role, not yet set."""
        parts = (Run(printed(content)),) if isinstance(content, str) else tuple(content)
        return Paragraph(parts, self.document.styles[role], side, keep=keep, rule=rule, indents=indents)

    def text(self, role: Role, content: str | Sequence[Part], *, keep: bool = False, side: Side | None = None) -> None:
        """Set a paragraph."""
        self._set.append(self.paragraph(role, content, keep=keep, side=side).xml())

    def put(self, *paragraphs: Paragraph) -> None:
        """Set paragraphs that are made already."""
        self._set.extend(paragraph.xml() for paragraph in paragraphs)

    def heading(
        self, level: int, content: str | Sequence[Part], *, new_page: bool = False, tight: bool = False
    ) -> None:
        """Set a heading of level 1, 2 or 3."""
        roles: tuple[Role, Role, Role] = ("heading1", "heading2", "heading3")
        parts = (Run(printed(content)),) if isinstance(content, str) else tuple(content)
        style = self.document.styles[roles[level - 1]]
        self._set.append(Paragraph(parts, style, new_page=new_page, tight=tight).xml())

    def cell(
        self, content: Content, role: Role = "cell", *, side: Side | None = None, over: int = 1, ground: str = ""
    ) -> Cell:
        """A cell of a table."""
        several = (content,) if isinstance(content, str) else content or ("",)
        return Cell(tuple(self.paragraph(role, one, side=side) for one in several), over, ground)

    def head(self, *names: str, numbers: Iterable[int] = ()) -> Line:
        """The row of column names, by their keys; those of columns of numbers stand at the right."""
        return self.heads([self.named(name) for name in names], numbers)

    def heads(self, names: Sequence[Sequence[Part]], numbers: Iterable[int] = ()) -> Line:
        """The row of column names that is repeated on every page."""
        right = set(numbers)
        return Line(
            tuple(self.cell((n,), "head", side="right" if i in right else None) for i, n in enumerate(names)),
            heads=True,
        )

    def row(self, *contents: Content, role: Role = "cell", numbers: Iterable[int] = ()) -> Line:
        """A row of cells."""
        right = set(numbers)
        return Line(tuple(self.cell(c, role, side="right" if i in right else None) for i, c in enumerate(contents)))

    def group(self, over: int, content: Sequence[str | Sequence[Part]]) -> Line:
        """A row that names the rows after it."""
        return Line((self.cell(content, "cell", over=over, ground=GROUND),), keep=True)

    def table(self, shares: Sequence[float], lines: Sequence[Line], caption: str = "", note: str = "") -> None:
        """Set a table, its columns sharing the width of the text, below its numbered caption."""
        if caption:
            self._caption("table", caption + (f" ({note})" if note else ""), keep=True)
        widths = [TEXT_WIDTH * share / sum(shares) for share in shares]
        self._set.append(table(self.document.grid, widths, lines, title=printed(caption)))
        self.text("tiny", "")

    def bare(self, widths: Sequence[float], lines: Sequence[Line]) -> None:
        """Set a table without lines, by which things stand beside each other."""
        self._set.append(table(self.document.grid, widths, lines, ruled=False))

    def _caption(self, kind: str, words: str, *, keep: bool, section: str = "") -> None:
        self._numbers[kind] += 1
        label, number = self.words(f"label.{kind}"), self._numbers[kind]
        parts = (
            Run(f"{label} "), Field(f"SEQ {label} \\* ARABIC", str(number)), Run(f". {printed(words)}"),
        )  # fmt: skip
        style = self.document.styles["caption"]
        figure = kind == "figure"
        side: Side | None = "center" if figure else None
        made = Paragraph(parts, style, keep=keep, section=section, side=side, tight=figure)
        self._set.append(made.xml())

    def drawing(self, scene: Scene, *, alt: str) -> None:
        """Set a drawing between paragraphs, at its own size."""
        self._picture(scene, 1.0, alt)

    def _picture(self, scene: Scene, scale: float, alt: str) -> None:
        self._numbers["picture"] += 1
        relation = self.document.picture(plot.png(scene))
        # A drawing leaves its canvas of some 17 MB behind in a circle, and the program runs without a collector.
        gc.collect()
        shown = Picture(relation, scene.width * scale, scene.height * scale, alt, self._numbers["picture"])
        self._set.append(self.paragraph("cell", (shown,), side="center", keep=True).xml())

    def sheets(self, level: int, title: Sequence[Part], drawings: Sequence[tuple[Scene, str]]) -> None:
        """Set drawings on landscape sheets of their own, each above its caption, below one heading."""
        if self._across_until != len(self._set):
            section = self.document.close_section(across=False)
            self._set.append(Paragraph((), self.document.styles["tiny"], section=section).xml())
        self.heading(level, title, tight=True)
        for number, (scene, caption) in enumerate(drawings, 1):
            scale = min(1.0, _ACROSS / scene.width, _HIGH / scene.height)
            self._picture(scene, scale, f"{caption}. {scene.description}")
            last = number == len(drawings)
            section = self.document.close_section(across=True) if last else ""
            self._caption("figure", caption, keep=False, section=section)
        self._across_until = len(self._set)
