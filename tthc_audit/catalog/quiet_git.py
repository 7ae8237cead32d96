"""How git is asked: nothing that a repository brings is run, nothing is fetched, and no hook sends git elsewhere."""

from __future__ import annotations

import os

QUIET = (
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.quotePath=false"),
    *("-c", "diff.external="),
)
"""What comes before every command."""


def environment() -> dict[str, str]:
    """The environment without what would send git to another repository, or to the network.

    Within a hook git is told of its repository by variables; its configuration may be told that way too, and is kept.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith("GIT_CONFIG")}
    return kept | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
