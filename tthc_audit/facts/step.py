"""Table ``step``: one row a step."""

from __future__ import annotations

from tthc_audit.facts.table import PLACE, PROCEDURE, Column, Table, Type, count, flag, stem, text, texts
from tthc_audit.results import Words

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
        text("agency_kind", "Loại đơn vị", "Kind of unit"),
        text("body", "Cơ quan (pháp nhân) của đơn vị", "Legal body of the unit"),
        flag("agency_current", "Đơn vị còn hoạt động vào ngày kiểm tra", "The unit exists on the day of the audit"),
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
