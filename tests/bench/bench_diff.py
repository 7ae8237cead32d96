"""How many planted changes of each kind ``diff`` finds as that kind, and how many renumberings it takes for changes.

python tests/bench/bench_diff.py [COUNT]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.generate import procedure
from support import planting

from tthc_audit.compare.pair import compare


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    random = Random(20_261_122)
    bases = [*planting.documents(), *(procedure(random, n, random.randrange(8, 25)) for n in range(1, 40))]
    false = sum(
        bool(found(base, planting.shuffled(base, random))) for base in (random.choice(bases) for _ in range(2 * count))
    )
    print(f"{2 * count} renumberings and reorderings: {false} taken for changes")
    for (part, kind), plant in planting.PLANTS.items():
        hits = tries = 0
        instead: Counter[tuple[str, ...]] = Counter()
        while tries < count:
            try:
                before, after, _ = planting.planted(random.choice(bases), plant, random)
            except planting.ImpossibleError:
                continue
            tries += 1
            told = found(before, planting.shuffled(after, random, words=False))
            if (part, kind) in told:
                hits += 1
            else:
                instead[tuple(sorted({f"{p}.{k}" for p, k in told}))] += 1
        print(f"{part}.{kind}: {hits}/{tries} = {hits / tries:.3f}", dict(instead.most_common(3)) or "", flush=True)


def found(before: planting.Document, after: planting.Document) -> list[tuple[str, str]]:
    pair = compare(planting.typed(before), planting.typed(after), ({}, {}), ({}, {}))
    return [(c.part, c.kind) for c in pair.changes]


if __name__ == "__main__":
    main()
