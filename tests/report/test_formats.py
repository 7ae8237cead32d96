"""All formats tell the same totals, keep within the bounds of who reads them, and are what their readers take."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from msgspec import structs
from support.sarif import assert_valid

from tthc_audit.i18n import LANGS, Lang
from tthc_audit.report import common
from tthc_audit.report.common import Showing
from tthc_audit.report.formats import FORMATS, render
from tthc_audit.report.markdown import MOST_BYTES
from tthc_audit.results import Audit, Error, Location, Words
from tthc_audit.settled import Accepted
from tthc_audit.verdict import exit_code, totals

SUPPORT = Path(__file__).parents[1] / "support"
GITLAB = json.loads((SUPPORT / "code-quality.schema.json").read_text("utf-8"))
MACHINES = ("sarif", "junit", "github", "gitlab", "markdown")


def junit(data: bytes):
    etree = pytest.importorskip("lxml.etree", reason="lxml reads the schema of JUnit files")
    tree = etree.fromstring(data)
    etree.XMLSchema(etree.parse(str(SUPPORT / "junit-10.xsd"))).assertValid(tree)
    return tree


def gitlab(data: bytes):
    issues = json.loads(data)
    jsonschema.Draft202012Validator(GITLAB).validate(issues)
    prints = [issue["fingerprint"] for issue in issues]
    assert len(prints) == len(set(prints))
    return issues


@pytest.fixture
def thousands(audit: Audit, many: Callable[[Audit, int], Audit]) -> Audit:
    """1,400 findings on 700 procedures, some of them known, some accepted."""
    whole = replace(many(audit, 700), errors=())
    accepted = Accepted("Đã thống nhất.", "Chủ tịch UBND tỉnh", "12/QĐ-UBND", date(2027, 1, 31))
    found = [
        structs.replace(
            f,
            fingerprint=f"{i:032x}",
            severity=("violation", "warning", "suggestion")[i % 3],
            status="known" if i % 7 == 0 else "waived" if i % 11 == 0 else "new",
            accepted=accepted if i % 7 and i % 11 == 0 else None,
        )
        for i, f in enumerate(whole.findings)
    ]
    return replace(whole, findings=tuple(found), sources={k: f"{k}.json" for k in whole.flows}, flows={})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("fail_on", ["violation", "suggestion", "never"])
def test_1400_findings_have_one_exit_code_and_one_total_in_every_format(thousands: Audit, lang: Lang, fail_on: str):
    assert len(thousands.findings) == 1400
    showing = Showing(lang, fail_on)
    counted = totals(thousands, fail_on)
    assert counted.standing + counted.waived == 1400
    assert counted.failing == {"violation": 364, "suggestion": 1091, "never": 0}[fail_on]
    code = exit_code(thousands, fail_on=fail_on)
    assert code == (counted.failing > 0)
    made = {form: render(form, thousands, showing) for form in FORMATS}
    sentences = common.sums(thousands, showing)
    run = assert_valid(made["sarif"])["runs"][0]
    assert run["properties"]["totals"] == counted.as_dict() == json.loads(made["json"])["totals"]
    assert run["invocations"][0]["exitCode"] == code
    assert [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]][
        : len(sentences)
    ] == sentences
    assert len([r for r in run["results"] if not r["suppressions"]]) == counted.standing
    assert len([r for r in run["results"] if r["suppressions"]]) == counted.waived
    suites = junit(made["junit"])
    assert int(suites.get("failures")) == len(suites.findall(".//failure")) == counted.failing
    assert len(suites.findall(".//testcase")) == int(suites.get("tests")) == 1400 + 1
    properties = {p.get("name"): p.get("value") for p in suites.iter("property")}
    assert {k: int(v) for k, v in properties.items() if k != "as_of"} == {
        k: int(v) for k, v in counted.as_dict().items()
    }
    issues = gitlab(made["gitlab"])
    assert len(issues) == 1400 + 1
    for form in ("github", "gitlab", "junit"):
        assert " ".join(sentences) in made[form].decode(), form
    for sentence in sentences:
        assert sentence in made["markdown"].decode()
    assert sentences[0] in made["text"].decode()


def test_what_is_left_out_is_counted_and_told(thousands: Audit):
    standing = totals(thousands).standing
    for form in ("github", "markdown"):
        text = render(form, thousands, Showing("en")).decode()
        (told,) = re.findall(r"Only (\d+) of ([\d,]+) findings are shown here, .* the other ([\d,]+) ", text)
        shown, all_, left = (int(n.replace(",", "")) for n in told)
        places = {"github": r"^::\w+ file=", "markdown": r"^\| (?:Sign|Warning|Suggestion)"}[form]
        assert (shown + left, all_) == (standing, standing)
        assert len(re.findall(places, text, re.MULTILINE)) == shown
    for form in ("sarif", "junit", "gitlab", "json", "text"):
        assert "findings are shown here" not in render(form, thousands, Showing("en")).decode()


@pytest.mark.parametrize("form", ["sarif", "junit", "gitlab"])
def test_a_bound_leaves_out_the_least_grave(thousands: Audit, form: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(f"tthc_audit.report.{form}.MOST", 50)
    data = render(form, thousands, Showing("en"))
    assert f"Only 50 of {totals(thousands).standing:,} findings are shown here" in data.decode()
    if form == "sarif":
        standing = [r for r in assert_valid(data)["runs"][0]["results"] if not r["suppressions"]]
        assert [r["level"] for r in standing] == ["error"] * 50
        assert json.loads(data)["runs"][0]["properties"]["totals"] == totals(thousands).as_dict()


def test_annotations_keep_within_the_limits_of_the_platform(thousands: Audit):
    lines = render("github", thousands, Showing()).decode().splitlines()
    levels = [line.split(" ")[0] for line in lines]
    assert levels == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert "title=Kiểm tra" in lines[-1]


def test_a_comment_keeps_within_its_size_whatever_the_texts(thousands: Audit):
    long = replace(
        thousands,
        findings=tuple(structs.replace(f, message=Words("ế|<" * 900, "é|<" * 900)) for f in thousands.findings),
    )
    assert len(render("markdown", long, Showing())) <= MOST_BYTES


@pytest.mark.parametrize("form", MACHINES)
def test_what_could_not_be_read_is_in_every_format(audit: Audit, form: str):
    text = render(form, audit, Showing("en")).decode()
    assert "3.000003.json" in text
    assert "1 places could not be read" in text
    if form == "junit":
        assert junit(text.encode()).get("errors") == "1"
    if form == "sarif":
        assert assert_valid(text.encode())["runs"][0]["invocations"][0]["executionSuccessful"] is False


@pytest.mark.parametrize("form", MACHINES)
def test_a_rule_that_crashed_is_in_every_format(audit: Audit, form: str):
    crashed = replace(audit, errors=(), rule_failed=True)
    assert exit_code(crashed) == 2
    assert "A rule could not be worked out" in render(form, crashed, Showing("en")).decode()


@pytest.mark.parametrize("form", ["sarif", "junit", "gitlab", "markdown", "json", "text"])
def test_who_accepted_a_finding_is_told(thousands: Audit, form: str):
    text = render(form, thousands, Showing()).decode()
    assert "Chủ tịch UBND tỉnh" in text
    assert "12/QĐ-UBND" in text


def test_files_are_named_as_the_repository_does(audit: Audit):
    inside = replace(audit, within="dữ liệu/thủ tục/")
    assert "file=dữ liệu/thủ tục/1.000001.json,line=12,col=3" in render("github", inside, Showing()).decode()
    paths = {issue["location"]["path"] for issue in gitlab(render("gitlab", inside, Showing()))}
    assert "dữ liệu/thủ tục/1.000001.json" in paths
    results = assert_valid(render("sarif", inside, Showing()))["runs"][0]["results"]
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert "d%E1%BB%AF%20li%E1%BB%87u/th%E1%BB%A7%20t%E1%BB%A5c/1.000001.json" in uris


def test_help_stands_in_both_languages(audit: Audit):
    rules = assert_valid(render("sarif", audit, Showing()))["runs"][0]["tool"]["driver"]["rules"]
    assert all(
        "Longer" in r["help"]["text"] and "Dài hơn" in r["help"]["text"] for r in rules if r["id"].startswith("time")
    )


def test_diagrams_of_the_flows_that_the_audit_brings(audit: Audit):
    text = render("markdown", audit, Showing()).decode()
    assert text.count("```mermaid") == 1
    assert "```mermaid" not in render("markdown", replace(audit, flows={}), Showing()).decode()


@pytest.mark.parametrize("form", MACHINES)
def test_text_from_outside_steers_nothing(audit: Audit, form: str):
    odd = "a\r\n::error::x\n| b | <script>@all ](http://x) ``` \u202e %0A {0} ]]> & /close"
    named = odd.replace("\u202e", "") + ".json"
    hostile = replace(
        audit,
        name=odd,
        findings=tuple(
            structs.replace(f, message=Words(odd, odd), remedy=Words(odd, odd), location=Location(named, "/a", 1, 1))
            for f in audit.findings
        ),
        errors=(Error(named, 1, 1, "", odd, odd),),
    )
    data = render(form, hostile, Showing())
    text = data.decode()
    assert "\u202e" not in text.replace("\\u202e", "")
    if form == "github":
        assert all(re.match(r"::(error|warning|notice) ", line) for line in text.splitlines())
        assert "%0A" not in text.replace("%250A", "")
    if form == "markdown":
        assert "<script" not in text
        text = re.sub(r"(?<!\\)`[^`\n]*`", "", text)
        assert "@all" not in text
        assert not re.search(r"(?<!\\)\]\(http", text)
        assert not any(line.startswith("/") for line in text.splitlines())
    if form == "sarif":
        assert "](" not in json.dumps([r["message"] for r in assert_valid(data)["runs"][0]["results"]])
    if form == "junit":
        junit(data)
    if form == "gitlab":
        gitlab(data)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_told_in_every_format(audit: Audit, form: str):
    clean = replace(audit, findings=(), errors=(), rules=(), flows={})
    data = render(form, clean, Showing("en"))
    assert data.endswith(b"\n")
    if form == "junit":
        assert junit(data).get("tests") == "1"
    if form not in ("json", "text"):
        assert "0 signs of violations, 0 warnings, 0 suggestions" in data.decode()
