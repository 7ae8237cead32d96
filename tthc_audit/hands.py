"""Work on many items by this process and, where it pays, by others that are forked from it."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
_PAYS_FROM = 400
"""Below, making a second process costs more than it saves."""


def share(items: Sequence[T], work: Callable[[int, Sequence[T]], None]) -> None:
    """Call ``work`` with a part number and the items of that part, until every item was worked on.

    What ``work`` leaves behind must be on disk: the second part may be done by a process that ends with it.
    Should that process fail, its part is done here, so that what is wrong is told as ever.
    """
    middle = len(items) // 2 if _may_fork(len(items)) else len(items)
    child = os.fork() if middle < len(items) else None
    if child == 0:
        _work_and_leave(lambda: work(1, items[middle:]))
    work(0, items[:middle])
    if child is not None and os.waitpid(child, 0)[1] != 0:
        work(1, items[middle:])


def each(items: Sequence[T], work: Callable[[T], R]) -> list[R]:
    """What ``work`` makes of each item, in their order; it must be small, for what is made elsewhere is handed over."""
    with tempfile.TemporaryDirectory(prefix="tthc-audit-") as folder:
        handed_over = Path(folder, "made")
        made: list[R] = []

        def part_of_it(part: int, some: Sequence[T]) -> None:
            found = [work(item) for item in some]
            if part == 0:
                made.extend(found)
            else:
                handed_over.write_bytes(pickle.dumps(found))

        share(items, part_of_it)
        if handed_over.exists():
            made += pickle.loads(handed_over.read_bytes())  # noqa: S301  written a moment ago, where only we can
    return made


@contextmanager
def beside(work: Callable[[], None], count: int) -> Iterator[None]:
    """Do ``work``, which goes over ``count`` items, while the block runs, and be done with it when the block ends.

    What it leaves behind must be on disk, as with ``share``.
    """
    child = os.fork() if _may_fork(count) else None
    if child == 0:
        _work_and_leave(work)
    try:
        yield
    finally:
        failed = child is None or os.waitpid(child, 0)[1] != 0
    if failed:
        work()


def _may_fork(count: int) -> bool:
    """Only where forking is safe: on Linux, with no second thread in this process, and two processors to use."""
    return (
        count >= _PAYS_FROM
        and sys.platform == "linux"
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def _work_and_leave(work: Callable[[], None]) -> None:
    """The whole life of a second process: nothing of the first may run in it, however it ends."""
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)
