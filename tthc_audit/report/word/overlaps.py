"""The overlaps of a procedure: the pairs side by side, and the units that meet in them."""

from __future__ import annotations

from collections.abc import Sequence

from tthc_audit.office.wordml import Line, Part, Run
from tthc_audit.report.overlaps import MatrixRow, Overlaps, PairRow, Side
from tthc_audit.report.word.setting import Setting, printed
from tthc_audit.report.word.tables import severity

_SMALL = 9.5
_GROUNDS = ("F4F6F8", "D6E0F2", "A3B9E0", "4A6FB5", "0B3D91")
_WHITE, _DARK = "FFFFFF", 3
"""White figures stand on the grounds from the fourth on."""


def overlaps(to: Setting, found: Overlaps) -> None:
    """Set the section below its heading."""
    if found.after:
        told = to.words("overlaps.time.gain", before=found.before, after=found.after)
        to.text("body", f"{to.words('overlaps.time')}: {told}.")
    if found.papers:
        told = to.words("overlaps.papers.gain", n=found.papers)
        to.text("body", f"{to.words('overlaps.papers')}: {told}.")
    lines = [to.head(*(f"col.{name}" for name in ("number", "first", "second", "subject", "gain")))]
    lines += [_pair(to, pair) for pair in found.pairs]
    to.table((11, 27, 27, 18, 18), lines, to.words("overlaps.caption"))
    if found.matrix:
        _matrix(to, found.matrix)


def _pair(to: Setting, pair: PairRow) -> Line:
    nothing = to.words("nothing")
    number: list[str | Sequence[Part]] = [(Run(pair.row.number, bold=True),), (severity(to, pair.row.kind),)]
    gain: list[str | Sequence[Part]] = [pair.saved or nothing]
    if pair.keeps:
        gain.append((Run(printed(to.words("overlaps.keeps", unit=pair.keeps)), size=_SMALL),))
    sign = f"{pair.row.title}: {pair.subject}" if pair.subject else pair.row.title
    second = _side(pair.second) if pair.second else [nothing]
    return to.row(number, _side(pair.first), second, sign, gain, role="small")


def _side(side: Side) -> list[str | Sequence[Part]]:
    return [side.name, (Run(printed(side.unit), size=_SMALL),)]


def _matrix(to: Setting, rows: Sequence[MatrixRow]) -> None:
    heads: list[Sequence[Part]] = [to.named("col.unit"), *((Run(str(n)),) for n in range(1, len(rows) + 1))]
    lines = [to.heads(heads)]
    for number, row in enumerate(rows, 1):
        cells = [to.cell(f"{number}. {row.name}", "small")]
        for count, shade in row.cells:
            words = Run(
                to.words("number", n=count) if count else "",
                bold=True,
                colour=_WHITE if shade >= _DARK else "",
            )
            cells.append(to.cell(((words,),), "small", side="center", ground=_GROUNDS[shade]))
        cells += [to.cell("", "small") for _ in rows[number:]]
        lines.append(Line(tuple(cells)))
    to.table((60, *(40 / len(rows) for _ in rows)), lines, to.words("overlaps.matrix"))
    to.text("note", to.words("overlaps.matrix.note"))
