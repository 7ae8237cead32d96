"""A flow or its drawings as the bytes of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tthc_audit.diagram.boxes import Badge
from tthc_audit.diagram.bpmn import bpmn
from tthc_audit.diagram.forms import Form, Paper
from tthc_audit.diagram.layout import lay_out, lay_out_pages
from tthc_audit.diagram.mermaid import mermaid
from tthc_audit.diagram.model import Scene
from tthc_audit.diagram.svg import svg
from tthc_audit.i18n import Lang
from tthc_audit.results import Flow

A4_ACROSS = (297.0, 210.0)
"""Width and height in millimetres."""


def drawn(
    flow: Flow, badges: Mapping[str, Sequence[Badge]], lang: Lang, *, form: Form, paper: Paper = "none"
) -> tuple[bytes, ...]:
    """The flow diagram as one file, or as one a page; ``badges`` as in ``lay_out``, ``paper`` for ``PAGED`` only."""
    if form == "mmd":
        return (mermaid(flow, badges, lang).encode(),)
    if form == "bpmn":
        return (bpmn(flow, lay_out(flow, badges, lang), lang),)
    scenes = lay_out_pages(flow, badges, lang) if paper == "a4" else (lay_out(flow, badges, lang),)
    return rendered(scenes, form, paper)


def rendered(scenes: Sequence[Scene], form: Form, paper: Paper = "none") -> tuple[bytes, ...]:
    """The drawings as files, one each, save for PDF, which holds them all. ``form`` is one of ``PAGED``."""
    if form == "svg":
        return tuple(svg(scene).encode() for scene in scenes)
    # Importing matplotlib takes longer than laying a flow out.
    from tthc_audit.diagram import plot

    if form == "pdf":
        return (plot.pdf(scenes, A4_ACROSS if paper == "a4" else None),)
    return tuple(plot.png(scene) for scene in scenes)
