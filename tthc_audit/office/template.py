"""An office's own form of a document with named places to fill in; the only module that knows docxtpl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn, cast

import docx
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from tthc_audit.errors import AuditError, Problem
from tthc_audit.office.document import Document, dressed, mark

BODY = "noi_dung"
_PLACE = re.compile(r"\{\{\s*(?:p\s+)?noi_dung\s*\}\}")
_MOST_PACKED, _MOST_UNPACKED = 32 * 1024**2, 256 * 1024**2
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)


class _NotAPlaceError(TemplateError):
    """Something between the brackets that is more than the name of a place."""


class _Places(SandboxedEnvironment):
    """Reads names in double brackets and nothing else: no loops, no sums, no calls."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise _NotAPlaceError
        return tree


def from_template(file: Path, values: Mapping[str, str]) -> Document:
    """The document of a form with its places filled in, ready for a body where the form says ``noi_dung``.

    Styles, margins, headers and footers stay those of the form. Raises ``AuditError`` where the file is no Word
    document, lacks the place of the body on a line of its own, or names a place that nobody can fill.
    """
    opened = _opened(file)
    places = [p for p in opened.paragraphs if _PLACE.fullmatch(p.text.strip())]
    if len(places) != 1:
        _refuse("body" if not places else "body_twice", file, place=f"{{{{ {BODY} }}}}", known=_spelt(values))
    places[0]._p.getparent().replace(places[0]._p, mark())  # noqa: SLF001  nothing public replaces a paragraph
    marked = io.BytesIO()
    opened.save(marked)
    form = DocxTemplate(marked)
    places_only = _Places(autoescape=True, undefined=StrictUndefined)
    try:
        unknown = sorted(cast("set[str]", form.get_undeclared_template_variables(places_only)) - values.keys())
        if unknown:
            _refuse("unknown", file, names=_spelt(unknown), known=_spelt([*values, BODY]))
        form.render(dict(values), places_only)
    except TemplateError:
        _refuse("not_a_place", file, known=_spelt([*values, BODY]))
    return dressed(form.docx)


def _opened(file: Path) -> Any:
    try:
        if file.stat().st_size > _MOST_PACKED:
            _refuse("too_large", file, limit=_MOST_UNPACKED >> 20)
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                _refuse("too_large", file, limit=_MOST_UNPACKED >> 20)
        return docx.Document(io.BytesIO(file.read_bytes()))
    except AuditError:
        raise
    except Exception:  # noqa: BLE001  a damaged document breaks its reader in many ways
        _refuse("not_word", file)


def _refuse(key: str, file: Path, **values: object) -> NoReturn:
    raise AuditError(Problem(f"office.template.{key}", values, file=file.name)) from None


def _spelt(names: Any) -> list[str]:
    return [f"{{{{ {name} }}}}" for name in names]
