"""The renderer for documents: a drawing as PNG, drawings as the pages of a PDF, by matplotlib."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf, PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import Circle as RoundPatch
from matplotlib.patches import FancyBboxPatch, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text as Lettering
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D, Transform

from tthc_audit.diagram.courses import Move, course
from tthc_audit.diagram.lettering import RESERVE, clean, width
from tthc_audit.diagram.model import MM_PER_POINT, Circle, Diamond, Group, Pen, Polyline, Rect, Scene, Shape, Text

FAMILIES = ("Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans")
"""The fonts that may be drawn with, best first; the last one ships with matplotlib."""
DPI = 250
_MOST_PIXELS, _LONGEST_SIDE = 60_000_000, 30_000
_LONGEST_PAGE = 5_000.0
_HALO = 0.8
_MM_PER_INCH = 25.4
_CODES = {"M": (Path.MOVETO,), "L": (Path.LINETO,), "Q": (Path.CURVE3, Path.CURVE3)}
_SETTINGS = {"pdf.fonttype": 42, "text.hinting": "none", "text.parse_math": False, "lines.scale_dashes": False}


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


def pdf(scenes: Sequence[Scene]) -> bytes:
    """The drawings as the pages of one PDF, each as large as its drawing, with text that can be searched."""
    told = {"Title": clean(scenes[0].title), "Creator": "tthc-audit", "Producer": None, "CreationDate": None}
    buffer = io.BytesIO()
    with _drawing(), PdfPages(buffer, metadata=told) as pages:
        for scene in scenes:
            drawn = figure(scene, min(1.0, _LONGEST_PAGE / max(scene.width, scene.height)))
            FigureCanvasPdf(drawn)
            pages.savefig(drawn)
    return buffer.getvalue()


@contextmanager
def _drawing() -> Iterator[None]:
    """matplotlib as these drawings need it; a letter that no font holds is drawn as a box, without a warning."""
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        yield


def figure(scene: Scene, scale: float = 1.0) -> Figure:
    """The drawing as a figure whose artists lie in the millimetres of the scene, in its order."""
    size = scene.width * scale / _MM_PER_INCH, scene.height * scale / _MM_PER_INCH
    drawn = Figure(figsize=size, facecolor="#FFFFFF")
    to_page = Affine2D().translate(scene.margin, scene.margin).scale(1 / scene.width, -1 / scene.height).translate(0, 1)
    place = to_page + drawn.transFigure
    for group in scene.groups:
        shrunk = _shrunk(group.items)
        for shape in group.items:
            if isinstance(shape, Text):
                _write(drawn, shape, place, scale, shrunk[_hand(shape)])
            else:
                _draw(drawn, shape, place, scale)
    return drawn


def _draw(drawn: Figure, shape: Shape, place: Transform, scale: float) -> None:
    if isinstance(shape, Polyline):
        run = course(shape)
        if run is None:
            return
        _add(drawn, PathPatch(_path(run.path), fill=False), shape.pen, None, place, scale)
        if run.head:
            _add(drawn, Polygon(run.head, closed=True, joinstyle="round"), run.outline, run.fill, place, scale)
    elif isinstance(shape, Circle):
        _add(drawn, RoundPatch(shape.centre, shape.radius), shape.pen, shape.fill, place, scale)
    elif isinstance(shape, Diamond):
        (x, y), half = shape.centre, shape.size / 2
        corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
        _add(drawn, Polygon(corners, closed=True), shape.pen, shape.fill, place, scale)
    elif isinstance(shape, Rect):
        corner = (shape.x, shape.y)
        if shape.radius:
            style = f"round,pad=0,rounding_size={shape.radius}"
            box: FancyBboxPatch | Rectangle = FancyBboxPatch(corner, shape.width, shape.height, boxstyle=style)
        else:
            box = Rectangle(corner, shape.width, shape.height)
        _add(drawn, box, shape.pen, shape.fill, place, scale)


def _add(
    drawn: Figure, patch: PathPatch | Polygon | RoundPatch | FancyBboxPatch | Rectangle, pen: Pen | None,
    fill: str | None, place: Transform, scale: float,
) -> None:  # fmt: skip
    patch.set_facecolor(fill or "none")
    patch.set_edgecolor(pen.colour if pen else "none")
    patch.set_linewidth(pen.width * scale if pen else 0.0)
    if pen and pen.dash:
        patch.set_linestyle((0, [length / MM_PER_POINT * scale for length in pen.dash]))
    patch.set_transform(place)
    drawn.add_artist(patch)


def _path(moves: Iterable[Move]) -> Path:
    parts = [(point, code) for kind, points in moves for point, code in zip(points, _CODES[kind], strict=True)]
    return Path([point for point, _ in parts], [code for _, code in parts])


@cache
def family() -> str:
    """The best font of ``FAMILIES`` that is installed; looked up by name, so that none is missed aloud."""
    installed = {font.name for font in fontManager.ttflist}
    return next(name for name in FAMILIES if name in installed)


def _font(shape: Text, size: float) -> FontProperties:
    return FontProperties(
        family=[family(), "DejaVu Sans"],
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
def _letters() -> TextToPath:
    return TextToPath()


def _width(text: str, font: FontProperties) -> float:
    """How wide a text runs in this font, in millimetres."""
    return float(_letters().get_text_width_height_descent(text, font, ismath=False)[0]) * MM_PER_POINT if text else 0.0


def _write(drawn: Figure, shape: Text, place: Transform, scale: float, shrunk: float) -> None:
    text = clean(shape.text)
    if not text:
        return
    size = shape.size * shrunk
    if shape.halo:
        # Real text with a path effect would be drawn as outlines, which nobody can search or copy.
        seam = _outline(text, shape, _font(shape, size))
        _add(drawn, PathPatch(seam, fill=False, joinstyle="round"), Pen(shape.halo, _HALO / MM_PER_POINT), None, place, scale)
    drawn.add_artist(
        Lettering(
            shape.at.x, shape.at.y, text, color=shape.colour, transform=place,
            fontproperties=_font(shape, size * scale),
            horizontalalignment={"start": "left", "middle": "center", "end": "right"}[shape.anchor],
            verticalalignment="baseline",
        )
    )  # fmt: skip


def _outline(text: str, shape: Text, font: FontProperties) -> Path:
    """The outlines of the letters in millimetres, where they stand."""
    points, codes = _letters().get_text_path(font, text, ismath=False)
    letters = Path(points, codes) if len(points) else Path([shape.at])
    back = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * _width(text, font)
    size = font.get_size_in_points() / _letters().FONT_SCALE * MM_PER_POINT
    return letters.transformed(Affine2D().scale(size, -size).translate(shape.at.x - back, shape.at.y))
