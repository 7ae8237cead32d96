"""Internal one-stop workflows, with what does not add up left as it is."""

import json

import orjson
import pytest

from tthc_audit.importers import run


@pytest.fixture
def take(tmp_path):
    def run_it(*workflows):
        file = tmp_path / "w.json"
        file.write_bytes(orjson.dumps(list(workflows)))
        folder = tmp_path / "out"
        return run.from_workflow(file, folder, name=None, taken_on=None, progress=None), folder

    return run_it


@pytest.fixture
def workflow():
    return {
        "code": "DT01",
        "name": "Cấp phép thử",
        "totaltime": "5",
        "fee": "50.000",
        "steps": [
            {
                "order": "1",
                "group": "BP_MOT_CUA",
                "name": "Tiếp nhận",
                "time": "1",
                "role": "TIEP_NHAN",
                "tasks": [
                    {"code": "A", "name": "Tiếp nhận hồ sơ", "time": "0.5", "next": "B"},
                    {"code": "B", "name": "Bàn giao hồ sơ", "time": "2", "next": "X"},
                ],
            },
            {
                "order": "2",
                "group": "LANH_DAO",
                "name": "Ký",
                "time": "3",
                "tasks": [{"code": "C", "name": "Ký duyệt", "next": "NULL"}],
            },
        ],
        "other": [],
    }


def test_tasks_become_steps_with_unit_role_time_and_link(take, only, loads, workflow):
    _, folder = take(workflow)
    made = only(folder)
    assert "kind" not in made  # how an office handles a procedure does not tell whose it is
    assert made["time_limit"] == {"value": 5, "unit": "working_day"}
    assert made["fees"] == [{"kind": "le_phi", "amount_vnd": 50000, "text": "50.000"}]
    assert [(s["id"], s["kind"], s.get("duration"), s.get("next")) for s in made["steps"]] == [
        ("A", "receive", {"value": 0.5, "unit": "working_day"}, ["B"]),
        ("B", "transfer", {"value": 2, "unit": "working_day"}, None),
        ("C", "sign", None, None),
    ]
    assert made["steps"][0]["role"] == "TIEP_NHAN"
    assert made["steps"][0]["x-stage-days"] == "1"
    assert loads(folder).agencies["bp-mot-cua"].name == "Bộ phận Một cửa"


def test_what_does_not_add_up_stays_and_is_told(take, only, workflow):
    _, folder = take(workflow)
    assert only(folder)["steps"][1]["x-next-not-there"] == "X"
    report = json.loads((folder / "import-report.json").read_text("utf-8"))
    assert {r["remark"] for r in report["remarks"]} == {"dangling_next", "task_over_budget", "total_differs"}


def test_a_negative_total_states_no_limit(take, only, workflow):
    _, folder = take(workflow | {"totaltime": "-1"})
    made = only(folder)
    assert "time_limit" not in made
    assert made["x-total-as-published"] == "-1"


@pytest.mark.parametrize(
    "value", [None, [], {}, "x", 3, [None], [{}], [{"tasks": "x"}], [{"tasks": [{}, {"next": 5}]}]]
)
def test_a_field_of_another_kind_than_expected_breaks_nothing(tmp_path, loads, workflow, value):
    for n, key in enumerate([k for k in workflow if k not in {"code", "name"}]):
        file = tmp_path / f"{n}.json"
        file.write_bytes(orjson.dumps([workflow | {key: value}]))
        run.from_workflow(file, tmp_path / f"out{n}", name=None, taken_on=None, progress=None)
        loads(tmp_path / f"out{n}")


def test_every_published_workflow_is_imported_and_loads(published, tmp_path, loads):
    file = published("one_stop_workflows.json")
    done = run.from_workflow(file, tmp_path / "out", name=None, taken_on=None, progress=None)
    assert (done.records, done.procedures, done.problems) == (90, 90, ())
    assert len(loads(tmp_path / "out").procedures) == 90
