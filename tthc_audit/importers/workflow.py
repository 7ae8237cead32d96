"""Internal one-stop workflows as procedures: who has the file for how long, with what does not add up left as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tthc_audit.importers import figures
from tthc_audit.importers.ledger import Fate, Ledger
from tthc_audit.importers.parts import Remark
from tthc_audit.importers.records import Gathered, Record, read
from tthc_audit.importers.register import Register
from tthc_audit.importers.shape import cleaned, objects_of, text_of
from tthc_audit.importers.words import one_line
from tthc_audit.importers.writing import Batch, Progress

FATES = {
    "code": Fate("code"),
    "name": Fate("name"),
    "totaltime": Fate("time_limit"),
    "version": Fate("x-version"),
    "fee": Fate("fees"),
    "other": Fate("x-other"),
    "steps[].order": Fate("steps[].x-stage"),
    "steps[].code": Fate("steps[].x-stage-code"),
    "steps[].group": Fate("steps[].agency, agencies.json"),
    "steps[].name": Fate("steps[].x-stage-name"),
    "steps[].time": Fate("steps[].x-stage-days, steps[].duration"),
    "steps[].role": Fate("steps[].role"),
    "steps[].tasks[].code": Fate("steps[].id"),
    "steps[].tasks[].name": Fate("steps[].name"),
    "steps[].tasks[].time": Fate("steps[].duration"),
    "steps[].tasks[].next": Fate("steps[].next, steps[].x-next-not-there"),
    "steps[].tasks[].single_user": Fate("steps[].x-single-user"),
    "steps[].tasks[].biz_done": Fate("steps[].x-business-done"),
}
_KINDS = (
    ("receive", r"^tiếp nhận"),
    ("return", r"^trả (?:kết quả|thông báo)"),
    ("pay", r"^thu phí|^nhận biên lai"),
    ("sign", r"^ký"),
    ("transfer", r"^bàn giao|^chuyển|^nộp hồ sơ sang"),
    ("receive", r"^nhận thông báo"),
    ("appraise", r"^thụ lý|^thẩm định"),
    ("consult", r"^xác nhận hồ sơ liên thông"),
    ("decide", r"^xét duyệt|^phê duyệt"),
)
_ACTS = (("assign", r"^phân công"),)
_WORDS = {
    "BP_MOT_CUA": "Bộ phận Một cửa",
    "BP_THUE": "Bộ phận thuế",
    "LANH_DAO_DON_VI": "Lãnh đạo đơn vị",
    "DIA_CHINH_CAP_XA": "Địa chính cấp xã",
    "VAN_PHONG_DANG_KY_QSD_DAT": "Văn phòng đăng ký quyền sử dụng đất",
    "PHONG_QUAN_LY_DO_THI": "Phòng Quản lý đô thị",
    "PHONG_LAO_DONG_THUONG_BINH_XA_HOI": "Phòng Lao động - Thương binh và Xã hội",
    "PHONG_TAI_NGUYEN_MOI_TRUONG": "Phòng Tài nguyên và Môi trường",
    "PHONG_TAI_CHINH_KE_HOACH": "Phòng Tài chính - Kế hoạch",
    "PHONG_TU_PHAP": "Phòng Tư pháp",
    "PHONG_KINH_TE_HA_TANG": "Phòng Kinh tế và Hạ tầng",
}
"""Names of the units that such systems write in capitals without marks; others are shown as they are written."""
_END = {"", "NULL", "null", "None"}


def take_in(
    paths: Sequence[Path], met: Gathered, *, taken_on: date | None, progress: Progress | None = None
) -> tuple[Batch, Register, Ledger]:
    """Every workflow of the files."""
    batch, register, ledger = Batch(), Register(), Ledger(FATES)
    for n, record in enumerate(read(paths, met), 1):
        ledger.count(record.tree)
        document = procedure(record, register, ledger, met)
        if document is not None:
            if taken_on is not None:
                document["source"]["taken_on"] = taken_on.isoformat()
            batch.add(document)
        if progress is not None and n % 50 == 0:
            progress("import", n, 0)
    return batch, register, ledger


def procedure(record: Record, register: Register, ledger: Ledger, met: Gathered) -> dict[str, Any] | None:
    """The procedure of a workflow; ``None``, with a problem told, where it has no code or no name."""
    tree = record.tree
    code, name = one_line(text_of(tree.get("code"))), one_line(text_of(tree.get("name")))
    if not code or not name:
        met.told(record.problem("import.no_code" if not code else "import.no_name", code=code, name=name))
        return None

    def remark(kind: str, field: str) -> None:
        ledger.remark(kind, field, code)

    # How an office handles a procedure of citizens is written down too: the source does not tell whose it is.
    made: dict[str, Any] = {"code": code, "name": name, "source": {"kind": "office"}}
    total = figures.number(tree.get("totaltime"))
    if total is not None and total >= 0:
        made["time_limit"] = figures.limit(tree.get("totaltime"), "WORKING_DAY")
    elif tree.get("totaltime") not in (None, ""):
        made["x-total-as-published"] = one_line(text_of(tree.get("totaltime")))
        remark("no_total" if total is not None else "bad_time", "totaltime")
    fee = one_line(text_of(tree.get("fee")))
    if fee:
        made["fees"] = [_fee(fee)]
    for theirs, ours in (("version", "x-version"), ("other", "x-other")):
        if tree.get(theirs) not in (None, "", []):
            made[ours] = cleaned(tree[theirs])
    stages = objects_of(tree.get("steps"))
    steps = [step for stage in stages for step in _stage(stage, register, remark)]
    _unique(steps)
    _link(steps, remark)
    budgets = [figures.number(stage.get("time")) for stage in stages]
    if total is not None and total >= 0 and sum(b for b in budgets if b is not None) != total:
        remark("total_differs", "totaltime")
    if steps:
        made["steps"] = steps
    return made


def _fee(published: str) -> dict[str, Any]:
    amount = published.replace(".", "")
    if re.fullmatch(r"\d{1,15}", amount) and re.fullmatch(r"\d+|\d{1,3}(?:\.\d{3})+", published):
        made: dict[str, Any] = {"kind": "le_phi", "amount_vnd": int(amount)}
        return made if amount == published else made | {"text": published}
    return {"kind": "le_phi", "text": published}


def _stage(stage: dict[str, Any], register: Register, remark: Remark) -> list[dict[str, Any]]:
    """The tasks of a stage as steps; a stage without tasks is one itself."""
    unit = one_line(text_of(stage.get("group")))
    agency = register.add(_WORDS.get(unit, unit) or one_line(text_of(stage.get("name"))) or "?", wanted=unit) or "?"
    shared: dict[str, Any] = {}
    for key, theirs in (("x-stage", "order"), ("x-stage-code", "code"), ("x-stage-name", "name"), ("x-unit", "group")):
        told = one_line(text_of(stage.get(theirs)))
        if told:
            shared[key] = told
    budget = figures.number(stage.get("time"))
    if stage.get("time") not in (None, ""):
        shared["x-stage-days"] = one_line(text_of(stage["time"]))
    role = one_line(text_of(stage.get("role")))
    tasks = objects_of(stage.get("tasks"))
    times = [figures.number(task.get("time")) for task in tasks]
    if budget is not None and sum((t for t in times if t is not None), Decimal(0)) > budget:
        remark("task_over_budget", "steps[].tasks[].time")
    if not tasks:
        tasks = [{"code": stage.get("code"), "name": stage.get("name"), "time": stage.get("time")}]
    made = []
    for task in tasks:
        name = one_line(text_of(task.get("name"))) or shared.get("x-stage-name", "") or "?"
        step: dict[str, Any] = {
            "id": one_line(text_of(task.get("code"))),
            "name": name,
            "kind": next((kind for kind, words in _KINDS if re.search(words, name.casefold())), "other"),
            "agency": agency,
        }
        act = next((act for act, words in _ACTS if re.search(words, name.casefold())), None)
        if act:
            step["act"] = act
        if role:
            step["role"] = role
        duration = figures.limit(task.get("time"), "WORKING_DAY")
        if duration is not None:
            step["duration"] = duration
            if "text" in duration:
                remark("bad_time", "steps[].tasks[].time")
        step["next"] = [one_line(text_of(task.get("next")))]
        for theirs, ours in (("single_user", "x-single-user"), ("biz_done", "x-business-done")):
            if task.get(theirs) not in (None, ""):
                step[ours] = cleaned(task[theirs])
        made.append(step | shared)
    return made


def _unique(steps: list[dict[str, Any]]) -> None:
    taken: set[str] = set()
    for n, step in enumerate(steps, 1):
        if not step["id"] or step["id"] in taken:
            if step["id"]:
                step["x-task-code"] = step["id"]
            step["id"] = f"b{n}"
        taken.add(step["id"])


def _link(steps: list[dict[str, Any]], remark: Remark) -> None:
    """Keep the links that lead somewhere; one that does not is kept beside as it was written."""
    known = {step["id"] for step in steps}
    for step in steps:
        (to,) = step.pop("next")
        if to in known:
            step["next"] = [to]
        elif to not in _END:
            step["x-next-not-there"] = to
            remark("dangling_next", "steps[].tasks[].next")
