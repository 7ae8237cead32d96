from __future__ import annotations

import gc
import os
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from tthc_audit.catalog.loading import load
from tthc_audit.catalog.model import Edge, Named
from tthc_audit.errors import AuditError
from tthc_audit.i18n import LANGS, problem_words, say

needs_links = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes and links")


def told(error: pytest.ExceptionInfo[AuditError]) -> list[str]:
    for problem in error.value.problems:
        for lang in LANGS:
            assert all(problem_words(lang, problem))
    return [p.key for p in error.value.problems]


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
    catalogue.write("waivers.json", [{"rule": "a/b", "reason": "đã rà soát", "subject": {"procedure": "1.000001"}}])
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
    assert all(names for names in loaded.paper_names.values())
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


def test_a_path_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(AuditError) as error:
        load([tmp_path / "không có"])
    assert told(error) == ["load.not_found"]


def test_files_belong_to_the_nearest_catalogue_above(catalogue, sample):
    one = catalogue.write("đất đai/1.json", sample())
    catalogue.write("2.json", sample(code="2"))
    loaded = load([one])
    assert loaded.root == catalogue.root
    assert [p.file for p in loaded.procedures] == ["đất đai/1.json"]
    assert set(loaded.agencies) == {"mot-cua", "chuyen-mon"}


def test_files_of_two_catalogues_are_an_error(catalogue, sample, tmp_path):
    one = catalogue.write("1.json", sample())
    other = tmp_path / "2.json"
    other.write_text("{}")
    with pytest.raises(AuditError) as error:
        load([one, other])
    assert told(error) == ["load.several_catalogues"]


def test_a_path_given_twice_is_read_once(catalogue, sample):
    one = catalogue.write("1.json", sample())
    assert len(load([one, catalogue.root, one]).procedures) == 1


def test_a_relative_path_is_as_good(catalogue, sample, monkeypatch):
    catalogue.write("1.json", sample())
    monkeypatch.chdir(catalogue.root)
    assert [p.file for p in load([Path()]).procedures] == ["1.json"]
    assert [p.file for p in load([Path("1.json")]).procedures] == ["1.json"]


def test_what_is_no_procedure_is_left_alone(catalogue, sample):
    catalogue.write("1.json", sample())
    catalogue.write("kết quả/findings.json", {"schema": "tthc-audit/check/v1", "findings": []})
    catalogue.write(".git/x.json", b"{")
    catalogue.write("._1.json", b"\0")
    catalogue.write("notes.txt", b"x")
    loaded = catalogue.load()
    assert loaded.problems == ()
    assert [p.file for p in loaded.procedures] == ["1.json"]


def test_a_list_in_a_sub_folder_is_noticed(catalogue, sample):
    catalogue.write("1.json", sample())
    catalogue.write("xã/agencies.json", [])
    assert [n.key for n in catalogue.load().notices] == ["load.list_not_read"]


def test_a_catalogue_within_is_left_out_unless_it_is_named(catalogue, sample):
    catalogue.write("1.json", sample())
    catalogue.write("trong/catalog.json", {"name": "Trong"})
    catalogue.write("trong/2.json", sample(code="2"))
    loaded = catalogue.load()
    assert [n.key for n in loaded.notices] == ["load.inner_catalogue"]
    assert len(loaded.procedures) == 1
    catalogue.write("catalog.json", {"name": "Ngoài", "folders": ["trong"]})
    assert [p.file for p in catalogue.load().procedures] == ["trong/2.json"]


def test_files_come_in_one_order_everywhere(catalogue, sample, monkeypatch):
    for i in (3, 1, 2):
        catalogue.write(f"{i}.json", sample(code=str(i)))
        catalogue.write(f"b/{i}.json", sample(code=f"b{i}"))
    forward = [p.file for p in catalogue.load().procedures]
    real = os.scandir

    class Backwards:
        def __init__(self, path):
            self.entries = sorted(real(path), key=lambda e: e.name, reverse=True)

        def __enter__(self):
            return iter(self.entries)

        def __exit__(self, *_):
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert [p.file for p in catalogue.load().procedures] == forward == sorted(forward)


@needs_links
def test_links_loops_and_pipes_are_not_followed(catalogue, sample):
    catalogue.write("1.json", sample())
    (catalogue.root / "vòng").symlink_to(catalogue.root, target_is_directory=True)
    (catalogue.root / "treo.json").symlink_to(catalogue.root / "không có.json")
    (catalogue.root / "lặp.json").symlink_to(catalogue.root / "lặp.json")
    os.mkfifo(catalogue.root / "ống.json")
    loaded = catalogue.load()
    assert [p.file for p in loaded.procedures] == ["1.json"]
    assert {p.file: p.key for p in loaded.problems} == {
        "treo.json": "load.not_found", "lặp.json": "load.unreadable", "ống.json": "load.not_a_file",
    }  # fmt: skip
    assert [n.key for n in loaded.notices] == ["load.link_not_followed"]


@needs_links
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin"])
def test_a_device_is_not_opened(device, monkeypatch):
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("it was opened"))
    if Path(device).is_file():
        pytest.skip("a file stands in for the device here")
    assert [p.key for p in load([Path(device)]).problems] in (["load.not_a_file"], ["load.unreadable"])


@needs_links
def test_a_linked_file_is_read(catalogue, sample, tmp_path):
    (tmp_path / "ngoài.json").write_bytes(catalogue.write("1.json", sample()).read_bytes())
    (catalogue.root / "1.json").unlink()
    (catalogue.root / "2.json").symlink_to(tmp_path / "ngoài.json")
    assert [p.file for p in catalogue.load().procedures] == ["2.json"]


@needs_links
def test_a_register_that_is_a_folder_is_told(catalogue, sample):
    catalogue.write("1.json", sample())
    (catalogue.root / "databases.json").mkdir()
    assert [(p.key, p.file) for p in catalogue.load().problems] == [("load.not_a_file", "databases.json")]


def test_an_unreadable_file_is_told_and_the_others_loaded(catalogue, sample, monkeypatch):
    catalogue.write("1.json", sample())
    catalogue.write("2.json", sample(code="2"))
    real = Path.open

    def refuse(self, *args, **more):
        if self.name == "1.json":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    loaded = catalogue.load()
    assert [(p.key, p.file) for p in loaded.problems] == [("load.unreadable", "1.json")]
    assert [p.file for p in loaded.procedures] == ["2.json"]


def test_an_unreadable_folder_is_told(catalogue, sample, monkeypatch):
    catalogue.write("1.json", sample())
    catalogue.write("khóa/2.json", sample(code="2"))
    real = os.scandir

    def refuse(path):
        if not isinstance(path, int) and Path(path).name == "khóa":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [(p.key, p.file) for p in catalogue.load().problems] == [("load.unreadable", "khóa")]


@needs_links
def test_a_name_that_is_no_text_is_shown_all_the_same(catalogue, sample):
    try:
        (catalogue.root / os.fsdecode(b"\xff.json")).write_text("{")
    except OSError:
        pytest.skip("this file system takes no such name")
    catalogue.write("1.json", sample())
    (problem,) = catalogue.load().problems
    assert problem.file == "\N{REPLACEMENT CHARACTER}.json"


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
