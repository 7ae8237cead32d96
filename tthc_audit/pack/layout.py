"""What lies where in a pack, and which names may lie there at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import orjson

from tthc_audit import __version__

SCHEMA = "tthc-audit/pack/v1"
MANIFEST, CONFIGURATION, RESULT = "manifest.json", "configuration.json", "results/check.json"
CATALOGUE, RULES, MORE_RULES, REFERENCE = "catalogue", "rules", "more-rules", "reference"
_TOPS = frozenset({CATALOGUE, RULES, MORE_RULES, REFERENCE, "results"})
_ODD = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Configuration:
    """How the audit was run: for which day, with which profile and how many further folders of rules."""

    as_of: date
    profile: str
    more_rules: int


def rendered(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a pack with their manifest, which tells the SHA-256 and the size of each, in one order."""
    manifest = {
        "schema": SCHEMA,
        "tool": {"name": "tthc-audit", "version": __version__},
        "files": [
            {"file": name, "sha256": hashlib.sha256(files[name]).hexdigest(), "size": len(files[name])}
            for name in sorted(files)
        ],
    }
    return {MANIFEST: _json(manifest)} | {name: files[name] for name in sorted(files)}


def configuration(one: Configuration) -> bytes:
    """The configuration as JSON."""
    return _json({"as_of": one.as_of, "profile": one.profile, "more_rules": one.more_rules})


def allowed(name: str) -> bool:
    """Whether a file of that name may lie in a pack: below one of its folders, whatever system it is unpacked on."""
    if name in {MANIFEST, CONFIGURATION}:
        return True
    parts = PurePosixPath(name).parts
    return (
        len(name) <= _LONGEST
        and not _ODD.search(name)
        and len(parts) > 1
        and parts[0] in _TOPS
        and "/".join(parts) == name
        and not any(part in {".", ".."} or part != part.rstrip(" .") for part in parts)
    )


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
