"""The procedures case by case, and their steps, as rows of sheets: times in working days as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.words import APPLICANT, lane_name, tags
from tthc_audit.i18n import Lang, say, show
from tthc_audit.office.workbook import Cell
from tthc_audit.report.excel.columns import Declared
from tthc_audit.report.steps import step_rows
from tthc_audit.report.times import case_times
from tthc_audit.report.wording import Row, decimal, stem, term
from tthc_audit.results import Audit, Time, Value

CASES: Declared = (
    ("code", 10, "code"), ("procedure", 40, "long"), ("case", 30, "long"), ("limit", 22, "long"),
    ("worst_low", 10, "number"), ("worst_high", 10, "number"), ("worst_days", 10, "number"), ("verdict", 20, "long"),
    ("competent", 28, "long"),
)  # fmt: skip
CASES_BESIDE: Declared = (
    ("limit_low", 11, "number"), ("limit_high", 11, "number"), ("limit_days", 11, "number"), ("best_low", 11, "number"),
    ("elapsed_high", 12, "number"), ("field", 20, "long"), ("kind", 20, "long"), ("state", 16, "long"),
    ("publication", 20, "code"), ("signed", 12, "day"), ("steps", 8, "whole"), ("file", 18, "code"),
)  # fmt: skip
STEPS: Declared = (
    ("code", 10, "code"), ("step", 6, "code"), ("step_name", 44, "long"), ("unit", 26, "long"), ("role", 20, "long"),
    ("stated", 20, "long"), ("low", 9, "number"), ("high", 9, "number"), ("clock", 24, "long"),
    ("critical", 10, "text"), ("after", 10, "code"),
)  # fmt: skip
STEPS_BESIDE: Declared = (
    ("step_kind", 18, "text"), ("days", 9, "number"), ("slack_low", 11, "number"), ("slack_high", 11, "number"),
    ("conditional", 12, "text"), ("step_law", 30, "long"),
)  # fmt: skip
_MINUTES_A_DAY = 480


def case_cells(audit: Audit, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    """A row a case, in the order of the tables."""
    rows = {str(row["procedure"]): row for row in audit.tables.get("procedure", ())}
    told = case_times(audit, lang)
    taken: dict[str, int] = {}
    for case in audit.tables.get("case", ()):
        key = str(case["procedure"])
        row = rows.get(key, {})
        words = told[key][taken.setdefault(key, 0)]
        taken[key] += 1
        limit, worst = stem(case, "statutory"), stem(case, "worst")
        signed = row.get("publication_signed_on")
        yield (
            clean(key), _text(lang, row.get("procedure_name")), words.name or say(lang, "report.all_cases"),
            words.statutory, *_days(worst), say(lang, f"report.verdict.{words.verdict}"),
            _text(lang, row.get("competent_name")), *_days(limit), _in_days(stem(case, "best").min),
            _in_days(stem(case, "elapsed_worst").max), _text(lang, row.get("field")),
            term(lang, "procedure_kind", row.get("procedure_kind")),
            term(lang, "procedure_status", row.get("procedure_status")), _text(lang, row.get("publication_number")),
            signed if isinstance(signed, date) else None, _count(row, "steps_count"),
            clean(audit.sources.get(key, "")),
        )  # fmt: skip


def step_cells(audit: Audit, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    """A row a step, procedure by procedure, in the order they are stated."""
    for key in sorted(audit.flows):
        flow = audit.flows[key]
        lanes = {lane.id: clean(lane_name(lang, lane)) for lane in flow.lanes}
        tag = tags(flow)
        for node, row in zip(flow.nodes, step_rows(flow, lang), strict=True):
            time = node.time or Time(None, None, None)
            counts = node.off_clock is None and node.lane != APPLICANT
            low, high, days = _days(time) if counts else (None, None, None)
            slack = _days(node.slack)[:2] if node.slack and flow.sound is not False else (None, None)
            yield (
                clean(key), clean(tag[node.id]), row.name, lanes.get(node.lane, ""), row.role, row.time, low, high,
                row.clock, show(lang, row.critical), row.after, term(lang, "kind", node.kind), days, *slack,
                show(lang, node.conditional), clean("; ".join(node.legal_basis)),
            )  # fmt: skip


def _text(lang: Lang, value: Value) -> str:
    return clean(show(lang, value))


def _count(row: Row, name: str) -> int | None:
    value = row.get(name)
    return value if isinstance(value, int) else None


def _days(time: Time) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Working days at least and at most, and calendar days where all parts are days."""
    return _in_days(time.min), _in_days(time.max), decimal(time.days)


def _in_days(minutes: str | None) -> Decimal | None:
    exact = decimal(minutes)
    return None if exact is None else (exact / _MINUTES_A_DAY).quantize(Decimal("0.0001"))
