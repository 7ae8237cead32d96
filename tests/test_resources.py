from pathlib import Path

import pytest

from tthc_audit import resources


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "x.json"
    resources.write_whole(path, b"1")

    def full(_path, _data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space") as told:
        resources.write_whole(path, b"2")
    assert told.value.filename == str(path)
    assert path.read_bytes() == b"1"
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]


def test_what_ships_is_found_beside_the_package_or_inside_it():
    assert resources.bundled("rules").joinpath("default.json").is_file()
    with pytest.raises(FileNotFoundError, match="installation is damaged"):
        resources.bundled("nowhere")
