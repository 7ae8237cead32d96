"""One known change planted into a procedure, and the same procedure told under other ids and in another order."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from tthc_audit.catalog import convert
from tthc_audit.catalog.model import Procedure

Document = dict[str, Any]
SAMPLES = sorted((Path(__file__).parents[2] / "procedures").glob("[0-9]*.json"))


def typed(document: Document) -> Procedure:
    """A procedure from its JSON, as the loader makes it."""
    return convert.typed(convert.spell_out(json.loads(json.dumps(document))), Procedure)


def documents() -> list[Document]:
    """The procedures of the sample catalogue that have steps."""
    return [d for d in (json.loads(f.read_text("utf-8")) for f in SAMPLES) if len(d.get("steps", ())) >= 4]


def _edges(step: Document) -> list[Document]:
    return [{"to": e} if isinstance(e, str) else e for e in step.get("next", ())]


def shuffled(document: Document, random: Random, *, words: bool = True) -> Document:
    """The same procedure: every id another one, every list in another order; ``words``: of what is handed on, too."""
    made = copy.deepcopy(document)
    steps = made.get("steps", [])
    for step in steps:
        step["next"] = _edges(step)
    if steps:
        made.setdefault("start", steps[0]["id"])
    papers = {p["id"] for key in ("documents", "results", "forms") for p in made.get(key, ()) if "id" in p}
    handed = {w for s in steps for key in ("inputs", "outputs") for w in s.get(key, ())} - papers if words else set()
    of_steps, of_things, of_cases = (
        dict(zip(ids, _others(kind, ids, random), strict=True))
        for kind, ids in (
            ("b", [s["id"] for s in steps]),
            ("g", sorted(papers | handed)),
            ("c", [c["id"] for c in made.get("cases", ())]),
        )
    )
    for step in steps:
        step["id"] = of_steps[step["id"]]
        for edge in step["next"]:
            edge["to"] = of_steps[edge["to"]]
            if "cases" in edge:
                edge["cases"] = [of_cases[c] for c in edge["cases"]]
        for key in ("inputs", "outputs"):
            if key in step:
                step[key] = [of_things.get(w, w) for w in step[key]]
                random.shuffle(step[key])
        for key in ("shared_with", "from"):
            if key in step.get("duration", {}):
                step["duration"][key] = of_steps[step["duration"][key]]
        random.shuffle(step["next"])
    if "start" in made:
        made["start"] = of_steps[made["start"]]
    for key in ("documents", "results", "forms"):
        for paper in made.get(key, ()) if isinstance(made.get(key), list) else ():
            if isinstance(paper, dict) and "id" in paper:
                paper["id"] = of_things[paper["id"]]
            if isinstance(paper, dict) and paper.get("form") in of_things:
                paper["form"] = of_things[paper["form"]]
    for case in made.get("cases", ()):
        case["id"] = of_cases[case["id"]]
    for limit in _limits(made):
        for key in ("counts_from", "ends_at"):
            if limit.get(key) in of_steps:
                limit[key] = of_steps[limit[key]]
    holders = [made, *(c for c in made.get("channels", ()) if isinstance(c, dict))]
    for held in (h[key] for h in holders for key in ("documents", "results", "fees") if isinstance(h.get(key), list)):
        for item in held:
            if isinstance(item, dict) and "cases" in item:
                item["cases"] = [of_cases[c] for c in item["cases"]]
    for value in (made, *(made.get("agencies", {}),)):
        for listed in value.values():
            if isinstance(listed, list):
                random.shuffle(listed)
    return dict(random.sample(list(made.items()), len(made)))


def _others(kind: str, ids: list[str], random: Random) -> list[str]:
    """As many ids: new ones, or those of others."""
    found = [f"{kind}{n}" for n in range(len(ids))] if random.random() < 0.5 else list(ids)
    random.shuffle(found)
    return found


def _limits(document: Document) -> Iterator[Document]:
    for holder in (document, *document.get("cases", ()), *document.get("results", ()), *document.get("channels", ())):
        if isinstance(holder, dict):
            for key in ("time_limit", "committed_time_limit"):
                if isinstance(holder.get(key), dict):
                    yield holder[key]


class ImpossibleError(Exception):
    """The change cannot be planted here."""


def _pick(found: list[Any], random: Random) -> Any:
    if not found:
        raise ImpossibleError
    return random.choice(found)


def _chain(made: Document) -> list[tuple[Document, Document]]:
    """Pairs of steps where the first leads to the second alone, and the second is led to by the first alone."""
    steps = {s["id"]: s for s in made["steps"]}
    into: dict[str, list[str]] = {}
    for step in made["steps"]:
        for edge in step["next"]:
            into.setdefault(edge["to"], []).append(step["id"])
    first = made.get("start", made["steps"][0]["id"])
    named = {v for s in made["steps"] for k in ("shared_with", "from") if (v := s.get("duration", {}).get(k))}
    named |= {limit.get(k) for limit in _limits(made) for k in ("counts_from", "ends_at")}
    return [
        (step, steps[step["next"][0]["to"]])
        for step in made["steps"]
        if len(step["next"]) == 1
        and into[step["next"][0]["to"]] == [step["id"]]
        and step["next"][0]["to"] != first
        and not named & {step["id"], step["next"][0]["to"]}
        and not any(
            k in s.get("duration", {}) for s in (step, steps[step["next"][0]["to"]]) for k in ("shared_with", "from")
        )
        and not step["next"][0].get("when")
        and not step["next"][0].get("cases")
    ]


def _days(value: Any) -> Document:
    return {"value": value, "unit": "working_day"}


def _fresh(made: Document) -> str:
    taken = {s["id"] for s in made["steps"]}
    return next(f"m{n}" for n in range(1000) if f"m{n}" not in taken)


def remove_step(made: Document, random: Random) -> str:
    one, gone = _pick([p for p in _chain(made) if p[1]["next"]], random)
    one["next"] = gone["next"]
    for key in ("split",):
        one.pop(key, None)
        if key in gone:
            one[key] = gone[key]
    made["steps"].remove(gone)
    return gone["name"]


def add_step(made: Document, random: Random) -> str:
    one, other = _pick(_chain(made), random)
    new = {
        "id": _fresh(made), "name": random.choice(("Xin ý kiến Hội đồng nhân dân", "Đăng ký lịch khảo sát bổ sung", "Trích lục bản đồ địa chính")),
        "kind": "other", "agency": "co-quan-moi", "duration": _days(2), "next": [{"to": other["id"]}],
    }  # fmt: skip
    one["next"][0]["to"] = new["id"]
    made["steps"].insert(random.randrange(len(made["steps"])), new)
    return new["name"]


def merge_steps(made: Document, random: Random) -> str:
    """Two steps one after another become one: under both names, or under one of them with both times or products."""
    one, gone = _pick([p for p in _chain(made) if p[0]["agency"] == p[1]["agency"]] or _chain(made), random)
    way = random.choice(("names", "times", "products"))
    if way == "names" or one["agency"] != gone["agency"]:
        one["name"] = f"{one['name']} và {gone['name'][:1].lower()}{gone['name'][1:]}"
    elif way == "times":
        one["duration"], gone["duration"] = _days(2), _days(3)
        before = copy.deepcopy(made)
        one["duration"] = _days(5)
        _joined(made, one, gone)
        raise _ReplantedError(before, one["name"])
    else:
        gone.setdefault("outputs", ["san-pham-chung"])
        if not set(gone["outputs"]) - set(one.get("outputs", ())):
            raise ImpossibleError
        before = copy.deepcopy(made)
        one["outputs"] = [*one.get("outputs", ()), *gone["outputs"]]
        _joined(made, one, gone)
        raise _ReplantedError(before, one["name"])
    _joined(made, one, gone)
    return one["name"]


def _joined(made: Document, one: Document, gone: Document) -> None:
    one["next"] = gone.get("next", [])
    one.pop("split", None)
    if "split" in gone:
        one["split"] = gone["split"]
    made["steps"].remove(gone)


class _ReplantedError(Exception):
    """The change was planted into a procedure that had to be prepared for it."""


def split_step(made: Document, random: Random) -> str:
    """One step becomes two: under parts of its name, or with its time shared out."""
    step = _pick([a for a, _ in _chain(made)], random)
    way = random.choice(("parts", "times"))
    new = {**copy.deepcopy(step), "id": _fresh(made)}
    before = None
    if way == "parts":
        new["name"] = f"{step['name']} (giai đoạn 2)"
        step["name"] = f"{step['name']} (giai đoạn 1)"
        new.pop("inputs", None)
        new["duration"] = _days(1)
    else:
        step["duration"] = _days(5)
        before = copy.deepcopy(made)
        step["duration"], new["duration"] = _days(2), _days(3)
        new["name"] = "Lập biên bản và hoàn thiện tài liệu"
        new.pop("inputs", None)
        new.pop("outputs", None)
    step["next"] = [{"to": new["id"]}]
    made["steps"].append(new)
    if before is not None:
        raise _ReplantedError(before, step["name"])
    return step["name"]


def move_step(made: Document, random: Random) -> str:
    step = _pick([s for s in made["steps"] if s["agency"] != "applicant"], random)
    step["agency"] = "co-quan-khac"
    return step["name"]


def _exactly(made: Document) -> list[Document]:
    return [s for s in made["steps"] if s.get("duration", {}).get("value") and s["duration"]["value"] > 0.25]


def shorten_step(made: Document, random: Random) -> str:
    step = _pick(_exactly(made), random)
    step["duration"]["value"] = round(step["duration"]["value"] / 2, 4)
    return step["name"]


def lengthen_step(made: Document, random: Random) -> str:
    step = _pick(_exactly(made), random)
    step["duration"]["value"] = step["duration"]["value"] * 2
    return step["name"]


def make_parallel(made: Document, random: Random) -> str:
    """Two steps in a row between two others run at once."""
    pairs = _chain(made)
    leads = {id(a): b for a, b in pairs}
    rows = [
        (a, b, leads[id(b)], leads[id(leads[id(b)])]) for a, b in pairs if id(b) in leads and id(leads[id(b)]) in leads
    ]
    first, one, other, last = _pick(rows, random)
    first["next"], first["split"] = [{"to": one["id"]}, {"to": other["id"]}], "all"
    one["next"], other["next"] = [{"to": last["id"]}], [{"to": last["id"]}]
    last["join"] = "all"
    return other["name"]


def resequence(made: Document, random: Random) -> str:
    pairs = _chain(made)
    leads = {id(a): b for a, b in pairs}
    rows = [(a, b, leads[id(b)]) for a, b in pairs if id(b) in leads and len(leads[id(b)]["next"]) <= 1]
    before, one, other = _pick([r for r in rows if "split" not in r[2]], random)
    before["next"][0]["to"] = other["id"]
    one["next"], other["next"] = other["next"], [{"to": one["id"]}]
    return other["name"]


def change_clock(made: Document, random: Random) -> str:
    step = _pick([s for s in made["steps"] if s["agency"] != "applicant"], random)
    if "off_clock" in step:
        del step["off_clock"]
    else:
        step["off_clock"] = {"reason": "chờ kết quả đo đạc", "basis": "101/2024/NĐ-CP"}
    return step["name"]


def _listed(key: str, new: Document) -> dict[str, Callable[[Document, Random], str]]:
    def added(made: Document, random: Random) -> str:
        held = made.get(key) if isinstance(made.get(key), list) else []
        if not held:
            raise ImpossibleError
        held.insert(random.randrange(len(held) + 1), copy.deepcopy(new))
        return str(new.get("name") or new.get("kind") or new.get("document"))

    def removed(made: Document, random: Random) -> str:
        held = made.get(key) if isinstance(made.get(key), list) else []
        gone = _pick(held if held and len(held) > 1 else [], random)
        held.remove(gone)
        return gone if isinstance(gone, str) else str(gone.get("name") or gone.get("kind") or gone.get("document"))

    return {"added": added, "removed": removed}


STEPS: dict[tuple[str, str], Callable[[Document, Random], str]] = {
    ("step", "removed"): remove_step, ("step", "added"): add_step, ("step", "merged"): merge_steps,
    ("step", "split"): split_step, ("step", "moved"): move_step, ("step", "shortened"): shorten_step,
    ("step", "lengthened"): lengthen_step, ("step", "parallel"): make_parallel,
    ("step", "resequenced"): resequence, ("step", "clock"): change_clock,
}  # fmt: skip
LISTED = {
    (part, kind): plant
    for part, key, new in (
        ("paper", "documents", {"id": "giay-moi", "name": "Bản cam kết bảo vệ môi trường", "originals": 1}),
        ("fee", "fees", {"kind": "price", "amount_vnd": 75000}),
        ("form", "forms", {"id": "mau-moi", "name": "Phiếu khảo sát nhu cầu số hóa"}),
        ("law", "legal_basis", {"document": "999/2026/NĐ-CP", "provision": "Điều 3"}),
    )
    for kind, plant in _listed(key, new).items()
}
PLANTS = STEPS | LISTED


def planted(
    document: Document, plant: Callable[[Document, Random], str], random: Random
) -> tuple[Document, Document, str]:
    """The procedure before and after, and the name of what changed. Raises ``ImpossibleError``."""
    made = copy.deepcopy(document)
    for step in made.get("steps", []):
        step["next"] = _edges(step)
    if made.get("steps"):
        made.setdefault("start", made["steps"][0]["id"])
    before = copy.deepcopy(made)
    try:
        name = plant(made, random)
    except _ReplantedError as prepared:
        before, name = prepared.args
    return before, made, name
