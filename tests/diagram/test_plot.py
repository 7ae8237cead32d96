"""PNG and PDF: the same places as the SVG, the right font, the same bytes every time, whatever the text."""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import re
import struct
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.font_manager import fontManager, get_font
from matplotlib.patches import Patch
from matplotlib.text import Text as Lettering

from tthc_audit.diagram import plot
from tthc_audit.diagram.layout import lay_out
from tthc_audit.diagram.lettering import width
from tthc_audit.diagram.model import MM_PER_POINT, Group, Point, Scene, Text
from tthc_audit.diagram.svg import svg
from tthc_audit.results import Flow

NS = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<script>alert(1)</script> ]]>", "$x^2$ \\frac{1}{2} %d {0}", "שלום עולם مرحبا", "x" * 80, "ệ" * 400, "e\u0323\u0302 a\u030a\u0301\u0323",
    "中文\U0001f600\U00010348", "", "a\x00b\x1b[31m", "\u202etxet",
)  # fmt: skip


def _numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", text)]


def _placed_in_svg(scene: Scene) -> Iterator[tuple[str, list[float]]]:
    """Every shape of the SVG in its order: its kind and its points in millimetres."""
    elements = [e for e in ET.fromstring(svg(scene)).iter() if e.tag.startswith(NS)]
    for e in elements[1:]:
        name = e.tag.removeprefix(NS)
        if name == "rect":
            x, y, wide, high = (float(e.get(k, "0")) for k in ("x", "y", "width", "height"))
            yield "area", [x, y, x + wide, y + high]
        elif name == "circle":
            x, y, r = (float(e.get(k, "0")) for k in ("cx", "cy", "r"))
            yield "area", [x - r, y - r, x + r, y + r]
        elif name == "polygon":
            yield "points", _numbers(e.get("points", ""))
        elif name == "path":
            yield "points", _numbers(re.sub("[MLQ]", " ", e.get("d", "")))
        elif name == "text":
            if e.get("paint-order"):
                yield "seam", []
            yield "text", [float(e.get("x", "0")), float(e.get("y", "0"))]


def _placed_in_figure(scene: Scene) -> Iterator[tuple[Patch | Lettering, list[float]]]:
    """Every artist in its order, with its points in millimetres as they come to lie on the page."""
    with plot._drawing():
        figure = plot.figure(scene)
        figure.set_dpi(254)
        FigureCanvasAgg(figure)
        for artist in figure.get_children():
            if isinstance(artist, Lettering):
                points = [artist.get_transform().transform(artist.get_position())]
            else:
                assert isinstance(artist, Patch)
                points = list(artist.get_transform().transform(artist.get_path().vertices))
            millimetres = [(x / 10 - scene.margin, scene.height - y / 10 - scene.margin) for x, y in points]
            yield artist, [c for point in millimetres for c in point]


@pytest.mark.parametrize("seed", range(6))
def test_every_shape_stands_where_the_svg_has_it(seed: int, procedure_flow: Callable[..., Flow]) -> None:
    scene = lay_out(procedure_flow(seed, 6 + 3 * seed), {"b2": ((3, "violation"), (4, "warning"))}, "vi")
    expected, found = list(_placed_in_svg(scene)), list(_placed_in_figure(scene))
    assert len(expected) == len(found) > 50
    for (kind, wanted), (artist, points) in zip(expected, found, strict=True):
        assert isinstance(artist, Lettering) == (kind == "text")
        if kind == "area":
            xs, ys = points[::2], points[1::2]
            assert [min(xs), min(ys), max(xs), max(ys)] == pytest.approx(wanted, abs=0.02)
        elif kind != "seam":
            assert points[: len(wanted)] == pytest.approx(wanted, abs=0.02)


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize("text", ["Thẩm định hồ sơ, lấy ý kiến", "Đơn vị ƠƯẾẶ", "שלום", "i"])
def test_text_runs_where_the_drawing_reckoned_and_its_halo_behind_it(text: str, anchor: str) -> None:
    shape = Text(Point(50, 5), text, 7.6, "#000000", anchor, bold=True, halo="#FFFFFF")  # type: ignore[arg-type]
    scene = Scene(102, 12, 1, "", "", "vi", (Group("legend", (), (shape,)),))
    with plot._drawing():
        figure = plot.figure(scene)
        figure.set_dpi(254)
        renderer = FigureCanvasAgg(figure).get_renderer()
        _, seam, written = figure.get_children()
        box = written.get_window_extent(renderer)
        room = width(text, 7.6, bold=True)
        left = 51 - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * room
        assert box.x0 / 10 > left - 0.3
        assert box.x1 / 10 < left + room + 0.3
        behind = seam.get_transform().transform_path(seam.get_path()).get_extents()
        assert (behind.x0 + behind.x1) / 20 == pytest.approx((box.x0 + box.x1) / 20, abs=0.35)
        assert behind.width / 10 == pytest.approx(box.width / 10, abs=0.8)


def test_the_font_is_installed_whole_and_holds_every_vietnamese_letter() -> None:
    assert plot.family() in plot.FAMILIES
    faces = [f for f in fontManager.ttflist if f.name == plot._CHOSEN]
    assert {(str(f.weight) in ("bold", "700"), f.style != "normal") for f in faces} == {
        (bold, slanted) for bold in (False, True) for slanted in (False, True)
    }
    for face in faces:
        assert {ord(c) for c in "ăâđêôơưẰẫỆỗợửỵĐ"} <= get_font(face.fname).get_charmap().keys()


