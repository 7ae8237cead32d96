"""Table ``step``: one row a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tthc_audit.catalog.model import Step
from tthc_audit.facts.cells import Row, put
from tthc_audit.facts.survey import is_applicant
from tthc_audit.facts.table import NEAR, PLACE, PROCEDURE, Column, Table, Type, count, flag, stem, text, texts
from tthc_audit.flow import clock
from tthc_audit.results import Words
from tthc_audit.worktime.span import Span

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured

TABLE = Table(
    name="step",
    about=Words("Mỗi dòng là một bước", "One row a step"),
    keys=("procedure", "step"),
    identity=("procedure", "name", "kind", "agency_name"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("step", "Định danh bước", "Step id"),
        text("name", "Tên bước", "Name of the step"),
        text("kind", "Loại việc", "Kind of act"),
        text("act", "Việc cụ thể: record, lookup, draft, assign, measure, stamp", "Finer act"),
        text("agency", "Đơn vị (định danh)", "Unit, id"),
        text("agency_name", "Đơn vị", "Unit"),
        text("agency_level", "Cấp của đơn vị", "Level of the unit"),
        text("agency_kind", "Loại đơn vị", "Kind of unit"),
        text("body", "Cơ quan (pháp nhân) của đơn vị", "Legal body of the unit"),
        flag("agency_current", "Đơn vị còn hoạt động vào ngày kiểm tra", "The unit exists on the day of the audit"),
        flag("asked_by_other_body", "Nhận hồ sơ từ cơ quan khác chuyển đến", "Another body hands the file to this step", from_steps=True),
        flag("by_applicant", "Do người dân, doanh nghiệp thực hiện", "Done by the applicant"),
        text("role", "Người thực hiện", "Role that acts"),
        Column("duration_value", Type.DECIMAL, Words("Thời gian: số", "Duration: value")),
        text("duration_unit", "Thời gian: đơn vị", "Duration: unit"),
        flag("has_duration", "Có nêu thời gian (kể cả chung hoặc tính từ bước khác)", "A duration is stated, shared or counted from an event included"),
        *stem("minutes", "Thời gian của bước", "Time of the step", from_steps=True),
        flag("off_clock", "Không tính vào thời hạn", "Off the clock"),
        text("off_clock_reason", "Lý do không tính", "Reason"),
        text("off_clock_basis", "Căn cứ không tính", "Basis"),
        text("subject", "Nội dung xem xét", "Subject of the examination"),
        count("legal_basis_count", "Số căn cứ của bước", "Legal bases of the step"),
        text("on_silence", "Quá hạn không trả lời: consent hoặc none", "Effect of silence"),
        flag("is_start", "Bước đầu", "First step", from_steps=True),
        flag("is_end", "Bước cuối", "A run ends here", from_steps=True),
        flag("reachable", "Tới được từ bước đầu", "Reachable from the start", from_steps=True),
        flag("conditional", "Có lượt giải quyết không qua bước này", "Some complete run passes it by", from_steps=True),
        flag("on_critical_path", "Thuộc chuỗi bước quyết định thời hạn", "On the critical path", from_steps=True),
        *stem("slack", "Thời gian dự phòng", "How much it may grow before the longest time grows", from_steps=True),
        texts("missing_inputs", "Đầu vào không có nơi tạo ra", "Inputs that nothing produces", from_steps=True),
        count("missing_inputs_count", "Số đầu vào như vậy", "Number of such inputs", from_steps=True),
        texts("unused_outputs", "Đầu ra không ai dùng và không phải kết quả", "Outputs nobody uses that are no result", from_steps=True),
        flag("clear_person", "Rõ người", "Person is clear"),
        flag("clear_task", "Rõ việc", "Task is clear"),
        flag("clear_time", "Rõ thời gian", "Time is clear"),
        flag("clear_responsibility", "Rõ trách nhiệm", "Responsibility is clear"),
        flag("clear_result", "Rõ sản phẩm, hiệu quả", "Result is clear"),
        flag("clear_authority", "Rõ thẩm quyền", "Authority is clear"),
        flag("clear_process", "Rõ quy trình", "Process is clear", from_steps=True),
    ),
)  # fmt: skip


def rows(measured: Measured) -> Iterator[Row]:
    """One row a step; what differs by case is told for the case that binds most."""
    procedure, survey = measured.procedure, measured.survey
    steps = procedure.steps or ()
    start = procedure.start or (steps[0].id if steps else None)
    unreachable = {s for sound in measured.soundness.values() for s in sound.unreachable}
    flows = [(measured.graphs[c], f) for c, f in measured.figures.items() if c in measured.graphs]
    timed = {id(graph): (figures, {step: i for i, step in enumerate(graph.ids)}) for graph, figures in flows if figures}
    twins = _twins(steps)
    agency = {s.id: s.agency for s in steps}
    asked = {
        e.to
        for s in steps
        if not is_applicant(s.agency)
        for e in s.next
        if measured.bodies[agency[e.to]] != measured.bodies[s.agency]
    }
    for i, step in enumerate(steps):
        seen = [(figures, index[step.id]) for figures, index in timed.values() if step.id in index]
        duration = step.duration
        missing = measured.missing_inputs.get(step.id)
        unused = measured.unused_outputs.get(step.id)
        row: Row = {
            "procedure": procedure.key,
            "pointer": f"/steps/{i}",
            "step": step.id,
            "name": step.name,
            "kind": step.kind,
            "act": step.act,
            **survey.actor(step.agency),
            "asked_by_other_body": step.id in asked,
            "role": step.role,
            "duration_value": None if duration is None or duration.value is None else f"{duration.value:f}",
            "duration_unit": duration.unit if duration else None,
            "has_duration": clock.is_stated(duration),
            "off_clock": step.off_clock is not None,
            "off_clock_reason": step.off_clock.reason if step.off_clock else None,
            "off_clock_basis": step.off_clock.basis if step.off_clock else None,
            "subject": step.subject,
            "legal_basis_count": None if step.legal_basis is None else len(step.legal_basis),
            "on_silence": step.on_silence,
            "is_start": step.id == start,
            "is_end": not step.next,
            "reachable": step.id not in unreachable,
            "conditional": _any([figures.conditional[n] for figures, n in seen]) if seen else None,
            "on_critical_path": any(step.id in f.critical_path for f, _ in seen) if seen else None,
            "missing_inputs": None if missing is None else list(missing),
            "missing_inputs_count": None if missing is None else len(missing),
            "unused_outputs": None if unused is None else list(unused),
            **_clarity(step, measured),
        }
        if timed and len(seen) < len(timed):
            row["conditional"] = True
        if step.id in twins:
            row[NEAR] = twins[step.id]
        if not measured.longest_only:
            put(row, "minutes", clock.span_of(duration) if duration else None)
            put(row, "slack", least([figures.slack[n] for figures, n in seen]))
        yield row


def _twins(steps: Sequence[Step]) -> dict[str, str]:
    """For steps that only their place tells apart, the names of the steps beside them."""
    identities = Counter((s.name, s.kind, s.agency) for s in steps)
    if len(identities) == len(steps):
        return {}
    names = {s.id: s.name for s in steps}
    beside: dict[str, list[str]] = {s.id: [] for s in steps}
    for step in steps:
        for edge in step.next:
            beside[step.id].append(f">{names[edge.to]}")
            beside[edge.to].append(f"<{step.name}")
    return {s.id: "; ".join(sorted(beside[s.id])) for s in steps if identities[s.name, s.kind, s.agency] > 1}


def _any(values: list[bool | None]) -> bool | None:
    return True if True in values else None if None in values else False


def least(spans: list[Span | None]) -> Span | None:
    """The smallest slack over the cases; unknown as soon as one is."""
    if len(spans) == 1:
        return spans[0]
    known = [s for s in spans if s is not None]
    if not known or len(known) != len(spans):
        return None
    highs = [s.high for s in known if s.high is not None]
    days = known[0].days if len(known) == 1 else None
    return Span(min(s.low for s in known), min(highs) if highs else None, days)


_DECIDING = frozenset({"decide", "sign", "issue"})


def _clarity(step: Step, measured: Measured) -> Row:
    """The "rõ": what a step makes clear. Unknown where a copy that is not complete is silent."""
    covered = measured.covered_units
    decided = None
    if step.kind in _DECIDING and measured.competent is not None:
        entitled = (
            (measured.competent, *(measured.procedure.agencies.delegated or ())) if measured.procedure.agencies else ()
        )
        decided = bool(step.legal_basis) or any(measured.survey.covers(a, step.agency) for a in entitled)
    chosen = step.split != "one" or all(
        e.when is not None or e.cases is not None or e.probability is not None for e in step.next
    )
    return {
        "clear_person": measured.states(step.role or None, "step"),
        "clear_task": step.kind != "other" or step.act is not None,
        "clear_time": True
        if step.off_clock
        else measured.states(True if clock.is_stated(step.duration) else None, "step"),
        "clear_responsibility": None if covered is None else step.agency in covered,
        "clear_result": bool(step.outputs) if step.outputs is not None else measured.states(None, "step"),
        "clear_authority": decided,
        "clear_process": chosen,
    }
