"""Times whole commands from outside, start-up included: wall seconds and peak memory, the median of several runs."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """The median wall time in seconds, and the largest resident set of one process in megabytes."""

    seconds: float
    megabytes: float


def measure(command: list[str], *, runs: int = 5, cwd: Path | None = None, codes: tuple[int, ...] = (0, 1)) -> Measured:
    """Run a command ``runs`` times after one warm-up; its exit code must be one of ``codes``."""
    seconds: list[float] = []
    peak = 0.0
    for run in range(runs + 1):
        started = time.perf_counter()
        with Path(os.devnull).open("wb") as nothing:
            process = subprocess.Popen(command, cwd=cwd, stdout=nothing, stderr=nothing)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            raise SystemExit(f"{command} ended with {process.returncode}")
        if run:
            seconds.append(time.perf_counter() - started)
            peak = max(peak, usage.ru_maxrss / 1024)
    return Measured(statistics.median(seconds), peak)
