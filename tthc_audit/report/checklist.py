"""The sheet that an inspector carries to an office: what should be shown there, and room for what is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say, show
from tthc_audit.report.wording import Row
from tthc_audit.results import Words

Form = Literal["html", "docx", "xlsx"]
FORMS: tuple[Form, ...] = ("html", "docx", "xlsx")
_GIVEN = {"agency": 18, "procedure": 13, "procedure_name": 40, "channel": 14, "expected_decision": 18}
_ASKED = {
    "seen": 10, "means": 14, "depth": 12, "decision_number": 18, "posted_on": 13, "shows_forms": 12,
    "shows_feedback": 12, "time_limit": 18, "fee": 14, "inspector": 18, "office_present": 18, "seen_on": 13,
    "evidence": 20, "note": 24,
}  # fmt: skip
_CHOICES = {
    "seen": ("có", "không"), "means": ("bảng", "màn hình", "ki-ốt", "mã QR", "quyển", "không"),
    "depth": ("danh mục", "đầy đủ"), "shows_forms": ("có", "không"), "shows_feedback": ("có", "không"),
}  # fmt: skip
_DAYS = ("posted_on", "seen_on")
_PRINTED = ("number", "procedure", "expected", "seen", "means", "decision", "posted_on", "forms", "feedback", "note")
_SHARES = (5, 40, 17, 9, 13, 16, 13, 9, 9, 14)


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure to look for: its code and name, the decision in force, and what must be known of it beforehand."""

    agency: str
    procedure: str
    name: str
    channel: str
    expected: str
    remark: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The sheet of one agency; ``groups`` are fields with their procedures, ``headings`` those of a register."""

    title: str
    agency: str
    note: str
    day: date
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    heads: tuple[str, ...]
    places: tuple[str, ...]
    headings: Mapping[str, Words]


def checklist(rows: Sequence[Row], agency: str, day: date, headings: Mapping[str, Words], lang: Lang) -> Checklist:
    """The sheet for an agency out of its rows of table ``posting``: what it owes, and what it shows without owing."""
    by_field: dict[str, list[Entry]] = {}
    name = agency
    for row in sorted(rows, key=lambda r: (str(r["field"] or "~"), str(r["procedure"]), str(r["channel"]))):
        name = str(row["agency_name"] or agency)
        if row["required"] is False and not row["seen"]:
            continue
        field = clean(str(row["field"] or "")) or say(lang, "checklist.no_field")
        by_field.setdefault(field, []).append(_entry(row, lang))
    return Checklist(
        title=say(lang, "checklist.title", agency=clean(name)),
        agency=clean(name),
        note=say(lang, "checklist.note", day=day),
        day=day,
        groups=tuple((field, tuple(entries)) for field, entries in by_field.items()),
        heads=tuple(say(lang, f"checklist.head.{name}") for name in _PRINTED),
        places=tuple(say(lang, f"checklist.place.{name}") for name in ("day", "inspector", "present", "address")),
        headings=headings,
    )


def _entry(row: Row, lang: Lang) -> Entry:
    number, signed = row["decision_number"], row["decision_signed_on"]
    expected = clean(str(number or ""))
    if expected and isinstance(signed, date):
        expected = say(lang, "checklist.decision", number=expected, day=show(lang, signed))
    remark = ""
    if row["required"] is False:
        remark = say(lang, "checklist.not_owed")
    elif row["duty_from"] == "level":
        remark = say(lang, "checklist.by_level")
    return Entry(
        agency=str(row["agency"] or ""),
        procedure=str(row["procedure"]),
        name=clean(str(row["procedure_name"] or "")),
        channel=str(row["channel"]),
        expected=expected,
        remark=remark,
    )


def write(sheet: Checklist, file: Path, form: Form, lang: Lang) -> Path:
    """Write the sheet in a form, whole or not at all."""
    from tthc_audit.resources import write_whole  # noqa: PLC0415  each form loads what it needs

    if form == "docx":
        return _docx(sheet, file, lang)
    write_whole(file, _xlsx(sheet) if form == "xlsx" else _html(sheet, lang))
    return file


def _xlsx(sheet: Checklist) -> bytes:
    """The sheet as a workbook whose table is a register: filled in, it lies beside the procedures as it is."""
    from tthc_audit.office.workbook import Book, Column  # noqa: PLC0415

    book = Book(sheet.title, sheet.day)
    columns = [Column(sheet.headings[name].vi, width, "code") for name, width in _GIVEN.items()]
    columns += [
        Column(
            sheet.headings[name].vi, width, "day" if name in _DAYS else "code", open=True,
            choices=_CHOICES.get(name, ()), note=sheet.headings[name].vi,
        )
        for name, width in _ASKED.items()
    ]  # fmt: skip
    entries = [entry for _, several in sheet.groups for entry in several]
    rows = [
        (e.agency, e.procedure, e.name, e.channel, e.expected, *("" for _ in range(len(_ASKED) - 1)), e.remark)
        for e in entries
    ]
    book.sheet("Phiếu kiểm tra", columns, rows, protected=True, frozen=3, head=((sheet.title, ""), (sheet.note, "")))
    return book.save()


def _html(sheet: Checklist, lang: Lang) -> bytes:
    from tthc_audit.report.pages import alone  # noqa: PLC0415

    return alone(lang, "checklist.html", sheet=sheet)


def _docx(sheet: Checklist, file: Path, lang: Lang) -> Path:
    from tthc_audit.office.wordml import Run  # noqa: PLC0415
    from tthc_audit.report.word.setting import Setting, printed  # noqa: PLC0415
    from tthc_audit.report.word.start import opened, save  # noqa: PLC0415

    document = opened(lang, None, owner="", title=sheet.title, day=sheet.day)
    to = Setting(document, lang)
    to.text("subtitle", sheet.title)
    for place in sheet.places:
        to.text("body", f"{place}: ……………………………………")
    to.text("note", sheet.note)
    lines = [to.heads([(Run(head, size=8),) for head in sheet.heads])]
    number = 0
    for field, entries in sheet.groups:
        lines.append(to.group(len(sheet.heads), ((Run(printed(field), bold=True),),)))
        for entry in entries:
            number += 1
            name = ((Run(entry.procedure, bold=True), Run(f" {printed(entry.name)}")), entry.remark or "")
            lines.append(to.row(str(number), name, entry.expected, *("" for _ in sheet.heads[3:]), role="small"))
    to.table(_SHARES, lines)
    return save(document, to, file, title=sheet.title, day=sheet.day)
