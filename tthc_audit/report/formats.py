"""The formats of ``check``, each made by a module of its own that is loaded when it is asked for."""

from __future__ import annotations

from tthc_audit.report.common import Showing
from tthc_audit.results import Audit

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")
SUFFIXES = {".txt": "text", ".json": "json", ".sarif": "sarif", ".xml": "junit", ".md": "markdown"}
"""The format that a file's name tells."""
EVERY_PLACE = frozenset({"json"})
"""Formats that tell line and column of what is undecided too."""


def render(form: str, audit: Audit, showing: Showing) -> bytes:
    """The audit in one of ``FORMATS``."""
    if form == "json":
        from tthc_audit.report.json import render_json

        return render_json(audit, showing.fail_on)
    if form == "sarif":
        from tthc_audit.report.sarif import render_sarif

        return render_sarif(audit, showing)
    if form == "junit":
        from tthc_audit.report.junit import render_junit

        return render_junit(audit, showing)
    if form == "github":
        from tthc_audit.report.github import render_github

        return render_github(audit, showing)
    if form == "gitlab":
        from tthc_audit.report.gitlab import render_gitlab

        return render_gitlab(audit, showing)
    if form == "markdown":
        from tthc_audit.report.markdown import render_markdown

        return render_markdown(audit, showing)
    from tthc_audit.report.text import render_text

    return render_text(audit, showing.lang, color=showing.color, show_unknown=showing.show_unknown).encode()
