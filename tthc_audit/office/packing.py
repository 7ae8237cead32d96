"""Zip files whose bytes depend on what they hold and on nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

_DAY = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100644 << 16


def packed(files: Iterable[tuple[str, bytes]], *, compressed: bool = True) -> bytes:
    """A zip of these files in this order, without any time of its making.

    Only what is not ``compressed`` has the same bytes whichever library squeezes on the machine.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = _FILE
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
            archive.writestr(entry, data)
    return made.getvalue()


def repacked(data: bytes, changed: Mapping[str, bytes] | None = None) -> bytes:
    """The same zip without the times of its making, some of its files changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        return packed((name, (changed or {}).get(name) or archive.read(name)) for name in names)
