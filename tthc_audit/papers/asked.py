"""Which common papers a line of a dossier asks for, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tthc_audit.papers.manner import Manner, manner, only_if_not_found
from tthc_audit.papers.place import is_asked, is_foreign, is_source
from tthc_audit.papers.register import Found, Register
from tthc_audit.papers.wording import plain, words

_ENDS = frozenset(".;")


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of paper that a line asks for, and how."""

    kind: str
    manner: Manner


def asked(register: Register, name: str, *more: str | None, one_of: bool = False) -> tuple[Asked, ...]:
    """The kinds that a line asks for, each once, in its order; ``more`` are its condition and its note.

    ``one_of``: the dossier lists the line among alternatives.
    """
    parts = words(plain(name))
    unless = only_if_not_found(name, *more)
    found = [f for f in register.find(parts) if _counts(parts, f, unless=unless)]
    kinds = dict.fromkeys(f.kind for f in found)
    if not kinds:
        return ()
    how = "only_if_not_found" if unless else "alternative" if one_of else manner(name, several=len(kinds) > 1)
    return tuple(Asked(kind, how) for kind in kinds)


def _counts(parts: Sequence[str], found: Found, *, unless: bool) -> bool:
    """Whether a name in a line is asked for there.

    Proofs in general words count only where the line itself tells that data serve instead; there too a name counts
    wherever the sentence speaks of the data.
    """
    if unless:
        return is_asked(parts, found.start) or (
            not is_source(parts, found.start) and "dữ liệu" in _sentence(parts, found.start)
        )
    return not found.proof and is_asked(parts, found.start) and not is_foreign(parts, found.end)


def _sentence(parts: Sequence[str], place: int) -> str:
    start = next((i + 1 for i in range(place - 1, -1, -1) if parts[i] in _ENDS), 0)
    end = next((i for i in range(place, len(parts)) if parts[i] in _ENDS), len(parts))
    return " ".join(parts[start:end])
