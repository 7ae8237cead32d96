"""The language the program speaks: ``--lang`` anywhere on the line, else ``TTHC_AUDIT_LANG``, else Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence

from tthc_audit import i18n
from tthc_audit.i18n import Lang

_chosen: list[Lang] = ["vi"]


def choose(arguments: Sequence[str], environment: str | None) -> None:
    """Settle the language before the commands are made, so that their help pages speak it."""
    stated = environment
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            stated = arguments[i + 1]
        elif argument.startswith("--lang="):
            stated = argument.removeprefix("--lang=")
    _chosen[0] = "en" if stated == "en" else "vi"


def lang() -> Lang:
    """The language in use."""
    return _chosen[0]


def say(key: str, /, **values: object) -> str:
    """A sentence in the language in use."""
    return i18n.say(lang(), key, **values)
