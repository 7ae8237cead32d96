"""Which condition and which limit govern which acts of a sentence."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act
from tthc_audit.importers.text.conditions import Condition, optional
from tthc_audit.importers.text.durations import Found


def govern(acts: list[Act], conditions: list[Condition], durations: list[Found], masked: str, offset: int) -> None:
    """Gives every act the condition and the duration that govern it."""
    for condition in conditions:
        begin, end = offset + condition.start, offset + condition.end
        stop = masked.find(";", condition.end)
        until = offset + (stop if stop >= 0 else len(masked))
        governed = [act for act in acts if end <= act.start < until]
        if (
            not governed
            and condition.is_if
            and not condition.refusing
            and not condition.words.lstrip().startswith("đối")
        ):
            before = [act for act in acts if act.start < begin]
            governed = (
                before[-1:]
                if before and not masked[condition.start - 2 : condition.start].strip().endswith(",")
                else []
            )
            for act in governed:
                act.optional = act.optional or optional(condition.words)
        for act in governed:
            if condition.is_if or act.condition is None:
                act.condition = condition
    breaks = [offset + c.start for c in conditions if c.is_if]
    for found in durations:
        following = [act for act in acts if act.start >= found.end or act.verb_start >= found.end]
        before = [act for act in acts if act.verb_start < found.lead]
        # a condition right after the duration stands inside its reach
        limit = min(
            (b for b in breaks if b >= found.end and any(found.end <= a.verb_start < b for a in acts)),
            default=offset + len(masked),
        )
        reached: list[Act] = []
        for act in following:
            other = (
                reached
                and act.subject is not None
                and reached[-1].subject is not None
                and act.subject.actor != reached[-1].subject.actor
            )
            if act.verb_start > limit or other:
                break
            reached.append(act)
        between = masked[(before[-1].verb_end - offset) : found.lead - offset] if before else ""
        clinging = bool(before) and not re.search(r"[,;:]", between)
        if clinging and before[-1].duration is None:
            before[-1].duration = found
            reached = []
        elif (
            not reached
            and before
            and before[-1].duration is None
            and before[-1].verb_start > max((b for b in breaks if b < found.lead), default=-1)
        ):
            before[-1].duration = found
        for act in reached:
            act.duration = found
