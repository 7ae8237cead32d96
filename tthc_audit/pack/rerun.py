"""The audit run once more from nothing but the files of a pack."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tthc_audit import api, resources
from tthc_audit.pack.layout import CATALOGUE, MORE_RULES, RULES, Configuration
from tthc_audit.report.json import render_json


def rerun(files: Mapping[str, bytes], how: Configuration) -> bytes:
    """What the audit says; every name in ``files`` must be one that a pack may hold.

    Raises ``AuditError`` where the catalogue or the rules cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix="tthc-audit-") as scratch:
        root = Path(scratch)
        (root / CATALOGUE).mkdir()
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        more = tuple(root / MORE_RULES / str(number) for number in range(1, how.more_rules + 1))
        asked = api.Options(as_of=how.as_of, rules=more, profile=how.profile)
        with resources.instead(RULES, root / RULES):
            return render_json(api.check([root / CATALOGUE], asked, lines="all"))
