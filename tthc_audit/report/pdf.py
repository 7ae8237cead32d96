"""The report as PDF: the page that is printed at once, printed by WeasyPrint or by a browser that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tthc_audit.errors import AuditError, Problem
from tthc_audit.i18n import Lang
from tthc_audit.report.html import MOST_IN_ONE
from tthc_audit.report.pages import Pages
from tthc_audit.report.view import Report, build
from tthc_audit.report.word.whole import told_in_full
from tthc_audit.resources import write_whole
from tthc_audit.results import Audit

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge",
)  # fmt: skip
_PLACES = (
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WEASYPRINT = "weasyprint"
_LONG = 1_000_000
_PATIENCE = 900


def write_pdf(audit: Audit, file: Path, lang: Lang, *, tail: Lang | None = None) -> Path:
    """Write the report as PDF.

    Of more procedures than are printed at once, the chapters are those with the gravest findings. Raises
    ``AuditError`` that says how to print by hand where nothing can print here, or where the printing failed.
    """
    if _printer(0) is None:
        raise AuditError(Problem("office.pdf.no_printer"))
    report = build(audit, lang)
    with tempfile.TemporaryDirectory(prefix="tthc-audit-") as scratch:
        page = _page(audit, report, lang, tail, Path(scratch))
        write_whole(file, printed(page.read_bytes()))
    return file


def printed(page: bytes) -> bytes:
    """A page that needs nothing but itself as PDF; raises ``AuditError`` as ``write_pdf``."""
    print_with = _printer(len(page))
    if print_with is None:
        raise AuditError(Problem("office.pdf.no_printer"))
    with tempfile.TemporaryDirectory(prefix="tthc-audit-") as scratch:
        source, made = Path(scratch) / "page.html", Path(scratch) / "page.pdf"
        source.write_bytes(page)
        if print_with == _WEASYPRINT:
            _by_weasyprint(source, made)
        else:
            _by_browser(print_with, source, made, Path(scratch))
        data = made.read_bytes() if made.is_file() else b""
    if not data.startswith(b"%PDF"):
        raise AuditError(Problem("office.pdf.failed", {"printer": Path(print_with).name}))
    return data


def _page(audit: Audit, report: Report, lang: Lang, tail: Lang | None, folder: Path) -> Path:
    shown = told_in_full(report.chapters)
    pages = Pages(audit, report, lang, tail, whole=len(report.chapters) <= MOST_IN_ONE)
    chapters = [report.page(chapter) for chapter in report.chapters if chapter.number in shown]
    return pages.write_whole(folder / "whole.html", "whole.html", chapters)


def _printer(size: int) -> str | None:
    """What prints a page of so many bytes here: WeasyPrint where it is installed, else a browser, else nothing.

    A long page goes to a browser all the same where there is one: WeasyPrint takes about a second a sheet.
    """
    browser = next(_browsers(), None)
    if browser is not None and size > _LONG:
        return browser
    return _WEASYPRINT if find_spec(_WEASYPRINT) is not None and _loads_weasyprint() else browser


def _loads_weasyprint() -> bool:
    """It stands on libraries of the system, which may be missing although it is installed."""
    try:
        import weasyprint  # noqa: F401, PLC0415  heavy, and only where it is installed
    except (ImportError, OSError):
        return False
    return True


def _browsers() -> Iterator[str]:
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            yield found
    for place in _PLACES:
        path = os.path.expandvars(place)
        if Path(path).is_file():
            yield path


def _by_weasyprint(page: Path, made: Path) -> None:
    import logging  # noqa: PLC0415  only to keep the printer quiet

    import weasyprint  # noqa: PLC0415  heavy, and only where it is installed

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    weasyprint.HTML(filename=str(page)).write_pdf(str(made))


def _by_browser(browser: str, page: Path, made: Path, scratch: Path) -> None:
    """Print with a profile of its own, so that no window of the user is touched and nothing of theirs is read."""
    command = [
        browser, "--headless", "--disable-gpu", "--disable-extensions", "--no-first-run", "--no-pdf-header-footer",
        f"--user-data-dir={scratch / 'profile'}", f"--print-to-pdf={made}", page.as_uri(),
    ]  # fmt: skip
    if sys.platform == "linux" and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
    except (OSError, subprocess.SubprocessError):
        raise AuditError(Problem("office.pdf.failed", {"printer": Path(browser).name})) from None
