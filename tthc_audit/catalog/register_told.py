"""What is wrong in registers: the first problems of each file with their lines, and how many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tthc_audit.errors import Problem
from tthc_audit.results import Notice

MOST = 20
"""Problems of one kind that are told one by one; a register with a wrong column has one in every row."""


@dataclass(slots=True)
class Told:
    """Gathers problems (a row, or a cell of it, could not be used) and notices (it was used, and is odd)."""

    problems: list[Problem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    bad_rows: int = 0

    def problem(self, problem: Problem) -> None:
        """One more row or cell that could not be used."""
        kind = (problem.file, problem.key)
        self.counts[kind] += 1
        if self.counts[kind] <= MOST:
            self.problems.append(problem)

    def more(self, file: str, key: str, count: int) -> None:
        """Count further problems of a kind that are not told one by one."""
        self.counts[file, key] += count

    def finished(self) -> None:
        """Say of each kind how many were not told."""
        for (file, _), count in sorted(self.counts.items()):
            if count > MOST:
                self.problems.append(Problem("posting.more", {"n": count - MOST, "told": MOST}, file=file))
        if self.bad_rows:
            self.notices.append(Notice("posting.bad_rows", {"n": self.bad_rows}))
        self.problems.sort(key=lambda p: (p.file, p.line or 0, p.column or 0, p.key))
