"""Rule packs as products: how they stand on a day, what a new one finds otherwise, and their book."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import jsonschema
import pytest
from support.command_line import tree

from tthc_audit import resources

WORDS = {"vi": "Thử", "en": "Trial"}
RULE = {
    "title": WORDS, "about": "procedure", "require": "documents_count <= 1", "severity": "warning", "legal_basis": [],
    "message": WORDS, "examples": {"pass": [{"documents_count": 1}], "fail": [{"documents_count": 2}]},
}  # fmt: skip


def pack(folder, **rules):
    for name, rule in rules.items():
        file = folder / "thu" / f"{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(rule, ensure_ascii=False), "utf-8")
    return folder


def checked(text, name):
    document = json.loads(text)
    schema = json.loads(resources.data("schemas", f"{name}.schema.json"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
    return document


def remarks(tthc, folder, day):
    outcome = tthc("rules", "check", "--rules", folder, "--as-of", day, "--format", "json")
    assert outcome.code == 0
    told = checked(outcome.out, "rules-check")["remarks"]
    return {(r["rule"], r["kind"]) for r in told if r["rule"].startswith("thu/")}


def test_how_rules_stand_on_a_day(tthc, tmp_path):
    param = {"most": [{"from": "2025-01-01", "value": 1}]}
    folder = pack(
        tmp_path / "quy tắc",
        lapsed=RULE | {"legal_basis": [{"document": "61/2018/NĐ-CP"}]},
        partly=RULE | {"legal_basis": [{"document": "61/2018/NĐ-CP"}, {"document": "118/2025/NĐ-CP"}]},
        later=RULE | {"require": "documents_count <= $most", "params": param},
        ended=RULE | {"in_force": {"to": "2026-01-01"}},
        nothing=RULE | {"require": "true"},
        sound=RULE,
    )
    late = remarks(tthc, folder, "2026-10-15")
    assert ("thu/lapsed", "all_law_lapsed") in late
    assert ("thu/lapsed", "superseded") in late
    assert ("thu/partly", "law_lapsed") in late
    assert ("thu/partly", "all_law_lapsed") not in late
    assert ("thu/ended", "outside_its_time") in late
    assert ("thu/nothing", "reads_nothing") in late
    assert not {r for r, _ in late} & {"thu/later", "thu/sound"}
    early = remarks(tthc, folder, "2024-12-31")
    assert ("thu/later", "no_value") in early
    assert not {r for r, kind in early if kind != "superseded"} & {"thu/lapsed", "thu/ended", "thu/sound"}
    outcome = tthc("rules", "check", "--rules", folder, "--as-of", "2026-10-15", "--lang", "en")
    assert "thu/nothing: looks at no fact" in outcome.out
    assert "rules can find nothing on this day" in outcome.err


def test_the_shipped_rules_stand_today(tthc):
    told = checked(tthc("rules", "check", "--as-of", "2026-10-15", "--format", "json").out, "rules-check")
    assert [r for r in told["remarks"] if r["finds_nothing"]] == []


def test_what_a_new_pack_adds_removes_and_alters(catalogue, tthc, tmp_path):
    old = pack(tmp_path / "cũ", same=RULE, gone=RULE, graver=RULE | {"severity": "suggestion"})
    new = pack(tmp_path / "mới", same=RULE, more=RULE, graver=RULE)
    before = tree(tmp_path)
    outcome = tthc("rules", "diff", old, new, catalogue, "--format", "json")
    assert outcome.code == 0
    told = checked(outcome.out, "rules-diff")
    assert {f["rule"] for f in told["added"]} == {"thu/more"}
    assert {f["rule"] for f in told["removed"]} == {"thu/gone"}
    assert [(f["rule"], f["was"], f["severity"]) for f in told["altered"]] == [("thu/graver", "suggestion", "warning")]
    assert told["same"] >= 2
    text = tthc("rules", "diff", old, new, catalogue, "--lang", "en").out
    assert "+ 1.000002 [thu/more] Warning: Trial" in text
    assert text.splitlines()[-1].startswith("1 added, 1 removed, 1 of another severity")
    assert tree(tmp_path) == before


def test_a_pack_with_itself_differs_in_nothing(catalogue, tthc, tmp_path):
    folder = pack(tmp_path / "một", same=RULE)
    told = checked(tthc("rules", "diff", folder, folder, catalogue, "--format", "json").out, "rules-diff")
    assert (told["added"], told["removed"], told["altered"]) == ([], [], [])


@pytest.mark.parametrize("broken", ["old", "new"])
def test_half_a_comparison_is_none(catalogue, tthc, tmp_path, broken):
    sound, wrong = pack(tmp_path / "một", a=RULE), pack(tmp_path / "hai", a=RULE | {"require": "no_such_column = 1"})
    outcome = tthc("rules", "diff", *((wrong, sound) if broken == "old" else (sound, wrong)), catalogue)
    assert (outcome.code, outcome.out) == (2, "")
    assert "hai/thu/a.json:" in outcome.err


def test_a_boundary_that_no_example_stands_at_is_told(tthc, tmp_path):
    at = RULE | {"examples": {"pass": [{"documents_count": 1}], "fail": [{"documents_count": 2}]}}
    off = RULE | {"examples": {"pass": [{"documents_count": 0}], "fail": [{"documents_count": 5}]}}
    times = {"about": "case", "require": "at_most(worst, statutory)"}
    five = {"min": 2400, "max": 2400}
    exact = (
        RULE
        | times
        | {
            "examples": {
                "pass": [{"worst": five, "statutory": five}],
                "fail": [{"worst": {"min": 2880, "max": 2880}, "statutory": five}],
            }
        }
    )
    folder = pack(tmp_path / "quy tắc", at=at, off=off, exact=exact)
    outcome = tthc("rules", "test", "thu/*", "--boundaries", "--rules", folder, "--lang", "en")
    assert outcome.code == 0
    assert "thu/off (require): no example stands exactly at the boundary of … documents_count <= 1 …" in outcome.err
    assert "thu/at (" not in outcome.err
    assert "thu/exact (" not in outcome.err
    assert "1 comparisons have no example" in outcome.err


class Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links, self.loaded = [], [], []

    def handle_starttag(self, _tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.loaded += [given["src"]] if "src" in given else []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_book_of_all_rules_needs_nothing_but_itself(tthc, tmp_path, lang):
    odd = {"vi": "<script>x</script>", "en": "<script>x</script>"}
    folder = pack(tmp_path / "quy tắc", odd=RULE | {"title": odd, "message": odd})
    file = tmp_path / "sách.html"
    assert tthc("rules", "docs", "-o", file, "--rules", folder, "--lang", lang).code == 0
    text = file.read_text("utf-8")
    page = Ids()
    page.feed(text)
    listed = json.loads(tthc("rules", "list", "--format", "json", "--rules", folder).out)["rules"]
    assert {rule["id"] for rule in listed} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert page.loaded == []
    assert "<script" not in text
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in text
    again = tmp_path / "lại.html"
    tthc("rules", "docs", "-o", again, "--rules", folder, "--lang", lang)
    assert again.read_bytes() == file.read_bytes()
