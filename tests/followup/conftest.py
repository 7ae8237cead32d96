"""Results of ``check`` made by hand, and saved rounds of them."""

from datetime import date

import pytest

from tthc_audit.followup.model import Round

RULES = ("time/long", "law/lapsed", "clarity/person")


def finding(number, **more):
    code = f"1.{number:06}"
    return {
        "rule": RULES[number % 3], "title": None, "severity": ("violation", "warning", "suggestion")[number % 3],
        "outcome": "fail", "status": "new", "subject": {"table": "procedure", "keys": {"procedure": code}},
        "message": {"vi": f"Thủ tục {code} có dấu hiệu: =1+{number} “ặ”", "en": f"{code}: sign {number}"},
        "evidence": {}, "reasons": [], "count": 1,
        "location": {"file": f"{code}.json", "pointer": "", "line": 1, "column": 1},
        "responsible": f"Xã {number % 4}" if number % 5 else None, "authority": "commune" if number % 2 else None, "due": None,
        "legal_basis": [{"document": "63/2010/NĐ-CP", "provision": "Điều 8", "verified": True}],
        "remedy": {"vi": "Rà soát.", "en": "Review."} if number % 2 else None, "fingerprint": f"{number:016x}", **more,
    }  # fmt: skip


def result(day, findings, *, rules=RULES, files=range(2000), errors=()):
    return {
        "schema": "tthc-audit/check/v1", "tool": {"name": "tthc-audit", "version": "0"}, "as_of": day,
        "inputs": [{"file": f"1.{n:06}.json", "sha256": "0" * 64} for n in files], "errors": list(errors),
        "rules": [
            {"id": r, "severity": "violation", "stale": False, "applicable": 0, "pass": 0, "fail": 0, "unknown": 0,
             "not_applicable": 0} for r in rules
        ],
        "findings": list(findings), "notices": [],
    }  # fmt: skip


def saved_round(day, findings, **more):
    told = result(day, findings, **more)
    return Round(told, date.fromisoformat(day))


@pytest.fixture
def thousand():
    return saved_round("2026-10-15", [finding(n) for n in range(1000)])
