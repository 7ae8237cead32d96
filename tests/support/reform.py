"""A small office with one procedure in which every kind of proposal can be found, and random ones like it."""

from __future__ import annotations

import json
from random import Random

CATALOG = {"name": "Danh mục thử", "as_of": "2026-10-15"}
AGENCIES = [
    {"id": "mot-cua", "name": "Bộ phận Một cửa", "kind": "one_stop", "level": "commune", "body": "ubnd-xa"},
    {"id": "phong", "name": "Phòng Kinh tế", "kind": "specialised", "level": "commune", "body": "ubnd-xa"},
    {"id": "ubnd-xa", "name": "Ủy ban nhân dân xã", "kind": "leadership", "level": "commune"},
    {"id": "thue", "name": "Thuế cơ sở", "kind": "vertical", "level": "commune"},
    {"id": "so", "name": "Sở Xây dựng", "kind": "specialised", "level": "province"},
]
DATABASES = [
    {"id": "dan-cu", "name": "CSDL quốc gia về dân cư", "papers": [{"name": "Giấy xác nhận cư trú", "from": "2026-01-01", "by": "66.7/2025/NQ-CP"}]},
]  # fmt: skip


def days(value):
    return {"value": value, "unit": "working_day"}


def step(name, kind, agency, following, duration=None, inputs=(), outputs=(), **more):  # noqa: PLR0917  as a table reads
    made = {
        "id": name,
        "name": f"Bước {name}",
        "kind": kind,
        "agency": agency,
        "inputs": list(inputs),
        "outputs": list(outputs),
    }
    if duration is not None:
        made["duration"] = days(duration)
    return made | more | ({"next": [following]} if following else {})


STEPS = [
    step("nop", "submit", "applicant", "nhan", inputs=["don", "cu-tru", "anh"], outputs=["ho-so"]),
    step("nhan", "receive", "mot-cua", "xet", 0.5, ["ho-so"], ["phieu"]),
    step("xet", "appraise", "phong", "hoi-thue", 4, ["ho-so", "phieu"], ["y-kien-1"], role="chuyên viên"),
    step("hoi-thue", "consult", "thue", "hoi-so", 3, ["ho-so"], ["y-kien-2"]),
    step("hoi-so", "consult", "so", "ghi", 2, ["ho-so"], ["y-kien-3"]),
    step("ghi", "other", "phong", "soan", 1, ["y-kien-1"], ["ban-luu"], act="record", role="văn thư"),
    step("soan", "appraise", "phong", "ra-soat", 2, ["y-kien-1", "y-kien-2", "y-kien-3"], ["du-thao"], role="chuyên viên"),
    step("ra-soat", "appraise", "phong", "ky-nhay", 1, ["du-thao"], ["du-thao-2"], role="chuyên viên"),
    step("ky-nhay", "sign", "phong", "ky", 1, ["du-thao-2"], ["du-thao-3"]),
    step("ky", "sign", "ubnd-xa", "tra", 2, ["du-thao-3"], ["ket-qua-ky"]),
    step("tra", "return", "mot-cua", None, 0.5, ["ket-qua-ky"], ["giay"]),
]  # fmt: skip
PROCEDURE = {
    "code": "1.000001", "name": "Cấp giấy thử", "kind": "citizen", "status": "in_force",
    "time_limit": days(20), "results": [{"id": "giay", "name": "Giấy thử"}],
    "legal_basis": [{"document": "63/2010/NĐ-CP", "provision": "Điều 8"}],
    "documents": [
        {"id": "don", "name": "Đơn", "handling": "submit", "originals": 1, "copies": 0},
        {"id": "cu-tru", "name": "Giấy xác nhận cư trú", "handling": "submit", "originals": 1, "copies": 1},
        {"id": "anh", "name": "Ảnh màu", "handling": "submit", "originals": 2, "copies": 0},
        {"id": "so-cu", "name": "Sổ cũ", "handling": "submit", "originals": 1, "copies": 0},
    ],
    "steps": STEPS,
}  # fmt: skip
OTHER = {
    "code": "1.000002", "name": "Thủ tục so sánh", "kind": "citizen", "status": "in_force", "time_limit": days(10),
    "steps": [
        step("a", "receive", "mot-cua", "b", 0.5),
        {**step("b", "consult", "thue", "c", 1.5), "name": "Bước hoi-thue"},
        step("c", "return", "mot-cua", None, 0.5),
    ],
}  # fmt: skip


def lay(root, **files):
    """Write the catalogue; ``files`` are further procedures by file name."""
    root.mkdir(parents=True, exist_ok=True)
    documents = {
        "catalog": CATALOG,
        "agencies": AGENCIES,
        "databases": DATABASES,
        "1.000001": PROCEDURE,
        "1.000002": OTHER,
    } | files
    for name, document in documents.items():
        text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        (root / f"{name}.json").write_text(text, "utf-8", newline="")
    return root


def laid_out(value, rng: Random) -> str:
    """The JSON of a value with white space as nobody would set it."""

    def space():
        return rng.choice(["", "", " ", "\n  ", "\r\n", "\t"])

    def written(one):
        if isinstance(one, dict):
            parts = [
                f"{json.dumps(k, ensure_ascii=rng.random() < 0.3)}{space()}:{space()}{written(v)}"
                for k, v in one.items()
            ]
            return "{" + space() + (space() + "," + space()).join(parts) + space() + "}"
        if isinstance(one, list):
            return "[" + space() + (space() + "," + space()).join(map(written, one)) + space() + "]"
        return json.dumps(one, ensure_ascii=rng.random() < 0.3)

    return rng.choice(["", "\ufeff", "\n"]) + written(value) + rng.choice(["", "\n", "\r\n"])


def random_procedure(rng: Random):
    """A chain of steps of several units, with papers, in which proposals of most kinds may be found."""
    agencies = ["phong", "thue", "so", "ubnd-xa", "phong"]
    steps = [
        step("s0", "submit", "applicant", "s1", outputs=["ho-so"]),
        step("s1", "receive", "mot-cua", "s2", 0.5, ["ho-so"], ["phieu"]),
    ]
    made = ["ho-so", "phieu"]
    count = rng.randrange(4, 9)
    for n in range(2, count):
        kind = rng.choice(
            ["appraise", "consult", "appraise", "inspect_site", "other", "check"] if n < count - 2 else ["sign"]
        )
        output = f"o{n}"
        steps.append(step(
            f"s{n}", kind, rng.choice(agencies), f"s{n + 1}", rng.choice([0.5, 1, 2, 3.5]), rng.sample(made, rng.randrange(1, 3)), [output],
            **({"role": rng.choice(["chuyên viên", "văn thư"])} if rng.random() < 0.8 else {}),
        ))  # fmt: skip
        made.append(output)
    steps.append(step(f"s{count}", "return", "mot-cua", None, 0.5, made[-1:], ["giay"]))
    papers = [
        {"id": f"d{n}", "name": rng.choice(["Đơn", "Giấy xác nhận cư trú", "Bản vẽ"]) + f" {n}" * (rng.random() < 0.5), "handling": "submit", "originals": rng.randrange(3)}
        for n in range(rng.randrange(3))
    ]  # fmt: skip
    steps[0]["inputs"] = [p["id"] for p in papers if rng.random() < 0.5]
    return {**PROCEDURE, "steps": steps, "documents": papers, "time_limit": days(40)}
