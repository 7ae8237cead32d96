"""``diff`` as one HTML page that needs nothing but itself, with both flows in one drawing."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from tthc_audit import __version__
from tthc_audit.diagram.overlay import headline_of, lay_out_overlay
from tthc_audit.differences import Differences, ProcedureDifference
from tthc_audit.i18n import Lang, say
from tthc_audit.office.sheet import css_text
from tthc_audit.report.diff.view import Chapter, view
from tthc_audit.report.drawings import Drawing, drawings
from tthc_audit.report.pages import environment

_HEADS = {"time": "diff.col.time", "before": "diff.col.before", "after": "diff.col.after", "cut": "diff.col.cut"}


@dataclass(frozen=True, slots=True)
class _Section:
    """A procedure on the page with its drawing."""

    number: int
    chapter: Chapter
    drawings: tuple[Drawing, ...]


def render_html(found: Differences, lang: Lang) -> bytes:
    """The page, the same bytes for the same versions; the flows of ``found`` are drawn where both versions have one."""
    shown = view(found, lang)
    pages = environment(lang, None)
    words = {name: say(lang, key) for name, key in _HEADS.items()}
    words |= {name: say(lang, f"diff.{name}") for name in ("times", "findings", "refused", "flow", "procedures")}
    css = pages.get_template("report.css").render(footer=Markup(css_text(shown.title)))  # noqa: S704  an escaped text
    sections = [_Section(i, c, _drawn(c, i, lang)) for i, c in enumerate(shown.chapters, 1)]
    made = pages.get_template("diff.html").render(
        css=Markup(css), shown=shown, sections=sections, words=words, version=__version__, as_of=found.as_of,  # noqa: S704  our own file
    )  # fmt: skip
    return made.encode("utf-8", "replace")


def _drawn(chapter: Chapter, number: int, lang: Lang) -> tuple[Drawing, ...]:
    one = chapter.of
    if one.before is None or one.after is None or not one.before.nodes or not one.after.nodes or not _moved(one):
        return ()
    process = next((cut for cut in one.times if cut.measure == "process" and cut.before and cut.after), None)
    headline = headline_of(lang, process.before, process.after) if process else ""
    scene = lay_out_overlay(one.before, one.after, lang, pairs=one.pairs, complete=True, headline=headline)
    return drawings((scene,), f"p{number}-d")


def _moved(one: ProcedureDifference) -> bool:
    return any(change.part == "step" for change in one.changes)
