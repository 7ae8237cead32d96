"""How long diagrams take to lay out, and how many of their lines cross: 200 generated procedures and the samples.

python tests/bench/diagrams.py
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterable
from itertools import combinations, pairwise
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "diagram"))

from conftest import procedure_flow  # noqa: E402

from tthc_audit import api  # noqa: E402
from tthc_audit.diagram.layout import lay_out, lay_out_pages  # noqa: E402
from tthc_audit.diagram.model import Point, Polyline, Scene, Text  # noqa: E402
from tthc_audit.results import Flow  # noqa: E402


def crossings(scene: Scene) -> int:
    """How often lines of different links cross."""
    runs: dict[int, list[tuple[Point, Point]]] = {}
    for group in scene.groups:
        for shape in group.items:
            if group.link is not None and isinstance(shape, Polyline) and shape.pen.colour != "#FFFFFF":
                runs.setdefault(group.link, []).extend(pairwise(shape.points))
    return sum(
        min(c.x, d.x) + 0.01 < a.x < max(c.x, d.x) - 0.01 and min(a.y, b.y) + 0.01 < c.y < max(a.y, b.y) - 0.01
        for one, other in combinations(runs.values(), 2)
        for first, second in ((one, other), (other, one))
        for a, b in first
        if a.x == b.x
        for c, d in second
        if c.y == d.y
    )


def line(what: str, flows: Iterable[Flow]) -> None:
    """Measure and print one set."""
    whole, paged, short, crossed, sheets, letters = [], [], [], 0, 0, 99.0
    for flow in flows:
        started = time.perf_counter()
        lay_out(flow, {}, "vi")
        whole.append(1000 * (time.perf_counter() - started))
        if len(flow.nodes) <= 15:
            short.append(whole[-1])
        started = time.perf_counter()
        scenes = lay_out_pages(flow, {}, "vi")
        paged.append(1000 * (time.perf_counter() - started))
        crossed += sum(map(crossings, scenes))
        sheets += len(scenes)
        letters = min(
            letters, *(s.size for scene in scenes for g in scene.groups for s in g.items if isinstance(s, Text))
        )
    print(
        f"{what}: {len(whole)} flows; up to 15 steps {statistics.median(short or [0]):.0f} ms (goal 25), "
        f"all {statistics.median(whole):.0f} ms (goal 50), most {max(whole):.0f} ms (goal 1000); "
        f"as pages {statistics.median(paged):.0f} ms, most {max(paged):.0f} ms; "
        f"{crossed / len(whole):.2f} crossings a flow (goal 1.0), {sheets} sheets, smallest letters {letters:.2f} pt",
        flush=True,
    )


if __name__ == "__main__":
    samples = api.audit(HERE.parents[1] / "procedures", api.Options(lang="vi")).flows.values()
    line("generated, 5 to 45 steps", [procedure_flow(seed) for seed in range(200)])
    line("samples", samples)
    line("60 steps", [procedure_flow(seed, 60) for seed in range(20)])
