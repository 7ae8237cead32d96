"""The plain scripts that ``check`` is measured against: read, validate with jsonschema-rs, one longest path each.

    python tests/bench/floor.py FOLDER [bare]

As a script is plainly written: ``json`` reads, networkx finds the longest path. ``bare`` is the same work with
orjson and plain lists: about the least that any Python program can do with these files.
"""

import sys
from pathlib import Path

import jsonschema_rs

SCHEMA = Path(__file__).parents[2] / "tthc_audit" / "schemas" / "procedure.schema.json"


def targets(step: dict) -> list[str]:
    return [edge if isinstance(edge, str) else edge["to"] for edge in step.get("next", ())]


def days(step: dict) -> float:
    return float(step.get("duration", {}).get("value", 0))


def longest_in_lists(steps: list[dict]) -> float:
    """The longest path in working days, edges back left out."""
    number = {s["id"]: i for i, s in enumerate(steps)}
    reached = [0.0] * len(steps)
    best = 0.0
    for i, step in enumerate(steps):
        end = reached[i] + days(step)
        best = max(best, end)
        for name in targets(step):
            target = number[name]
            if target > i:
                reached[target] = max(reached[target], end)
    return best


def longest_by_networkx(steps: list[dict]) -> float:
    """The same with the library; the last step's own time is added by an edge to the end."""
    import networkx as nx

    number = {s["id"]: i for i, s in enumerate(steps)}
    graph = nx.DiGraph()
    for i, step in enumerate(steps):
        graph.add_edge(i, "end", weight=days(step))
        for name in targets(step):
            if number[name] > i:
                graph.add_edge(i, number[name], weight=days(step))
    return nx.dag_longest_path_length(graph)


def main() -> None:
    if sys.argv[2:] == ["bare"]:
        import orjson as reader

        longest = longest_in_lists
    else:
        import json as reader

        longest = longest_by_networkx
    validator = jsonschema_rs.Draft202012Validator(reader.loads(SCHEMA.read_bytes()), validate_formats=True)
    bad = 0
    total = 0.0
    for file in sorted(Path(sys.argv[1]).glob("*.json")):
        if file.name in ("catalog.json", "agencies.json"):
            continue
        document = reader.loads(file.read_bytes())
        if not validator.is_valid(document):
            bad += 1
            continue
        total += longest(document["steps"])
    print(f"{bad} invalid, {total} working days in all")


if __name__ == "__main__":
    main()
