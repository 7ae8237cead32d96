"""How many fingerprints outlive a thousand harmless mutations, and whether any two of thousands of findings share one.

python tests/bench/fingerprints.py [--rounds 31] [--catalogue FOLDER]
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generate import generate

from tthc_audit import api

SAMPLES = Path(__file__).parents[2] / "procedures"
NAMING = ("to", "from", "shared_with", "counts_from", "ends_at", "start")
Document = dict[str, Any]


def shuffled(document: Document, rng: random.Random) -> Document:
    """The keys of every object in another order."""

    def of(value: Any) -> Any:
        if isinstance(value, dict):
            items = [(k, of(v)) for k, v in value.items()]
            rng.shuffle(items)
            return dict(items)
        return [of(v) for v in value] if isinstance(value, list) else value

    return of(document)


def renumbered(document: Document, rng: random.Random) -> Document:
    """The ids of steps replaced by others."""
    new = {step["id"]: f"b{rng.randrange(10**6)}-{i}" for i, step in enumerate(document.get("steps") or ())}

    def of(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: new[v] if k in NAMING and isinstance(v, str) and v in new else of(v) for k, v in value.items()}
        return [of(v) for v in value] if isinstance(value, list) else value

    made = of(copy.deepcopy(document))
    for step in made.get("steps") or ():
        step["id"] = new[step["id"]]
        if "next" in step:
            step["next"] = [new.get(n, n) if isinstance(n, str) else n for n in step["next"]]
    return made


def reordered(document: Document, rng: random.Random) -> Document:
    """The steps in another order of the file; the first is stated where it was not."""
    steps = document.get("steps")
    if not steps:
        return document
    made = {**document, "start": document.get("start", steps[0]["id"]), "steps": list(steps)}
    rng.shuffle(made["steps"])
    return made


def same(document: Document, _: random.Random) -> Document:
    """Nothing but the layout of the file, its letters and its name are otherwise."""
    return document


MUTATIONS: tuple[Callable[[Document, random.Random], Document], ...] = (shuffled, renumbered, reordered, same)


def prints(folder: Path) -> Counter[tuple[str, str]]:
    """The fingerprints of all findings, by procedure."""
    found = api.check([folder], api.Options(), lines="failures")
    assert not found.errors, found.errors[:3]
    return Counter((f.procedure or "", f.fingerprint) for f in found.findings)


def mutate(folder: Path, rng: random.Random, counted: Counter[str]) -> None:
    """A copy of the samples in which every procedure went through one mutation, a new layout, letters and place."""
    for file in sorted(SAMPLES.glob("*.json")):
        document = json.loads(file.read_text("utf-8"))
        if not isinstance(document, dict) or "code" not in document:
            (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
            continue
        change = rng.choice(MUTATIONS)
        counted[change.__name__] += 1
        text = json.dumps(change(document, rng), ensure_ascii=rng.random() < 0.3, indent=rng.choice((None, 1, 4)))
        place = folder / rng.choice(("", "một/", "hai/ba/")) / f"tệp {rng.randrange(10**9)}.json"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(unicodedata.normalize(rng.choice(("NFC", "NFD")), text), "utf-8")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rounds", type=int, default=31)
    asked.add_argument("--catalogue", type=Path, help="a generated catalogue; made where none is named")
    given = asked.parse_args()
    rng = random.Random(9)
    before = prints(SAMPLES)
    counted: Counter[str] = Counter()
    kept = lost = 0
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory() as scratch:
            mutate(Path(scratch), rng, counted)
            after = prints(Path(scratch))
            kept += (before & after).total()
            lost += (before - after).total()
    print(
        f"{counted.total()} mutations {dict(counted)}: {100 * kept / (kept + lost):.3f}% of fingerprints kept (goal 99)"
    )
    with tempfile.TemporaryDirectory() as scratch:
        root = given.catalogue or Path(scratch)
        if given.catalogue is None:
            generate(root, 5000)
        found = api.check([root], api.Options(), lines="failures")
        of_all = Counter(f.fingerprint for f in found.findings)
        several = sum(n > 1 for n in of_all.values())
        counters = sum("-" in name for name in of_all)
        print(
            f"{len(found.sources)} procedures, {of_all.total()} findings: {several} share a fingerprint (goal 0), {counters} are told apart by a counter"
        )


if __name__ == "__main__":
    main()
