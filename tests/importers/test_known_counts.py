"""The defects counted in 502 published records, counted again in the 425 of them that are at hand, from what was imported.

The 502 also held the records that DOMAIN 9 describes one by one, and others that were not handed on: what is counted
here is less in about that proportion (0.85), and where it is not, a remark says why.
"""

import gzip
import json
import re

import pytest

from tthc_audit.importers import run

FILE = "portal_records.jsonl.gz"
COUNTS = {
    "time of a channel is none of the times of a case": (69, 58, ""),
    "a limit only in words": (
        95,
        69,
        "84 state OTHER in a channel; 16 of them say one limit in words, which is read; 1 has words in a case",
    ),
    "units mixed": (7, 9, "days and working days in channels and cases together, once words were read"),
    "no legal basis": (34, 30, ""),
    "no cases": (161, 137, ""),
    "no coordinating agency": (302, 211, "either list may name one: 330 lack departments (383), 265 groups (302)"),
    "no result": (1, 1, ""),
    "a fee of 100 dong": (1, 1, "2.001610; a charge of 100 USD in two others is no amount of dong"),
    "no day of publication": (43, 29, ""),
    "number of a decision of land registers": (44, 40, ""),
    "number of a decision is a bare number": (4, 2, ""),
    "number of a decision begins with its letters": (2, 2, ""),
    "code 1: regulation assigned": (467, 396, ""),
    "code 2: regulation not assigned": (30, 25, ""),
    "code 3: other": (5, 4, ""),
    "unit days, text working days": (
        6,
        20,
        "the words are looked for in all steps and channels; four of the six named are at hand",
    ),
    "districts in agencies or steps": (43, 26, "names of papers and titles of old acts are no defect and not counted"),
}
NAMED = {"1.000808", "1.115551", "2.000986", "2.001023"}
"""Of the six records named for days that are working days in their own text, those at hand."""


@pytest.fixture(scope="module")
def records(published):
    with gzip.open(published(FILE), "rt", encoding="utf-8") as lines:
        return {record["code"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def imported(published, tmp_path_factory):
    folder = tmp_path_factory.mktemp("counts") / "catalogue"
    run.from_portal([published(FILE)], folder, name=None, taken_on=None, progress=None)
    found = (json.loads(file.read_text("utf-8")) for file in sorted(folder.rglob("*.json")))
    return [document for document in found if isinstance(document, dict) and "code" in document]


def limits(document):
    channels = [c["time_limit"] for c in document.get("channels", ()) if "time_limit" in c]
    cases = [c["time_limit"] for c in document.get("cases", ()) if "time_limit" in c]
    return channels, cases + ([document["time_limit"]] if "time_limit" in document else [])


def stated(given):
    return {(limit["value"], limit["unit"]) for limit in given if "unit" in limit}


def spoken(record):
    methods = [method.get("description") for method in record["executionMethods"] or ()]
    return json.dumps([record["executionSteps"], methods], ensure_ascii=False).lower()


def working_days_written_as_days(records):
    return {
        code
        for code, record in records.items()
        if any(method.get("processingTimeUnit") == "DAY" for method in record["executionMethods"] or ())
        and "ngày làm việc" in spoken(record)
    }


def counted(records, imported):
    def number(test):
        return sum(1 for document in imported if test(document))

    def apart(document):
        channels, cases = (stated(given) for given in limits(document))
        return channels and cases and channels.isdisjoint(cases)

    def proposal(pattern):
        numbers = ((record["procedureProposal"] or {}).get("proposalNumber") or "" for record in records.values())
        return sum(1 for raw in numbers if re.search(pattern, raw.strip()))

    def codes(first, kind):
        return sum(1 for code, record in records.items() if code[0] == first and record["formalityType"] == kind)

    def districts(record):
        roles = [
            value
            for key, value in record.items()
            if key.endswith("gencies") or key.startswith(("departmentsE", "departmentsA", "unitGroups"))
        ]
        text = json.dumps([roles, record["executionSteps"]], ensure_ascii=False).lower()
        return "huyện" in text or "thị trấn" in text

    return {
        "time of a channel is none of the times of a case": number(apart),
        "a limit only in words": number(lambda d: any("text" in x for given in limits(d) for x in given)),
        "units mixed": number(lambda d: len({x["unit"] for given in limits(d) for x in given if "unit" in x}) > 1),
        "no legal basis": number(lambda d: not d.get("legal_basis")),
        "no cases": number(lambda d: not d.get("cases")),
        "no coordinating agency": number(lambda d: not d.get("agencies", {}).get("coordinating")),
        "no result": number(lambda d: not d.get("results")),
        "a fee of 100 dong": number(
            lambda d: any(f.get("amount_vnd") == 100 for c in d.get("channels", ()) for f in c.get("fees", ()))
        ),
        "no day of publication": number(lambda d: not d.get("published")),
        "number of a decision of land registers": proposal("DatDai"),
        "number of a decision is a bare number": proposal(r"^\d+$"),
        "number of a decision begins with its letters": proposal("^QĐ/"),
        "code 1: regulation assigned": codes("1", "ASSIGNED_REGULATION"),
        "code 2: regulation not assigned": codes("2", "NOT_ASSIGNED_REGULATION"),
        "code 3: other": codes("3", "OTHER"),
        "unit days, text working days": len(working_days_written_as_days(records)),
        "districts in agencies or steps": sum(1 for record in records.values() if districts(record)),
    }


def test_what_was_counted_is_counted_again(records, imported):
    assert len(imported) == len(records) == 425
    ours = counted(records, imported)
    for what, (theirs, expected, why) in COUNTS.items():
        print(f"{what:50} of 502: {theirs:3}  of 425: {ours[what]:3} (expected {expected})  {why}")
    assert ours == {what: expected for what, (_, expected, _) in COUNTS.items()}


def test_the_records_named_for_days_that_are_working_days_are_among_them(records):
    assert working_days_written_as_days(records) >= NAMED
