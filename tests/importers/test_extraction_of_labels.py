"""How well steps are read: precision and recall against procedures labelled by hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tthc_audit.importers.text import extract_steps
from tthc_audit.importers.text.actors import canonical

LABELS = Path(__file__).parent / "labels"
CRAWL = Path(__file__).parents[3] / "shared" / "data" / "national_catalogue.jsonl.gz"


def same_actor(label: str, read: str | None) -> bool:
    """One name, or one that begins the other and is not the shorter by its level."""
    if read is None:
        return False
    one, other = canonical(label), canonical(read)
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    rest = long[len(short) :]
    return (
        len(short.split()) >= 3 and long.startswith(short + " ") and not rest.strip().startswith(("cấp", "tỉnh", "xã"))
    )


def same_duration(label: Mapping[str, Any] | None, read: Mapping[str, Any] | None) -> bool:
    if label is None or read is None:
        return label is None and read is None
    return label.get("unit") == read.get("unit") and label.get("value") == read.get("value")


def aligned(labels: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Pairs in order with the greatest agreement; a pair must agree in kind and in actor or duration, or in the last two."""

    def score(a: dict[str, Any], b: dict[str, Any]) -> int:
        points = (
            3 * (a["kind"] == b["kind"])
            + 2 * same_actor(a["actor"], b["actor"])
            + (1 if same_duration(a["duration"], b["duration"]) else 0)
        )
        return points if points >= 3 and (a["kind"] == b["kind"] or a["duration"] is not None or points > 3) else 0

    best = [[0] * (len(read) + 1) for _ in range(len(labels) + 1)]
    for i in range(len(labels) - 1, -1, -1):
        for j in range(len(read) - 1, -1, -1):
            pair = score(labels[i], read[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair + best[i + 1][j + 1] if pair else 0)
    pairs, i, j = [], 0, 0
    while i < len(labels) and j < len(read):
        pair = score(labels[i], read[j])
        if pair and best[i][j] == pair + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


class Counts:
    """True matches beside what was read and what was there."""

    def __init__(self) -> None:
        self.hit = self.read = self.there = 0

    def add(self, hit: int, read: int, there: int) -> None:
        self.hit, self.read, self.there = self.hit + hit, self.read + read, self.there + there

    @property
    def precision(self) -> float:
        return self.hit / max(self.read, 1)

    @property
    def recall(self) -> float:
        return self.hit / max(self.there, 1)


def crawl(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    if not CRAWL.exists():
        pytest.skip("the crawl of the national catalogue is not beside this checkout")
    wanted, found = set(codes), {}
    with gzip.open(CRAWL, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["code"] in wanted:
                found.setdefault(record["code"], record)
    return found


def labelled(name: str) -> list[dict[str, Any]]:
    """The procedures of one set of labels, each with its code and steps."""
    procedures: list[dict[str, Any]] = json.loads((LABELS / f"{name}.json").read_text(encoding="utf-8"))
    return procedures


def no_counts() -> dict[str, Counts]:
    return {part: Counts() for part in ("steps", "actors", "durations", "kinds")}


def compare(
    counts: Mapping[str, Counts], labels: list[dict[str, Any]], read: list[dict[str, Any]]
) -> list[tuple[int, int]]:
    """Adds one procedure to the counts, and gives the pairs of steps that are the same."""
    pairs = aligned(labels, read)
    counts["steps"].add(len(pairs), len(read), len(labels))
    counts["kinds"].add(sum(labels[i]["kind"] == read[j]["kind"] for i, j in pairs), len(read), len(labels))
    counts["actors"].add(
        sum(same_actor(labels[i]["actor"], read[j]["actor"]) for i, j in pairs),
        sum(r["actor"] is not None for r in read),
        len(labels),
    )
    counts["durations"].add(
        sum(
            labels[i]["duration"] is not None and same_duration(labels[i]["duration"], read[j]["duration"])
            for i, j in pairs
        ),
        sum(r["duration"] is not None for r in read),
        sum(s["duration"] is not None for s in labels),
    )
    return pairs


def measure(name: str, *, show: bool = False) -> dict[str, Counts]:
    """Counts of steps, actors, durations and kinds over one set of labels."""
    procedures = labelled(name)
    records = crawl(p["code"] for p in procedures)
    counts = no_counts()
    for procedure in procedures:
        record = records[procedure["code"]]
        declared = {agency: agency for agency in record["executing_agencies"] + record["competent_agencies"]}
        read = [
            {
                "kind": s.kind,
                "actor": s.actor if s.actor == "applicant" else s.actor_name,
                "duration": s.duration,
                "text": s.text,
            }
            for s in extract_steps(record["sequence_text"], declared)
        ]
        pairs = compare(counts, procedure["steps"], read)
        if show:
            tell(procedure["code"], procedure["steps"], read, pairs)
    return counts


def tell(code: str, labels: list[dict[str, Any]], read: list[dict[str, Any]], pairs: list[tuple[int, int]]) -> None:
    print(f"== {code}")
    to_read, used = dict(pairs), {j for _, j in pairs}
    for i, label in enumerate(labels):
        found = read[to_read[i]] if i in to_read else None
        print(
            "  ",
            "ok " if found else "-- ",
            label["kind"],
            label["actor"],
            label["duration"],
            "|",
            found and (found["kind"], found["actor"], found["duration"]),
        )
    for j, step in enumerate(read):
        if j not in used:
            print("   ++ ", step["kind"], step["actor"], step["duration"], step["text"][:60])


def report(name: str, counts: Mapping[str, Counts]) -> None:
    for part, count in counts.items():
        print(
            f"{name:22} {part:10} precision {count.precision:.3f} recall {count.recall:.3f} ({count.hit} of {count.read} read, {count.there} labelled)"
        )


HELD_OUT = ("held_out", "held_out_second_reader")
"""The same texts, labelled by two readers who did not see each other's work; nothing was tuned on them."""
TUNED = (
    "tuning",
    "tuning_30",
    "tuning_40",
    "tuning_40_more",
    "tuning_40_third",
    "tuning_40_fourth",
    "tuning_60",
    "tuning_80",
    "tuning_100",
)


@pytest.mark.parametrize("name", [*HELD_OUT, *TUNED])
def test_steps_are_read_as_a_person_reads_them(name: str) -> None:
    counts = measure(name)
    report(name, counts)
    for part in counts.values():
        assert part.precision > FLOOR
        assert part.recall > FLOOR


def test_two_persons_read_the_held_out_texts_alike() -> None:
    """How far two readers agree is how well any reading of these texts can be told from a worse one."""
    counts = no_counts()
    for one, other in zip(*map(labelled, HELD_OUT), strict=True):
        assert one["code"] == other["code"]
        compare(counts, one["steps"], other["steps"])
    report("readers", counts)
    for part in counts.values():
        assert part.precision > ALIKE
        assert part.recall > ALIKE


def test_no_text_is_both_tuned_on_and_held_out() -> None:
    tuned = [procedure["code"] for name in TUNED for procedure in labelled(name)]
    held = [procedure["code"] for procedure in labelled(HELD_OUT[0])]
    assert len(tuned + held) == len({*tuned, *held})


ALIKE = 0.85
FLOOR = 0.5
"""Below this something is broken; the goals are far above, and the printed figures are the result."""

if __name__ == "__main__":
    import sys

    report(sys.argv[1], measure(sys.argv[1], show=len(sys.argv) > 2))
