"""Nothing is dropped in silence: every field of a source is in the catalogue or in the import report."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tthc_audit.importers import run
from tthc_audit.importers.words import plain

IMPORTS = {
    "portal": (
        "portal_records.jsonl.gz",
        lambda f, out: run.from_portal([f], out, name=None, taken_on=None, progress=None),
    ),
    "table": (
        "sample_crawl.jsonl.gz",
        lambda f, out: run.from_table(f, "crawl", out, name=None, taken_on=date(2026, 7, 18), progress=None),
    ),
    "workflow": (
        "one_stop_workflows.json",
        lambda f, out: run.from_workflow(f, out, name=None, taken_on=None, progress=None),
    ),
}


@pytest.fixture(scope="module", params=IMPORTS)
def imported(request, published, tmp_path_factory):
    name, take = IMPORTS[request.param]
    folder = tmp_path_factory.mktemp("import") / "catalogue"
    file = published(name)
    take(file, folder)
    return file, folder, json.loads((folder / "import-report.json").read_text("utf-8"))


def leaves(tree, path=""):
    for key, value in tree.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from leaves(value, here)
        elif isinstance(value, list) and any(isinstance(v, dict) for v in value):
            for part in value:
                yield from leaves(part, f"{here}[]")
        elif value not in (None, "", [], {}):
            yield here, value


def source(file, records_of):
    return json.loads(file.read_text("utf-8")) if file.suffix == ".json" else records_of(file)


def test_every_field_that_the_source_fills_is_accounted_for(imported, records_of):
    file, _, report = imported
    known = {f["field"]: f for f in report["fields"]}
    filled = {path for record in source(file, records_of) for path, _ in leaves(record)}
    told = [path for path in filled if not any(p in known for p in prefixes(path))]
    assert told == []
    assert [f["field"] for f in report["fields"] if f["state"] == "not_read"] == []


def prefixes(path):
    parts = re.split(r"(?<=\])\.|\.", path)
    for n in range(len(parts), 0, -1):
        joined = ".".join(parts[:n])
        yield joined
        yield joined.removesuffix("[]")


def test_every_kept_text_stands_in_its_procedure(imported, records_of):
    file, folder, report = imported
    kept = {f["field"] for f in report["fields"] if f["state"] == "kept" and "why" not in f} - {"methods[].fee_text"}
    agencies = squeezed((folder / "agencies.json").read_text("utf-8"))
    lost = []
    records = source(file, records_of)
    for record in records[:: 7 if len(records) > 100 else 1]:
        there = squeezed((folder / f"{record['code']}.json").read_text("utf-8")) + agencies
        for path, value in leaves(record):
            if path in kept and isinstance(value, str) and not CONSTANT.fullmatch(value):
                lost += [(record["code"], path, value)] if squeezed(plain(value)) not in there else []
    assert lost == []


CONSTANT = re.compile(r"[A-Z_:]+|[0-9.,]+|[0-9.]+ [A-Z_]+")


def squeezed(text):
    return re.sub(r"\W+", "", text.replace("\\n", " ").replace("\\t", " ").replace('\\"', " ")).casefold()


def test_the_counts_of_a_field_add_up(imported, records_of):
    file, _, report = imported
    total = len(source(file, records_of))
    assert report["records"] == total
    for field in report["fields"]:
        if "." not in field["field"]:
            assert field["present"] + field["empty"] + field["absent"] == total


def test_the_report_is_no_procedure(imported, loads):
    _, folder, report = imported
    assert report["schema"] == "tthc-audit/import-report/v1"
    assert len(loads(folder).procedures) == report["procedures"]


def test_importing_twice_writes_the_same_bytes(imported, tmp_path):
    file, folder, report = imported
    if report["records"] > 100:
        pytest.skip("the smaller sources show it")
    again = tmp_path / folder.name
    IMPORTS[report["import"]][1](file, again)
    assert {f.name: f.read_bytes() for f in Path(again).iterdir()} == {f.name: f.read_bytes() for f in folder.iterdir()}
