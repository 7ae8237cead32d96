"""The workbook that goes to an agency and comes back: which columns it has, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tthc_audit.followup.model import Answer, Round, procedure_of
from tthc_audit.i18n import Lang, say
from tthc_audit.office.workbook import Book, Cell, Column, Kind

KEY = "fingerprint"
LOCKED: tuple[tuple[str, float, Kind], ...] = (
    (KEY, 20, "code"), ("severity", 12, "text"), ("code", 12, "code"), ("finding", 52, "long"), ("law", 26, "long"),
    ("remedy", 32, "long"), ("responsible", 24, "long"), ("authority", 18, "long"), ("limit", 12, "day"),
)  # fmt: skip
OPEN: tuple[tuple[str, float, Kind], ...] = (
    ("explanation", 40, "long"), ("commitment", 36, "long"), ("due", 13, "day"), ("evidence", 32, "long"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A finding to be answered: what stands in its locked cells, by the name of the column, and the answer so far."""

    cells: Mapping[str, Cell]
    answer: Answer

    @property
    def fingerprint(self) -> str:
        """By which the row is known again, wherever it was sorted to."""
        return str(self.cells[KEY])


def asked(one: Round, lang: Lang, agency: str | None = None) -> list[Asked]:
    """The findings that somebody has to answer, of one agency or of all: those that failed and are not accepted."""
    return [
        Asked(_cells(f, one, lang), one.answers.get(f[KEY], Answer()))
        for f in one.result["findings"]
        if f["outcome"] == "fail" and f["status"] != "waived" and agency in {None, f["responsible"]}
    ]


def _cells(finding: Mapping[str, Any], one: Round, lang: Lang) -> dict[str, Cell]:
    known = one.history.get(finding[KEY])
    stated = finding["due"]
    due = known.due if known else (date.fromisoformat(stated) if stated else None)
    basis = (f"{b['provision']}, {b['document']}" if b["provision"] else b["document"] for b in finding["legal_basis"])
    remedy, authority = finding["remedy"], finding["authority"]
    cells: dict[str, Cell] = {
        KEY: finding[KEY],
        "severity": say(lang, f"common.severity.{finding['severity']}"),
        "code": procedure_of(finding),
        "finding": finding["message"][lang],
        "law": "; ".join(basis),
        "remedy": remedy[lang] if remedy else "",
        "responsible": finding["responsible"] or say(lang, "report.nobody"),
        "authority": say(lang, f"report.authority.{authority or 'none'}"),
        "limit": due,
    }
    return {name: held(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}


def held(text: str) -> str:
    """A text as a cell holds it and gives it back: without signs that no sheet can hold."""
    return "".join(c for c in text if c.isprintable() or c == "\n").strip()


def workbook(one: Round, lang: Lang, agency: str | None = None) -> bytes:
    """The workbook as bytes, the same for the same round."""
    book = Book(say(lang, "followup.form.title", day=one.as_of), one.as_of)
    columns = [Column(head(lang, name), width, kind) for name, width, kind in LOCKED]
    columns += [
        Column(head(lang, name), width, kind, open=True, note=say(lang, f"followup.note.{name}"))
        for name, width, kind in OPEN
    ]
    rows = (
        (
            *(row.cells[name] for name, _, _ in LOCKED), row.answer.explanation, row.answer.commitment, row.answer.due,
            row.answer.evidence,
        )
        for row in asked(one, lang, agency)
    )  # fmt: skip
    guide = (say(lang, "followup.form.guide"), say(lang, "followup.form.guide.text"))
    title = (say(lang, "followup.form"), say(lang, "followup.form.title", day=one.as_of))
    book.sheet(say(lang, "followup.form.sheet"), columns, rows, protected=True, frozen=1, head=(title, guide))
    return book.save()


def head(lang: Lang, name: str) -> str:
    """The head of a column."""
    return say(lang, f"followup.col.{name}")
