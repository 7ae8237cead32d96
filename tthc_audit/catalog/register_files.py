"""Which registers belong to a catalogue: those it names, and those that lie in its folder by their usual names."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tthc_audit.catalog.folder import SETTINGS, absolute, shown
from tthc_audit.catalog.register_columns import Kind, fold
from tthc_audit.catalog.settings import Register
from tthc_audit.errors import Problem, reason
from tthc_audit.results import Input

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".parquet")
_USUAL: dict[str, Kind] = {"postings": "posting", "duties": "duty"}
_KINDS: dict[str, Kind] = {
    "posting": "posting", "postings": "posting", "niem yet": "posting", "cong khai": "posting",
    "duty": "duty", "duties": "duty", "danh muc": "duty",
}  # fmt: skip
_AT_ONCE = 1 << 20


class RegisterFile(NamedTuple):
    """A register: what it holds, the name it is shown by, and where it is."""

    kind: Kind
    shown: str
    path: Path


def found(root: Path, named: Sequence[Register]) -> tuple[tuple[RegisterFile, ...], tuple[Problem, ...]]:
    """The registers of the catalogue at ``root``, in one order everywhere, and those that are named and not there."""
    files: dict[Path, RegisterFile] = {}
    problems: list[Problem] = []
    for i, register in enumerate(named):
        kind = _KINDS.get(fold(register.kind))
        path = absolute(root / register.file)
        wrong = None
        if kind is None:
            wrong = Problem("posting.no_such_kind", {"kind": register.kind}, pointer=f"/registers/{i}/kind")
        elif root not in path.parents or not path.is_file():
            wrong = Problem("posting.no_such_file", {"file": register.file}, pointer=f"/registers/{i}/file")
        elif not path.name.lower().endswith(ENDINGS):
            wrong = Problem("posting.no_such_form", {"file": register.file}, pointer=f"/registers/{i}/file")
        if wrong is not None:
            problems.append(replace(wrong, file=SETTINGS))
        elif kind is not None:
            files.setdefault(path, RegisterFile(kind, shown(path, root), path))
    for stem, kind in _USUAL.items():
        for ending in ENDINGS:
            path = root / f"{stem}{ending}"
            if path.is_file():
                files.setdefault(path, RegisterFile(kind, shown(path, root), path))
    return tuple(sorted(files.values(), key=lambda f: (f.kind, f.shown))), tuple(problems)


def hashed(register: RegisterFile) -> Input | Problem:
    """The register with the SHA-256 of its bytes, which are read a piece at a time; or why it cannot be read."""
    digest = hashlib.sha256()
    try:
        with register.path.open("rb", buffering=0) as stream:
            while piece := stream.read(_AT_ONCE):
                digest.update(piece)
    except OSError as error:
        return Problem("load.unreadable", {"reason": reason(error)}, file=register.shown)
    return Input(register.shown, digest.hexdigest())
