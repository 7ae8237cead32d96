"""What was published where, for the report: shares, the matrix of agencies and procedures, and a page an agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, number, say
from tthc_audit.report.finding import FindingRow, finding_row
from tthc_audit.report.names import file_names
from tthc_audit.report.numbering import Chapter
from tthc_audit.report.wording import Row, shortened
from tthc_audit.results import Audit, Value

FOLDER = "publication"
MEASURES = ("posted", "in_time", "complete", "consistent")
MOST_ROWS, MOST_COLUMNS, MOST_PAGES = 60, 40, 200
_SHADES = ((Fraction(1), 0), (Fraction(6, 7), 1), (Fraction(5, 7), 2), (Fraction(4, 7), 3))
"""Down to which share of points in order a cell has which shade: darker is worse."""
_ACTIONS = {
    "put_up": ("missing-at-office", "may-be-missing-at-office", "missing-in-database", "missing-on-portal"),
    "take_down": ("abolished-still-shown", "outside-list-of-office"),
    "correct": (
        "superseded-decision-shown", "other-decision-shown", "places-differ", "incomplete-at-place",
        "forms-not-shown", "feedback-address-not-shown",
    ),
    "explain": ("posted-late-at-office", "entered-late-in-database"),
}  # fmt: skip
"""What an agency is asked to do, by the rules that ask for it."""
_PACK = "publication/"


@dataclass(frozen=True, slots=True)
class Share:
    """One figure: the fraction as printed, its percentage, and how many are not known."""

    fraction: str
    percent: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Line:
    """The four figures of an agency, a level, a field, a channel, or of all."""

    name: str
    href: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Points in order of points decided at one place; ``shade`` 0 to 4, or -1 where nothing is owed or known."""

    text: str
    shade: int
    told: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An agency with its cells and their total."""

    name: str
    href: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done, procedure by procedure."""

    kind: str
    title: str
    rows: tuple[tuple[FindingRow, str, str], ...]
    """Each finding with the procedure's code and name."""


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """The page that can be handed to one agency."""

    name: str
    file: str
    line: Line | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """The part of the report about publication."""

    words: Mapping[str, str]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    procedures: tuple[tuple[str, str], ...]
    matrix: tuple[MatrixRow, ...]
    left_out: str
    pages: tuple[AgencyPage, ...]


def publication(audit: Audit, chapters: Sequence[Chapter], lang: Lang) -> Publication | None:
    """The part about publication; ``None`` where no register was kept."""
    shares, cells = audit.tables.get("publication_share", ()), audit.tables.get("publication_cell", ())
    if not shares and not cells:
        return None
    lines = _lines(shares, lang)
    actions = _actions(audit, chapters, lang)
    ranked = _ranked(cells)
    agencies = list(dict.fromkeys([*(key for key, _ in ranked), *sorted(actions)]))[:MOST_PAGES]
    files = {key: f"{FOLDER}/{name}.html" for key, name in file_names(agencies).items()}
    names = {str(c["agency"]): str(c["agency_name"]) for c in cells} | audit.agencies
    pages = tuple(
        AgencyPage(clean(names.get(key, key)), files[key], lines.get(("agency", key)), actions.get(key, ()))
        for key in agencies
    )
    matrix, procedures, left = _matrix(ranked, files, lang)
    return Publication(
        words={key: say(lang, f"publication.{key}") for key in _WORDS},
        groups=tuple(
            (say(lang, f"publication.by.{scope}"), found)
            for scope in ("all", "channel", "level", "field", "agency")
            if (found := tuple(_linked(line, files.get(key, "")) for (s, key), line in lines.items() if s == scope))
        ),
        procedures=procedures,
        matrix=matrix,
        left_out=left,
        pages=pages,
    )


_WORDS = (
    "title", "note", "matrix", "matrix_note", "agency", "total", "handed", "nothing", "due", "back", "unit", "finding",
    "remedy", "procedure", "signed", "unknown", "figures", *MEASURES,
)  # fmt: skip


def _linked(line: Line, href: str) -> Line:
    return Line(line.name, href, line.shares)


def _lines(shares: Sequence[Row], lang: Lang) -> dict[tuple[str, str], Line]:
    """The figures by scope and key, weakest agencies first."""
    by_key: dict[tuple[str, str], dict[str, Row]] = {}
    for row in shares:
        by_key.setdefault((str(row["scope"]), str(row["key"] or "")), {})[str(row["measure"])] = row
    weak = sorted(by_key, key=lambda k: (_ratio(by_key[k]["posted"]) if k[0] == "agency" else Fraction(0), k[1]))
    return {
        key: Line(
            _name(key, by_key[key]["posted"]["name"], lang), "", tuple(_share(by_key[key][m], lang) for m in MEASURES)
        )
        for key in weak
    }


def _name(key: tuple[str, str], name: Value, lang: Lang) -> str:
    scope, word = key
    if scope == "all":
        return say(lang, "publication.everything")
    if not word:
        return say(lang, "publication.not_stated")
    if scope in {"channel", "level"}:
        return say(lang, f"rules.value.{word}")
    return clean(str(name or word))


def _ratio(row: Row) -> Fraction:
    whole = _count(row["whole"])
    return Fraction(_count(row["part"]), whole) if whole else Fraction(2)


def _count(value: Value) -> int:
    return int(str(value or 0))


