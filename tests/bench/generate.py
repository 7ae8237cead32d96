"""Writes a catalogue of generated procedures: seeded, of real shape, with a share of natural defects.

python tests/bench/generate.py FOLDER [COUNT] [STEPS]
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

FIELDS = ("Đất đai", "Hộ tịch", "Xây dựng", "Đầu tư", "Lao động", "Môi trường", "Giao thông", "Y tế")
ROLES = ("Công chức tiếp nhận", "Chuyên viên", "Lãnh đạo phòng", "Chủ tịch", "Văn thư")
AGENCIES = [
    {
        "id": "ttpvhcc-xa",
        "name": "Trung tâm Phục vụ hành chính công cấp xã",
        "level": "commune",
        "kind": "one_stop",
        "body": "ubnd-xa",
        "is_class": True,
    },
    {"id": "ubnd-xa", "name": "Ủy ban nhân dân cấp xã", "level": "commune", "kind": "leadership", "is_class": True},
    {
        "id": "phong-kinh-te",
        "name": "Phòng Kinh tế",
        "level": "commune",
        "kind": "specialised",
        "body": "ubnd-xa",
        "is_class": True,
    },
    {"id": "thue-co-so", "name": "Thuế cơ sở", "level": "commune", "kind": "vertical", "is_class": True},
    {"id": "so-xay-dung", "name": "Sở Xây dựng", "level": "province", "kind": "specialised", "is_class": True},
    {
        "id": "vpdkdd",
        "name": "Văn phòng đăng ký đất đai",
        "level": "province",
        "kind": "public_service_unit",
        "is_class": True,
    },
]
WORKERS = ("phong-kinh-te", "thue-co-so", "so-xay-dung", "vpdkdd")


def wd(value: float) -> dict:
    return {"value": value, "unit": "working_day"}


def steps(rng: random.Random, count: int) -> list[dict]:
    """A sound flow of ``count`` steps: intake, check with a loop, blocks in parallel or by choice, signing, return."""
    made: list[dict] = []

    def step(kind: str, agency: str, name: str, days: float | None, **more: object) -> dict:
        number = len(made) + 1
        item = {"id": f"b{number}", "name": f"{name} ({number})", "kind": kind, "agency": agency}
        if agency != "applicant":
            item["role"] = rng.choice(ROLES)
        if days is not None:
            item["duration"] = wd(days)
        item |= more
        made.append(item)
        return item

    step("submit", "applicant", "Nộp hồ sơ", None, inputs=["don"], outputs=["ho-so"], next=["b2"])
    step(
        "receive",
        "ttpvhcc-xa",
        "Tiếp nhận, hẹn ngày trả",
        0.25,
        inputs=["don", "ho-so"],
        outputs=["phieu-hen"],
        next=["b3"],
    )
    check = step(
        "check",
        "phong-kinh-te",
        "Kiểm tra hồ sơ",
        1,
        inputs=["ho-so", "gcn", "phieu-hen"],
        outputs=["y-kien-kiem-tra"],
        split="one",
    )
    supplement = step(
        "supplement",
        "applicant",
        "Bổ sung hồ sơ",
        None,
        inputs=["y-kien-kiem-tra"],
        outputs=["ho-so"],
        off_clock={"reason": "chờ bổ sung", "basis": "63/2010/NĐ-CP Điều 20"},
        next=["b3"],
    )
    check["next"] = [{"to": "b5", "when": "đủ điều kiện"}, {"to": supplement["id"], "when": "chưa đủ", "max_times": 2}]
    previous: list[dict] = []
    while len(made) < count - 3:
        room = count - 3 - len(made)
        head = f"b{len(made) + 1}"
        for one in previous:
            one["next"] = [head]
        given = [name for one in previous or [made[2]] for name in one["outputs"]]
        if room >= 5 and rng.random() < 0.6:
            together = rng.random() < 0.6
            width = rng.choice((2, 3)) if room >= 6 else 2
            first = step(
                "transfer",
                "phong-kinh-te",
                "Chuyển xử lý",
                0.5,
                inputs=["ho-so", *given],
                outputs=[f"phieu-{head}"],
                split="all" if together else "one",
            )
            branches = [
                step(
                    rng.choice(("appraise", "consult")),
                    WORKERS[i % len(WORKERS)],
                    "Thẩm định, lấy ý kiến",
                    rng.choice((0.5, 1, 2, 3)),
                    inputs=[f"phieu-{head}"],
                    outputs=[f"y-kien-{head}-{i}"],
                    on_silence="consent",
                    subject=rng.choice(("quy hoạch", "nguồn gốc", "nghĩa vụ tài chính")),
                )
                for i in range(width)
            ]
            first["next"] = [{"to": b["id"], "when": f"hướng {i}"} for i, b in enumerate(branches)]
            meet = step(
                "decide",
                "phong-kinh-te",
                "Tổng hợp ý kiến",
                0.5,
                inputs=[f"y-kien-{head}-{i}" for i in range(width)],
                outputs=[f"tong-hop-{head}"],
            )
            if together:
                meet["join"] = "all"
            for branch in branches:
                branch["next"] = [meet["id"]]
            previous = [meet]
        else:
            previous = [
                step(
                    "appraise",
                    rng.choice(WORKERS),
                    "Xử lý hồ sơ",
                    rng.choice((0.5, 1, 1.5, 2)),
                    inputs=["ho-so", *given],
                    outputs=[f"ket-qua-{head}"],
                )
            ]
    for one in previous:
        one["next"] = [f"b{len(made) + 1}"]
    step(
        "sign",
        "ubnd-xa",
        "Ký giấy chứng nhận",
        0.5,
        inputs=[name for one in previous for name in one["outputs"]],
        outputs=["kq"],
        next=[f"b{len(made) + 2}"],
        legal_basis=[{"document": "63/2010/NĐ-CP"}],
    )
    step("return", "ttpvhcc-xa", "Trả kết quả", 0.25, inputs=["kq"], outputs=["bien-nhan"], next=[f"b{len(made) + 2}"])
    step("other", "applicant", "Nhận kết quả", None, inputs=["bien-nhan"], outputs=[], act="record")
    if rng.random() < 0.02:
        made[-2].pop("next")
    return made


def procedure(rng: random.Random, number: int, count: int) -> dict:
    limit = rng.choice((8, 10, 15, 20))
    channels = [
        {"kind": kind, "time_limit": wd(limit if rng.random() > 0.04 else limit + 5), "fees": [], "return": ["at_desk"]}
        for kind in ("in_person", "online", "postal")
    ]
    made = {
        "code": f"1.{number:06d}",
        "name": f"Cấp giấy chứng nhận số {number} cho tổ chức, cá nhân trên địa bàn",
        "kind": "citizen",
        "scope": "national",
        "field": rng.choice(FIELDS),
        "levels": ["commune"],
        "status": "in_force",
        "source": {"kind": "decision", "taken_on": "2026-07-18", "complete": True},
        "decisions": [
            {
                "role": "national_publication",
                "number": f"{1 + number % 3000}/QĐ-BXD",
                "signed_on": "2026-03-02",
                "effective_on": "2026-03-15",
                "issuer_level": "ministry",
            }
        ],
        "agencies": {
            "competent": "ubnd-xa",
            "implementing": ["ubnd-xa"],
            "coordinating": list(WORKERS),
            "receiving": ["ttpvhcc-xa"],
            "delegated": [],
        },
        "applicants": ["Công dân Việt Nam", "Doanh nghiệp"],
        "conditions": [],
        "forms": [{"id": "m1", "name": "Đơn đề nghị"}],
        "results": [{"id": "kq", "name": f"Giấy chứng nhận số {number}"}],
        "legal_basis": [
            {"document": "63/2010/NĐ-CP", "provision": "Điều 8"},
            {"document": rng.choice(("118/2025/NĐ-CP", "61/2018/NĐ-CP"))},
        ],
        "channels": channels,
        "online_service": {"level": "full", "under": "224/2026/NĐ-CP", "on": "2026-07-01"},
        "documents": [
            {
                "id": "don",
                "name": "Đơn đề nghị theo mẫu",
                "form": "Mẫu 01",
                "originals": 1,
                "copies": 0,
                "handling": "submit",
            },
            {
                "id": "ho-so",
                "name": "Hồ sơ kỹ thuật",
                "originals": 1,
                "copies": 0 if rng.random() < 0.97 else 1,
                "handling": "submit",
            },
            {"id": "gcn", "name": "Bản vẽ thiết kế", "originals": 0, "copies": 1, "handling": "submit"},
        ],
        "dossier_sets": 1,
        "time_limit": wd(limit),
        "committed_time_limit": wd(limit // 2),
        "baseline": {"on": "2024-12-31", "time_limit": wd(limit)},
        "fees": [],
        "annual_cases": rng.randrange(1, 5000),
        "steps": steps(rng, count),
    }
    if rng.random() < 0.05:
        del made["legal_basis"]
    return made


def generate(folder: Path, count: int = 5000, length: int = 15, seed: int = 20_250_701) -> None:
    """Write ``count`` procedures of ``length`` steps with their agencies into ``folder``."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    catalog = {
        "name": "Danh mục sinh tự động để đo tốc độ",
        "as_of": "2026-10-15",
        "targets": [
            {"id": "nq66-2026", "measure": "time_limit", "cut": "50%", "method": "each", "baseline_on": "2024-12-31"}
        ],
    }
    (folder / "catalog.json").write_text(json.dumps(catalog, ensure_ascii=False, indent=2), "utf-8")
    (folder / "agencies.json").write_text(json.dumps(AGENCIES, ensure_ascii=False, indent=2), "utf-8")
    for number in range(1, count + 1):
        made = procedure(rng, number, length)
        (folder / f"{made['code']}.json").write_text(json.dumps(made, ensure_ascii=False, indent=2), "utf-8")


if __name__ == "__main__":
    generate(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
