"""Table ``citation``: procedure × act that it rests on."""

from __future__ import annotations

from tthc_audit.facts.table import PLACE, PROCEDURE, Table, day, flag, text
from tthc_audit.results import Words

TABLE = Table(
    name="citation",
    about=Words("Mỗi dòng là một căn cứ pháp lý được viện dẫn", "One row a legal basis cited"),
    keys=("procedure", "instrument", "pointer"),
    identity=("procedure", "instrument", "provision"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("instrument", "Số, ký hiệu văn bản", "Number of the act"),
        text("provision", "Điều khoản", "Provision"),
        text("instrument_kind", "Loại văn bản", "Kind of act"),
        text("instrument_rank", "Thứ bậc", "Rank"),
        flag("known", "Có trong danh mục văn bản", "Found in a register"),
        flag("in_force", "Còn hiệu lực vào ngày kiểm tra", "In force on the day of the audit"),
        flag("verified", "Hiệu lực đã được đối chiếu", "Its validity was checked"),
        day("in_force_from", "Hiệu lực từ", "In force from"),
        day("in_force_to", "Hiệu lực đến", "In force to"),
        text("replaced_by", "Văn bản thay thế", "Replaced by"),
        text("cited_for", "Chỗ viện dẫn: procedure, step, off_clock, online_service", "What cites it"),
    ),
)  # fmt: skip
