"""The language the program speaks: ``--lang`` anywhere on the line, else ``TTHC_AUDIT_LANG``, else Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence

from tthc_audit import i18n
from tthc_audit.i18n import Lang

BOTH = "vi+en"
"""Vietnamese with English beside the headings: what a report can be written in."""
_chosen: list[Lang] = ["vi"]
_beside: list[Lang | None] = [None]


def choose(arguments: Sequence[str], environment: str | None) -> None:
    """Settle the language before the commands are made, so that their help pages speak it."""
    stated = environment
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            stated = arguments[i + 1]
        elif argument.startswith("--lang="):
            stated = argument.removeprefix("--lang=")
    _chosen[0] = "en" if stated == "en" else "vi"
    _beside[0] = "en" if stated == BOTH else None


def lang() -> Lang:
    """The language in use."""
    return _chosen[0]


def beside() -> Lang | None:
    """The language that stands small beside the one in use, where both were asked for."""
    return _beside[0]


def say(key: str, /, **values: object) -> str:
    """A sentence in the language in use."""
    return i18n.say(lang(), key, **values)
