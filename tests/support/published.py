"""A small catalogue of one class of offices with two instances, and registers that tests write into it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tthc_audit import api

AGENCIES = [
    {"id": "mc", "name": "TTPVHCC cấp xã", "is_class": True, "kind": "one_stop", "level": "commune", "body": "xa"},
    {"id": "xa", "name": "UBND cấp xã", "is_class": True, "level": "commune"},
    {"id": "mc-a", "name": "TTPVHCC xã A", "member_of": "mc", "kind": "one_stop", "level": "commune"},
    {"id": "mc-b", "name": "TTPVHCC xã B", "member_of": "mc", "kind": "one_stop", "level": "commune"},
    {"id": "btp", "name": "Bộ Tư pháp", "level": "ministry"},
]
NEW = {"role": "national_publication", "number": "163/QĐ-BTP", "signed_on": "2026-01-16", "effective_on": "2026-02-05"}
OLD = {"role": "national_publication", "number": "100/QĐ-BTP", "signed_on": "2025-01-10"}
ONLY_PUBLICATION = """{
  "title": {"vi": "Chỉ công khai", "en": "Publication only"},
  "rules": [{"match": "*", "on": false}, {"match": "publication/*", "on": true}]
}
"""
Row = dict[str, Any]


def procedure(code: str = "1.000001", **changes: Any) -> dict[str, Any]:
    start = {
        "code": code,
        "name": f"Thủ tục {code}",
        "kind": "citizen",
        "status": "in_force",
        "levels": ["commune"],
        "agencies": {"competent": "xa", "receiving": ["mc"]},
        "decisions": [OLD, NEW],
        "time_limit": {"value": 10, "unit": "working_day"},
        "fees": [{"kind": "le_phi", "amount_vnd": 8000}],
        "documents": [{"id": "don", "name": "Đơn"}],
        "forms": {"none": True},
        "conditions": {"none": True},
        "results": [{"id": "kq", "name": "Giấy"}],
    }
    return {k: v for k, v in {**start, **changes}.items() if v is not None}


class Catalogue:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("catalog.json", {"name": "Thử", "as_of": "2026-10-15"})
        self.write("agencies.json", AGENCIES)

    def write(self, name: str, content: Any) -> Path:
        path = self.root / name
        if not isinstance(content, bytes):
            content = (content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)).encode()
        path.write_bytes(content)
        return path

    def procedures(self, *documents: dict[str, Any]) -> None:
        for document in documents:
            self.write(f"{document['code']}.json", document)

    def facts(self, table: str = "posting", **options: Any) -> api.Facts:
        return api.facts([self.root], table, api.Options(**options))

    def rows(self, **wanted: Any) -> list[Row]:
        return [r for r in self.facts().rows if all(r[k] == v for k, v in wanted.items())]

    def row(self, agency: str | None, procedure: str = "1.000001", channel: str = "office") -> Row:
        (found,) = self.rows(agency=agency, procedure=procedure, channel=channel)
        return found

    def failing(self, **options: Any) -> dict[str, list[str | None]]:
        """The rules of publication that fail, and at which agencies."""
        if "profile" not in options:
            # Only the rules that are asked about: the others take most of the time.
            folder = self.root / ".chi-cong-khai"
            folder.mkdir(exist_ok=True)
            (folder / "cong-khai.json").write_text(ONLY_PUBLICATION, "utf-8")
            options |= {"rules": (folder,), "profile": "cong-khai"}
        audit = api.check([self.root], api.Options(as_of=date(2026, 10, 15), **options))
        found: dict[str, list[str | None]] = {}
        for f in audit.findings:
            if f.outcome == "fail" and f.rule.startswith("publication/"):
                found.setdefault(f.rule.removeprefix("publication/"), []).append(f.subject_keys.get("agency"))
        return found
