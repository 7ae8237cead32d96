"""Drafts of one procedure: cuts that are none, one that a higher act made, and honest ones.

Each is a catalogue before and after. ``kind`` is the rule that tells the sign, ``None`` where the cut is honest.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AGENCIES = [
    {
        "id": "mot-cua",
        "name": "Trung tâm Phục vụ hành chính công cấp xã",
        "kind": "one_stop",
        "level": "commune",
        "body": "ubnd-xa",
    },
    {"id": "phong", "name": "Phòng Kinh tế", "kind": "specialised", "level": "commune", "body": "ubnd-xa"},
    {"id": "ubnd-xa", "name": "Ủy ban nhân dân cấp xã", "kind": "leadership", "level": "commune"},
    {"id": "thue", "name": "Thuế cơ sở", "kind": "vertical", "level": "commune"},
    {"id": "so", "name": "Sở Tư pháp", "kind": "specialised", "level": "province"},
]


def wd(value: float) -> dict[str, Any]:
    return {"value": value, "unit": "working_day"}


def _step(name: str, kind: str, agency: str, days: float | None, *following: str, **more: Any) -> dict[str, Any]:
    step = {"id": name, "name": _NAMES[name], "kind": kind, "agency": agency, "next": list(following), **more}
    return step if days is None else {**step, "duration": wd(days)}


_NAMES = {
    "nop": "Nộp hồ sơ", "nhan": "Tiếp nhận hồ sơ, cấp giấy tiếp nhận và hẹn trả kết quả", "do": "Đo đạc, kiểm tra thực địa",
    "xet": "Thẩm định hồ sơ", "hoi": "Xác định nghĩa vụ tài chính", "trinh": "Trình hồ sơ", "ky": "Ký giấy chứng nhận",
    "so": "Cập nhật sổ theo dõi", "tra": "Trả kết quả",
}  # fmt: skip


def procedure() -> dict[str, Any]:
    """Fourteen working days of work against a limit of fifteen."""
    return {
        "code": "1.000001",
        "name": "Cấp giấy chứng nhận thử",
        "kind": "citizen",
        "field": "Đất đai",
        "status": "in_force",
        "agencies": {
            "competent": "ubnd-xa",
            "implementing": ["phong"],
            "receiving": ["mot-cua"],
            "coordinating": ["thue"],
        },
        "applicants": [{"name": "Cá nhân"}],
        "legal_basis": [{"document": "31/2024/QH15"}],
        "decisions": [
            {"role": "provincial_publication", "number": "100/QĐ-UBND", "change": "new", "signed_on": "2024-05-02"}
        ],
        "documents": [{"id": "don", "name": "Đơn đề nghị", "originals": 1}],
        "channels": [{"kind": "in_person"}, {"kind": "online"}, {"kind": "postal"}],
        "fees": [],
        "results": [{"id": "giay", "name": "Giấy chứng nhận"}],
        "time_limit": {**wd(15), "counts_from": "submission"},
        "baseline": {"on": "2024-12-31", "time_limit": wd(15)},
        "steps": [
            _step("nop", "submit", "applicant", None, "nhan", outputs=["ho-so"]),
            _step("nhan", "receive", "mot-cua", 0.5, "do", inputs=["ho-so"], outputs=["giay-hen"]),
            _step("do", "inspect_site", "phong", 3, "xet", inputs=["ho-so"], outputs=["bien-ban-do"]),
            _step("xet", "appraise", "phong", 4, "hoi", inputs=["bien-ban-do"], outputs=["y-kien"]),
            _step("hoi", "consult", "thue", 3, "trinh", inputs=["y-kien"], outputs=["thong-bao-thue"]),
            _step("trinh", "transfer", "phong", 1, "ky", inputs=["thong-bao-thue", "y-kien"], outputs=["to-trinh"]),
            _step("ky", "sign", "ubnd-xa", 1.5, "so", inputs=["to-trinh"], outputs=["giay"]),
            _step("so", "other", "phong", 0.5, "tra", inputs=["giay"], outputs=["giay-da-vao-so"], act="record"),
            _step("tra", "return", "mot-cua", 0.5, inputs=["giay-da-vao-so"]),
        ],
    }


class Draft(dict[str, Any]):
    """A later version that is being written."""

    def step(self, name: str) -> dict[str, Any]:
        return next(s for s in self["steps"] if s["id"] == name)

    def drop(self, name: str) -> None:
        """Take a step out and lead past it."""
        gone = self.step(name)
        for step in self["steps"]:
            step["next"] = [n for t in step["next"] for n in (gone["next"] if t == name else [t])]
        self["steps"].remove(gone)

    def limit(self, value: float, **more: Any) -> None:
        self["time_limit"] = {**wd(value), "counts_from": "submission", **more}

    def decide(self, number: str, **more: Any) -> None:
        self["decisions"].append(
            {"role": "provincial_publication", "number": number, "change": "amended", "signed_on": "2026-07-13", **more}
        )


@dataclass(frozen=True)
class Case:
    """A draft with what it is: the rule that must tell it, or ``None``."""

    name: str
    kind: str | None
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]
    level: str = "province"

    def lay(self, folder: Path) -> tuple[Path, Path]:
        """Both catalogues on the disk."""
        for name, procedures in (("old", self.before), ("new", self.after)):
            root = folder / name
            root.mkdir()
            catalog = {"name": "Danh mục thử", "level": self.level, "as_of": "2026-10-15"}
            (root / "catalog.json").write_text(json.dumps(catalog), "utf-8")
            (root / "agencies.json").write_text(json.dumps(AGENCIES), "utf-8")
            for one in procedures:
                (root / f"{one['code']}.json").write_text(json.dumps(one, ensure_ascii=False, indent=1), "utf-8")
        return folder / "old", folder / "new"


def _case(name: str, kind: str | None, change: Any, *, prepare: Any = None) -> Case:
    before = Draft(procedure())
    if prepare is not None:
        prepare(before)
    after = Draft(copy.deepcopy(dict(before)))
    after.decide("200/QĐ-UBND")
    more = change(after) or []
    return Case(name, kind, [dict(before)], [dict(after), *more])


def _limit_alone(draft: Draft) -> None:
    draft.limit(7.5)


def _unit(draft: Draft) -> None:
    draft["time_limit"] = {**wd(14), "counts_from": "submission"}


def _in_days(draft: Draft) -> None:
    draft["time_limit"] = {"value": 20, "unit": "day", "counts_from": "submission"}


def _off_clock(draft: Draft) -> None:
    draft.limit(12)
    draft.step("do")["off_clock"] = {"reason": "chờ kết quả đo đạc", "basis": "101/2024/NĐ-CP"}


def _before_acceptance(draft: Draft) -> None:
    """The survey now comes before the dossier is taken in, and the limit counts from a valid dossier."""
    draft.limit(12, counts_from="nhan")
    draft.step("nop")["next"], draft.step("do")["next"], draft.step("nhan")["next"] = ["do"], ["nhan"], ["xet"]


def _after_result(draft: Draft) -> None:
    """The result is handed over first, and signed papers are entered later."""
    draft.limit(14)
    draft.step("ky")["next"], draft.step("tra")["next"], draft.step("so")["next"] = ["tra"], ["so"], []
    draft.step("tra")["inputs"] = ["giay"]


def _one_channel(draft: Draft) -> None:
    draft["channels"][1]["time_limit"] = wd(8)
    draft.step("xet")["duration"] = wd(2)


def _with_channel_limits(draft: Draft) -> None:
    for channel in draft["channels"]:
        channel["time_limit"] = wd(15)


def _split(draft: Draft) -> list[dict[str, Any]]:
    """Survey and appraisal become a procedure of their own."""
    other = Draft(procedure())
    other |= {"code": "1.000002", "name": "Xác nhận kết quả đo đạc", "time_limit": wd(8), "replaces": []}
    other["steps"] = [
        _step("nop", "submit", "applicant", None, "do"),
        _step("do", "inspect_site", "phong", 3, "xet"),
        _step("xet", "appraise", "phong", 4, "tra"),
        _step("tra", "return", "mot-cua", 0.5),
    ]
    draft.limit(8)
    draft.drop("do")
    draft.drop("xet")
    draft.step("hoi")["inputs"] = draft.step("trinh")["inputs"] = ["ho-so"]
    return [dict(other)]


def _split_under_new_codes(draft: Draft) -> list[dict[str, Any]]:
    """The same, and both parts have codes of their own that say what they replace."""
    (other,) = _split(draft)
    draft["code"], draft["replaces"], other["replaces"] = "1.000003", ["1.000001"], ["1.000001"]
    return [other]


def _baseline(draft: Draft) -> None:
    draft["baseline"] = {"on": "2024-12-31", "time_limit": wd(30)}


def _higher_act(draft: Draft) -> None:
    draft.limit(8)
    draft["legal_basis"].append({"document": "66.18/2026/NQ-CP", "provision": "Điều 4"})
    draft["decisions"][-1] |= {"for_instrument": "66.18/2026/NQ-CP", "instrument_effective_on": "2026-07-01"}


def _shorter(draft: Draft) -> None:
    draft.limit(12)
    draft.step("xet")["duration"] = wd(2)


def _dropped(draft: Draft) -> None:
    draft.limit(14)
    draft.drop("trinh")
    draft.step("ky")["inputs"] = ["thong-bao-thue", "y-kien"]


def _parallel(draft: Draft) -> None:
    draft.limit(12)
    draft.step("do").update(next=["xet", "hoi"], split="all")
    draft.step("xet")["next"] = draft.step("hoi")["next"] = ["trinh"]
    draft.step("hoi")["inputs"] = ["bien-ban-do"]
    draft.step("trinh")["join"] = "all"


def _merged(draft: Draft) -> None:
    draft.limit(13)
    draft.step("do").update(
        name="Đo đạc, kiểm tra thực địa và thẩm định hồ sơ",
        duration=wd(5),
        next=["hoi"],
        outputs=["bien-ban-do", "y-kien"],
    )
    draft["steps"].remove(draft.step("xet"))


def _looked_up(draft: Draft) -> None:
    """The tax office is asked by a look-up that takes an hour."""
    draft.limit(12)
    draft.step("hoi").update(duration={"value": 1, "unit": "working_hour"}, act="lookup")


def _delegated(draft: Draft) -> None:
    draft.limit(14)
    draft.step("ky").update(
        agency="phong", duration=wd(0.5), legal_basis=[{"document": "31/2024/QH15", "provision": "Điều 136"}]
    )


def _own_commitment(draft: Draft) -> None:
    draft["committed_time_limit"] = wd(10)
    draft.step("do")["duration"] = wd(1)
    draft.step("xet")["duration"] = wd(1.5)


def _renumbered(draft: Draft) -> None:
    """An honest cut in a draft whose steps were numbered anew and told in another order."""
    draft.limit(11)
    draft.step("do")["duration"] = wd(1)
    draft.step("hoi")["duration"] = wd(1)
    names = {s["id"]: f"b{n}" for n, s in enumerate(reversed(draft["steps"]))}
    draft["start"] = names[draft["steps"][0]["id"]]
    for step in draft["steps"]:
        step["id"] = names[step["id"]]
        step["next"] = [names[n] for n in step["next"]]
    draft["steps"].reverse()


COSMETIC = [
    _case("the limit fell but no step did", "change/limit-fell-without-steps", _limit_alone),
    _case("the unit was switched", "change/unit-switched", _unit, prepare=_in_days),
    _case("work moved off the clock", "change/work-off-clock", _off_clock),
    _case("work moved before acceptance", "change/work-before-acceptance", _before_acceptance),
    _case("work moved after the result", "change/work-after-result", _after_result),
    _case("one channel only", "change/one-channel-only", _one_channel, prepare=_with_channel_limits),
    _case("moved into a procedure split off", "change/moved-to-other-procedure", _split),
    _case("split in two under new codes", "change/moved-to-other-procedure", _split_under_new_codes),
    _case("the baseline was edited", "change/baseline-edited", _baseline),
]
HIGHER = [_case("a higher act cut the limit", "change/cut-by-higher-act", _higher_act)]
HONEST = [
    _case("a step was shortened", None, _shorter),
    _case("a step was dropped", None, _dropped),
    _case("two steps run at once", None, _parallel),
    _case("two steps became one", None, _merged),
    _case("a database is asked", None, _looked_up),
    _case("the decision was delegated", None, _delegated),
    _case("a commitment below the law", None, _own_commitment),
    _case("numbered anew and shortened", None, _renumbered),
]
