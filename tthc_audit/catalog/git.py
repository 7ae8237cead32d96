"""The files of a folder as they stood in a revision of its git repository, written into a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tthc_audit.catalog.quiet_git import QUIET, environment
from tthc_audit.errors import AuditError, Problem

_PLAIN_FILES = (b"100644", b"100755")
_MOST_BYTES = 4 * 1024**3
"""All files of a revision together; the national catalogue takes a fiftieth of it."""


class Repository(NamedTuple):
    """A repository, and the folder or file in it that is meant: relative to its top, empty for all of it."""

    top: Path
    inside: str


def repository(path: Path) -> Repository:
    """The repository that a folder or file lies in. Raises ``AuditError`` where there is none."""
    folder = path if path.is_dir() else path.parent
    top = _git(folder, "rev-parse", "--show-toplevel", refused="git.no_repository", path=str(path))
    prefix = _git(folder, "rev-parse", "--show-prefix", refused="git.no_repository", path=str(path))
    inside = os.fsdecode(prefix.rstrip(b"\n"))
    if not path.is_dir():
        inside += path.name
    return Repository(Path(os.fsdecode(top.rstrip(b"\n"))), inside.rstrip("/"))


def commit(found: Repository, revision: str) -> str:
    """The commit that a revision names. Raises ``AuditError`` where the repository has none of that name."""
    refused = "git.shallow" if _shallow(found) else "git.no_revision"
    name = _git(
        found.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}",
        refused=refused, revision=revision,
    )  # fmt: skip
    return name.decode().strip()


def common_ancestor(found: Repository, one: str, other: str) -> str:
    """The commit that two branches parted at."""
    name = _git(found.top, "merge-base", one, other, refused="git.no_ancestor", one=one, other=other)
    return name.decode().strip()


@contextmanager
def checked_out(found: Repository, revision: str) -> Iterator[Path]:
    """The folder or file as it stood in a revision; gone when the block ends.

    Only what a catalogue is read from is written: plain files, as they are stored; no links, no modules.
    Raises ``AuditError`` where the revision does not hold the path.
    """
    name = commit(found, revision)
    entries = list(_entries(found, name))
    if not entries:
        raise AuditError(Problem("git.not_in_revision", {"path": found.inside or ".", "revision": revision}))
    with tempfile.TemporaryDirectory(prefix="tthc-audit-") as scratch:
        root = Path(scratch, "tree")
        _write(found, entries, root)
        yield root / found.inside if found.inside else root


class _Entry(NamedTuple):
    blob: str
    path: PurePosixPath
    size: int


def _entries(found: Repository, name: str) -> Iterator[_Entry]:
    """The plain files that matter below the path, and the lists of every folder above it."""
    listed = _git(found.top, "ls-tree", "-r", "-z", "--long", "--full-tree", name, refused="git.unreadable")
    above = {PurePosixPath(p) for p in (PurePosixPath(found.inside), *PurePosixPath(found.inside).parents)}
    whole = 0
    for line in listed.split(b"\0"):
        if not line:
            continue
        told, _, raw = line.partition(b"\t")
        mode, kind, blob, size = told.split()
        path = PurePosixPath(os.fsdecode(raw))
        if mode not in _PLAIN_FILES or kind != b"blob" or ".." in path.parts or path.is_absolute():
            continue
        within = not found.inside or path == PurePosixPath(found.inside) or PurePosixPath(found.inside) in path.parents
        if (within or path.parent in above) and path.suffix.lower() == ".json":
            whole += int(size)
            if whole > _MOST_BYTES:
                raise AuditError(Problem("git.too_large", {"limit": _MOST_BYTES // 1024**3}))
            yield _Entry(blob.decode(), path, int(size))


def _write(found: Repository, entries: Sequence[_Entry], root: Path) -> None:
    """Write the files, read from one git process that is asked for one after another."""
    with subprocess.Popen(
        [_program(), *QUIET, "cat-file", "--batch"], cwd=found.top, env=environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        for entry in entries:
            process.stdin.write(f"{entry.blob}\n".encode())
            process.stdin.flush()
            head = process.stdout.readline().split()
            if len(head) != 3 or int(head[2]) != entry.size:
                process.kill()
                raise AuditError(Problem("git.unreadable", {}, file=str(entry.path)))
            data = process.stdout.read(entry.size)
            process.stdout.read(1)
            file = root / entry.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        process.stdin.close()


def _program() -> str:
    found = shutil.which("git")
    if found is None:
        raise AuditError(Problem("git.not_installed"))
    return found


def _shallow(found: Repository) -> bool:
    told = _git(found.top, "rev-parse", "--is-shallow-repository", refused="git.unreadable")
    return told.strip() == b"true"


def _git(folder: Path, *arguments: str, refused: str, **values: object) -> bytes:
    """What git answers. Raises ``AuditError`` with the problem ``refused`` where it does not, or is not there."""
    try:
        done = subprocess.run(
            [_program(), *QUIET, *arguments], cwd=folder, env=environment(), stdin=subprocess.DEVNULL,
            capture_output=True, check=False,
        )  # fmt: skip
    except (OSError, ValueError):
        raise AuditError(Problem(refused, values)) from None
    if done.returncode:
        raise AuditError(Problem(refused, values))
    return done.stdout