def _share(row: Row, lang: Lang) -> Share:
    part, whole, unknown = (_count(row[name]) for name in ("part", "whole", "unknown"))
    return Share(
        fraction=f"{number(lang, part)}/{number(lang, whole)}" if whole else "–",
        percent=percent(part, whole, lang),
        unknown=number(lang, unknown) if unknown else "0",
    )


def percent(part: int, whole: int, lang: Lang) -> str:
    """A share in per cent with two decimals, half rounded up; nothing where there is nothing to divide by.

    >>> percent(43, 47, "vi"), percent(47, 47, "en"), percent(0, 0, "en")
    ('91,49%', '100%', '')
    """
    if not whole:
        return ""
    hundredths = (Fraction(part * 20000, whole) + 1) // 2
    whole_part, rest = divmod(hundredths, 100)
    plain = f"{whole_part}.{rest:02d}".rstrip("0").rstrip(".")
    return f"{plain.replace('.', ',') if lang == 'vi' else plain}%"


def _ranked(cells: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The agencies with their cells, the weakest first."""
    by_agency: dict[str, list[Row]] = {}
    for cell in cells:
        by_agency.setdefault(str(cell["agency"]), []).append(cell)

    def weight(item: tuple[str, list[Row]]) -> tuple[Fraction, str]:
        part, whole = (sum(_count(c[name]) for c in item[1]) for name in ("part", "whole"))
        gone = sum(_count(c["gone"]) for c in item[1])
        return (Fraction(part, whole + gone) if whole + gone else Fraction(2)), item[0]

    return sorted(by_agency.items(), key=weight)


def every_cell(audit: Audit, lang: Lang, most: int) -> tuple[tuple[MatrixRow, ...], tuple[tuple[str, str], ...]]:
    """The whole matrix, the weakest agencies first, with at most so many procedures; empty where nothing was kept."""
    ranked = _ranked(audit.tables.get("publication_cell", ()))
    rows, procedures, _ = _matrix(ranked, {}, lang, (len(ranked), most))
    return rows, procedures


def _matrix(
    ranked: Sequence[tuple[str, list[Row]]], files: Mapping[str, str], lang: Lang,
    most: tuple[int, int] = (MOST_ROWS, MOST_COLUMNS),
) -> tuple[tuple[MatrixRow, ...], tuple[tuple[str, str], ...], str]:  # fmt: skip
    names = {str(c["procedure"]): str(c["procedure_name"] or "") for _, cells in ranked for c in cells}
    shown = sorted(names)[: most[1]]
    rows = []
    for key, cells in ranked[: most[0]]:
        by_procedure = {str(c["procedure"]): c for c in cells}
        part, whole = (sum(_count(c[name]) for c in cells) for name in ("part", "whole"))
        rows.append(
            MatrixRow(
                shortened(str(cells[0]["agency_name"] or key), 60), files.get(key, ""),
                tuple(_cell(by_procedure.get(p), lang) for p in shown),
                _shaded(part, whole, ""),
            )
        )  # fmt: skip
    more_agencies, more_procedures = max(len(ranked) - most[0], 0), max(len(names) - most[1], 0)
    left = ""
    if more_agencies or more_procedures:
        left = say(lang, "publication.left_out", agencies=more_agencies, procedures=more_procedures)
    return tuple(rows), tuple((clean(p), clean(names[p])) for p in shown), left


def _cell(cell: Row | None, lang: Lang) -> Cell:
    if cell is None:
        return Cell("–", -1, say(lang, "publication.cell.none"))
    if _count(cell["gone"]):
        return Cell("×", 4, say(lang, "publication.cell.gone"))
    if not _count(cell["places"]):
        return Cell("–", -1, say(lang, "publication.cell.none"))
    if not _count(cell["whole"]):
        return Cell("?", -1, say(lang, "publication.cell.unseen"))
    part, whole = _count(cell["part"]), _count(cell["whole"])
    return _shaded(part, whole, say(lang, "publication.cell.points", part=part, whole=whole))


def _shaded(part: int, whole: int, told: str) -> Cell:
    if not whole:
        return Cell("?", -1, told)
    share = Fraction(part, whole)
    return Cell(f"{part}/{whole}", next((shade for least, shade in _SHADES if share >= least), 4), told)


def _actions(audit: Audit, chapters: Sequence[Chapter], lang: Lang) -> dict[str, tuple[Action, ...]]:
    """What each agency is asked to do, by its id."""
    asked: dict[str, dict[str, list[tuple[FindingRow, str, str]]]] = {}
    kinds = {f"{_PACK}{rule}": kind for kind, rules in _ACTIONS.items() for rule in rules}
    for chapter in chapters:
        for n in chapter.findings:
            kind = kinds.get(n.finding.rule)
            agency = n.finding.subject_keys.get("agency")
            if kind is None or n.kind == "unknown" or not isinstance(agency, str):
                continue
            row = finding_row(audit, n.finding, lang, number=(chapter.number, n.number), kind=n.kind, tag={})
            asked.setdefault(agency, {}).setdefault(kind, []).append(
                (row, clean(chapter.key or ""), clean(chapter.name))
            )
    return {
        agency: tuple(
            Action(kind, say(lang, f"publication.action.{kind}"), tuple(by_kind[kind]))
            for kind in _ACTIONS
            if kind in by_kind
        )
        for agency, by_kind in asked.items()
    }
