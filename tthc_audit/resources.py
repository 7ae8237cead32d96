"""Where the files that ship with the tool are; the only module that knows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_PACKAGE = files("tthc_audit")
_INSTEAD: dict[str, Path] = {}


def data(folder: str, name: str) -> bytes:
    """The bytes of a file of ``schemas``, ``templates``, ``locales`` or ``reference``."""
    return _PACKAGE.joinpath(folder, name).read_bytes()


def names(folder: str, suffix: str = ".json") -> list[str]:
    """The names of the files with that suffix in a folder of data, sorted."""
    return sorted(p.name for p in _PACKAGE.joinpath(folder).iterdir() if p.name.endswith(suffix))


def bundled(name: str) -> Traversable:
    """The folder ``rules`` or ``procedures``: inside the wheel, else beside the package in a checkout.

    Raises ``FileNotFoundError`` naming both places where neither is there.
    """
    if name in _INSTEAD:
        return _INSTEAD[name]
    inside = _PACKAGE.joinpath("_bundled", name)
    if inside.is_dir():
        return inside
    beside = Path(str(_PACKAGE)).parent / name
    if beside.is_dir():
        return beside
    message = f"neither {inside} nor {beside} is there: the installation is damaged"
    raise FileNotFoundError(message)


@contextmanager
def instead(name: str, folder: Path) -> Iterator[None]:
    """Let a folder stand in place of the bundled one of that name, for as long as this lasts."""
    _INSTEAD[name] = folder
    try:
        yield
    finally:
        del _INSTEAD[name]


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """A temporary path beside ``file`` to write to; it takes the file's place only if nothing went wrong.

    Raises ``OSError`` that names ``file`` where it cannot be written.
    """
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name[:32]}.", dir=file.parent)
        made = Path(name)
        os.close(handle)
        yield made
        made.chmod(0o666 & ~_umask())
        made.replace(file)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def write_whole(file: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with whole(file) as made:
        made.write_bytes(data)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
