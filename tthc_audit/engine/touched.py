"""What a change touches: the procedures that are otherwise now, and all that depend on what is otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tthc_audit.catalog import lists
from tthc_audit.catalog.before import Before, before
from tthc_audit.catalog.folder import SETTINGS
from tthc_audit.catalog.loading import Loaded
from tthc_audit.catalog.model import Agency, Procedure
from tthc_audit.catalog.revision import Revision
from tthc_audit.catalog.settings import Settings, Waiver
from tthc_audit.engine.waivers import FILE
from tthc_audit.facts.papers import papers_of
from tthc_audit.facts.survey import instrument_key
from tthc_audit.results import Finding
from tthc_audit.rules import Rule

_SAME_FOR_ALL = ("name", "owner", "level", "targets")
"""Settings whose change alters no measured fact, or those of targets only."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change touches.

    ``was``: what stood in the files that are otherwise. ``changed``: the keys of procedures that are otherwise now.
    ``procedures``: those and all that depend on anything that is, ``None`` for all. ``rules`` and ``tables``: what is
    found by these rules, or on these tables, counts for every procedure. ``files``: registers that are otherwise now.
    ``added``: waivers that are.
    """

    commit: str
    was: Before
    changed: tuple[str, ...]
    procedures: frozenset[str] | None
    rules: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    added: tuple[Waiver, ...] = ()

    @property
    def measured(self) -> frozenset[str] | None:
        """The procedures whose facts are needed."""
        return None if self.rules or self.tables else self.procedures

    def measures(self, procedure: str) -> bool:
        """Whether the facts of a procedure are needed."""
        return self.measured is None or procedure in self.measured

    def shows(self, procedure: str) -> bool:
        """Whether a procedure is one that the change touches."""
        return self.procedures is None or procedure in self.procedures

    def holds(self, finding: Finding) -> bool:
        """Whether a finding lies in what the change touches."""
        return (
            self.procedures is None
            or finding.procedure in self.procedures
            or finding.rule in self.rules
            or finding.table in self.tables
            or (finding.table == "waiver" and FILE in self.files)
        )


def touched(loaded: Loaded, revision: Revision, rules: Sequence[Rule], folders: Sequence[Path]) -> Touched:
    """What the change since ``revision`` touches of a catalogue; ``folders`` hold the further ``rules``."""
    root, was = loaded.root, before(loaded, revision)
    tables = _settings(loaded, was, changed=root / SETTINGS in was.changed)
    waivers = _altered_waivers(loaded, was)
    altered_rules, profile = _rules(rules, revision, folders)
    everything = tables is None or profile or any("procedure" not in (w.subject or {}) for w in waivers)
    acts = _instruments(loaded, was)
    altered_rules |= {r.id for r in rules if any(instrument_key(b.document) in acts for b in r.legal_basis)}
    changed = sorted(p.procedure.key for p in loaded.procedures if p.path in was.changed)
    gone = [p.key for p in was.procedures.values()]
    keys = set() if everything else {*changed, *gone, *_of_waivers(waivers), *_of_databases(loaded, was)}
    if not everything:
        marks = [msgspec.json.encode(m).decode() for m in {*_codes(loaded, was), *_agencies(loaded, was)}]
        keys |= {p.key for p in _each(loaded) if _mentions(p, marks, acts)} if marks or acts else set()
    return Touched(
        commit=revision.short,
        was=was,
        changed=tuple(changed),
        procedures=None if everything else frozenset(keys),
        rules=frozenset(altered_rules),
        tables=(tables or frozenset()) | _registers(loaded, was, revision),
        files=frozenset(path.name for path in was.changed if path.parent == root),
        added=tuple(w for w in loaded.waivers if w in waivers),
    )


def _each(loaded: Loaded) -> Iterator[Procedure]:
    return (p.procedure for p in loaded.procedures)


def _settings(loaded: Loaded, was: Before, *, changed: bool) -> frozenset[str] | None:
    """The tables that the change of the settings alters; ``None`` where it may alter everything."""
    snapshot = loaded.settings.baseline
    if snapshot is not None and loaded.root / snapshot.file in was.changed:
        return None
    if not changed:
        return frozenset()
    if was.settings is None:
        return None
    now, then = loaded.settings, was.settings
    others = [n for n in Settings.__struct_fields__ if n not in _SAME_FOR_ALL and getattr(now, n) != getattr(then, n)]
    if others:
        return None
    return frozenset({"target", "target_total"} if now.targets != then.targets else ())


def _registers(loaded: Loaded, was: Before, revision: Revision) -> frozenset[str]:
    """The tables that further registers are read into, where one is otherwise now, or the offices they speak of."""
    altered = any(revision.touches(register.path) for register in loaded.registers)
    offices = bool(loaded.registers) and loaded.root / "agencies.json" in was.changed
    return frozenset({"posting"} if altered or offices else ())


def _altered_waivers(loaded: Loaded, was: Before) -> list[Waiver]:
    """The waivers that are not as they were, those that are gone among them."""
    if loaded.root / "waivers.json" not in was.changed:
        return []
    then = was.waivers or ()
    return [*(w for w in loaded.waivers if w not in then), *(w for w in then if w not in loaded.waivers)]


def _of_waivers(waivers: Iterable[Waiver]) -> Iterator[str]:
    return (str(w.subject["procedure"]) for w in waivers if w.subject and "procedure" in w.subject)


def _rules(rules: Sequence[Rule], revision: Revision, folders: Sequence[Path]) -> tuple[set[str], bool]:
    """The rules whose files are otherwise now, and whether a profile is."""
    known = {r.id for r in rules}
    altered: set[str] = set()
    for folder in (path.absolute() for path in folders):
        files = [p for p in folder.rglob("*.json") if revision.touches(p)]
        files += [p for p in revision.changed if p.is_relative_to(folder)]
        for file in files:
            parts = file.relative_to(folder).with_suffix("").parts
            if len(parts) == 1:
                return altered, True
            altered.add("/".join(parts))
    return altered & known, False


def _codes(loaded: Loaded, was: Before) -> Iterator[str]:
    """The codes of procedures that are otherwise now, or gone: others name them, or share them."""
    yield from (p.procedure.code for p in loaded.procedures if p.path in was.changed)
    yield from (p.code for p in was.procedures.values())


def _agencies(loaded: Loaded, was: Before) -> set[str]:
    """The agencies that are not as they were, and the units that take something over from them."""
    if loaded.root / "agencies.json" not in was.changed:
        return set()
    then: dict[str, Agency] = {a.id: a for a in was.agencies or ()}
    every = then | loaded.agencies
    found = {key for key in every if then.get(key) != loaded.agencies.get(key)}
    while True:
        more = {
            a.id
            for source in (then, loaded.agencies)
            for a in source.values()
            if a.id not in found and not found.isdisjoint({a.body, a.member_of, a.parent, a.replaced_by})
        }
        if not more:
            return found
        found |= more


def _instruments(loaded: Loaded, was: Before) -> frozenset[str]:
    """The acts whose entries are not as they were, by the number as it is compared."""
    if loaded.root / "instruments.json" not in was.changed:
        return frozenset()
    then = lists.instruments() | {i.number: i for i in was.instruments or ()}
    now = loaded.instruments
    return frozenset(instrument_key(n) for n in then.keys() | now.keys() if then.get(n) != now.get(n))


def _of_databases(loaded: Loaded, was: Before) -> Iterator[str]:
    """The procedures that ask for a paper which a database held, or holds, that is not as it was."""
    if loaded.root / "databases.json" not in was.changed:
        return
    then = lists.databases() | {d.id: d for d in was.databases or ()}
    now = loaded.databases
    altered = [
        source
        for key in sorted(then.keys() | now.keys())
        if then.get(key) != now.get(key)
        for source in (then.get(key), now.get(key))
        if source is not None
    ]
    papers = papers_of(altered, loaded.common_papers)
    for procedure in _each(loaded):
        if any(asked.kind in papers.held for several in papers.asked(procedure) for asked in several):
            yield procedure.key


def _mentions(procedure: Procedure, marks: Iterable[str], acts: frozenset[str]) -> bool:
    """Whether a procedure names one of the ids, or one of the acts, anywhere."""
    text = msgspec.json.encode(procedure).decode()
    if any(mark in text for mark in marks):
        return True
    if not acts:
        return False
    plain = "".join(text.upper().replace("Đ", "D").replace("–", "-").split())
    return any(act in plain for act in acts)
