"""Where the published data lies, and records in the forms of the sources."""

import gzip
import json
from pathlib import Path

import orjson
import pytest

from tthc_audit.catalog.loading import load
from tthc_audit.importers import run

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def needed(name):
    file = DATA / name
    if not file.is_file():
        pytest.skip(f"the published data is not beside this checkout: {name}")
    return file


@pytest.fixture(scope="session")
def published():
    return needed


@pytest.fixture
def record():
    return {
        "id": "r-1",
        "code": "1.000001",
        "name": "Thủ tục thử",
        "type": "STANDARD",
        "state": "ACTIVE",
        "isInternal": False,
        "isWard": True,
        "executionSteps": [{"name": "", "description": "Bước 1: Người yêu cầu nộp hồ sơ tại Bộ phận Một cửa."}],
        "executionMethods": [
            {
                "submissionMethod": "DIRECT",
                "processingTime": 8.5,
                "processingTimeUnit": "WORKING_DAY",
                "description": "",
                "fees": [{"type": "FEE", "value": 20000, "currencyId": "", "description": "mỗi bản"}],
            }
        ],
        "unitGroupsExecuting": [{"id": "u", "name": "Ủy ban nhân dân cấp xã"}],
        "departmentPromulgateName": "Bộ Tư pháp",
        "procedureProposal": {
            "proposalNumber": "163 /QĐ-BTP",
            "decisionDate": 1768496400000,
            "proposalType": "STANDARD",
        },
    }


@pytest.fixture
def import_portal(tmp_path):
    def take(*records, name="in.jsonl", data=None):
        file = tmp_path / name
        file.write_bytes(data if data is not None else b"\n".join(orjson.dumps(r) for r in records))
        folder = tmp_path / f"out-{name}"
        done = run.from_portal([file], folder, name=None, taken_on=None, progress=None)
        return done, folder

    return take


@pytest.fixture(scope="session")
def only():
    def read(folder):
        (procedure,) = [json.loads(f.read_text("utf-8")) for f in procedures_of(folder)]
        return procedure

    return read


def procedures_of(folder):
    aside = {"agencies.json", "catalog.json", "import-report.json"}
    return sorted(f for f in folder.glob("*.json") if f.name not in aside)


@pytest.fixture(scope="session")
def loads():
    def check(folder):
        loaded = load([folder])
        assert loaded.problems == ()
        return loaded

    return check


@pytest.fixture(scope="session")
def records_of():
    def read(file):
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "rb") as stream:
            return [orjson.loads(line) for line in stream]

    return read
