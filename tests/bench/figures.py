"""Microseconds that the figures of one flow of 15 steps take: choices, a parallel block, a loop, probabilities.

Run: ``python tests/bench/figures.py``
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from timed_flows import step

from tthc_audit.catalog.model import Limit, Procedure
from tthc_audit.flow.graph import of_case
from tthc_audit.flow.loops import loops
from tthc_audit.flow.timing import measure

ROUNDS = 300
TRIES = 7


def ordinary(*, odds: bool, parallel: bool) -> list:
    """Intake with a loop, a choice, a split in two, and the result."""

    def ways(*pairs):
        return tuple(pairs) if odds else tuple(t for t, _ in pairs)

    return [
        step("submit", None, ("receive",), kind="submit", agency="applicant"),
        step("receive", "0.5", ("check",), kind="receive"),
        step("check", "1", ways(("assign", "3/4"), ("supplement", "1/4")), kind="check"),
        step("supplement", "1", ("receive",), kind="supplement", off=True, basis="Điều 1"),
        step(
            "assign",
            "0.5",
            ("ask", "visit") if parallel else ways(("ask", "1/2"), ("visit", "1/2")),
            split="all" if parallel else "one",
        ),
        step("ask", "1", ("answer",), kind="consult"),
        step("answer", "3", ("report",), kind="consult", agency="b"),
        step("visit", "2", ("minutes",), kind="inspect_site"),
        step("minutes", "1", ("report",)),
        step("report", "1", ways(("draft", "9/10"), ("refuse", "1/10")), join="all" if parallel else "any"),
        step("refuse", "1", kind="decide"),
        step("draft", "1", ("sign",)),
        step("sign", "0.5", ("issue",), kind="sign"),
        step("issue", "0.5", ("return",), kind="issue", outputs=("licence",)),
        step("return", "0.5", kind="return"),
    ]


def seconds(graph, limit, results, found) -> float:
    """Processor time of some rounds."""
    begun = process_time()
    for _ in range(ROUNDS):
        measure(graph, limit=limit, results=results, bodies={}, loops=found)
    return process_time() - begun


def main() -> None:
    """Print the time of each kind of flow."""
    for odds in (False, True):
        for parallel in (False, True):
            steps = ordinary(odds=odds, parallel=parallel)
            for limit, results in (
                (None, ()),
                (None, ("licence",)),
                (Limit(counts_from="valid_dossier"), ("licence",)),
            ):
                graph = of_case(Procedure(code="x", name="x", steps=tuple(steps)))
                found = loops(graph)
                took = min(seconds(graph, limit, results, found) for _ in range(TRIES)) / ROUNDS * 1e6
                window = f"{limit.counts_from if limit else 'start'} to {'result' if results else 'end'}"
                print(f"{took:7.0f} µs  probabilities {odds!s:5}  parallel {parallel!s:5}  {window}")


if __name__ == "__main__":
    main()
