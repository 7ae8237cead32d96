"""The program as a user meets it, and a small catalogue with one finding that must never get lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, NamedTuple

from tthc_audit.i18n import LANGS, say

PROGRAM = Path(sys.executable).with_name("tthc-audit")
CATALOG = '{"name": "Danh mục thử", "as_of": "2026-10-15"}\n'
AGENCIES = """[
  {"id": "mot-cua", "name": "Bộ phận Một cửa", "kind": "one_stop", "body": "ubnd-xa"},
  {"id": "chuyen-mon", "name": "Phòng chuyên môn", "kind": "specialised", "body": "ubnd-xa"},
  {"id": "ubnd-xa", "name": "Ủy ban nhân dân xã", "kind": "leadership"}
]
"""
SOUND = """{
  "code": "1.000001",
  "name": "Xác nhận thử",
  "kind": "citizen",
  "time_limit": {"value": 5, "unit": "working_day"},
  "fees": {"none": true},
  "documents": [{"id": "don", "name": "Đơn"}, {"id": "ban-do", "name": "Bản đồ"}],
  "steps": [
    {"id": "a", "name": "Tiếp nhận", "kind": "receive", "agency": "mot-cua", "next": ["b"]},
    {"id": "b", "name": "Thẩm định", "kind": "appraise", "agency": "chuyen-mon",
     "duration": {"value": 2, "unit": "working_day"}, "next": ["c"]},
    {"id": "c", "name": "Ký", "kind": "sign", "agency": "ubnd-xa",
     "duration": {"value": 1, "unit": "working_day"}, "next": ["d"]},
    {"id": "d", "name": "Trả kết quả", "kind": "return", "agency": "mot-cua"}
  ]
}
"""
"""The procedure that scenarios damage, as ``x.json``."""
LONG = SOUND.replace("1.000001", "1.000002").replace('"value": 2', '"value": 9')
"""The procedure beside it: its steps take longer than its limit."""
ITS_FINDING = "time/process-longer-than-limit"


class Outcome(NamedTuple):
    """How a run of the program ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def assert_no_crash(outcome: Outcome) -> None:
    assert "Traceback" not in outcome.said
    for lang in LANGS:
        crash = say(lang, "cli.crashed", what="", place="").split(" (")[0][:24]
        assert crash not in outcome.said, outcome.said


def spawn(
    *arguments: object, cwd: Path | None = None, stdout: IO[str] | int = subprocess.PIPE, **environment: str
) -> Outcome:
    """Run the installed program as a process of its own, in a plain environment."""
    keep = {k: os.environ[k] for k in ("PATH", "HOME", "SYSTEMROOT", "PYTHONPATH") if k in os.environ}
    command = [str(PROGRAM), *(str(a) for a in arguments)]
    done = subprocess.run(command, cwd=cwd, env=keep | environment, stdout=stdout, stderr=subprocess.PIPE, check=False)
    outcome = Outcome(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())
    assert_no_crash(outcome)
    return outcome


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
