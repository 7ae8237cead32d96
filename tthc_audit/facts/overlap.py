"""Table ``overlap``: one row a pair of places where one thing is done, asked for or waited for twice."""

from __future__ import annotations

from tthc_audit.facts.table import PLACE, PROCEDURE, Column, Table, Type, Unit, count, stem, text, texts
from tthc_audit.results import Words

TABLE = Table(
    name="overlap",
    about=Words(
        "Mỗi dòng là một cặp chỗ có dấu hiệu chồng chéo, hoặc chưa đủ dữ liệu để biết",
        "One row a pair of places that overlap, or of which the data do not tell",
    ),
    keys=(
        "kind", "procedure", "other_procedure", "a_step", "b_step", "a_document", "b_document", "subject", "interlinked_in",
    ),
    identity=(
        "kind", "procedure", "other_procedure", "a_name", "b_name", "a_agency_name", "b_agency_name", "subject",
        "interlinked_in",
    ),
    told=(
        "a_name", "a_agency_name", "other_procedure", "b_name", "b_agency_name", "subject", "via", "keep_agency_name",
        "saved_min", "saved_max", "saved_days", "saving_case", "papers_saved",
    ),
    other_place=("other_file", "other_pointer"),
    lacks="missing",
    columns=(
        *PLACE,
        *PROCEDURE,
        text("kind", "Dạng chồng chéo", "Kind of overlap", from_steps=True),
        text("other_procedure", "Mã thủ tục của chỗ thứ hai", "Procedure of the second place"),
        text("other_procedure_name", "Tên thủ tục của chỗ thứ hai", "Name of the procedure of the second place"),
        text("other_file", "Tệp của chỗ thứ hai", "File of the second place"),
        text("other_pointer", "Vị trí của chỗ thứ hai", "Second place in its file"),
        text("interlinked_in", "Mã nhóm liên thông làm hai chỗ gặp nhau", "Interlinked group in which the two meet"),
        text("a_step", "Bước thứ nhất (định danh)", "First step, id"),
        text("b_step", "Bước thứ hai (định danh)", "Second step, id"),
        text("a_document", "Giấy tờ thứ nhất (định danh)", "First paper, id"),
        text("b_document", "Giấy tờ thứ hai (định danh)", "Second paper, id"),
        text("a_name", "Tên bước hoặc giấy tờ thứ nhất", "Name of the first step or paper"),
        text("b_name", "Tên bước hoặc giấy tờ thứ hai", "Name of the second step or paper"),
        text("a_agency", "Đơn vị thứ nhất (định danh)", "First unit, id"),
        text("b_agency", "Đơn vị thứ hai (định danh)", "Second unit, id"),
        text("a_agency_name", "Đơn vị thứ nhất", "First unit"),
        text("b_agency_name", "Đơn vị thứ hai", "Second unit"),
        text("a_body", "Cơ quan (pháp nhân) thứ nhất", "First legal body"),
        text("b_body", "Cơ quan (pháp nhân) thứ hai", "Second legal body"),
        text("subject", "Nội dung bị làm, hỏi hoặc nộp trùng", "What is done, asked or handed in twice"),
        Column(
            "score", Type.DECIMAL, Words("Mức độ giống nhau, từ 0 đến 1", "How much alike, from 0 to 1"), None, from_steps=True
        ),
        Column(
            "saving", Type.DECIMAL,
            Words("Thời gian dài nhất của quy trình giảm được", "How much shorter the longest run becomes"),
            Unit.WORKING_MINUTE, from_steps=True,
        ),
        *stem("saved", "Mức giảm của thời gian dài nhất", "How much shorter the longest time becomes", from_steps=True),
        text("saving_case", "Trường hợp mà thời gian giảm được là của nó", "Case of which the saving is told", from_steps=True),
        count("papers_saved", "Số bản giấy tờ không phải nộp nữa", "Copies of papers that need not be handed in"),
        text("why", "Vì sao là chồng chéo", "Why it is an overlap"),
        texts("via", "Các đơn vị ở giữa", "Units between", from_steps=True),
        texts("missing", "Còn thiếu dữ liệu", "What is not stated"),
        text("keep_agency", "Đơn vị nên giữ việc (định danh)", "Unit that should keep it, id"),
        text("keep_agency_name", "Đơn vị nên giữ việc", "Unit that should keep it"),
    ),
)  # fmt: skip
