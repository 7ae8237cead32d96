"""The calls that a reform needs: the baseline it starts from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tthc_audit.auditing import Options, survey_of, whole
from tthc_audit.facts.freezing import snapshot
from tthc_audit.facts.measured import Measured


def freeze(catalog: Path, on: date, options: Options) -> bytes:
    """The frozen snapshot of a catalogue, for targets to compare with; ``on`` is the day of its figures.

    Raises ``AuditError`` with every problem where a file does not load.
    """
    loaded = whole((catalog,), options, partial=False)
    survey = survey_of(loaded, options)
    return snapshot(loaded.name, on, (Measured(p.procedure, p.file, survey) for p in loaded.procedures))
