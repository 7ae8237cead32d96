"""Acts as they stand in sentences, before they are folded into steps."""

from __future__ import annotations

from dataclasses import dataclass

from tthc_audit.importers.text.actors import Subject, canonical
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
    joint: str = ""
    channel: bool = False


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A case that only has another limit: "trường hợp phải xác minh, thời hạn giải quyết là 10 ngày"."""

    condition: Condition
    duration: Found


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence gives: its acts, every duration in it, and the actor that it announces ("Bộ phận Một cửa:")."""

    acts: tuple[Act, ...]
    durations: tuple[Found, ...]
    named: Subject | None
    otherwise: Otherwise | None = None


_SURE = 11
"""A name of more letters than this that begins another one means the same body."""


def same_actor(one: Act, other: Act) -> bool:
    """Whether two acts are told of one body, or both of nobody."""
    if one.subject is None or other.subject is None:
        return one.subject is other.subject
    short, long = sorted((canonical(one.subject.actor), canonical(other.subject.actor)), key=len)
    return short == long or (len(short) > _SURE and long.startswith(short + " "))


def is_private(act: Act) -> bool:
    """Whether the applicant acts."""
    return act.subject is not None and act.subject.private


def only_channel(act: Act) -> bool:
    """Whether the act stands under another way of filing alone."""
    return act.channel or (act.condition is not None and act.condition.channel)
