"""What changed in the repository of a catalogue since a commit, as git tells it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tthc_audit.catalog import repository
from tthc_audit.catalog.quiet_git import QUIET, environment
from tthc_audit.errors import AuditError, Problem

_PATIENCE = 120
"""Seconds after which git is taken to hang."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that a change began at, and the files that are otherwise now: changed, new, or gone.

    ``top`` is the folder of the repository; ``changed`` are paths below it as git writes them; ``tracked`` are
    those that git knows.
    """

    top: Path
    commit: str
    changed: frozenset[Path]
    tracked: frozenset[Path]

    @property
    def short(self) -> str:
        """The commit as people write it."""
        return self.commit[:12]

    def touches(self, path: Path) -> bool:
        """Whether a file is not as it was; one that git is told to leave aside counts as new."""
        return path in self.changed or path not in self.tracked

    def was(self, paths: Iterable[Path]) -> Mapping[Path, bytes]:
        """The bytes of the files as they were; a file that was not there is left out."""
        wanted = [path for path in paths if "\n" not in str(path)]
        asked = b"".join(b"%s:%s\n" % (self.commit.encode(), _name(path, self.top)) for path in wanted)
        told = _git(self.top, "cat-file", "--batch", given=asked).stdout
        found: dict[Path, bytes] = {}
        for path in wanted:
            head, _, told = told.partition(b"\n")
            if head.endswith(b" missing") or b" blob " not in head:
                continue
            size = int(head.rsplit(b" ", 1)[1])
            found[path], told = told[:size], told[size + 1 :]
        return found


def since(root: Path, stated: str) -> Revision:
    """What changed in the repository around ``root`` since it parted from the commit that is ``stated``.

    Raises ``AuditError`` in a sentence where there is no git, no repository, no such commit, or nothing that the
    commit and the present state both come from.
    """
    if shutil.which("git") is None:
        raise AuditError(Problem("gate.no_git"))
    top = repository.top(root)
    if top is None:
        raise AuditError(Problem("gate.no_repository", {"folder": root.name}))
    base = _base(top, stated)
    differs = _git(
        top, "diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules", "--name-only", "-z", base,
        "--",
    ).stdout  # fmt: skip
    new = _git(top, "ls-files", "--others", "--exclude-standard", "-z").stdout
    tracked = _git(top, "ls-files", "--cached", "-z").stdout
    return Revision(top, base, _paths(top, differs) | _paths(top, new), _paths(top, tracked))


def _base(top: Path, stated: str) -> str:
    """The commit at which the present state parted from the one that is stated."""
    values: dict[str, object] = {"revision": stated}
    if not stated.strip() or stated.startswith("-") or not stated.isprintable():
        raise AuditError(Problem("gate.no_such_revision", values))
    if _git(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", may_fail=True).returncode:
        raise AuditError(Problem("gate.no_commits"))
    shallow = _git(top, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    found = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{stated}^{{commit}}", may_fail=True)
    if found.returncode:
        raise AuditError(Problem("gate.shallow" if shallow else "gate.no_such_revision", values))
    base = _git(top, "merge-base", found.stdout.decode().strip(), "HEAD", may_fail=True)
    if base.returncode:
        raise AuditError(Problem("gate.shallow" if shallow else "gate.unrelated", values))
    return base.stdout.decode().split()[0]


def _git(top: Path, *arguments: str, given: bytes = b"", may_fail: bool = False) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(top), *QUIET, *arguments]
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, check=False, env=environment(), timeout=_PATIENCE
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise AuditError(Problem("gate.git_failed", {"told": "timeout"})) from error
    if done.returncode and not may_fail:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise AuditError(Problem("gate.git_failed", {"told": told[0] if told else str(done.returncode)}))
    return done


def _paths(top: Path, told: bytes) -> frozenset[Path]:
    return frozenset(top / os.fsdecode(name) for name in told.split(b"\0") if name)


def _name(path: Path, top: Path) -> bytes:
    return os.fsencode(os.path.relpath(path, top).replace(os.sep, "/"))
