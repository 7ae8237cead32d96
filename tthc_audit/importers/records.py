"""Records out of files: JSON, JSON lines, either gzipped; what is broken is told, what can be read is read."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from tthc_audit.errors import AuditError, Problem, reason

MOST_BYTES = 2 * 1024**3
"""No more than this is unpacked of one file: the national catalogue has some forty million bytes."""
MOST_LINE = 64 * 1024**2
"""A JSON document, or a line of JSON lines, is at most this long."""
MOST_PROBLEMS = 200
_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Record:
    """One object of a file and the line it stands on."""

    file: str
    line: int
    tree: dict[str, Any]

    def problem(self, key: str, **values: object) -> Problem:
        """A problem at this place."""
        return Problem(key, values, file=self.file, line=self.line)


@dataclass(slots=True)
class Gathered:
    """What was met while reading: the problems, and the files with their sums and numbers of records."""

    problems: list[Problem] = field(default_factory=list)
    files: list[dict[str, object]] = field(default_factory=list)

    def told(self, problem: Problem) -> None:
        """Keep a problem; of very many, the first ones."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        elif len(self.problems) == MOST_PROBLEMS:
            self.problems.append(Problem("import.more", {"told": MOST_PROBLEMS}))


def read(paths: Sequence[Path], met: Gathered) -> Iterator[Record]:
    """Every record of the files in their order; the wrapping ``{code, data}`` of the portal is taken off."""
    for path in paths:
        count = 0
        digest = hashlib.sha256()
        try:
            for line, tree in _trees(path, met, digest):
                for record in _unwrapped(tree):
                    if isinstance(record, dict):
                        count += 1
                        yield Record(path.name, line, record)
                    else:
                        met.told(Problem("import.no_object", {}, file=path.name, line=line))
        except (OSError, ValueError) as error:
            met.told(Problem("import.unreadable", {"reason": reason(error)}, file=path.name))
        met.files.append({"file": path.name, "sha256": digest.hexdigest(), "records": count})


def whole_json(path: Path) -> Any:
    """The one JSON tree of a file, at most ``MOST_LINE`` long.

    Raises ``AuditError`` where it cannot be read.
    """
    met = Gathered()
    trees = [tree for _, tree in _trees(path, met, hashlib.sha256())]
    if met.problems or len(trees) != 1:
        raise AuditError(*(met.problems or [Problem("import.nothing", {}, file=path.name)]))
    return trees[0]


def _unwrapped(tree: Any) -> Iterator[Any]:
    if isinstance(tree, list):
        for part in tree:
            yield from _unwrapped(part)
    elif isinstance(tree, dict) and "data" in tree and "name" not in tree and isinstance(tree["data"], dict | list):
        yield from _unwrapped(tree["data"])
    else:
        yield tree


def _trees(path: Path, met: Gathered, digest: Any) -> Iterator[tuple[int, Any]]:
    lines = _lines(path, met, digest)
    first = b""
    start = number = 0
    for number, line in lines:
        if line.strip():
            first, start = line, number
            break
    if not first:
        met.told(Problem("import.nothing", {}, file=path.name))
        return
    try:
        yield start, orjson.loads(first)
    except orjson.JSONDecodeError as error:
        # Not one document on one line: the first line of one long document, or a broken line among others.
        rest = list(_bounded(lines))
        joined = b"\n".join([first, *(line for _, line in rest)])
        try:
            whole = orjson.loads(joined)
        except orjson.JSONDecodeError as broken:
            if not any(_is_object(line) for _, line in rest[:50]):
                at = joined[: len(joined.decode(errors="replace")[: broken.pos].encode())].count(b"\n")
                met.told(_broken(path, start + at, broken))
                return
            met.told(_broken(path, start, error))
            for number, line in rest:
                yield from _line(path, number, line, met)
            return
        yield start, whole
        return
    for number, line in lines:
        yield from _line(path, number, line, met)


def _line(path: Path, number: int, line: bytes, met: Gathered) -> Iterator[tuple[int, Any]]:
    if not line.strip():
        return
    try:
        tree = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        met.told(_broken(path, number, error))
        return
    yield number, tree


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _broken(path: Path, line: int, error: orjson.JSONDecodeError) -> Problem:
    return Problem("import.broken_line", {}, file=path.name, line=line, column=error.colno if error.lineno == 1 else 1)


def _bounded(lines: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    taken = 0
    for number, line in lines:
        taken += len(line) + 1
        if taken > MOST_LINE:
            raise ValueError("too long")
        yield number, line


def _lines(path: Path, met: Gathered, digest: Any) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, unpacked where it is gzipped; a last line that was cut off is left out."""
    number = 0
    rest = b""
    pieces = _unpacked(path, digest)
    while True:
        try:
            piece = next(pieces, None)
        except _CutOffError as cut:
            met.told(Problem(cut.key, {"n": number}, file=path.name, line=number + 1))
            return
        if piece is None:
            break
        if not number and not rest:
            piece = piece.removeprefix(_BOM)
        rest += piece
        *full, rest = rest.split(b"\n")
        for line in full:
            number += 1
            yield number, line
        if len(rest) > MOST_LINE:
            met.told(Problem("import.long_line", {"limit": MOST_LINE >> 20}, file=path.name, line=number + 1))
            return
    if rest:
        yield number + 1, rest


class _CutOffError(Exception):
    """The packed data ends before its end, or is no packed data from here on."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _unpacked(path: Path, digest: Any) -> Iterator[bytes]:
    if not path.is_file():
        raise OSError(21 if path.is_dir() else 2, "", str(path))
    with path.open("rb") as stream:
        piece = stream.read(_CHUNK)
        packed = piece.startswith(_GZIP)
        unpack = zlib.decompressobj(31) if packed else None
        given = 0
        while piece:
            digest.update(piece)
            if unpack is None:
                yield piece
                given += len(piece)
            else:
                while piece:
                    try:
                        out = unpack.decompress(piece, _CHUNK)
                    except zlib.error:
                        raise _CutOffError("import.damaged_gzip") from None
                    given += len(out)
                    yield out
                    piece = unpack.unconsumed_tail
                    if unpack.eof:
                        # A gzip file may hold several parts one after the other.
                        piece = unpack.unused_data
                        if piece.startswith(_GZIP):
                            unpack = zlib.decompressobj(31)
                        else:
                            piece = b""
                    if given > MOST_BYTES:
                        raise _CutOffError("import.too_large")
            if given > MOST_BYTES:
                raise _CutOffError("import.too_large")
            piece = stream.read(_CHUNK)
        if unpack is not None and not unpack.eof:
            raise _CutOffError("import.cut_gzip")
