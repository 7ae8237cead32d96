"""Table ``target``: case × reform target."""

from __future__ import annotations

from tthc_audit.facts.table import PLACE, PROCEDURE, Column, Table, Type, day, flag, stem, text
from tthc_audit.results import Words

TABLE = Table(
    name="target",
    about=Words("Mỗi dòng là một chỉ tiêu cải cách áp dụng cho một trường hợp", "One row a case and reform target"),
    keys=("target", "procedure", "case"),
    identity=("target", "procedure", "case"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("target", "Chỉ tiêu (định danh)", "Target, id"),
        text("target_name", "Chỉ tiêu", "Target"),
        text("target_source", "Văn bản giao chỉ tiêu", "Source of the target"),
        day("target_due", "Hạn thực hiện", "Due"),
        text("case", "Trường hợp", "Case"),
        text("measure", "time_limit, process_time hoặc cost", "What is measured"),
        text("unit", "Đơn vị đo", "Unit of the amounts"),
        text("method", "Cách tính: each, share, total, mean, weighted", "Method"),
        text("against", "So với: snapshot hoặc statutory_limit", "Compared with"),
        day("baseline_on", "Ngày của mốc so sánh", "Day of the baseline"),
        day("baseline_wanted_on", "Ngày mốc so sánh theo chỉ tiêu", "Day the target wants as baseline"),
        flag("baseline_stated", "Có số liệu tại mốc so sánh", "A baseline is stated"),
        *stem("baseline", "Mốc so sánh", "Baseline"),
        *stem("after", "Hiện nay", "After"),
        text("cut", "Tỷ lệ cắt giảm (phân số)", "Cut as an exact fraction"),
        text("required_cut", "Tỷ lệ phải cắt giảm (phân số)", "Required cut as an exact fraction"),
        Column("cut_percent", Type.DECIMAL, Words("Tỷ lệ cắt giảm (%), làm tròn", "Cut in percent, rounded")),
        Column("required_percent", Type.DECIMAL, Words("Tỷ lệ phải cắt giảm (%)", "Required cut in percent")),
        flag("met", "Đạt chỉ tiêu (trống: chưa chứng minh được)", "Met; null: cannot be proven"),
        text("why_unproven", "Lý do chưa chứng minh được", "Why it cannot be proven"),
    ),
)  # fmt: skip
