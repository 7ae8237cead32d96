"""The plan of simplification as HTML: one page a procedure, its changes drawn over what is, and one for all."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from tthc_audit import __version__
from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.overlay import lay_out_overlay
from tthc_audit.i18n import Lang, say
from tthc_audit.office.sheet import css_text
from tthc_audit.plans import STATUSES, Plans, ProcedurePlan
from tthc_audit.report import plan_json
from tthc_audit.report.drawings import Drawing, diagram, drawing
from tthc_audit.report.names import file_names
from tthc_audit.report.pages import environment
from tthc_audit.report.plan_view import acts_of, page, percent, saved_of
from tthc_audit.resources import write_whole

INDEX = "index.html"


def render(plans: Plans, lang: Lang) -> bytes:
    """The plans of a few procedures as one page; the same plans give the same bytes."""
    return _filled(_templates(plans, lang), "plan.html", plans, plans.procedures, lang, alone=True)


def write(plans: Plans, folder: Path, lang: Lang) -> Path:
    """Write the plans of a catalogue into a folder: a page each, one that rolls them up, and the same as JSON.

    Returns the page to open first. Raises ``OSError`` where a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages = _templates(plans, lang)
    names = file_names(p.procedure for p in plans.procedures)
    for plan in plans.procedures:
        name = names[plan.procedure]
        write_whole(folder / f"{name}.html", _filled(pages, "plan.html", plans, (plan,), lang, alone=False))
    rows = [(f"{names[p.procedure]}.html", page(p, lang), percent(lang, p.cut)) for p in plans.procedures]
    told = [(say(lang, f"simplify.status.{s}"), sum(p.status == s for p in plans.procedures)) for s in STATUSES]
    rolled = pages.get_template("plans.html").render(
        plans=plans, rows=rows, acts=acts_of(plans, lang), told=[(words, n) for words, n in told if n],
        saved=saved_of(plans, lang),
    )  # fmt: skip
    write_whole(folder / INDEX, rolled.encode())
    write_whole(folder / "plans.json", plan_json.render(plans))
    return folder / INDEX


def _filled(
    pages: Environment, template: str, plans: Plans, procedures: tuple[ProcedurePlan, ...], lang: Lang, *, alone: bool
) -> bytes:
    shown = [(page(p, lang), drawings(p, f"p{n}-", lang)) for n, p in enumerate(procedures, 1)]
    return pages.get_template(template).render(plans=plans, pages=shown, alone=alone).encode()


def drawings(plan: ProcedurePlan, prefix: str, lang: Lang) -> tuple[Drawing, ...]:
    """What is and what becomes of it in one drawing; only what is, where nothing was chosen."""
    if plan.flow_before == plan.flow_after:
        return diagram(plan.flow_before, {}, prefix, lang)
    return (drawing(lay_out_overlay(plan.flow_before, plan.flow_after, lang), f"{prefix}1"),)


def _templates(plans: Plans, lang: Lang) -> Environment:
    pages = environment(lang, None)
    footer = say(lang, "report.footer.print", name=clean(plans.catalog), day=plans.as_of)
    pages.globals.update(
        p=lambda key, **values: say(lang, f"plan.{key}", **values),
        question=say(lang, "simplify.question"),
        version=__version__,
        css=Markup(pages.get_template("report.css").render(footer=Markup(css_text(footer)))),  # noqa: S704  numbers and escaped signs
    )
    return pages
