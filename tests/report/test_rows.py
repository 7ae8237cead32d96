import csv
import io
from datetime import date

import orjson

from tthc_audit.report.rows import ColumnWords, describe_json, describe_text, to_csv, to_json, to_text
from tthc_audit.results import Words

DAY = date(2026, 10, 15)
COLUMNS = (
    ColumnWords("procedure", "VARCHAR", None, Words("Mã", "Code")),
    ColumnWords("worst_max", "DECIMAL(38,4)", "working_minute", Words("Dài nhất", "Longest")),
    ColumnWords("path", "VARCHAR[]", None, Words("Chuỗi bước", "Steps")),
    ColumnWords("met", "BOOLEAN", None, Words("Đạt", "Met")),
)
ROWS = (
    {"procedure": "1.000010", "worst_max": "4080.5", "path": ["a", "b"], "met": True},
    {"procedure": "=HYPERLINK(1)", "worst_max": None, "path": None, "met": None},
)


def test_decimals_are_json_numbers_with_all_their_digits():
    long = {**ROWS[0], "worst_max": "12345678901234567890.1234"}
    data = to_json("case", date(2026, 10, 15), COLUMNS, [long])
    assert b'"worst_max": 12345678901234567890.1234' in data
    read = orjson.loads(to_json("case", date(2026, 10, 15), COLUMNS, ROWS))
    assert read["schema"] == "tthc-audit/facts/v1"
    assert read["as_of"] == "2026-10-15"
    assert read["rows"][0] == {"procedure": "1.000010", "worst_max": 4080.5, "path": ["a", "b"], "met": True}
    assert read["rows"][1]["worst_max"] is None


def test_csv_keeps_codes_and_disarms_formulas():
    rows = list(csv.reader(io.StringIO(to_csv(COLUMNS, ROWS).decode("utf-8-sig"))))
    assert rows[1] == ["1.000010", "4080.5", "a; b", "true"]
    assert rows[2][0] == "'=HYPERLINK(1)"


def test_text_leaves_out_what_is_not_known_and_cannot_steer_a_terminal():
    told = to_text(COLUMNS, [{**ROWS[0], "procedure": "1\x1b[31m"}], DAY, "vi")
    assert "\x1b" not in told
    assert "worst_max" in told
    assert "15/10/2026" in told
    assert "worst_max" not in to_text(COLUMNS, [ROWS[1]], DAY, "vi")


def test_columns_are_described_in_both_languages():
    tables = [("case", Words("Mỗi dòng một trường hợp", "One row a case"), COLUMNS)]
    assert "Chuỗi bước" in describe_text(tables, "vi")
    assert "Longest" in describe_text(tables, "en")
    assert orjson.loads(describe_json(tables))["tables"][0]["columns"][1]["unit"] == "working_minute"
