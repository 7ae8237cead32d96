from support.measured import days, procedure, survey

from tthc_audit.catalog.model import Procedure
from tthc_audit.engine import run
from tthc_audit.facts.wanted import EVERYTHING
from tthc_audit.worktime.calendar import Calendar

STEPS = [
    {"id": "a", "kind": "check", "agency": "phong", "role": "Chuyên viên", "duration": days(1), "next": ["b"]},
    {"id": "b", "kind": "other", "agency": "phong", "role": "Chuyên viên", "duration": days(1)},
]


def tables(wanted):
    one: Procedure = procedure(steps=STEPS)
    known = survey(procedures={one.key: one}, files={one.key: "x.json"})
    plan = run.prepare((), {}, {}, known)
    with run.measure(known, [(one, "x.json")], Calendar.load(), plan, wanted) as db:
        found = {name for (name,) in db.rows("SELECT table_name FROM information_schema.tables")}
        return found, run.table_rows(db, "overlap") if "overlap" in found else []


def test_a_costly_table_is_made_only_where_it_is_read():
    assert "overlap" not in tables(EVERYTHING.with_only("step"))[0]
    found, rows = tables(EVERYTHING.with_only("overlap"))
    assert "overlap" in found
    assert ("mergeable", "x.json", "x.json") in [(r["kind"], r["file"], r["other_file"]) for r in rows]
