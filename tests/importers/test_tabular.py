"""Tables by a declared mapping."""

import json
from contextlib import suppress
from datetime import date

import openpyxl
import orjson
import pytest

from tthc_audit.errors import AuditError
from tthc_audit.importers import mapping as mappings
from tthc_audit.importers import run
from tthc_audit.importers.crawl import charges
from tthc_audit.importers.transforms import TRANSFORMS, read_limit

FIELDS = [
    {"field": "code", "column": "Mã", "transform": "code"},
    {"field": "name", "column": "Tên"},
    {"field": "time_limit", "column": "Thời hạn", "transform": "limit"},
    {"field": "dossier_sets", "column": "Số bộ", "transform": "whole_number"},
    {"field": "agencies.implementing", "column": "Cơ quan", "transform": "agencies"},
    {"field": "x-signed-on", "column": "Ngày", "transform": "day"},
]
HEAD = [f["column"] for f in FIELDS]
ROWS = [
    ["1.000010", "Một", "5 ngày làm việc", 1, "UBND xã A; Công an cấp xã", date(2026, 10, 15)],
    ["1.000020", "Hai", "theo quy định", "hai", "Ubnd  xã A", "hôm qua"],
]


@pytest.fixture
def mapping(tmp_path):
    def write(fields=None, **more):
        file = tmp_path / "m.json"
        file.write_bytes(orjson.dumps({"fields": FIELDS if fields is None else fields, **more}))
        return str(file)

    return write


@pytest.fixture
def take(tmp_path, mapping):
    def run_it(file, **more):
        folder = tmp_path / f"out-{file.name}"
        return run.from_table(file, mapping(**more), folder, name="Thử", taken_on=None, progress=None), folder

    return run_it


