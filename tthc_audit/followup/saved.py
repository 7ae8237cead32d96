"""Saved rounds on the disk: the JSON of ``check``, or that of a follow-up, which holds it whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from tthc_audit import __version__, resources
from tthc_audit.catalog import reading, schema
from tthc_audit.errors import AuditError, Problem, reason
from tthc_audit.followup.model import Answer, Round, Tracked

RESULT, FOLLOWUP = "tthc-audit/check/v1", "tthc-audit/followup/v1"
_MOST = 512 * 1024**2
_MOST_TOLD = 20


def read(file: Path) -> Round:
    """The round that is saved in a file; raises ``AuditError`` where it holds none, or one of a newer version."""
    try:
        tree = reading.parse(_bytes(file))
    except OSError as error:
        raise AuditError(Problem("load.unreadable", {"reason": reason(error)}, file=file.name)) from None
    except AuditError as error:
        raise AuditError(*(replace(p, file=file.name) for p in error.problems)) from None
    kind = tree.get("schema") if isinstance(tree, dict) else None
    if kind == RESULT:
        _require("saved-result", tree, file)
        return Round(tree, _day(tree["as_of"], file))
    if kind == FOLLOWUP:
        _require("followup", tree, file)
        _require("saved-result", tree["result"], file)
        return _round(tree, file)
    newer = isinstance(kind, str) and kind.rpartition("/")[0] in {r.rpartition("/")[0] for r in (RESULT, FOLLOWUP)}
    raise AuditError(Problem("followup.newer" if newer else "followup.not_a_result", {"schema": kind}, file=file.name))


def _bytes(file: Path) -> bytes:
    if file.stat().st_size > _MOST:
        raise AuditError(Problem("load.too_large", {"limit": _MOST >> 20}))
    return file.read_bytes()


def render(one: Round) -> bytes:
    """The round as JSON, the same bytes for the same round."""
    document = {
        "schema": FOLLOWUP,
        "tool": {"name": "tthc-audit", "version": __version__},
        "as_of": one.as_of,
        "received": one.received,
        "days": one.days,
        "answers": [
            {
                "fingerprint": fingerprint, "explanation": a.explanation, "commitment": a.commitment, "due": a.due,
                "evidence": a.evidence,
            }
            for fingerprint, a in sorted(one.answers.items()) if a
        ],
        "history": [
            {
                "state": t.state, "first_seen": t.first_seen, "since": t.since, "fixed_on": t.fixed_on,
                "times_fixed": t.times_fixed, "due": t.due, "age": t.age, "overdue": t.overdue, "finding": t.finding,
            }
            for t in sorted(one.history.values(), key=lambda t: t.fingerprint)
        ],
        "result": one.result,
    }  # fmt: skip
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def default_days() -> int:
    """The working days in which an inspected body reports what it mended: a house figure that an option replaces."""
    return int(orjson.loads(resources.data("reference", "followup.json"))["report_of_remedies"]["value"])


def _round(tree: dict[str, Any], file: Path) -> Round:
    def day(text: str | None) -> date | None:
        return None if text is None else _day(text, file)

    return Round(
        tree["result"],
        _day(tree["as_of"], file),
        {
            a["fingerprint"]: Answer(a["explanation"], a["commitment"], day(a["due"]), a["evidence"])
            for a in tree["answers"]
        },
        {
            h["finding"]["fingerprint"]: Tracked(
                h["finding"], h["state"], _day(h["first_seen"], file), _day(h["since"], file), day(h["fixed_on"]),
                h["times_fixed"], day(h["due"]), h["age"], h["overdue"],
            )
            for h in tree["history"]
        },
        day(tree["received"]),
        tree["days"],
    )  # fmt: skip


def _day(text: str, file: Path) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AuditError(Problem("followup.no_day", {"value": text}, file=file.name)) from None


def _require(name: str, tree: Any, file: Path) -> None:
    found = list(schema.problems(name, tree, large=True))
    if found:
        raise AuditError(*(replace(p, file=file.name) for p in found[:_MOST_TOLD]))
