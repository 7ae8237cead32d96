"""A change that could be proposed: what it does to the document, what it touches, which acts must change for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Tree = dict[str, Any]
"""A procedure as the JSON tree of its file."""
Kind = Literal["remove", "merge", "parallel", "resequence", "look_up", "shorten", "delegate", "drop_paper"]
Rank = Literal["internal_rule", "provincial_decision", "circular", "decree", "law", "unknown"]
RANKS: tuple[Rank, ...] = ("internal_rule", "provincial_decision", "circular", "decree", "law", "unknown")
"""Acts by how hard they are to change; one that no register ranks may be the hardest."""


class StaleError(ValueError):
    """The document is no longer what the change was made for."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act that must be changed; ``role`` says what it is, where ``document`` is ``None`` for want of a number."""

    document: str | None
    rank: Rank
    provision: str | None = None
    role: Literal["internal_process", "delegation", "publication"] | None = None

    @property
    def key(self) -> str:
        """What makes two mentions one act."""
        return self.document or f"({self.role})"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a procedure, not yet measured.

    ``edit`` changes a tree in place and raises ``StaleError`` where the tree is not what it was made for. ``touches``
    are the places that it relies on and changes: two changes that share one exclude each other. ``values`` are the
    names that its words use. ``requires`` are keys of changes that must come with it.
    """

    kind: Kind
    subject: str
    edit: Callable[[Tree], None]
    touches: frozenset[tuple[str, str]]
    acts: tuple[Act, ...]
    values: Mapping[str, object] = field(default_factory=dict)
    requires: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells the change from the others of a procedure, the same in every run."""
        return f"{self.kind}:{self.subject}"

    @property
    def rank(self) -> int:
        """How hard the hardest act that must change is to change."""
        return max((RANKS.index(act.rank) for act in self.acts), default=0)