def xlsx(tmp_path, rows, title="Sheet"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    file = tmp_path / "t.xlsx"
    book.save(file)
    return file


def csv_file(tmp_path, rows, delimiter=","):
    file = tmp_path / "t.csv"
    file.write_text("\n".join(delimiter.join(f'"{c}"' for c in row) for row in rows), "utf-8-sig")
    return file


def jsonl(tmp_path, rows):
    file = tmp_path / "t.jsonl"
    file.write_text("\n".join(json.dumps(dict(zip(HEAD, row, strict=True)), default=str) for row in rows))
    return file


@pytest.mark.parametrize("write", [xlsx, csv_file, jsonl])
def test_a_table_of_every_form_gives_the_same_procedures(tmp_path, take, loads, write):
    done, folder = take(write(tmp_path, [HEAD, *ROWS] if write is not jsonl else ROWS))
    first, second = (json.loads((folder / f"1.0000{n}0.json").read_text("utf-8")) for n in (1, 2))
    assert first["time_limit"] == {"value": 5, "unit": "working_day"}
    assert first["dossier_sets"] == 1
    assert first["x-signed-on"] == "2026-10-15"
    assert second["time_limit"] == {"text": "theo quy định"}
    assert second["x-unread"] == {"dossier_sets": "hai", "x-signed-on": "hôm qua"}
    assert {p.key for p in done.problems} == {"import.bad_value"}
    assert sorted(loads(folder).agencies) == ["cong-an-cap-xa", "ubnd-xa-a", "uy-ban-nhan-dan-cap-xa"]


def test_the_cell_of_a_wrong_value_is_told(tmp_path, take):
    done, _ = take(xlsx(tmp_path, [HEAD, *ROWS], "Bảng"))
    assert [p.values["where"].values for p in done.problems] == [
        {"sheet": "Bảng", "cell": "D3"},
        {"sheet": "Bảng", "cell": "F3"},
    ]


@pytest.mark.parametrize("write", [xlsx, csv_file, jsonl])
def test_a_column_that_is_not_there_is_refused_with_those_that_are(tmp_path, take, write):
    table = write(tmp_path, [HEAD, *ROWS] if write is not jsonl else ROWS)
    with pytest.raises(AuditError) as refused:
        take(table, fields=[*FIELDS, {"field": "field", "column": "Lĩnh vực"}])
    (problem,) = refused.value.problems
    assert (problem.key, problem.values["name"], problem.file) == ("import.no_column", "Lĩnh vực", table.name)
    assert problem.values["known"] == HEAD
    assert not (tmp_path / f"out-{table.name}").exists()


def test_an_optional_column_may_be_missing(tmp_path, take):
    more = {"field": "field", "column": "Lĩnh vực", "optional": True}
    done, _ = take(csv_file(tmp_path, [HEAD, *ROWS]), fields=[*FIELDS, more])
    assert done.procedures == 2


def test_a_sheet_that_is_not_there_is_refused(tmp_path, take):
    with pytest.raises(AuditError) as refused:
        take(xlsx(tmp_path, [HEAD, *ROWS]), sheet="Khác")
    assert [p.key for p in refused.value.problems] == ["import.no_sheet"]


@pytest.mark.parametrize(
    ("name", "data"), [("t.xlsx", b"PK\x03\x04 no"), ("t.docx", b"x"), ("t.csv", b"M\xe3,T\xean\n")]
)
def test_what_is_no_table_is_refused(tmp_path, take, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(AuditError):
        take(tmp_path / name)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_of_a_csv_file_is_found(tmp_path, take, delimiter):
    rows = [[str(c).replace(";", "") for c in row] for row in ROWS]
    assert take(csv_file(tmp_path, [HEAD, *rows], delimiter))[0].procedures == 2


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"fields": [{"field": "code", "column": "Mã", "transform": "codes"}]}', "import.mapping_transform"),
        ('{"fields": [{"field": "coed", "column": "Mã"}]}', "import.mapping_field"),
        ('{"fields": [{"field": "code"}]}', "load.missing_key"),
        ('{"fields": []}', None),
        ('{"fields": 5}', None),
        ("{", None),
        ("", None),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_place(tmp_path, text, key):
    file = tmp_path / "m.json"
    file.write_text(text, "utf-8")
    with pytest.raises(AuditError) as refused:
        mappings.load(str(file))
    (problem,) = refused.value.problems
    assert problem.file == "m.json"
    assert problem.line == 1
    assert key in {None, problem.key}


def test_an_unknown_mapping_is_refused_with_the_ready_ones():
    with pytest.raises(AuditError) as refused:
        mappings.load("crawled")
    assert refused.value.problems[0].values["known"] == ["crawl"]


def test_every_transform_takes_any_value_without_breaking():
    from tthc_audit.importers.register import Register
    from tthc_audit.importers.transforms import Context, UnreadableError

    context = Context(Register(), lambda *_: None)
    values = (None, "", "x", 5, 5.5, True, [], ["a", 5, None], {}, {"a": 1}, [{}], [{"name": None}], [[1]])
    for transform in TRANSFORMS.values():
        for value in values:
            with suppress(UnreadableError):
                transform(value, context)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("5 ngày làm việc", {"value": 5, "unit": "working_day"}),
        ("0,5 ngày", {"value": 0.5, "unit": "day"}),
        ("08 giờ làm việc", {"value": 8, "unit": "working_hour"}),
        ("2 tháng.", {"value": 2, "unit": "month"}),
        ("", None),
    ],
)
def test_limits_in_words(text, limit):
    assert read_limit(text) == limit


def test_the_charges_of_the_crawl_keep_amount_and_words():
    told = []
    found = charges("500000 VNĐ () | 0 VNĐ (HĐND quy định)", lambda kind, _: told.append(kind))
    assert [(f.get("amount_vnd"), f.get("text")) for f in found] == [(500000, None), (0, "HĐND quy định")]
    assert all(f["x-kind-stated"] is False for f in found)
    assert set(told) == {"unknown_fee_kind"}
    assert charges("Không có thông tin", lambda kind, _: told.append(kind)) == []


def test_the_crawl_proves_nothing_by_absence(published, tmp_path, loads):
    folder = tmp_path / "crawl"
    run.from_table(published("sample_crawl.jsonl.gz"), "crawl", folder, name=None, taken_on=None, progress=None)
    assert not any(p.procedure.source.complete for p in loads(folder).procedures)


def test_the_whole_crawl_is_imported_and_loads(published, tmp_path, loads):
    folder = tmp_path / "crawl"
    file = published("national_catalogue.jsonl.gz")
    done = run.from_table(file, "crawl", folder, name=None, taken_on=None, progress=None)
    assert (done.records, done.procedures, done.problems) == (4060, 4060, ())
    assert len(loads(folder).procedures) == 4060
