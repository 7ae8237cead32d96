"""The tables of findings, of procedures, and of who has to act."""

from __future__ import annotations

from collections.abc import Sequence

from tthc_audit.i18n import say
from tthc_audit.office.wordml import Line, Part, Run
from tthc_audit.report.decisions import Counted
from tthc_audit.report.finding import FindingRow
from tthc_audit.report.groups import Duties, Gathered
from tthc_audit.report.leader import Leader
from tthc_audit.report.view import Index, Listed
from tthc_audit.report.word.front import counts, figures
from tthc_audit.report.word.setting import RED, Content, Setting, printed
from tthc_audit.report.wording import CLASSES, Class, class_words

FINDING = (15, 42, 25, 18)
_SMALL = 9.5


def severity(to: Setting, kind: Class) -> Run:
    """The severity as a word; what is graver is bold, the gravest also red."""
    return Run(
        class_words(to.lang, kind), bold=kind in ("violation", "warning"), size=_SMALL,
        colour=RED if kind == "violation" else "",
    )  # fmt: skip


def finding_head(to: Setting) -> Line:
    """The heads of a table of findings."""
    return to.head("col.number", "col.finding", "col.remedy", "col.responsible")


def finding_line(to: Setting, row: FindingRow, *, full: bool) -> Line:
    """A finding; in ``full`` with its evidence, place and rule."""
    first: list[str | Sequence[Part]] = [(Run(row.number, bold=True),), (severity(to, row.kind),)]
    if row.step:
        first.append((Run(to.words("step_of", step=printed(row.step)), size=_SMALL),))
    if row.known:
        first.append((Run(to.words("known"), italic=True, size=_SMALL),))
    if row.reviewed:
        first.append((Run(printed(row.reviewed), italic=True, size=_SMALL),))
    told: list[str | Sequence[Part]] = [row.message]
    if full and row.evidence:
        found = "; ".join(f"{name}: {value}" for name, value in row.evidence)
        told.append(_line(to, "evidence", f"{found}."))
    if row.law:
        told.append(_line(to, "law", f"{'; '.join(row.law)}."))
    if full:
        told.append((*_line(to, "place", row.place), Run(" · ", size=_SMALL), *_line(to, "rule", row.rule)))
    last: list[str | Sequence[Part]] = [row.responsible or to.words("nobody")]
    if row.authority:
        last.append((Run(printed(row.authority), size=_SMALL),))
    last.append((Run(to.words("due", due=row.due), size=_SMALL),))
    return to.row(first, told, row.remedy or to.words("nothing"), last)


def _line(to: Setting, key: str, words: str) -> tuple[Run, Run]:
    return Run(f"{to.words(key)} ", bold=True, size=_SMALL), Run(printed(words), size=_SMALL)


def findings(to: Setting, index: Index) -> None:
    """The first part: the figures, then the graver findings by procedure."""
    to.heading(1, (Run("1. "), *to.named("section.findings")), new_page=True)
    figures(to, index.leader)
    if not index.groups:
        to.text("body", to.words("findings.none"))
        return
    left = to.words("findings.left_out", n=index.left_out) if index.left_out else ""
    to.text("note", f"{to.words('findings.note')} {left}".strip())
    lines = [finding_head(to)]
    for group in index.groups:
        lines.append(group_line(to, group))
        lines += [finding_line(to, row, full=not group.href) for row in group.findings]
        if group.left_out:
            lines.append(Line((to.cell(""), to.cell(to.words("more_findings", n=group.left_out), over=3))))
    to.table(FINDING, lines, to.words("findings.caption"))


def group_line(to: Setting, group: Listed) -> Line:
    """The row above the findings of a procedure, or of the catalogue as a whole."""
    if not group.href:
        return to.group(4, ((Run(to.words("whole_catalogue"), bold=True),),))
    many = to.words("n_findings", n=len(group.findings) + group.left_out)
    name = Run(printed(group.name or group.key), bold=True)
    return to.group(4, ((name, Run(f"  {printed(group.key)} · {many}", size=_SMALL)),))


def procedures(to: Setting, index: Index) -> None:
    """The second part: every procedure with its time and how many findings it has."""
    to.heading(1, (Run("2. "), *to.named("section.list")))
    right = range(5, 9)
    names = [to.named(f"col.{name}") for name in ("code", "name", "limit", "worst", "verdict")]
    lines = [to.heads([*names, *class_heads(to)], right)]
    for row in index.procedures:
        name: list[str | Sequence[Part]] = [row.name]
        if row.field:
            name.append((Run(printed(row.field), italic=True, size=_SMALL - 1),))
        verdict = to.words(f"verdict.{row.verdict}") if row.verdict else ""
        lines.append(
            to.row(
                (row.key,), name, row.limit, row.worst, longer(verdict, row.verdict == "longer"),
                *counts(to, row.counts), role="small", numbers=right,
            )
        )  # fmt: skip
    to.table((12.5, 31, 12, 11, 13, 7.5, 7, 6.5, 9), lines, to.words("procedures.caption"))


def longer(words: str, over: bool) -> Content:
    """A verdict; one that is beyond a limit stands out."""
    return ((Run(printed(words), bold=over, colour=RED if over else ""),),)


def class_heads(to: Setting) -> list[tuple[Run, ...]]:
    """The names of the severities as heads of columns."""
    return [(Run(class_words(to.lang, kind)), *to.tail(_other(to, kind))) for kind in CLASSES]


def _other(to: Setting, kind: Class) -> str:
    return say("en" if to.lang == "vi" else "vi", f"common.{'outcome' if kind == 'unknown' else 'severity'}.{kind}")


def duties(to: Setting, leader: Leader, found: Duties) -> None:
    """The third part: the findings by who can mend them, and by who is responsible."""
    to.heading(1, (Run("3. "), *to.named("nav.duties")), new_page=True)
    to.text("note", to.words("duties.note"))
    to.heading(2, to.named("section.authorities"))
    _counted(to, leader.authorities, "by_authority", "col.authority")
    for one in found.authorities:
        gathered(to, one)
    to.heading(2, to.named("section.agencies"))
    _counted(to, leader.agencies, "by_agency.all", "col.agency")
    for one in found.agencies:
        gathered(to, one)
    if found.more_agencies:
        to.text("note", to.words("more_gathered", n=found.more_agencies))


def _counted(to: Setting, rows: Sequence[Counted], caption: str, head: str) -> None:
    heads = to.heads([to.named(head), to.named("col.procedures"), *class_heads(to)], range(1, 6))
    lines = [to.row(r.name, *counts(to, (r.procedures, *r.counts)), role="small", numbers=range(1, 6)) for r in rows]
    to.table((50, 11, 11, 11, 11, 14), [heads, *lines], to.words(caption))


def gathered(to: Setting, one: Gathered) -> None:
    """The findings of one agency or authority: each kind once, with the numbers of its findings."""
    lines = [to.head("col.severity", "col.rule", "col.findings", "col.procedures", "col.numbers", numbers=(2, 3))]
    for line in one.lines:
        numbers = ", ".join(f"{chapter}.{finding}" for chapter, finding in line.numbers)
        more = f" {to.words('more_findings', n=line.more)}" if line.more else ""
        lines.append(
            to.row(
                ((severity(to, line.kind),),), line.title, *counts(to, (line.count, line.procedures)), numbers + more,
                role="small", numbers=(2, 3),
            )
        )  # fmt: skip
    to.table((14, 40, 9, 9, 28), lines, one.name, to.words("gathered", n=one.count, p=one.procedures))
