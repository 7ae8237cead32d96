"""Table ``document``: one row a paper of the dossier."""

from __future__ import annotations

from tthc_audit.facts.table import PLACE, PROCEDURE, Table, count, day, flag, text, texts
from tthc_audit.results import Words

TABLE = Table(
    name="document",
    about=Words("Mỗi dòng là một giấy tờ trong hồ sơ", "One row a paper of the dossier"),
    keys=("procedure", "document"),
    identity=("procedure", "name", "cases"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("document", "Định danh giấy tờ", "Paper id"),
        text("name", "Tên giấy tờ như công bố", "Name as published"),
        text("form", "Mẫu", "Form"),
        count("originals", "Số bản chính", "Originals"),
        count("copies", "Số bản sao", "Copies"),
        count("quantity", "Tổng số bản", "Originals and copies together"),
        text("handling", "submit, present, declare hoặc lookup", "Handling"),
        text("one_of", "Nhóm giấy tờ thay thế nhau", "Group of alternatives"),
        flag("is_form", "Là mẫu đơn, tờ khai", "Is a form"),
        texts("cases", "Trường hợp áp dụng", "Cases it is for"),
        text("condition", "Điều kiện phải nộp", "Condition"),
        text("issuer", "Cơ quan cấp", "Issuer"),
        text("note", "Ghi chú", "Note"),
        text("held_by_database", "Cơ sở dữ liệu đã có dữ liệu", "Database that holds the data"),
        text("held_by_act", "Văn bản công bố", "Act that says so"),
        day("held_since", "Từ ngày", "Since"),
        day("held_until", "Đến ngày", "Until"),
        text("result_of", "Là kết quả của thủ tục", "Procedure that yields it, as stated"),
        text("result_of_member", "Là kết quả của thủ tục thành phần cùng nhóm", "Member of the same group that yields it"),
        texts("used_by_steps", "Bước sử dụng", "Steps that use it", from_steps=True),
    ),
)  # fmt: skip
