"""Work on many items by this process and, where it pays, by one more that is forked from it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
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
        _work_and_leave(items[middle:], work)
    work(0, items[:middle])
    if child is not None and os.waitpid(child, 0)[1] != 0:
        work(1, items[middle:])


def _may_fork(count: int) -> bool:
    """Only where forking is safe: on Linux, with no second thread in this process, and two processors to use."""
    return (
        count >= _PAYS_FROM
        and sys.platform == "linux"
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def _work_and_leave(items: Sequence[T], work: Callable[[int, Sequence[T]], None]) -> None:
    """The whole life of the second process: nothing of the first may run in it, however it ends."""
    code = 1
    try:
        work(1, items)
        code = 0
    finally:
        os._exit(code)
