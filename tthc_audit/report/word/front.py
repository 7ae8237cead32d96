"""The first page: whose paper it is, that it is a draft, and what a leader must know and decide."""

from __future__ import annotations

from tthc_audit.diagram.lettering import width
from tthc_audit.office.sheet import ND30
from tthc_audit.office.wordml import Cell, Line, Run, Tab
from tthc_audit.report.leader import Leader
from tthc_audit.report.word.setting import RED, Content, Setting, printed
from tthc_audit.report.wording import CLASSES, class_words

_OFFICE, _STATE = 60.0, 104.0
_RULE = 22.0
_SMALL = 9.5


def letterhead(to: Setting, owner: str, *, number: str = "") -> None:
    """The names of the body and of the State, room for number, place and day, and that this is a draft.

    ``number`` is the room for the number and sign of the paper, by default that of a report.
    """
    state, motto = float(ND30["state"]), to.words("state.motto")
    under = min(width(motto, float(ND30["motto"]), bold=True), _STATE - 10)
    dots = to.words("dots")
    stamp = Run(f" {to.words('draft')} ", bold=True, boxed=True, colour=RED, size=11)
    left = (
        to.paragraph("normal", (Run(dots, caps=True, size=state),), side="center"),
        to.paragraph("normal", (Run(printed(owner) or dots, bold=True, caps=True, size=state),), side="center"),
        to.paragraph("rule", "", rule=True, indents=((_OFFICE - _RULE) / 2, (_OFFICE - _RULE) / 2)),
        to.paragraph("normal", (Run(number or to.words("state.number"), size=float(ND30["body"])),), side="center"),
        to.paragraph("normal", (stamp,), side="center"),
    )  # fmt: skip
    right = (
        to.paragraph("normal", (Run(to.words("state.name"), bold=True, caps=True, size=state),), side="center"),
        to.paragraph("normal", (Run(motto, bold=True, size=float(ND30["motto"])),), side="center"),
        to.paragraph("rule", "", rule=True, indents=((_STATE - under) / 2, (_STATE - under) / 2)),
        to.paragraph("normal", (Run(to.words("state.place"), italic=True, size=float(ND30["motto"])),), side="center"),
    )  # fmt: skip
    to.bare((_OFFICE, _STATE), (Line((Cell(left), Cell(right))),))


def titled(to: Setting, title: str, *, kind: str = "") -> None:
    """The kind of paper and what it is about, above a short line."""
    to.text("title", (Run(kind or to.words("title.kind"), caps=True),))
    to.text("subtitle", title)
    to.put(to.paragraph("rule", "", rule=True, indents=(62, 62)))


def summary(to: Setting, page: Leader, errors: int) -> None:
    """What was checked, the main results, what is proposed to be decided, who is concerned, and the chart."""
    to.text("body", page.scope)
    if errors:
        to.text("alert", to.words("partial", n=errors))
    to.heading(2, to.named("section.results"))
    listed(to, page.results)
    to.heading(2, to.named("section.decisions"))
    if page.decisions:
        listed(to, page.decisions)
    else:
        to.text("body", to.words("decisions.none"))
    if page.leading:
        lines = [to.row(row.name, *counts(to, (row.procedures, *row.counts)), role="small", numbers=range(1, 6))
                 for row in page.leading]  # fmt: skip
        if page.more_agencies:
            lines.append(Line((to.cell(to.words("more_agencies", n=page.more_agencies), "small", over=6),)))
        names = [(Run(to.words(f"col.{n}")),) for n in ("agency", "procedures")]
        names += [(Run(class_words(to.lang, kind)),) for kind in CLASSES]
        to.table((52, 12, 12, 12, 12, 14), [to.heads(names, range(1, 6)), *lines], to.words("by_agency"))
    if page.chart is not None:
        to.text("caption", to.words("chart.title"))
        to.drawing(page.chart, alt=f"{page.chart.title}. {page.chart.description}")
    if page.note:
        to.text("note", page.note)


def listed(to: Setting, sentences: tuple[str, ...]) -> None:
    """Sentences with their numbers."""
    for number, sentence in enumerate(sentences, 1):
        to.text("listed", (Run(f"{number}."), Tab(), Run(printed(sentence))))


def figures(to: Setting, page: Leader) -> None:
    """The figures, each with what it is of."""
    told: list[Content] = [
        ((Run(f.name, size=_SMALL),), (Run(f.value, bold=True, size=16), Run(f"/{f.of}" if f.of else "", size=_SMALL)),
         (Run(f.note, size=_SMALL),)) for f in page.figures
    ]  # fmt: skip
    to.table([1] * len(told), [to.row(*told, role="small")])


def counts(to: Setting, numbers: tuple[int, ...]) -> list[str]:
    """Numbers as they are written."""
    return [to.words("number", n=number) for number in numbers]


def signature(to: Setting) -> None:
    """Who is to get it, and where it will be signed: nobody has."""
    left = (
        to.paragraph("recipients", to.words("signed.to")),
        to.paragraph("recipient", to.words("signed.to.line")),
        to.paragraph("recipient", to.words("signed.to.file")),
    )
    right = (
        to.paragraph("normal", (Run(to.words("signed.office"), bold=True, caps=True),), side="center"),
        to.paragraph("normal", (Run(to.words("signed.draft"), italic=True),), side="center"),
        to.paragraph("normal", "", keep=True),
        to.paragraph("normal", "", keep=True),
        to.paragraph("normal", to.words("dots"), side="center"),
    )
    to.text("cell", "", keep=True)
    to.bare((74.0, 90.0), (Line((Cell(left), Cell(right))),))
