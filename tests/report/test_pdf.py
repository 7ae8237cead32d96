"""The report as PDF: by what can print here, and a sentence where nothing can."""

import shutil
import sys

import pytest

from tthc_audit.errors import AuditError
from tthc_audit.report import pdf


@pytest.fixture
def no_weasyprint(monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda _name: None)


def browser(folder, body):
    """A program that pretends to be a browser."""
    folder.mkdir()
    file = folder / "chromium"
    file.write_text(
        f"#!{sys.executable}\nimport sys\nout = [a for a in sys.argv if a.startswith('--print-to-pdf=')][0][15:]\n{body}\n",
        "utf-8",
    )
    file.chmod(0o755)
    return file


@pytest.mark.usefixtures("no_weasyprint")
def test_without_a_printer_one_sentence_says_how_to_print(audit, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AuditError) as refused:
        pdf.write_pdf(audit, tmp_path / "r.pdf", "vi")
    assert [p.key for p in refused.value.problems] == ["office.pdf.no_printer"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a script cannot pretend to be a program there")
@pytest.mark.usefixtures("no_weasyprint")
@pytest.mark.parametrize("body", ["sys.exit(1)", "open(out, 'w').write('no pdf')", "pass"])
def test_a_printer_that_fails_leaves_nothing_behind(audit, tmp_path, monkeypatch, body):
    monkeypatch.setenv("PATH", str(browser(tmp_path / "bin", body).parent))
    with pytest.raises(AuditError) as refused:
        pdf.write_pdf(audit, tmp_path / "r.pdf", "vi")
    assert refused.value.problems[0].key == "office.pdf.failed"
    assert [p.name for p in tmp_path.iterdir()] == ["bin"]


@pytest.mark.skipif(sys.platform == "win32", reason="a script cannot pretend to be a program there")
@pytest.mark.usefixtures("no_weasyprint")
def test_a_browser_prints_the_whole_page_with_a_profile_of_its_own(audit, tmp_path, monkeypatch):
    body = "import urllib.request; page = urllib.request.urlopen(sys.argv[-1]).read(); open(out, 'wb').write(b'%PDF' + ' '.join(sys.argv).encode() + page)"
    monkeypatch.setenv("PATH", str(browser(tmp_path / "bin", body).parent))
    printed = pdf.write_pdf(audit, tmp_path / "r.pdf", "vi").read_bytes()
    assert b"--user-data-dir=" in printed
    assert "Danh mục thử".encode() in printed
    assert b'id="p1"' in printed


def test_a_long_page_goes_to_a_browser_where_there_is_one(monkeypatch):
    monkeypatch.setattr(pdf, "_browsers", lambda: iter(["/x/chromium"]))
    monkeypatch.setattr(pdf, "find_spec", lambda _name: True)
    monkeypatch.setattr(pdf, "_loads_weasyprint", lambda: True)
    assert pdf._printer(1_000) == "weasyprint"
    assert pdf._printer(50_000_000) == "/x/chromium"
    monkeypatch.setattr(pdf, "_browsers", lambda: iter([]))
    assert pdf._printer(50_000_000) == "weasyprint"


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs a browser")
@pytest.mark.usefixtures("no_weasyprint")
def test_a_real_browser_prints_it(audit, tmp_path):
    assert pdf.write_pdf(audit, tmp_path / "r.pdf", "vi").read_bytes().startswith(b"%PDF")
