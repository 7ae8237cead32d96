"""A flow or its drawings as the bytes of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tthc_audit.diagram.boxes import Badge
from tthc_audit.diagram.bpmn import bpmn
from tthc_audit.diagram.forms import Form, Paper
from tthc_audit.diagram.layout import lay_out
from tthc_audit.diagram.mermaid import mermaid
from tthc_audit.diagram.model import Scene
from tthc_audit.diagram.svg import svg
from tthc_audit.i18n import Lang
from tthc_audit.results import Flow


def drawn(
    flow: Flow, badges: Mapping[str, Sequence[Badge]], lang: Lang, *, form: Form, paper: Paper = "none"
) -> tuple[bytes, ...]:
    """The flow diagram as one file, or as one a page; ``badges`` as in ``lay_out``, ``paper`` for ``PAGED`` only."""
    if form == "mmd":
        return (mermaid(flow, badges, lang).encode(),)
    scene = lay_out(flow, badges, lang)
    if form == "bpmn":
        return (bpmn(flow, scene, lang),)
    return rendered((scene,), form)


def rendered(scenes: Sequence[Scene], form: Form) -> tuple[bytes, ...]:
    """The drawings as files, one each, save for PDF, which holds them all. ``form`` is one of ``PAGED``."""
    if form == "svg":
        return tuple(svg(scene).encode() for scene in scenes)
    # Importing matplotlib takes longer than laying a flow out.
    from tthc_audit.diagram import plot

    return (plot.pdf(scenes),) if form == "pdf" else tuple(plot.png(scene) for scene in scenes)
