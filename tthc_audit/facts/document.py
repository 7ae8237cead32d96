"""Table ``document``: one row a paper of the dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tthc_audit.facts.cells import Row
from tthc_audit.facts.papers import Held
from tthc_audit.facts.survey import folded
from tthc_audit.facts.table import PLACE, PROCEDURE, Table, count, day, flag, text, texts
from tthc_audit.papers.asked import Asked
from tthc_audit.papers.core import core
from tthc_audit.papers.manner import only_if_not_found
from tthc_audit.results import Words

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured

TABLE = Table(
    name="document",
    about=Words("Mỗi dòng là một giấy tờ trong hồ sơ", "One row a paper of the dossier"),
    keys=("procedure", "document"),
    identity=("procedure", "name"),
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
        flag("bundled", "Một dòng gộp nhiều giấy tờ hoặc nêu các giấy tờ thay thế nhau", "One line lumps papers together or names alternatives"),
        flag("only_if_not_found", "Chỉ yêu cầu khi không tìm thấy dữ liệu", "Asked for only where the data are not found"),
        text("held_by_database", "Cơ sở dữ liệu đã có dữ liệu", "Database that holds the data"),
        text("held_by_act", "Văn bản công bố", "Act that says so"),
        day("held_since", "Từ ngày", "Since"),
        day("held_until", "Đến ngày", "Until"),
        text("result_of", "Là kết quả của thủ tục", "Procedure that yields it, as stated"),
        text("result_of_member", "Là kết quả của thủ tục thành phần cùng nhóm", "Member of the same group that yields it"),
        texts("used_by_steps", "Bước sử dụng", "Steps that use it", from_steps=True),
        flag("uses_stated", "Mọi bước của cơ quan đều nêu đầu vào", "Every step of an office states its inputs", from_steps=True),
    ),
)  # fmt: skip


def rows(measured: Measured) -> Iterator[Row]:
    """One row a paper."""
    procedure = measured.procedure
    forms = {folded(f.name) for f in procedure.forms or ()}
    member_results = measured.member_results
    for i, paper in enumerate(procedure.documents or ()):
        asked, held = _held(measured, i)
        name = folded(paper.name)
        by_name = member_results.get(core(paper.name)) if member_results else None
        member = paper.result_of if paper.result_of in measured.members else by_name
        counts = [n for n in (paper.originals, paper.copies) if n is not None]
        yield {
            "procedure": procedure.key,
            "pointer": f"/documents/{i}",
            "document": paper.id,
            "name": " ".join(paper.name.split()),
            "form": paper.form,
            "originals": paper.originals,
            "copies": paper.copies,
            "quantity": sum(counts) if counts else None,
            "handling": paper.handling,
            "one_of": paper.one_of,
            "is_form": paper.form is not None or name in forms,
            "cases": None if paper.cases is None else list(paper.cases),
            "condition": paper.condition,
            "issuer": paper.issued_by and measured.survey.name(paper.issued_by),
            "note": paper.note,
            "bundled": _bundled(name, asked) or "gộp" in folded(paper.note or ""),
            "only_if_not_found": (asked is not None and asked.manner == "only_if_not_found")
            or only_if_not_found(paper.name, paper.condition, paper.note),
            "held_by_database": held.database if held else None,
            "held_by_act": held.act if held else None,
            "held_since": held.since.isoformat() if held and held.since else None,
            "held_until": held.until.isoformat() if held and held.until else None,
            "result_of": paper.result_of,
            "result_of_member": member,
            "uses_stated": measured.inputs_stated,
            "used_by_steps": _users(measured, paper.id),
        }


_BUNDLED = re.compile(r"\bhoặc\b|;|một trong")


def _bundled(name: str, asked: Asked | None) -> bool:
    """Whether a line names several papers; of one that is known, alternatives of how it is copied are none."""
    return _BUNDLED.search(name) is not None if asked is None else asked.manner in {"bundle", "alternative"}


def _held(measured: Measured, place: int) -> tuple[Asked | None, Held | None]:
    """The first paper that a line asks for and a database holds, with that database."""
    papers, procedure = measured.survey.papers, measured.procedure
    for asked in measured.asked[place]:
        held = papers.holder(asked.kind, procedure.code, measured.survey.as_of)
        if held is not None:
            return asked, held
    return None, None


def _users(measured: Measured, paper: str) -> list[str] | None:
    """The steps that use a paper; unknown where none says so and a step leaves its inputs out."""
    found = list(measured.used_by.get(paper, ()))
    return found if found or measured.inputs_stated else None
