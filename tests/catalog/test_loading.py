"""Loading a catalogue: what is read, with its defaults, and every mistake beside it told."""

from __future__ import annotations

import gc
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from support.refusals import told

from tthc_audit.catalog.loading import load
from tthc_audit.catalog.model import Edge, Named
from tthc_audit.errors import AuditError
from tthc_audit.i18n import LANGS, problem_words, say


def test_a_catalogue_is_loaded_with_what_stands_beside_it(catalogue, sample):
    catalogue.write(
        "catalog.json",
        {
            "name": "Danh mục", "as_of": "2026-10-15",
            "calendar": {"2027": {"days_off": ["2027-01-01"], "working_saturdays": {"none": True}}},
            "targets": [{"id": "t", "measure": "time_limit", "cut": "30%", "method": "each"}],
        },
    )  # fmt: skip
    catalogue.write("databases.json", [{"id": "d", "name": "CSDL", "papers": ["Sổ hộ khẩu"]}])
    catalogue.write("instruments.json", [{"number": "1/2030/NĐ-CP"}, {"number": "63/2010/NĐ-CP", "name": "riêng"}])
    catalogue.write(
        "waivers.json",
        [{"rule": "a/b", "reason": "đã rà soát", "approved_by": "Chủ tịch", "subject": {"procedure": "1.000001"}}],
    )
    path = catalogue.write("1.json", sample())
    loaded = catalogue.load()
    assert loaded.problems == ()
    assert loaded.name == "Danh mục"
    assert loaded.settings.as_of == date(2026, 10, 15)
    assert loaded.settings.years[2027].days_off == (date(2027, 1, 1),)
    assert loaded.settings.years[2027].working_saturdays == ()
    assert loaded.settings.targets[0].cut == "30%"
    assert loaded.agencies["mot-cua"].name == "Bộ phận Một cửa"
    assert loaded.databases["d"].papers[0].name == "Sổ hộ khẩu"
    assert loaded.instruments["63/2010/NĐ-CP"].name == "riêng"
    assert "1/2030/NĐ-CP" in loaded.instruments
    assert len(loaded.instruments) > 10
    assert loaded.waivers[0].subject == {"procedure": "1.000001"}
    assert all(paper.names for paper in loaded.common_papers)
    assert [i.file for i in loaded.inputs] == [
        "1.json", "agencies.json", "catalog.json", "databases.json", "instruments.json", "waivers.json",
    ]  # fmt: skip
    assert loaded.procedures[0].sha256 == sha256(path.read_bytes()).hexdigest()
    assert loaded.procedures[0].path == path


def test_short_forms_are_spelt_out(catalogue, sample):
    steps = [
        {"id": "a", "name": "A", "kind": "check", "agency": "mot-cua", "next": ["b"], "inputs": {"none": True}},
        {
            "id": "b",
            "name": "B",
            "kind": "check",
            "agency": "mot-cua",
            "next": [],
            "duration": {"value": 0.1, "unit": "day"},
        },
    ]
    extensions = {"value": 5, "unit": "day", "extensions": {"none": True}}
    catalogue.write(
        "1.json",
        sample(
            steps=steps, forms=["Mẫu 1", {"id": "m", "name": "Mẫu 2"}], fees={"none": True}, documents=None,
            agencies={"competent": "mot-cua", "receiving": {"none": True}}, time_limit=extensions, dossier_sets=1.0,
            committed_time_limit={"none": True},
        ),
    )  # fmt: skip
    loaded = catalogue.load()
    assert loaded.problems == ()
    read = loaded.procedures[0].procedure
    assert read.steps[0].next == (Edge(to="b"),)
    assert read.steps[0].inputs == ()
    assert read.steps[0].outputs is None
    assert read.steps[1].duration.value == Decimal("0.1")
    assert read.forms == (Named(name="Mẫu 1"), Named(id="m", name="Mẫu 2"))
    assert (read.fees, read.documents, read.agencies.receiving, read.time_limit.extensions) == ((), None, (), ())
    assert read.agencies.implementing is None
    assert read.dossier_sets == 1
    assert read.committed_time_limit.value is None


