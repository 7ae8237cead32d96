"""Reconciles a register of millions of rows with its duties, beside the least that any query must do.

    python tests/bench/postings.py [--agencies 3355] [--procedures 400]

The floor is a query written by hand that joins duties to postings and counts what is missing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import duckdb
from measure import measure

PROGRAM = str(Path(sys.executable).with_name("tthc-audit"))
PLACES = ("national_db", "portal", "office/board", "office/screen", "office/kiosk", "office/qr")
"""The six rows that every agency has for every procedure."""
FLOOR = """
import sys, duckdb
folder = sys.argv[1]
db = duckdb.connect()
print(db.sql(f'''
    SELECT count(*) FILTER (p.procedure IS NULL) FROM read_parquet('{folder}/duty.parquet') d
    LEFT JOIN (SELECT DISTINCT agency, procedure, channel FROM read_parquet('{folder}/postings.parquet') WHERE means <> 'none') p
    USING (agency, procedure, channel)
''').fetchall())
"""


def generate(folder: Path, agencies: int, procedures: int) -> None:
    """Write a catalogue and its register; one row in two thousand says that nothing is there, one in three thousand is old."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "catalog.json").write_text(json.dumps({"name": "Đo tốc độ", "as_of": "2026-10-15"}), "utf-8")
    registered = [
        {
            "id": "ttpvhcc",
            "name": "Trung tâm Phục vụ hành chính công cấp xã",
            "level": "commune",
            "kind": "one_stop",
            "is_class": True,
        },
        {"id": "btp", "name": "Bộ Tư pháp", "level": "ministry"},
    ]
    registered += [
        {
            "id": f"xa-{i:04d}",
            "name": f"Trung tâm Phục vụ hành chính công xã số {i}",
            "level": "commune",
            "kind": "one_stop",
            "member_of": "ttpvhcc",
        }
        for i in range(agencies)
    ]
    (folder / "agencies.json").write_text(json.dumps(registered, ensure_ascii=False), "utf-8")
    for n in range(procedures):
        made = {
            "code": f"1.{n:06d}",
            "name": f"Thủ tục số {n}",
            "kind": "citizen",
            "status": "in_force",
            "levels": ["commune"],
            "field": f"Lĩnh vực {n % 20}",
            "agencies": {"receiving": ["ttpvhcc"]},
            "forms": {"none": True},
            "decisions": [
                {"role": "national_publication", "number": f"{n + 1}/QĐ-BTP", "signed_on": "2025-03-03"},
                {
                    "role": "national_publication",
                    "number": f"{n + 1001}/QĐ-BTP",
                    "signed_on": "2026-03-02",
                    "effective_on": "2026-03-16",
                },
            ],
        }
        (folder / f"{made['code']}.json").write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    places = ", ".join(f"('{p.partition('/')[0]}', '{p.partition('/')[2] or 'web'}')" for p in PLACES)
    db = duckdb.connect()
    db.execute(f"""
        COPY (
            SELECT agency, procedure, channel, CASE WHEN h % 2000 = 0 THEN 'none' ELSE means END AS means, 'full' AS depth,
                CASE WHEN h % 3001 = 0 THEN n + 1 ELSE n + 1001 END || '/QĐ-BTP' AS decision_number,
                DATE '2026-03-02' + CAST(h % 8 AS INTEGER) AS posted_on, 'first' AS date_kind, DATE '2026-10-01' AS seen_on
            FROM (
                SELECT 'xa-' || lpad(CAST(a AS VARCHAR), 4, '0') AS agency, '1.' || lpad(CAST(n AS VARCHAR), 6, '0') AS procedure,
                    channel, means, n, hash(a, n, channel, means) AS h
                FROM range({agencies}) AS agencies(a), range({procedures}) AS procedures(n), (VALUES {places}) AS places(channel, means)
            )
        ) TO '{folder}/postings.parquet' (FORMAT parquet)
    """)
    db.execute(f"""
        COPY (SELECT DISTINCT agency, procedure, channel FROM read_parquet('{folder}/postings.parquet'))
        TO '{folder}/duty.parquet' (FORMAT parquet)
    """)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--agencies", type=int, default=3355)
    asked.add_argument("--procedures", type=int, default=400)
    asked.add_argument("--runs", type=int, default=3)
    given = asked.parse_args()
    seconds = []
    with tempfile.TemporaryDirectory() as scratch:
        for part in (8, 1):
            folder = Path(scratch) / str(part)
            agencies = given.agencies // part
            generate(folder, agencies, given.procedures)
            rows = agencies * given.procedures * len(PLACES)
            floor = measure([sys.executable, "-c", FLOOR, str(folder)], runs=given.runs)
            print(f"{rows:>9} rows  floor {floor.seconds:6.2f} s {floor.megabytes:5.0f} MB", flush=True)
            found = measure([PROGRAM, "check", str(folder), "-q"], runs=given.runs)
            print(
                f"{rows:>9} rows  check {found.seconds:6.2f} s {found.megabytes:5.0f} MB  "
                f"{found.seconds / floor.seconds:.1f} x floor (goal 5); 12 s, 3,000 MB",
                flush=True,
            )
            seconds.append(found.seconds)
    print(f"growth from an eighth: {seconds[1] / seconds[0]:.1f} x (goal 8)")


if __name__ == "__main__":
    main()
