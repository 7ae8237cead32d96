"""Times the import of the published data, beside reading and decoding the same bytes: ``python tests/bench/imports.py``."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson

PROGRAM = str(Path(sys.executable).with_name("tthc-audit"))
DATA = Path(__file__).parents[3] / "shared" / "data"
IMPORTS = (
    ("portal_records.jsonl.gz", ["import", "portal"], []),
    ("national_catalogue.jsonl.gz", ["import", "table"], ["--mapping", "crawl"]),
    ("one_stop_workflows.json", ["import", "workflow"], []),
)


def decoding(file: Path) -> float:
    """Seconds to read and decode every record of a file."""
    started = time.perf_counter()
    data = file.read_bytes()
    if file.suffix == ".gz":
        for line in io.BytesIO(gzip.decompress(data)):
            orjson.loads(line)
    else:
        orjson.loads(data)
    return time.perf_counter() - started


def importing(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak megabytes of the largest process of one import, which writes a folder only once."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    """Print seconds, peak memory and the ratio to decoding, for every source."""
    for name, command, more in IMPORTS:
        file = DATA / name
        if not file.is_file():
            sys.exit(f"{file} is not there: the published data lies beside the checkout")
        decoded = min(decoding(file) for _ in range(3))
        with tempfile.TemporaryDirectory() as folder:
            seconds, megabytes = importing([PROGRAM, *command, str(file), *more, "-o", f"{folder}/out", "--quiet"])
        print(
            f"{name}: {seconds:.1f} s, {megabytes:.0f} MB; read and decoded in {decoded:.2f} s; "
            f"ratio {seconds / decoded:.0f}"
        )


if __name__ == "__main__":
    main()
