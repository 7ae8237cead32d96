"""Procedures and registers for measuring, made from plain dictionaries as a loader would."""

from datetime import date

import msgspec

from tthc_audit.catalog.model import Agency, Instrument, Procedure
from tthc_audit.catalog.numbers import act_key
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey

AGENCIES = [
    {
        "id": "mot-cua",
        "name": "Trung tâm Phục vụ hành chính công cấp xã",
        "kind": "one_stop",
        "level": "commune",
        "body": "ubnd-xa",
    },
    {"id": "ubnd-xa", "name": "Ủy ban nhân dân cấp xã", "kind": "leadership", "level": "commune"},
    {"id": "phong", "name": "Phòng Kinh tế", "kind": "specialised", "level": "commune", "body": "ubnd-xa"},
    {"id": "thue", "name": "Thuế cơ sở", "kind": "vertical", "level": "commune"},
    {"id": "ubnd-huyen", "name": "Ủy ban nhân dân cấp huyện", "valid_to": "2025-06-30"},
]
INSTRUMENTS = [
    {"number": "63/2010/NĐ-CP", "rank": "decree", "in_force_from": "2010-10-14", "verified": True},
    {
        "number": "61/2018/NĐ-CP",
        "rank": "decree",
        "in_force_from": "2018-06-21",
        "in_force_to": "2025-06-30",
        "replaced_by": "118/2025/NĐ-CP",
        "verified": True,
    },
    {"number": "42/2022/NĐ-CP", "rank": "decree"},
]


def procedure(**stated):
    steps = [dict(step) for step in stated.pop("steps", ())]
    for step in steps:
        step["next"] = [{"to": n} if isinstance(n, str) else n for n in step.get("next", ())]
        step.setdefault("name", step["id"])
    if steps:
        stated["steps"] = steps
    return msgspec.convert({"code": "1.000001", "name": "Cấp giấy", **stated}, Procedure)


def survey(**more):
    agencies = {a["id"]: msgspec.convert(a, Agency) for a in AGENCIES}
    instruments = {act_key(i["number"]): msgspec.convert(i, Instrument) for i in INSTRUMENTS}
    return Survey(**{"as_of": date(2026, 10, 15), "agencies": agencies, "instruments": instruments, **more})


def measured(*, registers=None, siblings=(), **stated):
    return Measured(procedure(**stated), "1.000001.json", registers or survey(), siblings)


def days(value):
    return {"value": value, "unit": "working_day"}


FLOW = (
    {"id": "nop", "kind": "submit", "agency": "applicant", "next": ["nhan"]},
    {"id": "nhan", "kind": "receive", "agency": "mot-cua", "duration": days(0.5), "next": ["xet"]},
    {"id": "xet", "kind": "appraise", "agency": "phong", "duration": days(3), "next": ["hoi"]},
    {"id": "hoi", "kind": "consult", "agency": "thue", "next": ["ky"]},
    {"id": "ky", "kind": "sign", "agency": "ubnd-xa", "duration": days(1), "next": ["tra"]},
    {"id": "tra", "kind": "return", "agency": "mot-cua", "duration": days(0.5)},
)
