"""The plain script that ``check`` is measured against: read, validate with jsonschema-rs, one longest path each.

    python tests/bench/floor.py FOLDER
"""

import sys
from pathlib import Path

import jsonschema_rs
import orjson


def longest(steps: list[dict]) -> float:
    """The longest path in working days, edges back left out."""
    number = {s["id"]: i for i, s in enumerate(steps)}
    reached = [0.0] * len(steps)
    best = 0.0
    for i, step in enumerate(steps):
        end = reached[i] + float(step.get("duration", {}).get("value", 0))
        best = max(best, end)
        for edge in step.get("next", ()):
            target = number[edge if isinstance(edge, str) else edge["to"]]
            if target > i:
                reached[target] = max(reached[target], end)
    return best


def main() -> None:
    schema = Path(__file__).parents[2] / "tthc_audit" / "schemas" / "procedure.schema.json"
    validator = jsonschema_rs.Draft202012Validator(orjson.loads(schema.read_bytes()), validate_formats=True)
    bad = 0
    total = 0.0
    for file in sorted(Path(sys.argv[1]).glob("*.json")):
        if file.name in ("catalog.json", "agencies.json"):
            continue
        document = orjson.loads(file.read_bytes())
        if not validator.is_valid(document):
            bad += 1
            continue
        total += longest(document["steps"])
    print(f"{bad} invalid, {total} working days in all")


if __name__ == "__main__":
    main()