def test_without_settings_there_are_defaults_and_a_notice(catalogue, sample):
    (catalogue.root / "catalog.json").unlink()
    catalogue.write("1.json", sample())
    loaded = catalogue.load()
    assert [n.key for n in loaded.notices] == ["load.no_catalog"]
    assert loaded.settings.as_of is None
    assert loaded.name


def test_broken_settings_are_told_and_the_procedures_loaded(catalogue, sample):
    catalogue.write("catalog.json", {"nam": "x"})
    catalogue.write("1.json", sample())
    loaded = catalogue.load()
    assert [(p.key, p.file, p.line) for p in loaded.problems] == [("load.misspelt_key", "catalog.json", 2)]
    assert len(loaded.procedures) == 1


@pytest.mark.parametrize(
    ("name", "content", "told_as"),
    [
        ("agencies.json", {"id": "a"}, ("load.wrong_type", "")),
        ("agencies.json", [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}], ("load.duplicate_id", "/1/id")),
        ("databases.json", [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}], ("load.duplicate_id", "/1/id")),
        ("instruments.json", [{"number": "1"}, {"number": "1"}], ("load.duplicate_id", "/1/number")),
        ("instruments.json", [{"number": "1", "in_force_to": "mai"}], ("load.wrong_date", "/0/in_force_to")),
        ("waivers.json", [{"rule": "a"}], ("load.missing_key", "/0")),
        ("catalog.json", {"name": "x", "calendar": {"2027": {"days_off": ["2026-01-01"]}}}, ("load.day_of_other_year", "/calendar/2027/days_off/0")),
        ("catalog.json", {"name": "x", "calendar": {"2027": {"days_off": ["mai"]}}}, ("load.wrong_date", "/calendar/2027/days_off/0")),
        ("catalog.json", {"name": "x", "calendar": {"2027": {"days": []}}}, ("load.misspelt_key", "/calendar/2027/days")),
        ("catalog.json", {"name": "x", "calendar": {"27": {}}}, ("load.wrong_form", "/calendar")),
        ("catalog.json", {"name": "x", "folders": ["../nơi khác"]}, ("load.no_such_folder", "/folders/0")),
    ],
)  # fmt: skip
def test_mistakes_beside_the_procedures_are_told(catalogue, sample, name, content, told_as):
    catalogue.write("1.json", sample())
    catalogue.write(name, content)
    problems = [p for p in catalogue.load().problems if p.file == name]
    assert told_as in [(p.key, p.pointer) for p in problems]
    assert all(p.line and p.column for p in problems)


def test_two_files_with_one_key_are_told_with_both_names(catalogue, sample):
    catalogue.write("a.json", sample())
    catalogue.write("b.json", sample())
    loaded = catalogue.load()
    assert [p.file for p in loaded.procedures] == ["a.json"]
    (problem,) = loaded.problems
    assert (problem.key, problem.file, problem.line) == ("load.duplicate_procedure", "b.json", 2)
    assert all("a.json" in problem_words(lang, problem)[0] for lang in LANGS)


def test_variants_of_one_code_are_two_procedures(catalogue, sample):
    catalogue.write("a.json", sample())
    catalogue.write("b.json", sample(variant="Hải Phòng"))
    assert [p.procedure.key for p in catalogue.load().procedures] == ["1.000001", "1.000001@Hải Phòng"]


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(AuditError) as error:
        load([tmp_path])
    assert told(error) == ["load.no_procedure"]


def test_a_catalogue_of_broken_files_alone_is_loaded_with_its_errors(catalogue):
    catalogue.write("1.json", b"{")
    loaded = catalogue.load()
    assert loaded.procedures == ()
    assert [p.key for p in loaded.problems] == ["load.cut_short"]
    assert "1.json" in [i.file for i in loaded.inputs]


def test_progress_is_told_for_every_file(catalogue, sample):
    for i in range(3):
        catalogue.write(f"{i}.json", sample(code=str(i)))
    seen = []
    load([catalogue.root], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_garbage_collection_is_left_as_it_was(catalogue, sample):
    catalogue.write("1.json", sample())
    assert gc.isenabled()
    catalogue.load()
    assert gc.isenabled()


def test_every_notice_has_words():
    values = {"folder": "x", "file": "y"}
    for key in ("no_catalog", "link_not_followed", "inner_catalogue", "list_not_read"):
        assert len({say(lang, f"load.{key}", **values) for lang in LANGS}) == 2
