"""The HTML report: a folder of pages that need nothing but themselves."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from tthc_audit import __version__, resources
from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, number, say, show
from tthc_audit.report.view import build
from tthc_audit.report.wording import CLASSES, class_words
from tthc_audit.results import Audit

Tell = Callable[[str, int, int], None]
INDEX, APPENDIX, PROCEDURES = "index.html", "appendix.html", "procedures"


def write_html(audit: Audit, folder: Path, lang: Lang, *, tell: Tell | None = None) -> list[Path]:
    """Write the report into a folder, which is made if it is not there; returns the files, the first page first.

    The same audit gives the same bytes. ``tell`` is called with ``"write"``, pages done and pages to do.
    Raises ``OSError`` where a file cannot be written.
    """
    report = build(audit, lang)
    (folder / PROCEDURES).mkdir(parents=True, exist_ok=True)
    pages = _environment(lang)
    common = {"audit": audit, "title": report.index.name, "version": __version__}
    written = [
        _write(folder / INDEX, pages, "index.html", root="", index=report.index, **common),
        _write(folder / APPENDIX, pages, "appendix.html", root="", appendix=report.appendix, **common),
    ]
    whole = len(report.files)
    for done, page in enumerate(report.pages(), 1):
        written.append(_write(folder / page.file, pages, "procedure.html", root="../", page=page, **common))
        if tell is not None:
            tell("write", done, whole)
    return written


def _write(path: Path, pages: Environment, template: str, **values: object) -> Path:
    path.write_bytes(pages.get_template(template).render(**values).encode("utf-8"))
    return path


def _environment(lang: Lang) -> Environment:
    def text(name: str) -> str:
        return resources.data("templates", name).decode("utf-8")

    def t(key: str, **values: object) -> str:
        return say(lang, f"report.{key}", **values)

    script = text("filter.js")
    pages = Environment(
        loader=FunctionLoader(text), autoescape=True, undefined=StrictUndefined, finalize=_printable,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    pages.globals.update(
        lang=lang, t=t, css=Markup(text("report.css")), script=Markup(script), policy=_policy(script),  # noqa: S704  our own files
        classes=[(name, class_words(lang, name)) for name in CLASSES],
    )  # fmt: skip
    pages.filters.update(
        show=lambda value: show(lang, value),
        count=lambda value: number(lang, value),
        svg=Markup,
    )
    return pages


def _printable(value: object) -> object:
    """Text of the input without controls and direction marks; what is markup already stays as it is."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(script: str) -> str:
    """Nothing is loaded from anywhere, and no script runs but ours."""
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
