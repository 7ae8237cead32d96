"""All rules on one HTML page that needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from tthc_audit import __version__, resources
from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say


class RulePage(NamedTuple):
    """One rule: headed sections of lines, and examples as an outcome with the values that matter."""

    id: str
    title: str
    sections: Sequence[tuple[str, Sequence[str]]]
    examples: Sequence[tuple[str, str]]


def rule_book(pages: Sequence[RulePage], lang: Lang) -> bytes:
    """The page, rules in the order given, one part a pack."""
    environment = Environment(
        loader=FunctionLoader(lambda name: resources.data("templates", name).decode()),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
    )
    css = resources.data("templates", "rules.css").decode()
    digest = base64.b64encode(hashlib.sha256(f"\n{css}".encode()).digest()).decode()
    packs: dict[str, list[RulePage]] = {}
    for page in pages:
        packs.setdefault(page.id.partition("/")[0], []).append(page)
    made = environment.get_template("rules.html").render(
        lang=lang,
        packs=packs,
        n=len(pages),
        css=Markup(css),  # noqa: S704  our own
        policy=f"default-src 'none'; style-src 'sha256-{digest}'",
        version=__version__,
        t=lambda key, **values: say(lang, f"gate.book.{key}", **values),
    )
    return made.encode("utf-8", "replace")


def _shown(value: Any) -> Any:
    return clean(value) if type(value) is str else value
