"""Table ``target``: case × reform target."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from tthc_audit.catalog.model import Case, Target
from tthc_audit.catalog.shares import percent, share
from tthc_audit.facts import cost
from tthc_audit.facts.cells import Row, exact, put
from tthc_audit.facts.cost import Money
from tthc_audit.facts.earlier import Earlier, earlier
from tthc_audit.facts.ledger import Compared
from tthc_audit.facts.table import PLACE, PROCEDURE, Column, Table, Type, day, flag, money, stem, text
from tthc_audit.results import Words
from tthc_audit.worktime.span import SCALE, Span

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured

TABLE = Table(
    name="target",
    about=Words("Mỗi dòng là một chỉ tiêu cải cách áp dụng cho một trường hợp", "One row a case and reform target"),
    keys=("target", "procedure", "case"),
    identity=("target", "procedure", "case_code", "case_name"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("target", "Chỉ tiêu (định danh)", "Target, id"),
        text("target_name", "Chỉ tiêu", "Target"),
        text("target_source", "Văn bản giao chỉ tiêu", "Source of the target"),
        day("target_due", "Hạn thực hiện", "Due"),
        text("case", "Trường hợp", "Case"),
        text("case_code", "Mã trường hợp", "Code of the case"),
        text("case_name", "Tên trường hợp", "Name of the case"),
        text("measure", "time_limit, process_time hoặc cost", "What is measured"),
        text("unit", "Đơn vị đo", "Unit of the amounts"),
        text("method", "Cách tính: each, share, total, mean, weighted", "Method"),
        text("against", "So với: snapshot hoặc statutory_limit", "Compared with"),
        day("baseline_on", "Ngày của mốc so sánh", "Day of the baseline"),
        day("baseline_wanted_on", "Ngày mốc so sánh theo chỉ tiêu", "Day the target wants as baseline"),
        flag("baseline_stated", "Có số liệu tại mốc so sánh", "A baseline is stated"),
        text("baseline_from", "Nguồn của mốc so sánh: snapshot (bản chốt) hoặc procedure (ghi trong thủ tục)", "The baseline comes from the frozen snapshot or from the procedure"),
        flag("baseline_intact", "Bản chốt mốc so sánh còn nguyên như khi chốt", "The frozen baseline is as it was when frozen"),
        flag("existed_at_baseline", "Thủ tục đã có vào ngày của mốc so sánh (trống: chưa rõ)", "The procedure existed on the baseline day; null: cannot be told"),
        flag("no_earlier_version", "Thủ tục chưa có phiên bản trước mốc so sánh nên đứng ngoài mẫu số", "No earlier version: outside the denominator"),
        *stem("baseline", "Mốc so sánh", "Baseline"),
        *stem("after", "Hiện nay", "After"),
        money("baseline_vnd", "Chi phí tuân thủ một hồ sơ tại mốc so sánh", "Compliance cost of a dossier at the baseline"),
        money("after_low_vnd", "Chi phí tuân thủ một hồ sơ hiện nay: ít nhất", "Compliance cost of a dossier now: at least"),
        money("after_high_vnd", "Chi phí tuân thủ một hồ sơ hiện nay: nhiều nhất", "Compliance cost of a dossier now: at most"),
        text("cut", "Tỷ lệ cắt giảm (phân số)", "Cut as an exact fraction"),
        text("required_cut", "Tỷ lệ phải cắt giảm (phân số)", "Required cut as an exact fraction"),
        Column("cut_percent", Type.DECIMAL, Words("Tỷ lệ cắt giảm (%), làm tròn", "Cut in percent, rounded")),
        Column("required_percent", Type.DECIMAL, Words("Tỷ lệ phải cắt giảm (%)", "Required cut in percent")),
        flag("met", "Đạt chỉ tiêu (trống: chưa chứng minh được)", "Met; null: cannot be proven"),
        text("why_unproven", "Lý do chưa chứng minh được", "Why it cannot be proven"),
    ),
)  # fmt: skip


Scopes = Mapping[str, Mapping[tuple[str, str], bool | None]]
"""By target id, the (procedure, case) that its scope may select: true, or ``None`` where that is not known."""


def rows(measured: Measured, scopes: Scopes, note: Callable[[str, Compared], None] = lambda *_: None) -> Iterator[Row]:
    """One row a target and case that its scope selects, or may select: then nothing about it is proven.

    ``note`` is called with the target and what each row compares, for the totals.
    """
    procedure = measured.procedure
    for target in measured.survey.targets:
        selected = scopes.get(target.id)
        required = share(target.cut)
        for i, case in enumerate(measured.cases):
            if selected is not None and (procedure.key, case.id) not in selected:
                continue
            held = earlier(measured, case, target.baseline_on)
            before, after = _amounts(measured, case, target, held)
            newer = held.existed is False and (target.against == "statutory_limit" or before is None)
            sure = selected is None or selected[procedure.key, case.id]
            why = _unproven(target, held, before, after, newer=newer) if sure else "scope"
            low, high = cut_bounds(before, after) if why is None and before and after else (None, None)
            cut = low if low is not None and low == high else None
            met = _met(low, high, required)
            proven = why is None
            compared = Compared(
                procedure.key,
                "abolished" if procedure.status == "abolished" else "newer" if newer and sure else "compared",
                before if proven else None,
                after if proven else None,
                (low, high),
                met,
                procedure.annual_cases,
            )
            note(target.id, compared)
            row: Row = {
                "procedure": procedure.key,
                "pointer": f"/cases/{i}" if procedure.cases else "",
                "target": target.id,
                "target_name": target.name or target.id,
                "target_source": target.source,
                "target_due": target.due.isoformat() if target.due else None,
                "case": case.id,
                "case_code": case.code,
                "case_name": case.name,
                "measure": target.measure,
                "unit": "vnd" if target.measure == "cost" else "working_minute",
                "method": target.method,
                "against": target.against,
                "baseline_on": held.on.isoformat() if held.on else None,
                "baseline_wanted_on": target.baseline_on.isoformat() if target.baseline_on else None,
                "baseline_stated": before is not None,
                "baseline_from": held.source,
                "baseline_intact": held.intact if held.source == "snapshot" else None,
                "existed_at_baseline": held.existed,
                "no_earlier_version": newer,
                "cut": None if cut is None else str(cut),
                "required_cut": str(required),
                "cut_percent": None if cut is None else percent(cut),
                "required_percent": percent(required),
                "met": met,
                "why_unproven": why or ("bounds" if met is None else None),
            }
            if target.measure == "cost":
                row["baseline_vnd"] = exact(before.low) if before else None
                row["after_low_vnd"] = exact(after.low) if after else None
                row["after_high_vnd"] = exact(after.high or 0) if after else None
            else:
                put(row, "baseline", before)
                put(row, "after", after)
            yield row


def _met(low: Fraction | None, high: Fraction | None, required: Fraction) -> bool | None:
    if low is not None and low >= required:
        return True
    return False if high is not None and high < required else None


def _amounts(measured: Measured, case: Case, target: Target, held: Earlier) -> tuple[Span | None, Span | None]:
    """What is compared: before and after. Of a cost, a đồng stands for a minute: its bounds are compared alike."""
    committed = measured.limit_span(case.committed_time_limit or measured.procedure.committed_time_limit)
    statutory = measured.limit_span(measured.limit(case))
    if target.measure == "cost":
        return _amount(held.cost_vnd), _amount(cost.dossier(measured.procedure).money)
    if target.measure == "process_time":
        figures = measured.figures[case.id]
        worst = figures.worst if figures else None
        return (statutory if target.against == "statutory_limit" else held.process_time), worst
    return (statutory if target.against == "statutory_limit" else held.time_limit), committed or statutory


def _amount(known: int | Money | None) -> Span | None:
    """An amount between bounds, in ten-thousandths of a đồng."""
    if known is None:
        return None
    low, high = (known, known) if isinstance(known, int) else known
    return Span(floor(low * SCALE), ceil(high * SCALE), None)


def _unproven(target: Target, held: Earlier, before: Span | None, after: Span | None, *, newer: bool) -> str | None:
    if newer:
        return "no_earlier_version"
    if target.against == "snapshot" and not held.intact:
        return "baseline_changed"
    if target.measure == "cost" and target.against == "statutory_limit":
        return "cost"
    if before is None:
        return "baseline"
    if after is None:
        return "after"
    if before.low == 0 and not before.days:
        return "baseline_zero"
    late = held.on is not None and target.baseline_on is not None and held.on > target.baseline_on
    return "baseline_later" if late and target.against == "snapshot" else None


def cut_bounds(before: Span, after: Span) -> tuple[Fraction | None, Fraction | None]:
    """The smallest and the largest cut that the two times allow; ``None`` where nothing bounds it."""
    if before.days and after.days is not None:
        cut = 1 - Fraction(after.days, before.days)
        return cut, cut
    least = 1 - Fraction(after.high, before.low) if after.high is not None and before.low else None
    most = 1 - Fraction(after.low, before.high) if before.high else None
    return least, most
