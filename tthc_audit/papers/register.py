"""The register of common papers as it is searched: every name of every kind, by its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tthc_audit.papers.vocabulary import vocabulary
from tthc_audit.papers.wording import plain, words


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its names, what may follow them, and the proofs in general words that it would serve as."""

    id: str
    names: tuple[str, ...]
    goes_on: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()


@dataclass(slots=True)
class _Branch:
    """The names that begin with the same words: how each may go on, and the kind that one ends here."""

    next: dict[str, _Branch] = field(default_factory=dict)
    ends: Named | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a name stands for: a kind, or (``proof``) any paper that proves the same."""

    kind: Kind
    proof: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A name at words ``start`` to ``end`` of a text (the end not included)."""

    kind: str
    start: int
    end: int
    proof: bool


class Register:
    """Kinds of papers, searched by their names; of two names at one place the longer counts."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.kinds: Mapping[str, Kind] = {kind.id: kind for kind in kinds}
        self.by_name: dict[str, str] = {}
        self._root = _Branch()
        self._between = vocabulary().between
        for kind in kinds:
            for name in (*kind.proofs, *kind.names):
                branch = self._root
                for word in words(plain(name)):
                    if word.isalnum() and word not in self._between:
                        branch = branch.next.setdefault(word, _Branch())
                branch.ends = Named(kind, name in kind.proofs)
            self.by_name |= {plain(name): kind.id for name in kind.names}

    def find(self, text: Sequence[str]) -> Iterator[Found]:
        """The names in a text given as its words and signs, from left to right, none over another."""
        begins, end = self._root.next, 0
        for start, word in enumerate(text):
            if word in begins and start >= end:
                found = self._at(text, start)
                if found is not None:
                    yield found
                    end = found.end

    def _at(self, text: Sequence[str], start: int) -> Found | None:
        branch, place, best = self._root, start, None
        while place < len(text):
            following = branch.next.get(text[place])
            if following is not None:
                branch = following
                place += 1
                if branch.ends is not None and _stops(text, place, branch.ends.kind):
                    best = Found(branch.ends.kind.id, start, place, branch.ends.proof)
            elif place > start and (text[place] in self._between or text[place] == ","):
                place += 1
            else:
                break
        return best


def _stops(text: Sequence[str], place: int, kind: Kind) -> bool:
    """Whether a name ends at a place: nothing follows that would make it the name of another paper."""
    if place == len(text) or not text[place].isalpha() or text[place] in vocabulary().goes_on:
        return True
    rest = " ".join(text[place : place + 4])
    return any(rest.startswith(more) for more in kind.goes_on)
