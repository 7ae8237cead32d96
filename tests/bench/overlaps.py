"""The table of overlaps on generated catalogues: seconds, memory and growth, and what its rules add to ``check``.

python tests/bench/overlaps.py [--count 5000]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from generate import generate
from measure import Measured, measure

PROGRAM = str(Path(sys.executable).with_name("tthc-audit"))


def line(what: str, found: Measured, beside: str = "") -> None:
    """Print one measurement."""
    print(f"{what:<44} {found.seconds:7.3f} s {found.megabytes:7.0f} MB  {beside}", flush=True)


def main() -> None:
    """Measure the table for a catalogue and a fifth of it, and ``check`` with and without its rules."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=5000)
    count = asked.parse_args().count
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        big, small = folder / "big", folder / "small"
        generate(big, count)
        generate(small, count // 5)
        table = [PROGRAM, "facts", "--table", "overlap", "--format", "csv", "--quiet"]
        fifth = measure([*table, str(small)], runs=3)
        line(f"table overlap, {count // 5} procedures", fifth)
        whole = measure([*table, str(big)], runs=3)
        line(f"table overlap, {count} procedures", whole, "(goal 15 s, 1,000 MB)")
        print(f"growth from a fifth: {whole.seconds / fifth.seconds:.1f} x (goal 7)")
        rules = folder / "rules"
        rules.mkdir()
        off = {
            "title": {"vi": "Không", "en": "None"},
            "extends": "default",
            "rules": [{"match": "overlap/*", "on": False}],
        }
        (rules / "without.json").write_text(json.dumps(off), "utf-8")
        check = [PROGRAM, "check", str(big), "--quiet"]
        without = measure([*check, "--profile", "without", "--rules", str(rules)], runs=3)
        line("check without the rules on overlaps", without)
        line("check with them", measure(check, runs=3))


if __name__ == "__main__":
    main()
