"""The published sequences of procedures as their steps, each with an agency of the register."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tthc_audit.hands import share
from tthc_audit.importers.register import UNNAMED, Register
from tthc_audit.importers.text import ExtractedStep, extract_steps, to_steps
from tthc_audit.importers.words import plain
from tthc_audit.importers.writing import Batch

_AT_ONCE = 1000
_Key = tuple[str, tuple[tuple[str, str], ...]]
"""A text and the agencies declared beside it: the same in many variants of one procedure."""


class Sequences:
    """Procedures on their way into a batch: their texts are read together, by two processes where there are many."""

    def __init__(self, batch: Batch, register: Register) -> None:
        self._batch = batch
        self._register = register
        self._waiting: list[tuple[dict[str, Any], _Key]] = []

    def add(self, document: dict[str, Any], text: str) -> None:
        """Take a procedure in, with the published text of its sequence, which is kept beside the steps."""
        told = plain(text)
        if told:
            document["x-sequence-text"] = told
        declared = tuple((agency, self._register.name(agency)) for agency in _declared(document.get("agencies", {})))
        self._waiting.append((document, (told, declared)))
        if len(self._waiting) >= _AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Read the texts that wait, and hand the procedures on."""
        read = _read(list(dict.fromkeys(key for _, key in self._waiting if key[0])))
        for document, key in self._waiting:
            if key[0]:
                self._put(document, read[key], {agency for agency, _ in key[1]})
            self._batch.add(document)
        self._waiting.clear()

    def _put(self, document: dict[str, Any], found: tuple[ExtractedStep, ...], declared: set[str]) -> None:
        def agency_of(step: ExtractedStep) -> str:
            if step.actor is not None and (step.actor == "applicant" or step.actor in declared):
                return step.actor
            return self._register.add(step.actor or step.actor_name or UNNAMED) or UNNAMED

        steps = to_steps(found, agency_of)
        if steps:
            document["steps"] = steps
            document["steps_origin"] = "extracted"
        elif "source" in document:
            # The source does tell a sequence: it only could not be read.
            source = document["source"]
            source["not_covered"] = sorted({*source.get("not_covered", ()), "steps"})


def _read(keys: Sequence[_Key]) -> dict[_Key, tuple[ExtractedStep, ...]]:
    """The steps of every text."""
    read: dict[_Key, tuple[ExtractedStep, ...]] = {}
    with tempfile.TemporaryDirectory(prefix="tthc-audit-") as folder:
        handed_over = Path(folder, "steps")

        def work(part: int, some: Sequence[_Key]) -> None:
            found = {key: extract_steps(key[0], dict(key[1])) for key in some}
            if part == 0:
                read.update(found)
            else:
                handed_over.write_bytes(pickle.dumps(found))

        share(keys, work)
        if handed_over.exists():
            read.update(pickle.loads(handed_over.read_bytes()))  # noqa: S301  our own bytes of a moment ago
    return read


def _declared(roles: dict[str, Any]) -> list[str]:
    named = [roles["competent"]] if "competent" in roles else []
    for role in ("implementing", "coordinating", "receiving", "delegated"):
        named += roles.get(role, [])
    return list(dict.fromkeys(named))
