"""The zip of a pack, read without trust: nothing is unpacked before its name and size are known to be harmless.

A pack holds its files as they are, so that it has the same bytes wherever it is built. To read it is to cut it into
pieces; to check it is to build it again from the pieces and see where the bytes differ.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tthc_audit.errors import AuditError, Problem
from tthc_audit.office.packing import packed
from tthc_audit.pack.layout import MANIFEST, allowed

MOST = 2 * 1024**3
_HEAD = struct.Struct("<4sHHHHHIIIHH")
_MARK, _TABLE = b"PK\x03\x04", b"PK\x01\x02"
_LINE = 46
"""How long a line of the table is without its name."""


def read(file: Path) -> tuple[bytes, dict[str, bytes]]:
    """The bytes of a pack, and its files by name.

    Raises ``AuditError`` where it is no pack: no zip, squeezed, too large, or with a name that leads out of it.
    """
    if file.stat().st_size > MOST:
        raise AuditError(Problem("pack.too_large", {"limit": MOST >> 20}, file=file.name))
    data = file.read_bytes()
    refused: AuditError | None = None
    for cut in (_by_heads, _by_table, _by_heads_so_far):
        try:
            files = _checked(cut(data))
        except AuditError as error:
            if cut is _by_table:
                refused = error
                break
            # The head before a file may be what was damaged: the table at the end tells the same once more.
            refused = refused or error
            continue
        if MANIFEST in files:
            return data, files
    problems = refused.problems if refused else (Problem("pack.not_a_pack"),)
    raise AuditError(*(replace(p, file=file.name) for p in problems))


def _checked(pieces: Sequence[tuple[str, bytes]]) -> dict[str, bytes]:
    for name, _ in pieces:
        if not allowed(name):
            raise AuditError(Problem("pack.name", {"name": name}))
    return dict(pieces)


def damaged(data: bytes, files: Mapping[str, bytes], whole: str) -> list[str]:
    """The files in whose place the bytes are not those that this pack must have; ``whole`` where it is none of them."""
    built = packed(files.items(), compressed=False)
    if built == data:
        return []
    found = dict.fromkeys(name for name, start, end in _places(built) if data[start:end] != built[start:end])
    return list(found) or [whole]


def _by_heads(data: bytes) -> list[tuple[str, bytes]]:
    """The files by the heads before each, where these lead to the table at the end; else none."""
    found, end = _heads(data)
    return found if data[end : end + 4] == _TABLE else []


def _by_heads_so_far(data: bytes) -> list[tuple[str, bytes]]:
    """The files by the heads before each, as far as these can be read."""
    return _heads(data)[0]


def _heads(data: bytes) -> tuple[list[tuple[str, bytes]], int]:
    at = 0
    found = []
    while data[at : at + 4] == _MARK and at + _HEAD.size <= len(data):
        _, _, _, method, _, _, _, size, _, name_length, extra = _HEAD.unpack_from(data, at)
        start = at + _HEAD.size + name_length + extra
        name = data[at + _HEAD.size : at + _HEAD.size + name_length].decode("utf-8", "replace")
        if method != zipfile.ZIP_STORED or start + size > len(data):
            break
        found.append((name, data[start : start + size]))
        at = start + size
    return found, at


def _by_table(data: bytes) -> list[tuple[str, bytes]]:
    """The files by the table at the end of the zip; none where that cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, UnicodeDecodeError, struct.error):
        return []
    squeezed = any(entry.compress_type != zipfile.ZIP_STORED for entry in entries)
    if squeezed or sum(entry.file_size for entry in entries) > len(data):
        # Squeezed, or pieces that lie over each other: nothing that this tool writes, and a way to fill a disk.
        raise AuditError(Problem("pack.squeezed"))
    found = []
    for entry in entries:
        start = entry.header_offset + _HEAD.size + len(entry.orig_filename.encode("utf-8", "replace"))
        found.append((entry.orig_filename, data[start : start + entry.file_size]))
    return found


def _places(built: bytes) -> Iterator[tuple[str, int, int]]:
    """Where each file lies: its head and content, and its line in the table at the end."""
    at = 0
    names = []
    for name, content in _by_heads(built):
        end = at + _HEAD.size + len(name.encode("utf-8")) + len(content)
        yield name, at, end
        names.append(name)
        at = end
    for name in names:
        end = at + _LINE + len(name.encode("utf-8"))
        yield name, at, end
        at = end
