"""Acts as they stand in sentences, before they are folded into steps."""

from __future__ import annotations

from dataclasses import dataclass

from tthc_audit.importers.text.actors import Subject
from tthc_audit.importers.text.conditions import Condition
from tthc_audit.importers.text.durations import Found


@dataclass(slots=True)
class Act:
    """An act as it stands in a sentence, before acts are folded into steps."""

    kind: str
    verb: str
    start: int
    verb_start: int
    verb_end: int
    end: int
    subject: Subject | None
    explicit: bool
    sentence: int = 0
    line: int = 0
    step: int = 0
    before: str = ""
    rest: str = ""
    condition: Condition | None = None
    optional: bool = False
    together: bool = False
    duration: Found | None = None
    submitted: bool = False
    passive: bool = False
    timed: bool = False
    announcing: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence gives: its acts, every duration in it, and the actor that it announces ("Bộ phận Một cửa:")."""

    acts: tuple[Act, ...]
    durations: tuple[Found, ...]
    named: Subject | None
