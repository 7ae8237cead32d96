"""What others' programs make of the files: bpmn-js opens the BPMN without a warning, Mermaid renders its text.

Needs Node.js, Chromium, and a folder in which ``npm install bpmn-js mermaid playwright-core`` was run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tthc_audit import api, resources
from tthc_audit.diagram.rendering import drawn
from tthc_audit.results import Flow, FlowEdge, FlowLane

MODULES = os.environ.get("TTHC_AUDIT_NODE_MODULES", "")
NODE = shutil.which("node")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SCRIPT = Path(__file__).parent / "browser" / "open.mjs"
pytestmark = [
    pytest.mark.skipif(not NODE or not CHROMIUM, reason="needs Node.js and Chromium"),
    pytest.mark.skipif(
        not all(
            (Path(MODULES or "-") / "node_modules" / name).is_dir()
            for name in ("bpmn-js", "mermaid", "playwright-core")
        ),
        reason="needs TTHC_AUDIT_NODE_MODULES: a folder with bpmn-js, mermaid and playwright-core installed by npm",
    ),
]
Told = dict[str, dict[str, Any]]


def _opened(folder: Path) -> Told:
    files = sorted(str(f) for f in folder.iterdir())
    done = subprocess.run(
        [str(NODE), str(SCRIPT), MODULES, str(CHROMIUM), "", *files], capture_output=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr.decode()
    told: Told = json.loads(done.stdout)
    assert len(told) == len(files)
    return told


def _assert_shown(told: Told) -> None:
    for name, outcome in told.items():
        assert outcome["said"] == [], name
        assert outcome["shown"], name
        assert not outcome.get("scripts"), name


def test_every_sample_procedure_opens_without_a_warning(tmp_path: Path) -> None:
    flows = api.audit(Path(str(resources.bundled("procedures"))), api.Options()).flows
    drawable = {key: flow for key, flow in flows.items() if flow.nodes}
    for key, flow in drawable.items():
        for form in ("bpmn", "mmd"):
            (tmp_path / f"{key}.{form}").write_bytes(drawn(flow, {}, "vi", form=form)[0])
    told = _opened(tmp_path)
    _assert_shown(told)
    for key, flow in drawable.items():
        steps = [i for i in told[f"{key}.bpmn"]["shown"] if i.startswith("Step_")]
        assert len(steps) == len(flow.nodes)
        assert told[f"{key}.mmd"]["lines"] >= len(flow.edges)


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>", ']]> "] --> x[" #35; &lt;', "end", "\u202etxet שלום עולם",
    "e\u0323\u0302 `**đậm**` $$x$$ %%{init: {}}%%", "1. một", "- hai", "x" * 80, "ệ" * 400, "", "a;b:c|d{e}(f)\\n",
)  # fmt: skip


def test_hostile_and_broken_flows_open_too(
    tmp_path: Path, small_flow: Flow, procedure_flow: Callable[..., Flow]
) -> None:
    flows = {
        f"text{i}": replace(
            small_flow, name=text, procedure=text,
            lanes=tuple(FlowLane(lane.id, text) for lane in small_flow.lanes),
            nodes=tuple(replace(n, name=text) for n in small_flow.nodes),
            edges=tuple(replace(e, when=text) for e in small_flow.edges),
        )
        for i, text in enumerate(HOSTILE)
    }  # fmt: skip
    flows["unsound"] = replace(
        small_flow, sound=False, problem="no_exit", trace=("b1", "b2"), edges=(*small_flow.edges, FlowEdge("b3", "b3"))
    )
    flows["many"] = replace(
        small_flow, lanes=tuple(FlowLane(f"l{i}", f"Đơn vị {i}") for i in range(30)), start="b0",
        nodes=tuple(replace(small_flow.nodes[1], id=f"b{i}", lane=f"l{i * 7 % 30}", split=None, name="Thẩm định " * 40) for i in range(150)),
        edges=tuple(FlowEdge(f"b{i}", f"b{i + 1}", when="đủ") for i in range(149)),
    )  # fmt: skip
    flows |= {f"random{seed}": procedure_flow(seed, 5 + 5 * seed) for seed in range(8)}
    for name, flow in flows.items():
        for form in ("bpmn", "mmd"):
            (tmp_path / f"{name}.{form}").write_bytes(drawn(flow, {"b1": ((1, "violation"),)}, "vi", form=form)[0])
    told = _opened(tmp_path)
    _assert_shown(told)
    for i, text in enumerate(HOSTILE[:2]):
        shown = " ".join(told[f"text{i}.mmd"]["shown"])
        assert text in shown
