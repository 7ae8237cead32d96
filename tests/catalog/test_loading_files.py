"""Which files a catalogue is made of: paths, folders, links, devices, and what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.refusals import told

from tthc_audit.catalog.loading import load
from tthc_audit.errors import AuditError

needs_links = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes and links")


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
