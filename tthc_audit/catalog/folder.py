"""Which files belong to a catalogue: its folder, its sub-folders, and what in them is no procedure."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tthc_audit.errors import AuditError, Problem, reason
from tthc_audit.results import Notice

SETTINGS = "catalog.json"
LISTS = ("agencies.json", "databases.json", "instruments.json", "waivers.json", "review.json")


class File(NamedTuple):
    """A file with the name it is shown by: relative to the catalogue, with ``/``, in composed letters."""

    shown: str
    path: Path


class Gathered(NamedTuple):
    """The files that may be procedures, in one order everywhere, and what was noticed on the way."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]


def absolute(path: Path) -> Path:
    """The path from the top, without ``.`` and ``..``, and with links left as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow links


def root_of(paths: Sequence[Path]) -> Path:
    """The folder of the catalogue that all paths belong to.

    A folder with ``catalog.json`` is its own; any other path belongs to the nearest one above it. Where there is
    none, a folder stands for itself, and files for the folder that holds them all.
    Raises ``AuditError`` where a path is not there or two paths belong to different catalogues.
    """
    missing = [p for p in paths if not os.path.lexists(p)]
    if missing or not paths:
        raise AuditError(*(Problem("load.not_found", file=_printable(str(p))) for p in missing or [Path()]))
    places = [absolute(p) for p in paths]
    folders = [p if p.is_dir() else p.parent for p in places]
    roots = [next((f for f in (folder, *folder.parents) if _is_catalogue(f)), None) for folder in folders]
    found = list(dict.fromkeys(roots))
    if len(found) == 1:
        return found[0] or Path(os.path.commonpath(folders))
    one, other = (next(p for p, r in zip(paths, roots, strict=True) if r == root) for root in found[:2])
    raise AuditError(Problem("load.several_catalogues", {"one": _printable(str(one)), "other": _printable(str(other))}))


def gather(root: Path, paths: Sequence[Path], folders: Collection[str] | None) -> Gathered:
    """Every file under the paths that may be a procedure; ``folders`` limits the catalogue to these sub-folders."""
    files: dict[str, File] = {}
    problems: list[Problem] = []
    notices: list[Notice] = []
    allowed = None if folders is None else _allowed(root, folders, problems)
    for path in paths:
        place = absolute(path)
        if place.is_dir():
            top = File("" if place == root else shown(place, root), place)
            files |= {str(found.path): found for found in _walk(top, allowed, problems, notices)}
        elif place.name not in (SETTINGS, *LISTS):
            files[str(place)] = File(shown(place, root), place)
    return Gathered(
        tuple(sorted(files.values(), key=lambda f: (f.shown, str(f.path)))), tuple(problems), tuple(notices)
    )


def shown(path: Path, root: Path) -> str:
    """The path as outputs print it."""
    return _printable(os.path.relpath(path, root).replace(os.sep, "/"))


def shown_name(folder: Path) -> str:
    """The last part of a path, as it is printed."""
    return _printable(folder.name)


def _printable(path: str) -> str:
    return unicodedata.normalize("NFC", os.fsencode(path).decode("utf-8", "replace"))


def _is_catalogue(folder: Path) -> bool:
    return os.path.lexists(folder / SETTINGS)


def _allowed(root: Path, folders: Collection[str], problems: list[Problem]) -> set[Path]:
    allowed: set[Path] = set()
    for i, name in enumerate(folders):
        folder = Path(os.path.normpath(root / name))
        if root not in folder.parents or not folder.is_dir() or folder.is_symlink():
            problems.append(Problem("load.no_such_folder", {"folder": name}, file=SETTINGS, pointer=f"/folders/{i}"))
        else:
            allowed.add(folder)
    return allowed


def _walk(top: File, allowed: set[Path] | None, problems: list[Problem], notices: list[Notice]) -> Iterator[File]:
    waiting = [top]
    while waiting:
        place, folder = waiting.pop()
        before = f"{place}/" if place else ""
        inside = allowed is None or any(a == folder or a in folder.parents for a in allowed)
        try:
            with os.scandir(folder) as entries:
                names = [(e.name, _is_folder(e), e.is_symlink()) for e in entries if not e.name.startswith(".")]
        except OSError as error:
            values: dict[str, object] = {"reason": reason(error)}
            problems.append(Problem("load.unreadable", values, file=place))
            continue
        for name, is_folder, is_link in sorted(names):
            entry = File(f"{before}{_printable(name)}", folder / name)
            if is_folder:
                named = allowed is not None and entry.path in allowed
                if is_link:
                    notices.append(Notice("load.link_not_followed", {"folder": entry.shown}))
                elif _is_catalogue(entry.path) and not named:
                    notices.append(Notice("load.inner_catalogue", {"folder": entry.shown}))
                else:
                    waiting.append(entry)
            elif name in LISTS:
                if place:
                    notices.append(Notice("load.list_not_read", {"file": entry.shown}))
            elif inside and name.lower().endswith(".json") and name != SETTINGS:
                yield entry


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
