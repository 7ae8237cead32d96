"""The same input gives the same bytes: whatever the folder, time zone, locale and hash seed."""

import json
import shutil

import pytest
from support.command_line import spawn, tree

from tthc_audit import resources

SOME = ("catalog.json", "agencies.json", "instruments.json", "1.004873.json", "1.115620.json", "3.000722.json")
HERE = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}
THERE = {"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "LANG": "vi_VN.UTF-8", "PYTHONHASHSEED": "2", "COLUMNS": "40"}
OUTPUTS = {
    "check.json": ["check", "{c}", "--format", "json"],
    "check.txt": ["check", "{c}", "--show", "unknown"],
    "step.json": ["facts", "{c}", "--table", "step", "--format", "json"],
    "case.csv": ["facts", "{c}", "--table", "case", "--format", "csv"],
    "document.txt": ["facts", "{c}", "--table", "document"],
    "rules.json": ["rules", "list", "--format", "json"],
}


def results(root, folder, environment):
    """Everything that the program writes of a catalogue, by name, run from a folder of its own."""
    folder.mkdir()
    catalogue = folder / "một nơi" / "danh mục"
    shutil.copytree(root, catalogue)
    where = str(catalogue.relative_to(folder)) if "Tokyo" in environment["TZ"] else str(catalogue)
    cwd = folder if "Tokyo" in environment["TZ"] else catalogue
    made = {}
    for name, words in OUTPUTS.items():
        outcome = spawn(*(w.format(c=where) for w in words), cwd=cwd, **environment)
        assert outcome.code == 0, outcome.err
        made[name] = outcome.out.encode()
    assert spawn("report", where, "-o", folder / "báo cáo", cwd=cwd, **environment).code == 0
    assert spawn("draw", f"{where}/3.000722.json", "-o", folder / "x.svg", cwd=cwd, **environment).code == 0
    made["x.svg"] = (folder / "x.svg").read_bytes()
    return made | {f"báo cáo/{name}": data for name, data in tree(folder / "báo cáo").items()}


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    root = tmp_path_factory.mktemp("nguồn")
    for name in SOME:
        (root / name).write_bytes(resources.bundled("procedures").joinpath(name).read_bytes())
    place = tmp_path_factory.mktemp("hai lần")
    return results(root, place / "đây", HERE), results(root, place / "kia", THERE), place


def test_two_runs_give_the_same_files(twice):
    here, there, _ = twice
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


def test_no_output_holds_an_absolute_path(twice):
    here, _, place = twice
    for name, data in here.items():
        assert str(place).encode() not in data, name


def test_places_are_relative_to_the_catalogue(twice):
    told = json.loads(twice[0]["check.json"])
    assert {i["file"] for i in told["inputs"]} == set(SOME)
    assert {f["location"]["file"] for f in told["findings"]} <= set(SOME)


def test_files_given_in_another_order_or_form_change_nothing(tmp_path, tthc):
    root = tmp_path / "danh mục"
    root.mkdir()
    for name in SOME:
        (root / name).write_bytes(resources.bundled("procedures").joinpath(name).read_bytes())
    files = [root / n for n in SOME[3:]]
    forwards = tthc("check", *files, "--format", "json")
    backwards = tthc("check", *reversed(files), files[0], "--format", "json")
    assert forwards == backwards
    assert tthc("check", f"{root}/", "--format", "json").out == tthc("check", root / ".", "--format", "json").out
