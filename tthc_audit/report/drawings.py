"""The drawings of a procedure, each ready to stand on a landscape sheet or to be scrolled on a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tthc_audit.diagram.boxes import Badge
from tthc_audit.diagram.layout import lay_out_pages
from tthc_audit.diagram.model import Scene
from tthc_audit.diagram.svg import svg
from tthc_audit.diagram.time_axis import lay_out_time_axis
from tthc_audit.i18n import Lang
from tthc_audit.results import Flow, Time

_SMALLEST_SCALE, _LARGEST_SCALE = 0.72, 1.15
"""On a screen a drawing is fitted to its column between these shares of its size; a wider one scrolls."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing under a name that no other on the page has, and the widths in millimetres that a screen shows it in."""

    scene: Scene
    name: str
    least: int
    most: int

    @property
    def svg(self) -> str:
        """The drawing as SVG."""
        return svg(self.scene, self.name)


def diagram(flow: Flow, badges: Mapping[str, Sequence[Badge]], prefix: str, lang: Lang) -> tuple[Drawing, ...]:
    """The flow diagram, on as many sheets as it takes; none where there are no steps."""
    if not flow.nodes:
        return ()
    return drawings(lay_out_pages(flow, badges, lang, titled=False), prefix)


def time_axis(flow: Flow, limit: Time | None, target: Time | None, prefix: str, lang: Lang) -> tuple[Drawing, ...]:
    """The flow against days, with the limit and the target; none where it can only be refused: no time, or unsound."""
    if flow.sound is False or not flow.nodes:
        return ()
    scene = lay_out_time_axis(flow, lang, limit=limit, target=target, titled=False)
    return drawings((scene,), prefix) if any(group.kind == "axis" for group in scene.groups) else ()


def drawing(scene: Scene, name: str) -> Drawing:
    """A scene under its name."""
    return Drawing(scene, name, int(scene.width * _SMALLEST_SCALE), int(scene.width * _LARGEST_SCALE))


def drawings(scenes: Sequence[Scene], prefix: str) -> tuple[Drawing, ...]:
    """Scenes as drawings whose names begin with the prefix."""
    return tuple(drawing(scene, f"{prefix}{number}") for number, scene in enumerate(scenes, 1))
