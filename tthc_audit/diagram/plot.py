"""The renderer for documents: a drawing as PNG, drawings as the pages of a PDF, by matplotlib."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Literal
from unicodedata import normalize

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties, fontManager, get_font
from matplotlib.patches import Circle as RoundPatch
from matplotlib.patches import FancyBboxPatch, Patch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text as Lettering
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

from tthc_audit.diagram.courses import Move, course
from tthc_audit.diagram.lettering import clean, width
from tthc_audit.diagram.model import MM_PER_POINT, Circle, Diamond, Pen, Polyline, Rect, Scene, Shape, Text

FAMILIES = ("Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans")
"""The fonts that may be drawn with, best first; the last one ships with matplotlib."""
_CHOSEN = "tthc-audit"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LETTERS = normalize("NFC", "".join(vowel + tone for vowel in "aăâeêioôơuưy" for tone in _TONES)) + "đ"
_VIETNAMESE = frozenset(map(ord, _LETTERS + _LETTERS.upper()))
DPI = 250
_MOST_PIXELS, _LONGEST_SIDE = 60_000_000, 30_000
_LONGEST_PAGE = 5_000.0
_EDGE = 5.0
_HALO = 0.8
_MM_PER_INCH = 25.4
_SIDES: dict[str, Literal["left", "center", "right"]] = {"start": "left", "middle": "center", "end": "right"}
_BACK = {"start": 0.0, "middle": 0.5, "end": 1.0}
_CODES = {"M": (Path.MOVETO,), "L": (Path.LINETO,), "Q": (Path.CURVE3, Path.CURVE3)}


def png(scene: Scene) -> bytes:
    """The drawing as PNG at 250 dots an inch, fewer only where that would not fit into memory.

    The same drawing gives the same bytes wherever the same font and the same matplotlib are installed.
    """
    with _drawing():
        drawn = figure(scene)
        square = scene.width * scene.height / _MM_PER_INCH**2
        side = max(scene.width, scene.height) / _MM_PER_INCH
        dots = min(DPI, (_MOST_PIXELS / square) ** 0.5, _LONGEST_SIDE / side)
        buffer = io.BytesIO()
        FigureCanvasAgg(drawn).print_figure(buffer, format="png", dpi=dots, metadata={"Software": None})
    return buffer.getvalue()


def pdf(scenes: Sequence[Scene], sheet: tuple[float, float] | None = None) -> bytes:
    """The drawings as the pages of one PDF with text that can be searched.

    Each page is as large as its drawing; with a ``sheet`` (width and height in millimetres) every page is one,
    and a drawing that is too large for it is made smaller.
    """
    told = {"Title": clean(scenes[0].title), "Creator": "tthc-audit", "Producer": None, "CreationDate": None}
    buffer = io.BytesIO()
    with _drawing(), PdfPages(buffer, metadata=told) as pages:
        for scene in scenes:
            drawn = figure(scene, _fit(scene, sheet), sheet)
            FigureCanvasPdf(drawn)
            pages.savefig(drawn)
    return buffer.getvalue()


def _fit(scene: Scene, sheet: tuple[float, float] | None) -> float:
    wide, high = (_LONGEST_PAGE, _LONGEST_PAGE) if sheet is None else (sheet[0] - 2 * _EDGE, sheet[1] - 2 * _EDGE)
    return min(1.0, wide / scene.width, high / scene.height)


@contextmanager
def _drawing() -> Iterator[None]:
    """Settings that no file of the user changes; a letter that no font holds is drawn as a box, without a warning."""
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams["pdf.fonttype"] = 42
        mpl.rcParams["text.hinting"] = "none"
        mpl.rcParams["text.parse_math"] = False
        mpl.rcParams["lines.scale_dashes"] = False
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        yield


def figure(scene: Scene, scale: float = 1.0, sheet: tuple[float, float] | None = None) -> Figure:
    """The drawing as a figure whose artists lie in the millimetres of the scene, in its order.

    On a ``sheet`` it stands below the upper edge, in the middle between the others.
    """
    page = _Page(scene, scale, sheet)
    for group in scene.groups:
        shrunk = _shrunk(group.items)
        for shape in group.items:
            if isinstance(shape, Text):
                page.write(shape, shrunk[_hand(shape)])
            else:
                page.draw(shape)
    return page.figure


class _Page:
    """A figure that is being drawn on; ``scale`` is its size over that of the scene."""

    def __init__(self, scene: Scene, scale: float, sheet: tuple[float, float] | None) -> None:
        drawn = scene.width * scale, scene.height * scale
        wide, high = sheet or drawn
        left, top = (0.0, 0.0) if sheet is None else ((wide - drawn[0]) / 2, min(2 * _EDGE, (high - drawn[1]) / 2))
        self.figure = Figure(figsize=(wide / _MM_PER_INCH, high / _MM_PER_INCH), facecolor="#FFFFFF")
        self.scale = scale
        on_sheet = Affine2D().translate(scene.margin, scene.margin).scale(scale).translate(left, top)
        self.place = on_sheet.scale(1 / wide, -1 / high).translate(0, 1) + self.figure.transFigure

    def draw(self, shape: Polyline | Circle | Diamond | Rect) -> None:
        if isinstance(shape, Polyline):
            run = course(shape)
            if run is None:
                return
            self._add(PathPatch(_path(run.path), fill=False), shape.pen, None)
            if run.head:
                self._add(Polygon(run.head, closed=True, joinstyle="round"), run.outline, run.fill)
        elif isinstance(shape, Circle):
            self._add(RoundPatch(shape.centre, shape.radius), shape.pen, shape.fill)
        elif isinstance(shape, Diamond):
            (x, y), half = shape.centre, shape.size / 2
            corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
            self._add(Polygon(corners, closed=True), shape.pen, shape.fill)
        elif shape.radius:
            style = f"round,pad=0,rounding_size={shape.radius}"
            box = FancyBboxPatch((shape.x, shape.y), shape.width, shape.height, boxstyle=style)
            self._add(box, shape.pen, shape.fill)
        else:
            self._add(Rectangle((shape.x, shape.y), shape.width, shape.height), shape.pen, shape.fill)

    def write(self, shape: Text, shrunk: float) -> None:
        text = clean(shape.text)
        if not text:
            return
        size = shape.size * shrunk
        if shape.halo:
            # Real text with a path effect would be drawn as outlines, which nobody can search or copy.
            seam = _outline(text, shape, _font(shape, size))
            self._add(PathPatch(seam, fill=False, joinstyle="round"), Pen(shape.halo, _HALO / MM_PER_POINT), None)
        self.figure.add_artist(
            Lettering(
                shape.at.x, shape.at.y, text, color=shape.colour, transform=self.place,
                fontproperties=_font(shape, size * self.scale),
                horizontalalignment=_SIDES[shape.anchor], verticalalignment="baseline",
            )
        )  # fmt: skip

    def _add(self, patch: Patch, pen: Pen | None, fill: str | None) -> None:
        patch.set_facecolor(fill or "none")
        patch.set_edgecolor(pen.colour if pen else "none")
        patch.set_linewidth(pen.width * self.scale if pen else 0.0)
        if pen and pen.dash:
            patch.set_linestyle((0, [length / MM_PER_POINT * self.scale for length in pen.dash]))
        patch.set_transform(self.place)
        self.figure.add_artist(patch)


def _path(moves: Iterable[Move]) -> Path:
    parts = [(point, code) for kind, points in moves for point, code in zip(points, _CODES[kind], strict=True)]
    return Path([point for point, _ in parts], [code for _, code in parts])


@cache
def family() -> str:
    """The family that is drawn with: the best of ``FAMILIES`` that has every hand and every Vietnamese letter.

    Its files are made known under a name of its own, because an older version of a font may be installed
    beside the right one under the same name and lack most Vietnamese letters.
    """
    for name in FAMILIES:
        chosen = [_face(name, bold=bold, italic=italic) for bold in (False, True) for italic in (False, True)]
        if None not in chosen:
            break
    fontManager.ttflist.extend(replace(face, name=_CHOSEN) for face in chosen if face is not None)
    return name


def _face(name: str, *, bold: bool, italic: bool) -> FontEntry | None:
    """The file of a family in one hand that holds every Vietnamese letter, the first by its path."""
    slants = ("italic", "oblique") if italic else ("normal",)
    faces = [
        f for f in fontManager.ttflist
        if f.name == name and f.style in slants and f.stretch in ("normal", 400, 500)
        and str(f.weight) in (("bold", "700") if bold else ("normal", "regular", "book", "400"))
    ]  # fmt: skip
    faces.sort(key=lambda f: f.fname)
    return next((f for f in faces if get_font(f.fname).get_charmap().keys() >= _VIETNAMESE), None)


def _font(shape: Text, size: float) -> FontProperties:
    family()
    return FontProperties(
        family=[_CHOSEN, "DejaVu Sans"],
        size=size,
        weight="bold" if shape.bold else "normal",
        style="italic" if shape.italic else "normal",
    )


def _hand(shape: Text) -> tuple[float, bool, bool]:
    return shape.size, shape.bold, shape.italic


def _shrunk(items: Sequence[Shape]) -> dict[tuple[float, bool, bool], float]:
    """How much smaller texts of one size and weight must be to run no wider than the drawing reckoned with.

    It is 1 with fonts as wide as Arial; DejaVu Sans is wider.
    """
    shrunk: dict[tuple[float, bool, bool], float] = {}
    for shape in items:
        if isinstance(shape, Text):
            room = width(clean(shape.text), shape.size, bold=shape.bold)
            runs = _width(clean(shape.text), _font(shape, shape.size))
            shrunk[_hand(shape)] = min(shrunk.get(_hand(shape), 1.0), room / runs if runs > room else 1.0)
    return shrunk


@cache
def _outliner() -> TextToPath:
    return TextToPath()


def _width(text: str, font: FontProperties) -> float:
    """How wide a text runs in this font, in millimetres."""
    return float(_outliner().get_text_width_height_descent(text, font, ismath=False)[0]) * MM_PER_POINT if text else 0.0


def _outline(text: str, shape: Text, font: FontProperties) -> Path:
    """The outlines of the letters in millimetres, where they stand."""
    points, codes = _outliner().get_text_path(font, text, ismath=False)
    letters = Path(points, codes) if len(points) else Path([shape.at])
    back = _BACK[shape.anchor] * _width(text, font)
    size = font.get_size_in_points() / _outliner().FONT_SCALE * MM_PER_POINT
    return letters.transformed(Affine2D().scale(size, -size).translate(shape.at.x - back, shape.at.y))
