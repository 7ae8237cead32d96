"""Table ``handoff``: one row an edge between two units."""

from __future__ import annotations

from tthc_audit.facts.table import PLACE, PROCEDURE, Table, flag, stem, text
from tthc_audit.results import Words

TABLE = Table(
    name="handoff",
    about=Words("Mỗi dòng là một lần chuyển hồ sơ giữa hai đơn vị", "One row an edge between two units"),
    keys=("procedure", "from_step", "to_step"),
    identity=("procedure", "from_name", "to_name", "from_agency_name", "to_agency_name"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("from_step", "Từ bước", "From step"),
        text("to_step", "Đến bước", "To step"),
        text("from_name", "Tên bước chuyển", "Name of the step that hands over"),
        text("to_name", "Tên bước nhận", "Name of the step that takes over"),
        text("from_kind", "Loại việc của bước chuyển", "Kind of the step that hands over"),
        text("to_kind", "Loại việc của bước nhận", "Kind of the step that takes over"),
        text("from_agency", "Từ đơn vị", "From unit, id"),
        text("to_agency", "Đến đơn vị", "To unit, id"),
        text("from_agency_name", "Từ đơn vị", "From unit"),
        text("to_agency_name", "Đến đơn vị", "To unit"),
        flag("between_bodies", "Giữa hai cơ quan khác nhau", "Between two legal bodies"),
        flag("with_applicant", "Một bên là người dân, doanh nghiệp", "One side is the applicant"),
        flag("to_consult", "Chuyển để lấy ý kiến", "Handed over for an opinion"),
        flag("has_deadline", "Bước nhận có thời gian", "The step that takes over has a duration"),
        flag("is_return", "Quay lại đơn vị đã qua", "Back to a unit that had the file"),
        flag("is_loop", "Là cạnh quay lại bổ sung", "Edge of a loop"),
        *stem("reply", "Thời gian của bước nhận", "Time of the step that takes over", from_steps=True),
        *stem("statutory", "Thời hạn của thủ tục", "Limit of the procedure, where one"),
    ),
)  # fmt: skip
