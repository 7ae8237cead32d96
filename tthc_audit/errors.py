"""What can be wrong with the input: problems with their place, and the exceptions that carry them.

A problem names a sentence of ``locales/<lang>/<area>.json`` by its key and brings the values that go
into it; ``i18n`` turns it into words. So one problem can be told in every language.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a sentence that has words of its own in every language, such as "a list"."""

    key: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in an input file, with its place and what would be right.

    ``key`` names two sentences: ``<key>`` says what is wrong, ``<key>.hint`` what would be right.
    ``file`` is relative to the catalogue (or to the rules folder), with forward slashes.
    ``line`` and ``column`` count from 1; ``None`` where a place makes no sense (an empty folder).
    """

    key: str
    values: dict[str, object] = field(default_factory=dict)
    file: str = ""
    line: int | None = None
    column: int | None = None
    pointer: str = ""


class AuditError(Exception):
    """The input or the command is wrong: exit code 2, told in sentences, never as a traceback."""

    def __init__(self, *problems: Problem) -> None:
        """Keep every problem that was found, not the first one only."""
        super().__init__("; ".join(f"{p.file}: {p.key} {p.values}" for p in problems))
        self.problems = problems


_REASONS = frozenset(
    {"EACCES", "EBADF", "EBUSY", "EIO", "EISDIR", "ELOOP", "EMFILE", "ENAMETOOLONG", "ENFILE"}
    | {"ENOENT", "ENOSPC", "ENOTDIR", "EPERM", "EROFS"}
)


def reason(error: Exception) -> Phrase | str:
    """Why the system did not read or write a file: in the reader's language where the reason is a usual one."""
    if not isinstance(error, OSError):
        return type(error).__name__
    name = errno.errorcode.get(error.errno or 0, "")
    return Phrase(f"common.reason.{name}") if name in _REASONS else error.strerror or type(error).__name__
