"""The agencies that an import meets, each once, however its name was spelt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tthc_audit.importers.words import folded, one_line, slug

UNNAMED = "Chưa nêu cơ quan thực hiện"
"""Stands where a text tells a step and nobody who takes it."""
_RESERVED = "applicant"
_LEVELS = (
    ("commune", re.compile(r"cấp xã|^ủy ban nhân dân (?:xã|phường)")),
    ("province", re.compile(r"cấp tỉnh|^sở |^ủy ban nhân dân (?:tỉnh|thành phố)|^hội đồng nhân dân tỉnh|\btỉnh\b")),
    (
        "ministry",
        re.compile(r"^bộ (?!phận)|^ngân hàng nhà nước việt nam$|^chính phủ|^thủ tướng|^tổng cục|^cục .*(?:- bộ)"),
    ),
)
_KINDS = (
    (
        "one_stop",
        re.compile(r"bộ phận (?:một cửa|tiếp nhận)|phục vụ hành chính công|trung tâm hành chính công|^một cửa"),
    ),
    (
        "vertical",
        re.compile(r"^công an|^thuế |^cơ quan thuế|^chi cục thuế|hải quan|bảo hiểm xã hội|^kho bạc|^biên phòng"),
    ),
    ("public_service_unit", re.compile(r"văn phòng đăng ký đất đai|^trung tâm |^bệnh viện|^trường ")),
    ("council", re.compile(r"^hội đồng ")),
    ("postal", re.compile(r"bưu chính|^bưu điện")),
    ("leadership", re.compile(r"^ủy ban nhân dân|^chủ tịch|^bộ trưởng|^giám đốc|^lãnh đạo")),
    ("specialised", re.compile(r"^(?:sở|phòng|cục|vụ|ban quản lý|chi cục|cơ quan chuyên môn) ")),
)


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
        """The register as ``agencies.json`` holds it, by id."""
        return [_entry(agency) for agency in sorted(self._by_key.values(), key=lambda a: a.id)]

    def __len__(self) -> int:
        return len(self._by_key)


def _entry(agency: _Agency) -> dict[str, Any]:
    key = " ".join(one_line(agency.name).casefold().replace("uỷ", "ủy").replace("ubnd", "ủy ban nhân dân").split())
    entry: dict[str, Any] = {"id": agency.id, "name": agency.name}
    level = next((level for level, pattern in _LEVELS if pattern.search(key)), None)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(key)), None)
    if level:
        entry["level"] = level
    if kind:
        entry["kind"] = kind
    if agency.is_class:
        entry["is_class"] = True
    others = [name for name in agency.names if name != agency.name]
    if others:
        entry["x-other-names"] = others
    if agency.codes:
        entry["x-codes"] = list(agency.codes)
    return entry | agency.stated
