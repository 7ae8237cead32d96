"""Table ``channel``: one row a way to submit."""

from __future__ import annotations

from tthc_audit.facts.table import PLACE, PROCEDURE, Table, count, flag, money, stem, text, texts
from tthc_audit.results import Words

TABLE = Table(
    name="channel",
    about=Words("Mỗi dòng là một cách thức nộp", "One row a way to submit"),
    keys=("procedure", "channel"),
    identity=("procedure", "channel"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("channel", "in_person, online hoặc postal", "Way to submit"),
        *stem("limit", "Thời hạn theo cách nộp", "Limit of the channel"),
        *stem("main", "Thời hạn chung của thủ tục", "Limit of the procedure"),
        text("limit_unit", "Đơn vị thời hạn", "Unit of the limit"),
        text("limit_text", "Thời hạn ghi bằng lời", "Limit as words"),
        flag("limit_stated", "Có nêu thời hạn riêng", "States its own limit"),
        flag("agrees_with_main", "Khớp với thời hạn chung, hoặc với một trường hợp", "Agrees with the limit of the procedure or of one of its cases"),
        count("fees_count", "Số khoản phí, lệ phí riêng", "Charges stated for the channel"),
        money("fee_total_vnd", "Tổng mức thu nêu cho cách nộp", "Sum of the amounts stated for the channel"),
        money("fee_highest_vnd", "Tổng mức thu cao nhất trong các cách nộp", "Highest such sum among the channels"),
        flag("fee_zero_by_council", "Ghi 0 đồng nhưng dẫn chiếu nghị quyết HĐND", "Says 0 đồng and refers to a council's resolution"),
        text("fee_text", "Nội dung thu bằng lời", "Fees as words"),
        texts("return_ways", "Cách trả kết quả", "Ways the result is returned"),
    ),
)  # fmt: skip
