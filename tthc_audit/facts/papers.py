"""The papers that databases hold, and the register that tells which papers a dossier asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tthc_audit.catalog.model import CommonPaper, DataSource, Document, Procedure
from tthc_audit.papers.asked import Asked, asked
from tthc_audit.papers.manner import is_note
from tthc_audit.papers.register import Kind, Register
from tthc_audit.papers.wording import plain


@dataclass(frozen=True, slots=True)
class Held:
    """That a database holds a kind of paper for a time, by an act; ``procedures``: for these alone."""

    database: str
    owner: str | None = None
    procedures: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None
    act: str | None = None

    def holds(self, on: date) -> bool | None:
        """Whether it holds the paper on a day; ``None`` where the first day is not told."""
        if self.until is not None and self.until < on:
            return False
        return None if self.since is None else self.since <= on


@dataclass(frozen=True)
class Papers:
    """The register of common papers with the databases that hold them, by the id of the kind."""

    register: Register
    held: Mapping[str, Sequence[Held]] = field(default_factory=dict)

    def name(self, kind: str) -> str:
        """The name of a kind: the first in the register."""
        return self.register.kinds[kind].names[0]

    def holder(self, kind: str, code: str, on: date) -> Held | None:
        """The database that holds a kind of paper for a procedure; one that does so on that day before any other."""
        for_it = [h for h in self.held.get(kind, ()) if h.procedures is None or code in h.procedures]
        return next((h for h in for_it if h.holds(on)), for_it[0] if for_it else None)

    def asked(self, procedure: Procedure) -> tuple[tuple[Asked, ...], ...]:
        """What each paper of a dossier asks for, in its order.

        A line that only tells how data replace a paper says so of every other line that asks for it; it asks for
        the paper itself, where data are not found, if no other line does.
        """
        documents = procedure.documents or ()
        found = [self._asked(one) for one in documents]
        notes = {i for i, one in enumerate(documents) if found[i] and is_note(one.name)}
        if not notes:
            return tuple(found)
        replaced = {a.kind for i in notes for a in found[i]}
        elsewhere = {a.kind for i, several in enumerate(found) if i not in notes for a in several}
        return tuple(
            tuple(a for a in several if a.kind not in elsewhere)
            if i in notes
            else tuple(Asked(a.kind, "only_if_not_found") if a.kind in replaced else a for a in several)
            for i, several in enumerate(found)
        )

    def _asked(self, one: Document) -> tuple[Asked, ...]:
        return asked(self.register, one.name, one.condition, one.note, one_of=one.one_of is not None)


NONE = Papers(Register(()))
"""No paper is known and nothing is held."""


def papers_of(databases: Sequence[DataSource], common: Sequence[CommonPaper] = ()) -> Papers:
    """The register of common papers with what the databases hold; what no register names is a kind of its own."""
    names = {p.id: list(p.names) for p in common}
    kind_of = {plain(name): p.id for p in common for name in p.names}
    held: dict[str, list[Held]] = {}
    for source in databases:
        for paper in source.papers or ():
            kind = paper.id if paper.id in names else kind_of.get(plain(paper.name))
            if kind is None:
                kind = kind_of[plain(paper.name)] = paper.name
                names[kind] = []
            if paper.name not in names[kind]:
                names[kind].append(paper.name)
            held.setdefault(kind, []).append(
                Held(
                    database=source.name,
                    owner=source.owner,
                    procedures=None if paper.procedures is None else frozenset(paper.procedures),
                    since=paper.held_since,
                    until=paper.until,
                    act=paper.by,
                )
            )
    more = {p.id: p for p in common}
    return Papers(
        Register(
            [
                Kind(
                    kind,
                    tuple(given),
                    more[kind].goes_on if kind in more else (),
                    more[kind].proofs if kind in more else (),
                )
                for kind, given in names.items()
            ]
        ),
        held,
    )
