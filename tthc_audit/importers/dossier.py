"""The papers of a dossier as published: under headings, among notes, with or without a number of copies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tthc_audit.importers.figures import count
from tthc_audit.importers.shape import objects_of
from tthc_audit.importers.words import one_line, plain

_NOTE_HEADING = re.compile(r"lưu ý|ghi chú|chú ý", re.IGNORECASE)
_HEADINGS = (
    ("present", re.compile(r"(?:giấy tờ|hồ sơ|tài liệu)?[^.;]{0,20}\bxuất trình", re.IGNORECASE)),
    ("submit", re.compile(r"giấy tờ (?:phải|cần) nộp|thành phần hồ sơ|giấy tờ phải gửi", re.IGNORECASE)),
)
_PAPER = re.compile(
    r"^(?:bản (?:chính|sao|gốc|chụp|vẽ|kê|khai|cam kết|thuyết minh|đồ)|giấy (?!tờ (?:do|tùy thân|gửi))|đơn |tờ khai|"
    r"tờ trình|hộ chiếu|thẻ |văn bản |biên bản|hợp đồng|quyết định|chứng (?:chỉ|minh|thư|từ)|danh sách|báo cáo|"
    r"phiếu |hồ sơ |sơ yếu|lý lịch|mẫu |ảnh |sổ |đề án|phương án|hóa đơn|dự án|thông báo|bằng )",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"có trách nhiệm|thì không phải|được quyền|có quyền|thì được|từ chối|^trường hợp .{0,400}\bthì\b|^người |^cơ quan ",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = " \t\n-–+*•·"
_LONG = 600


@dataclass(slots=True)
class Dossier:
    """The papers, and the notes that were listed among them."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)
    headings: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the published list, with the heading above it."""

    heading: str
    name: str
    originals: object = None
    copies: object = None
    code: str = ""
    forms: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


def sort_out(lines: Iterable[Line]) -> Dossier:
    """Papers and notes apart; a heading says how a paper is handled, or on which condition it is asked for."""
    made = Dossier()
    for line in lines:
        heading = one_line(line.heading).strip(_MARKS)
        text = plain(line.name)
        if heading:
            made.headings[heading] = None
        if not text.strip(_MARKS) and not line.forms:
            continue
        if is_note(heading, text, line):
            made.notes.append({"under": heading, "text": text} if heading else {"text": text})
        else:
            made.documents.append(_paper(heading, text, line, len(made.documents) + 1))
    return made


def is_note(heading: str, text: str, line: Line) -> bool:
    """Whether a line only explains: it stands under "Lưu ý", or no copy is asked for and it names no paper."""
    asked = (count(line.originals) or 0) + (count(line.copies) or 0) > 0
    if _NOTE_HEADING.match(heading) or _NOTE_HEADING.match(text.strip(_MARKS)):
        return not asked or heading != ""
    if asked or line.forms or (line.originals is None and line.copies is None):
        return False
    bare = text.strip(_MARKS)
    return bare.endswith(":") or len(bare) > _LONG or _TELLS.search(bare) is not None or not _PAPER.match(bare)


def _paper(heading: str, text: str, line: Line, n: int) -> dict[str, Any]:
    paper: dict[str, Any] = {"id": f"g{n}", "name": one_line(text).lstrip(_MARKS) or line.forms[0]}
    if line.forms:
        paper["form"] = "; ".join(line.forms)
    for key, stated in (("originals", line.originals), ("copies", line.copies)):
        whole = count(stated)
        if whole is not None:
            paper[key] = whole
    handling = next((kind for kind, pattern in _HEADINGS if pattern.match(heading)), None)
    if handling:
        paper["handling"] = handling
    elif heading:
        paper["condition"] = heading
    if "\n" in text:
        paper["x-name-as-published"] = text
    if handling:
        paper["x-heading"] = heading
    if line.code:
        paper["x-code"] = line.code
    return paper | line.more


def of_portal(cases: object) -> Iterator[Line]:
    """The lines of ``executionCases`` of a portal record."""
    for case in objects_of(cases):
        for part in objects_of(case.get("profileComponents")):
            flags = {
                f"x-{key}": part[name]
                for key, name in (("electronic-form", "hasElectronicForm"), ("processing-result", "isProcessingResult"))
                if part.get(name) is True
            }
            yield Line(
                heading=str(case.get("name") or ""),
                name=str(part.get("name") or ""),
                originals=part.get("originalQty"),
                copies=part.get("copyQty"),
                code=one_line(str(part.get("code") or "")),
                forms=tuple(
                    one_line(str(file["fileName"]))
                    for file in objects_of(part.get("attachments"))
                    if file.get("fileName")
                ),
                more=flags,
            )
