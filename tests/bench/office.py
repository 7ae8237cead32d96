"""The office forms of a province's report: 2,000 generated procedures, as Word and as Excel, start-up included.

    python tests/bench/office.py [--count 2000]

Goals: a document in 60 s, a workbook in 15 s, 1 GB each.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from generate import generate
from measure import measure

PROGRAM = str(Path(sys.executable).with_name("tthc-audit"))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=2000)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        catalogue = Path(scratch) / "catalogue"
        generate(catalogue, given.count)
        for form, goal in (("docx", 60), ("xlsx", 15)):
            out = Path(scratch) / form
            found = measure(
                [PROGRAM, "report", str(catalogue), "-o", str(out), "--format", form, "--partial", "-q"], runs=1
            )
            size = (out / f"report.{form}").stat().st_size / 1024**2
            print(
                f"{form}: {found.seconds:6.1f} s (goal {goal}), {found.megabytes:5.0f} MB (goal 1024), file {size:.1f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
