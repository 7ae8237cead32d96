"""One round held against the next: what is new, explained, accepted, gone, back again, or still there.

A finding that is told no more is gone only where the new round judged its rule on its procedure; else nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tthc_audit.errors import AuditError, Problem
from tthc_audit.followup.model import STANDING, Answer, Round, State, Tracked, procedure_of
from tthc_audit.worktime.calendar import Calendar


def compare(rounds: Sequence[Round], calendar: Calendar, *, received: date | None, days: int) -> Round:
    """The last of the rounds with the state of every finding that any of them told, in the order of time.

    ``received`` and ``days`` settle by when something is due, where neither the finding nor the agency does.
    Raises ``AuditError`` where a round is older than the one before it.
    """
    first, *others = rounds
    history = dict(first.history) or {
        f["fingerprint"]: Tracked(f, _state(f, "new", first.answers), first.as_of, first.as_of) for f in _failed(first)
    }
    answers = dict(first.answers)
    day = first.as_of
    for one in others:
        if one.as_of < day:
            raise AuditError(Problem("followup.order", {"old": day, "new": one.as_of}))
        day = one.as_of
        answers |= one.answers
        history = _next(history, one, answers)
    last = rounds[-1]
    received = received or last.received or next((r.received for r in reversed(rounds) if r.received), None)
    limit = None if received is None else calendar.due(received, Decimal(days), "working_day")
    dated = {key: _dated(t, last.as_of, limit, answers.get(key), calendar) for key, t in history.items()}
    return Round(last.result, last.as_of, answers, dated, received, days)


def _failed(one: Round) -> Iterable[Mapping[str, Any]]:
    return (f for f in one.result["findings"] if f["outcome"] == "fail")


def _next(history: Mapping[str, Tracked], one: Round, answers: Mapping[str, Answer]) -> dict[str, Tracked]:
    told = {f["fingerprint"]: f for f in _failed(one)}
    found: dict[str, Tracked] = {}
    judged = _Judged(one.result)
    for key, before in history.items():
        if key in told:
            found[key] = _again(before, told[key], one.as_of, answers)
        elif before.state == "fixed":
            found[key] = before
        elif judged.gone(before.finding):
            found[key] = replace(before, state="fixed", fixed_on=one.as_of, times_fixed=before.times_fixed + 1)
        else:
            found[key] = replace(before, state="undecided")
    for key, finding in told.items():
        if key not in found:
            found[key] = Tracked(finding, _state(finding, "new", {}), one.as_of, one.as_of)
    return found


def _again(before: Tracked, finding: Mapping[str, Any], day: date, answers: Mapping[str, Answer]) -> Tracked:
    if before.state == "fixed":
        return replace(before, finding=finding, state=_state(finding, "repeated", {}), since=day, fixed_on=None)
    came_back = before.times_fixed > 0
    return replace(before, finding=finding, state=_state(finding, "repeated" if came_back else "open", answers))


def _state(finding: Mapping[str, Any], otherwise: State, answers: Mapping[str, Answer]) -> State:
    if finding["status"] == "waived":
        return "waived"
    answer = answers.get(finding["fingerprint"])
    return "explained" if otherwise == "open" and answer and answer.explanation else otherwise


class _Judged:
    """What a result tells of what it looked at."""

    def __init__(self, result: Mapping[str, Any]) -> None:
        self._rules = {r["id"] for r in result["rules"] if not r["stale"]}
        self._unread = {e["file"] for e in result["errors"]}
        self._files = {i["file"] for i in result["inputs"]}
        self._undecided = {
            (f["rule"], procedure_of(f)) for f in result["findings"] if f["outcome"] == "unknown"
        }  # fmt: skip
        self._procedures = {procedure_of(f) for f in result["findings"]}

    def gone(self, finding: Mapping[str, Any]) -> bool:
        """Whether the rule was held against the procedure, and it was decided."""
        rule, procedure, file = finding["rule"], procedure_of(finding), finding["location"]["file"]
        if rule not in self._rules or file in self._unread or (rule, procedure) in self._undecided:
            return False
        return file in self._files or (procedure != "" and procedure in self._procedures)


def _dated(tracked: Tracked, day: date, limit: date | None, answer: Answer | None, calendar: Calendar) -> Tracked:
    if tracked.state not in STANDING:
        return replace(tracked, due=None, age=None, overdue=None)
    stated = tracked.finding.get("due")
    due = (answer.due if answer else None) or (date.fromisoformat(stated) if stated else None) or limit
    return replace(
        tracked, due=due, age=calendar.working_days_between(tracked.since, day),
        overdue=None if due is None else day > due,
    )  # fmt: skip
