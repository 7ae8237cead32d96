"""How well limits in words are read: published texts labelled by hand, known here only by a digest of their words."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tthc_audit.importers.text import LimitReading, read_limit

LABELS = Path(__file__).parents[1] / "labels"
DATA = Path(__file__).parents[4] / "shared" / "data"


def described(name: str, ways: str) -> Iterator[str]:
    """What the ways to file are described by in one published file."""
    file = DATA / name
    if not file.is_file():
        pytest.skip(f"the published data is not beside this checkout: {name}")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            for way in record.get("data", record).get(ways) or []:
                yield (way.get("description") or "").strip()


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    found = [*described("national_catalogue.jsonl.gz", "methods")]
    found += described("portal_records.jsonl.gz", "executionMethods")
    return {hashlib.sha256(text.encode()).hexdigest()[:16]: text for text in found}


def told(reading: LimitReading | None) -> list[list[Any]] | None:
    """The limits of a reading as the labels give them: number and unit, or a same-day limit and its cut-off."""
    if reading is None:
        return None
    limits = [limit for _, limit in reading.cases] or [reading.limit]
    return [
        ["same_day", limit.get("cut_off")] if "same_day" in limit else [limit["value"], limit["unit"]]
        for limit in limits
    ]


FLOORS = {
    "limits_tuning": (94, 96),
    "limits_tuning_more": (63, 65),
    "limits_held_out": (91, 92),
    "limits_held_out_2": (77, 78),
}
"""Per set: the fewest stated limits that must be read right, of how many; the held-out sets were labelled unread."""


@pytest.mark.parametrize("name", FLOORS)
def test_limits_in_words_are_read_right_or_left_as_words(name: str, texts: dict[str, str]) -> None:
    """A label marked unsure, which a careful reader may dispute, is not in the share.

    Its text may be left as words, and one labelled as telling no limit may be read; any other reading is wrong.
    """
    labels = json.loads((LABELS / f"{name}.json").read_text("utf-8"))
    counts: Counter[str] = Counter()
    for label in labels:
        read = told(read_limit(texts[label["text"]]))
        unsure = label.get("unsure", False)
        if read == label["limits"]:
            outcome = "left as words, rightly" if read is None else "read right"
        elif read is None:
            outcome = "left as words"
        else:
            outcome = "read" if unsure and label["limits"] is None else "read wrong"
        counts[f"{outcome}, label unsure" if unsure and outcome != "read wrong" else outcome] += 1
    floor, stated = FLOORS[name]
    print(f"{name}: {dict(counts)} of {len(labels)}; {counts['read right']} of {stated} sure limits read right")
    assert sum(label["limits"] is not None and not label.get("unsure", False) for label in labels) == stated
    assert counts["read wrong"] == 0
    assert counts["read right"] >= floor
    assert counts["read right"] >= 0.95 * stated


def test_no_text_is_labelled_twice() -> None:
    found = [label["text"] for name in FLOORS for label in json.loads((LABELS / f"{name}.json").read_text("utf-8"))]
    assert len(found) == len(set(found))
