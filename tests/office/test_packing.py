"""Zips depend on what they hold only."""

import io
import zipfile

from tthc_audit.office.packing import packed, repacked


def test_the_same_files_give_the_same_bytes_without_a_clock():
    made = packed([("a", b"1"), ("b/ă", b"2" * 1000)])
    assert made == packed([("a", b"1"), ("b/ă", b"2" * 1000)])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a", "b/ă"]
        assert {e.date_time[0] for e in archive.infolist()} == {1980}


def test_a_zip_is_made_anew_with_some_files_changed():
    made = packed([("a", b"1"), ("b", b"2")], compressed=False)
    again = repacked(made, {"b": b"3"})
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert (archive.read("a"), archive.read("b")) == (b"1", b"3")
