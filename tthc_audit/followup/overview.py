"""A round as a workbook: every finding with its state, and the counts by agency and by level."""

from __future__ import annotations

from tthc_audit.followup.form import held
from tthc_audit.followup.model import STATES, Answer, Round, Tracked, procedure_of
from tthc_audit.followup.summary import agency_name, authority_name, counted, ordered
from tthc_audit.i18n import Lang, say, show
from tthc_audit.office.workbook import Book, Cell, Column, Kind

_COLUMNS: tuple[tuple[str, float, Kind], ...] = (
    ("state", 16, "text"), ("severity", 12, "text"), ("code", 12, "code"), ("finding", 48, "long"),
    ("responsible", 24, "long"), ("authority", 18, "long"), ("first_seen", 12, "day"), ("since", 12, "day"),
    ("age", 11, "whole"), ("limit", 12, "day"), ("overdue", 10, "text"), ("fixed_on", 12, "day"),
    ("times_fixed", 10, "whole"), ("explanation", 36, "long"), ("commitment", 30, "long"), ("evidence", 26, "long"),
    ("rule", 30, "code"), ("fingerprint", 20, "code"),
)  # fmt: skip
_ON_PAPER = 12


def workbook(one: Round, lang: Lang) -> bytes:
    """The workbook as bytes, the same for the same round."""
    book = Book(say(lang, "followup.text.title", n=len(one.history), day=one.as_of), one.as_of)
    columns = [
        Column(say(lang, f"followup.col.{name}"), width, kind, printed=i < _ON_PAPER)
        for i, (name, width, kind) in enumerate(_COLUMNS)
    ]
    rows = (_row(t, one.answers.get(t.fingerprint, Answer()), lang) for t in ordered(one))
    book.sheet(say(lang, "followup.sheet.findings"), columns, rows, frozen=1)
    numbers = [Column(say(lang, f"followup.state.{state}"), 14, "whole") for state in STATES]
    numbers += [Column(say(lang, f"followup.col.{name}"), 12, "whole") for name in ("overdue", "all")]
    for key, name_of in (("agencies", agency_name(lang)), ("authorities", authority_name(lang))):
        name = say(lang, f"followup.sheet.{key}")
        counts = counted(one.history.values(), name_of)
        book.sheet(
            name, [Column(name, 40, "long"), *numbers], ((r.name, *r.states, r.overdue, r.count) for r in counts)
        )
    return book.save()


def _row(t: Tracked, answer: Answer, lang: Lang) -> tuple[Cell, ...]:
    f = t.finding
    return (
        say(lang, f"followup.state.{t.state}"), say(lang, f"common.severity.{f['severity']}"), procedure_of(f),
        held(f["message"][lang]), agency_name(lang)(t), authority_name(lang)(t), t.first_seen, t.since, t.age, t.due,
        "" if t.overdue is None else show(lang, t.overdue), t.fixed_on, t.times_fixed or None, answer.explanation,
        answer.commitment, answer.evidence, f["rule"], t.fingerprint,
    )  # fmt: skip
