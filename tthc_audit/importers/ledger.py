"""The account of an import: every field of the source, where it went, how often it was there, what was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tthc_audit.i18n import LANGS, say

SCHEMA = "tthc-audit/import-report/v1"
_MOST_EXAMPLES = 20
_MOST_FIELDS = 5000
_MOST_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a field: the place in our format, or why it has none, as the key of a sentence."""

    to: str = ""
    why: str = ""


@dataclass(slots=True)
class Ledger:
    """Counts of the fields of the source, and remarks about single values."""

    fates: Mapping[str, Fate]
    records: int = 0
    _filled: Counter[str] = field(default_factory=Counter)
    _empty: Counter[str] = field(default_factory=Counter)
    _parents: Counter[str] = field(default_factory=Counter)
    _remarks: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def count(self, record: Mapping[str, Any]) -> None:
        """Count every field of a record."""
        self.records += 1
        self._walk("", record, 0)

    def remark(self, kind: str, field_: str, code: str) -> None:
        """Remember that a value of a field was not taken over as it stands, and of which procedure."""
        self._remarks.setdefault((kind, field_), Counter())[code] += 1

    def _walk(self, path: str, tree: Mapping[str, Any], depth: int) -> None:
        self._parents[path] += 1
        for key, value in tree.items():
            here = f"{path}.{key}" if path else str(key)
            if len(self._filled) > _MOST_FIELDS and here not in self._filled:
                here = "…"
            if value is None or value in ("", [], {}):
                self._empty[here] += 1
                continue
            self._filled[here] += 1
            if depth < _MOST_DEPTH and not self._is_whole(here):
                if isinstance(value, dict):
                    self._walk(here, value, depth + 1)
                elif isinstance(value, list):
                    for part in value:
                        if isinstance(part, dict):
                            self._walk(f"{here}[]", part, depth + 1)

    def _is_whole(self, path: str) -> bool:
        """Whether a field is told about as one, with everything in it."""
        fate = self.fates.get(path)
        return fate is not None and (not fate.to or fate.to.startswith("x-"))

    def fields(self) -> list[dict[str, object]]:
        """One entry a field of the source, known or met, in the order of their names."""
        return [self._field(path) for path in sorted({*self.fates, *self._filled, *self._empty})]

    def _field(self, path: str) -> dict[str, object]:
        filled, empty = self._filled[path], self._empty[path]
        fate = self.fates.get(path)
        inside = any(known.startswith((f"{path}.", f"{path}[].")) for known in self.fates)
        if fate is None and not inside:
            state = "not_read" if filled or empty else "absent"
        elif fate is not None and not fate.to:
            state = "not_kept"
        else:
            state = "kept"
        parent = path.rpartition(".")[0]
        entry: dict[str, object] = {
            "field": path,
            "state": state if filled or empty else "absent",
            "present": filled,
            "empty": empty,
            "absent": max(self._parents[parent] - filled - empty, 0),
        }
        if fate is not None and fate.to:
            entry["to"] = fate.to
        if fate is not None and fate.why:
            entry["why"] = {lang: say(lang, f"import.why.{fate.why}") for lang in LANGS}
        return entry

    def remarks(self) -> list[dict[str, object]]:
        """What was not taken over as it stands: how often, and in which procedures first."""
        return [
            {
                "remark": kind,
                "message": {lang: say(lang, f"import.remark.{kind}") for lang in LANGS},
                "field": name,
                "count": codes.total(),
                "procedures": len(codes),
                "first": sorted(codes)[:_MOST_EXAMPLES],
            }
            for (kind, name), codes in sorted(self._remarks.items())
        ]

    @property
    def unread(self) -> list[str]:
        """The fields with values that nobody declared."""
        return [str(f["field"]) for f in self.fields() if f["state"] == "not_read" and f["present"]]
