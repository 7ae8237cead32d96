"""The gate in front of a catalogue: a check in which only what is new, or only what a change touches, counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from tthc_audit.auditing import Options, audited, loading
from tthc_audit.catalog import document, folder
from tthc_audit.catalog import revision as revisions
from tthc_audit.catalog.loading import load
from tthc_audit.catalog.revision import Revision
from tthc_audit.engine import baseline as baselines
from tthc_audit.errors import AuditError, Problem
from tthc_audit.resources import write_whole
from tthc_audit.results import Audit


@dataclass(frozen=True, slots=True)
class Gate:
    """Which findings fail a run: not those that a baseline knows.

    ``since``: judge only what changed after a commit, with all that depends on it; what a baseline or the waivers
    came to know in the same change does not count. ``write_baseline``: a file for all that is found now, which is
    known from then on; ``expires_on``: until that day.
    """

    baseline: Path | None = None
    write_baseline: Path | None = None
    expires_on: date | None = None
    since: str | None = None


NO_GATE = Gate()


def check(
    paths: Sequence[Path],
    options: Options,
    *,
    lines: Literal["all", "failures"] = "all",
    gate: Gate = NO_GATE,
) -> Audit:
    """Judge what loads by the rules that can be read; what cannot is told in ``errors``.

    ``lines``: which findings get line and column. Raises ``AuditError`` where nothing can be judged: no procedure,
    a profile or a baseline that cannot be used.
    """
    read = [load(paths, progress=loading(options))]
    whole, root, name = read[0].whole, read[0].root, read[0].name
    if gate.write_baseline is not None and (gate.since is not None or not whole):
        raise AuditError(Problem("gate.baseline_of_part"))
    revision = None if gate.since is None else revisions.since(root, gate.since)
    known = None if gate.baseline is None else _known(gate.baseline, name, revision)
    part = not whole or revision is not None
    # Handed over and not kept: what was read of thousands of procedures makes room for what is found.
    found = audited(read.pop(), options, (), flows=False, lines=lines, partial=True, revision=revision)
    if known is not None:
        found = baselines.applied(found, known, set(found.sources) if part else None)
    if gate.write_baseline is not None and not (found.errors or found.rule_failed):
        taken = baselines.made(found, gate.expires_on)
        write_whole(gate.write_baseline, baselines.to_json(taken))
        found = baselines.applied(found, taken)
    return found


def _known(file: Path, name: str, revision: Revision | None) -> baselines.Baseline:
    """The baseline in a file; where a change is judged, no more than it knew before, if it was there."""
    known = baselines.read(file, name)
    path = folder.absolute(file)
    was = None if revision is None or path not in revision.changed else revision.was([path]).get(path)
    if was is None:
        return known
    before = document.of_bytes(was, file.name, "known-findings", own=True)
    return baselines.common(known, baselines.of_document(before, name))
