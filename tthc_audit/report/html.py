"""The HTML report: a folder of pages that need nothing but themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tthc_audit.hands import share
from tthc_audit.i18n import Lang
from tthc_audit.report.leftover import remove_leftover
from tthc_audit.report.numbering import Chapter
from tthc_audit.report.pages import Pages, Tell
from tthc_audit.report.publication import FOLDER as AGENCIES
from tthc_audit.report.view import build
from tthc_audit.results import Audit

INDEX, DUTIES, APPENDIX, WHOLE, PROCEDURES = "index.html", "duties.html", "appendix.html", "whole.html", "procedures"
TARGETS, PUBLICATION, HELD = "targets.html", "publication.html", "held.html"
MOST_IN_ONE = 60
"""Up to so many procedures there is one more page that holds the whole report, to be printed at once."""


def write_html(
    audit: Audit, folder: Path, lang: Lang, *, tail: Lang | None = None, tell: Tell | None = None
) -> list[Path]:
    """Write the report into a folder, which is made if it is not there; returns the files, the first page first.

    ``tail`` repeats headings small in a second language. The same audit gives the same bytes. ``tell`` is called
    with ``"write"``, pages done and pages to do. Raises ``OSError`` where a file cannot be written.
    Pages that an earlier report left there for other procedures are removed.
    """
    report = build(audit, lang)
    (folder / PROCEDURES).mkdir(parents=True, exist_ok=True)
    whole = bool(report.chapters) and len(report.chapters) <= MOST_IN_ONE
    pages = Pages(audit, report, lang, tail, whole=whole)
    first = [
        pages.write(folder / INDEX, "index.html"),
        pages.write(folder / DUTIES, "duties.html"),
        pages.write(folder / APPENDIX, "appendix.html"),
    ]
    count = len(report.chapters)
    ready = {chapter.number: report.page(chapter) for chapter in report.chapters} if whole else {}
    made = [folder / report.files[chapter.number] for chapter in report.chapters]

    def work(part: int, several: Sequence[Chapter]) -> None:
        for done, chapter in enumerate(several, 1):
            page = ready.get(chapter.number) or report.page(chapter)
            pages.write(folder / page.file, "procedure.html", page=page)
            if tell is not None and part == 0:
                tell("write", done * count // len(several), count)

    if report.index.targets:
        first.append(pages.write(folder / TARGETS, "targets.html"))
    if report.held.papers:
        first.append(pages.write(folder / HELD, "held.html"))
    if report.publication is not None:
        first.append(pages.write(folder / PUBLICATION, "publication.html"))
        (folder / AGENCIES).mkdir(exist_ok=True)
        made += [
            pages.write(folder / page.file, "publication_agency.html", page=page) for page in report.publication.pages
        ]
    if whole:
        first.append(pages.write_whole(folder / WHOLE, "whole.html", list(ready.values())))
    share(report.chapters, work)
    earlier = [*(folder / PROCEDURES).glob("*.html"), *(folder / AGENCIES).glob("*.html")]
    remove_leftover([*earlier, folder / WHOLE, folder / PUBLICATION, folder / HELD], [*first, *made])
    return [*first, *made]
