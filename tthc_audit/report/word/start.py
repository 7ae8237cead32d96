"""How a document begins, in our form or in an office's own, and how it is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tthc_audit.i18n import Lang, show
from tthc_audit.office.document import Document, new_document
from tthc_audit.report.word.setting import Setting, printed
from tthc_audit.resources import write_whole


def opened(lang: Lang, template: Path | None, *, owner: str, title: str, day: date) -> Document:
    """A new document, or that of a form with its places filled in; raises ``AuditError`` as ``from_template``."""
    if template is None:
        return new_document(lang)
    from tthc_audit.office.template import from_template  # noqa: PLC0415  only where an office has a form of its own

    values = {"co_quan": printed(owner), "tieu_de": printed(title), "ngay_du_lieu": show(lang, day)}
    return from_template(template, values)


def save(document: Document, to: Setting, file: Path, *, title: str, day: date) -> Path:
    """Write what was set, whole or not at all."""
    write_whole(file, finished(document, to, title=title, day=day))
    return file


def finished(document: Document, to: Setting, *, title: str, day: date) -> bytes:
    """The file with what was set."""
    return document.save(to.xml(), title=printed(title), day=day)
