"""Which condition and which limit govern which acts of a sentence."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act, Otherwise
from tthc_audit.importers.text.conditions import Condition, optional
from tthc_audit.importers.text.durations import Found

_INSIDE = 12
"""A limit with more words of its if-clause after it than this belongs to what the clause tells."""
_LIMIT_OF_IT = re.compile(r"thời\s+(?:hạn|gian)\s+(?:giải\s+quyết|cấp|trả\s+(?:lời|kết)|thực\s+hiện|xử\s+lý)")


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
                if before
                and (
                    condition.words.lstrip().startswith("nếu")
                    or not masked[condition.start - 2 : condition.start].strip().endswith(",")
                )
                else []
            )
            for act in governed:
                act.optional = act.optional or optional(condition.words)
        for act in governed:
            act.channel = act.channel or condition.channel
            if condition.is_if or act.condition is None:
                act.condition = condition
    breaks = [offset + c.start for c in conditions if c.new_case]
    for found in durations:
        if any(
            c.is_if
            and c.start < found.start - offset
            and found.end - offset < c.end - _INSIDE
            and all(act.start > offset + c.start for act in acts)
            for c in conditions
        ):
            continue
        if any(c.start < found.start - offset < c.end and c.omits(found.start - offset - c.start) for c in conditions):
            # how long something was not done, not how long the act may take
            continue
        following = [act for act in acts if act.start >= found.end or act.verb_start >= found.end]
        before = [act for act in acts if act.verb_start < found.lead]
        reached: list[Act] = []
        for act in following:
            other = (
                reached
                and act.subject is not None
                and reached[-1].subject is not None
                and act.subject.actor != reached[-1].subject.actor
            )
            if other:
                break
            reached.append(act)
        between = masked[(before[-1].verb_end - offset) : found.lead - offset] if before else ""
        clinging = bool(before) and not re.search(r"[,;:]", between)
        if clinging and before[-1].duration is None:
            for act in _joined(before):
                act.duration = found
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


def _joined(acts: list[Act]) -> list[Act]:
    """The last act and those joined to it, of one body and in one case: one limit after them is theirs."""
    out = [acts[-1]]
    for act in reversed(acts[:-1]):
        after = out[-1]
        if after.joint not in ("và", ",") or act.duration is not None or act.subject is not after.subject:
            break
        if act.condition is not after.condition or act.submitted != after.submitted:
            break
        out.append(act)
    return out


def otherwise(
    acts: list[Act], conditions: list[Condition], durations: list[Found], low: str, offset: int
) -> Otherwise | None:
    """The last condition and the last limit of a sentence, where no act stands between or after them."""
    if not conditions or not durations or not conditions[-1].branch or conditions[-1].invalid:
        return None
    condition, found = conditions[-1], durations[-1]
    free = all(act.verb_start < offset + condition.start and act.duration is not found for act in acts)
    told = _LIMIT_OF_IT.search(low, condition.start, max(condition.start, found.start - offset))
    return Otherwise(condition, found) if free and told and found.lead >= offset + condition.start else None