def test_a_wider_font_is_written_smaller_so_that_nothing_overflows(monkeypatch: pytest.MonkeyPatch) -> None:
    faces = [(bold, italic) for bold in (False, True) for italic in (False, True)]
    wide = [replace(f, name="wide") for b, i in faces if (f := plot._face("DejaVu Sans", bold=b, italic=i))]
    fontManager.ttflist.extend(wide)
    monkeypatch.setattr(plot, "_CHOSEN", "wide")
    monkeypatch.setattr(plot, "family", lambda: "DejaVu Sans")
    shapes = tuple(Text(Point(0, 5 + i), t, 7, "#000000", bold=i > 1) for i, t in enumerate(("mmm mm", "iii", "MMMMM")))
    try:
        shrunk = plot._shrunk(shapes)
        for shape in shapes:
            size = shape.size * shrunk[plot._hand(shape)]
            assert size > 5.5
            assert (
                plot._width(shape.text, plot._font(shape, size))
                <= width(shape.text, shape.size, bold=shape.bold) + 1e-6
            )
        assert shrunk[7, False, False] < 1
    finally:
        for face in wide:
            fontManager.ttflist.remove(face)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_drawn_without_a_word(text: str, small_flow: Flow, caplog: pytest.LogCaptureFixture) -> None:
    flow = replace(small_flow, name=text, nodes=tuple(replace(n, name=text) for n in small_flow.nodes))
    scene = lay_out(flow, {}, "vi", headline=text)
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        assert plot.png(scene).startswith(b"\x89PNG")
        assert plot.pdf([scene]).startswith(b"%PDF")
    assert caplog.records == []


def _size(png: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def test_a_picture_is_sharp_and_a_vast_one_fits_into_memory(small_flow: Flow) -> None:
    scene = lay_out(small_flow, {}, "vi")
    wide, high = _size(plot.png(scene))
    assert wide / (scene.width / 25.4) == pytest.approx(plot.DPI, abs=2)
    assert high / (scene.height / 25.4) == pytest.approx(plot.DPI, abs=2)
    wide, high = _size(plot.png(replace(scene, width=4000.0, height=2500.0)))
    assert wide * high < 61_000_000


def test_a_pdf_has_a_page_a_drawing_with_text_in_truetype(small_flow: Flow) -> None:
    scene = lay_out(small_flow, {}, "vi")
    told = plot.pdf([scene, replace(scene, width=6000.0), scene])
    assert told.count(b"/Type /Page ") == 3
    assert b"/Type3" not in told
    boxes = [[float(n) for n in m.split()] for m in re.findall(rb"/MediaBox \[([^]]+)\]", told)]
    assert [b[2] * MM_PER_POINT for b in boxes] == pytest.approx([scene.width, 5000.0, scene.width])


def test_on_a_sheet_drawings_keep_their_size_unless_they_are_too_large(small_flow: Flow) -> None:
    scene = lay_out(small_flow, {}, "vi")
    told = plot.pdf([scene, replace(scene, width=500.0)], (297.0, 210.0))
    boxes = [[float(n) for n in m.split()] for m in re.findall(rb"/MediaBox \[([^]]+)\]", told)]
    assert [n * MM_PER_POINT for b in boxes for n in b[2:]] == pytest.approx([297, 210, 297, 210])
    with plot._drawing():
        for width_, scale in ((scene.width, 1.0), (500.0, 287 / 500)):
            assert plot._fit(replace(scene, width=width_), (297.0, 210.0)) == pytest.approx(scale)
            figure = plot.figure(replace(scene, width=width_), scale, (297.0, 210.0))
            figure.set_dpi(254)
            band = next(a for a in figure.get_children()[1:] if isinstance(a, Patch))
            box = band.get_transform().transform_path(band.get_path()).get_extents()
            assert box.x0 / 10 == pytest.approx((297 - width_ * scale) / 2 + scene.margin * scale, abs=0.05)
            assert box.x1 < 2970


def test_a_flow_gives_the_same_bytes_in_another_process(small_flow: Flow) -> None:
    code = (
        "import hashlib, pickle, sys; from tthc_audit.diagram import plot; from tthc_audit.diagram.layout import lay_out\n"
        "scene = lay_out(pickle.loads(sys.stdin.buffer.read()), {}, 'vi')\n"
        "print(hashlib.sha256(plot.png(scene)).hexdigest(), hashlib.sha256(plot.pdf([scene])).hexdigest())"
    )
    scene = lay_out(small_flow, {}, "vi")
    here = [hashlib.sha256(plot.png(scene)).hexdigest(), hashlib.sha256(plot.pdf([scene])).hexdigest()]

    there = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(small_flow), capture_output=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    )  # fmt: skip
    assert there.stdout.decode().split() == here


def test_nothing_in_the_files_tells_when_or_with_what_they_were_made(small_flow: Flow) -> None:
    scene = lay_out(small_flow, {}, "vi")
    for data in (plot.png(scene), plot.pdf([scene])):
        assert not re.search(rb"[Mm]atplotlib|CreationDate|ModDate|tEXt|tIME", data)
