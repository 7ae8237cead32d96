"""The agencies that an import meets, each once, however its name was spelt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tthc_audit.importers.agency_names import Told, told
from tthc_audit.importers.words import folded, one_line, slug

UNNAMED = "Chưa nêu cơ quan thực hiện"
"""Stands where a text tells a step and nobody who takes it."""
_RESERVED = "applicant"


@dataclass(slots=True)
class _Agency:
    id: str
    name: str
    is_class: bool = False
    names: dict[str, None] = field(default_factory=dict)
    codes: dict[str, None] = field(default_factory=dict)
    stated: dict[str, str] = field(default_factory=dict)


class Register:
    """Names to ids; the first spelling met is the name, the others are kept beside it."""

    def __init__(self) -> None:
        self._by_key: dict[str, _Agency] = {}
        self._names: dict[str, str] = {}
        self._met: dict[str, str] = {}

    def add(self, raw: str, *, is_class: bool = False, code: str = "", wanted: str = "") -> str | None:
        """The id of the agency of that name, entered where it is new; ``None`` where there is no name.

        ``wanted``: the id it shall have where nobody has it yet.
        """
        known = self._met.get(raw)
        if known is not None and not is_class and not code:
            return known
        name = one_line(raw).strip(" ;,")
        key = folded(name)
        if not key:
            return None
        agency = self._by_key.get(key)
        if agency is None:
            agency = self._by_key[key] = _Agency(self._free(slug(wanted or name)), name)
            self._names[agency.id] = agency.name
        agency.is_class = agency.is_class or is_class
        agency.names[name] = None
        if code:
            agency.codes[one_line(code)] = None
        self._met[raw] = agency.id
        return agency.id

    def state(self, agency: str, stated: dict[str, str]) -> None:
        """What a source states of an agency itself: its level, kind, body."""
        next(a for a in self._by_key.values() if a.id == agency).stated.update(stated)

    def name(self, agency: str) -> str:
        """The name of an agency by its id."""
        return self._names[agency]

    def _free(self, wanted: str) -> str:
        given, n = wanted, 1
        while given in self._names or given == _RESERVED:
            n += 1
            given = f"{wanted}-{n}"
        return given

    def entries(self) -> list[dict[str, Any]]:
        """The register as ``agencies.json`` holds it, by id, with what the names decide of each other.

        A people's committee that only a unit or a member of it names is entered too.
        """
        found = {agency.id: told(agency.name) for agency in self._by_key.values()}
        waiting = list(found)
        while waiting:
            one = found[waiting.pop()]
            named = [one.body] if one.sure_body and one.body else []
            for name in [*named, *(one.member_of if one.sure_class else ())]:
                known = self.add(name)
                if known is not None and known not in found:
                    found[known] = told(name)
                    waiting.append(known)
        classes = {a.id for a in self._by_key.values() if a.is_class or found[a.id].is_class}
        entries = (self._entry(agency, found[agency.id], classes) for agency in self._by_key.values())
        return sorted(entries, key=lambda entry: str(entry["id"]))

    def _entry(self, agency: _Agency, known: Told, classes: set[str]) -> dict[str, Any]:
        entry: dict[str, Any] = {"id": agency.id, "name": agency.name}
        if known.level:
            entry["level"] = known.level
        if known.kind:
            entry["kind"] = known.kind
        body = self._by_key.get(folded(known.body)) if known.body else None
        if body is not None and body is not agency:
            entry["body"] = body.id
        if agency.id in classes:
            entry["is_class"] = True
        else:
            many = (self._by_key.get(folded(name)) for name in known.member_of)
            member_of = next((a.id for a in many if a is not None and a.id in classes), None)
            if member_of:
                entry["member_of"] = member_of
        others = [name for name in agency.names if name != agency.name]
        if others:
            entry["x-other-names"] = others
        if agency.codes:
            entry["x-codes"] = list(agency.codes)
        return entry | agency.stated

    def __len__(self) -> int:
        return len(self._by_key)
