"""Markup and template syntax in every text of a catalogue are text wherever they are shown."""

import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tthc_audit import resources
from tthc_audit.catalog.loading import load
from tthc_audit.i18n import LANGS

PAYLOAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*191}}{% raw %}{#x#}{steps_count}%s&amp;"
COMPUTED = "1337"
ATTRIBUTES = {"onerror", "onload", "onclick", "onmouseover"}


def leaves(value, pointer=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from leaves(inner, f"{pointer}/{i}")
    elif isinstance(value, str):
        yield pointer, value


def put(tree, pointer, text):
    *way, last = pointer.split("/")[1:]
    for part in way:
        tree = tree[int(part)] if isinstance(tree, list) else tree[part]
    tree[int(last) if isinstance(tree, list) else last] = text


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """Two real procedures and their registers with the payload in every text that may hold any text."""
    root = tmp_path_factory.mktemp("danh mục độc")
    sources = Path(str(resources.bundled("procedures")))
    names = ("catalog.json", "agencies.json", "3.000722.json", "1.115334.json")
    clean = {name: json.loads((sources / name).read_text("utf-8")) for name in names}
    dirty = json.loads(json.dumps(clean))
    spots = {(name, pointer): text for name in names for pointer, text in leaves(clean[name])}
    for (name, pointer), text in spots.items():
        put(dirty[name], pointer, text + PAYLOAD)
    for _ in range(40):
        for name, tree in dirty.items():
            (root / name).write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
        refused = {(p.file, p.pointer) for p in load([root]).problems} & spots.keys()
        # An id is named in many places: it is clean in all of them or in none.
        texts = {spots[spot] for spot in refused}
        for spot in [spot for spot, text in spots.items() if text in texts]:
            put(dirty[spot[0]], spot[1], spots.pop(spot))
        if not refused:
            break
    assert load([root]).problems == ()
    assert len(load([root]).procedures) == 2
    assert len(spots) > 200
    return root


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.scripts, self.text = set(), set(), [], []
        self._in = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._in = tag

    def handle_data(self, data):
        (self.scripts if self._in == "script" else self.text).append(data)

    def handle_endtag(self, _tag):
        self._in = ""


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_shows_it_as_text(poisoned, lang, tmp_path, tthc):
    assert tthc("report", poisoned, "-o", tmp_path, "--lang", lang).code == 0
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) >= 4
    for file in pages:
        source = file.read_text("utf-8")
        page = Page()
        page.feed(source)
        shown = "".join(page.text)
        assert "img" not in page.tags
        assert not page.attributes & ATTRIBUTES
        assert not any("alert" in script for script in page.scripts)
        assert COMPUTED not in shown
        assert "<script>alert(1)</script>" not in source
        if file.parent.name == "procedures":
            assert "<script>alert(1)</script>" in shown
            assert "{{7*191}}{% raw %}{#x#}{steps_count}" in shown


def test_a_diagram_is_well_formed_and_shows_it_as_text(poisoned, tmp_path, tthc):
    assert tthc("draw", poisoned / "1.115334.json", "-o", tmp_path / "x.svg").code == 0
    source = (tmp_path / "x.svg").read_text("utf-8")
    tree = ET.fromstring(source)
    assert not [e for e in tree.iter() if e.tag.rpartition("}")[2] in {"script", "img", "image", "foreignObject"}]
    assert not [a for e in tree.iter() for a in e.attrib if a in ATTRIBUTES]
    assert COMPUTED not in source
    assert "<script" in "".join(tree.itertext())


def test_json_keeps_it_whole(poisoned, tthc):
    outcome = tthc("check", poisoned, "--format", "json")
    told = json.loads(outcome.out)
    assert any(PAYLOAD in f["message"]["vi"] for f in told["findings"])
    rows = json.loads(tthc("facts", poisoned, "--table", "step", "--format", "json").out)["rows"]
    assert all(PAYLOAD in row["name"] for row in rows)


@pytest.mark.parametrize("lang", LANGS)
def test_a_terminal_shows_it_as_text(poisoned, lang, tthc):
    outcome = tthc("check", poisoned, "--lang", lang)
    assert PAYLOAD in outcome.out
    assert COMPUTED not in outcome.out
    assert "\x1b" not in outcome.out


def test_csv_gives_no_formula_to_a_spreadsheet(catalogue, tthc):
    """A cell that begins like a formula would be run by the program that opens the file."""
    procedure = (catalogue / "1.000002.json").read_text("utf-8")
    (catalogue / "1.000002.json").write_text(procedure.replace("Tiếp nhận", "=HYPERLINK(1)"), "utf-8")
    out = tthc("facts", catalogue, "--table", "step", "--format", "csv").out
    assert "HYPERLINK" in out
    assert ",=HYPERLINK" not in out
