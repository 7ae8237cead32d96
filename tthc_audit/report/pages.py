"""The pages of the HTML report: templates filled with the view, with the words of one language or of two."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from tthc_audit import __version__, resources
from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.svg import svg
from tthc_audit.i18n import Lang, number, say, show
from tthc_audit.office.sheet import LANDSCAPE, ND30, css_text
from tthc_audit.report.procedure import ProcedurePage
from tthc_audit.report.view import Report
from tthc_audit.report.wording import CLASSES, class_words, joined
from tthc_audit.results import Audit

Tell = Callable[[str, int, int], None]


class Pages:
    """Fills templates and writes pages; made once, used for every page."""

    def __init__(self, audit: Audit, report: Report, lang: Lang, tail: Lang | None, *, whole: bool) -> None:
        self._report = report
        self._environment = environment(lang, tail)
        footer = say(lang, "report.footer.print", name=clean(audit.name), day=audit.as_of)
        self._environment.globals.update(
            audit=audit, report=report, title=report.index.name, version=__version__, has_whole=whole,
            css=Markup(self._environment.get_template("report.css").render(footer=Markup(css_text(footer)))),  # noqa: S704  numbers and escaped signs
        )  # fmt: skip

    def write(self, path: Path, template: str, **values: object) -> Path:
        """Write one page that links to the others."""
        root = "../" if "page" in values else ""
        files = self._report.files

        def to(chapter: int, finding: int = 0) -> str:
            file = files.get(chapter, "index.html")
            return f"{root}{file}#f{finding}" if finding else f"{root}{file}"

        return self._write(path, template, root=root, whole=False, to=to, **values)

    def write_whole(self, path: Path, template: str, chapters: Sequence[ProcedurePage]) -> Path:
        """Write one page that holds all chapters and links within itself."""

        def to(chapter: int, finding: int = 0) -> str:
            return f"#p{chapter}-f{finding}" if finding else f"#p{chapter}"

        return self._write(path, template, root="", whole=True, to=to, chapters=chapters)

    def _write(self, path: Path, template: str, **values: object) -> Path:
        resources.write_whole(path, self._environment.get_template(template).render(**values).encode("utf-8"))
        return path


def alone(lang: Lang, template: str, **values: object) -> bytes:
    """A page that stands for itself, outside a report."""
    pages = environment(lang, None)
    css = pages.get_template("report.css").render(footer=Markup('""'))
    return pages.get_template(template).render(css=Markup(css), **values).encode("utf-8")  # noqa: S704  our own file


def environment(lang: Lang, tail: Lang | None) -> Environment:
    """The templates with the words of one language, or of two; texts are escaped."""

    def text(name: str) -> str:
        return resources.data("templates", name).decode("utf-8")

    def t(key: str, **values: object) -> str:
        return joined(say(lang, f"report.{key}", **values))

    def both(words: str, other: str) -> Markup:
        small = Markup(' <i class="tail" lang="{}">{}</i>').format(tail, other) if tail else Markup()
        return escape(words) + small

    def h(key: str, **values: object) -> Markup:
        return both(t(key, **values), say(tail or lang, f"report.{key}", **values))

    script = text("filter.js")
    pages = Environment(
        loader=FunctionLoader(text), autoescape=True, undefined=StrictUndefined, finalize=_printable,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    pages.globals.update(
        lang=lang, t=t, h=h, nd=ND30, sheet=LANDSCAPE, script=Markup(script), policy=_policy(script),  # noqa: S704  our own file
        classes=[(name, class_words(lang, name)) for name in CLASSES],
        class_heads=[both(class_words(lang, name), class_words(tail or lang, name)) for name in CLASSES],
    )  # fmt: skip
    pages.filters.update(
        show=lambda value: show(lang, value),
        count=lambda value: number(lang, value),
        svg=Markup,
        drawn=lambda scene: Markup(svg(scene, "chart")),  # noqa: S704  written by us
    )
    return pages


def _printable(value: object) -> object:
    """Text of the input without controls and direction marks; what is markup already stays as it is."""
    return joined(clean(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(script: str) -> str:
    """Nothing is loaded from anywhere, and no script runs but ours."""
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
