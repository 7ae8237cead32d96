"""A scenario: files, a command, and what a person is told.

One TOML file each. ``title``: what happens, in a sentence. ``change``: pairs of a text of the sound procedure and
what stands in its place, which makes ``x.json``; or ``[files]``: names and contents. ``command``: ``check {catalogue}``
by default. ``exit``: its code, 2 by default. ``place``: file, line and column. ``says``: what is told, by language.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "cli" / "scenarios"


@dataclass(frozen=True, slots=True)
class Scenario:
    title: str
    says: dict[str, list[str]]
    change: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    command: str = "check {catalogue}"
    exit: int = 2
    place: str = ""

    def lay(self, root: Path, sound: str) -> None:
        """Write its files into a catalogue."""
        for name, content in self.files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8", newline="")
        if self.change:
            text = sound
            for old, new in self.change:
                assert text.count(old) >= 1, f"{old} is not in the sound procedure"
                text = text.replace(old, new, 1)
            (root / "x.json").write_text(text, "utf-8")


def scenarios(kind: str) -> dict[str, Scenario]:
    """The scenarios of a folder by name."""
    found = {}
    for file in sorted((FOLDER / kind).glob("*.toml")):
        told: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
        found[file.stem] = Scenario(**told)
    return found
