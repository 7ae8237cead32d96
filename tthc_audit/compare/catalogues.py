"""The procedures of two versions of a catalogue put together: by key, by what is stated, by name, by their steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tthc_audit.catalog.procedures import LoadedProcedure
from tthc_audit.matching.sides import folded

_MOST_OF = Fraction(1, 2)
"""The share of its steps that a procedure under another code must have in common with the one it was."""
_ENOUGH = 2
"""The fewest steps in common that tell anything."""


@dataclass(frozen=True, slots=True)
class Match:
    """A procedure in both versions, or in one.

    ``into``: the later procedures that one which is gone went into. ``out_of``: the earlier ones that a new one
    came out of.
    """

    old: LoadedProcedure | None
    new: LoadedProcedure | None
    into: tuple[str, ...] = ()
    out_of: tuple[str, ...] = ()


def match_procedures(old: Sequence[LoadedProcedure], new: Sequence[LoadedProcedure]) -> tuple[list[Match], int]:
    """What differs, in the order of the later version with what is gone at its end, and how many do not.

    Files that hold the same bytes under the same key are not looked at again. One procedure beside one is the same
    procedure, whatever its code.
    """
    if len(old) == len(new) == 1:
        (one,), (other,) = old, new
        unlike = one.sha256 != other.sha256 or not one.sha256
        return ([Match(one, other)] if unlike else []), int(not unlike)
    was = {p.procedure.key: p for p in old}
    now = {p.procedure.key: p for p in new}
    pairs = {k: k for k in was if k in now}
    unchanged = sum(bool(was[k].sha256) and was[k].sha256 == now[k].sha256 for k in pairs)
    _by_code(was, now, pairs)
    _by_statement(was, now, pairs)
    _by_content(was, now, pairs)
    kept = set(pairs.values())
    gone = [p for k, p in was.items() if k not in pairs]
    came = [p for k, p in now.items() if k not in kept]
    into, out_of = _parts(gone, came, was, now)
    earlier = {b: a for a, b in pairs.items()}
    found = []
    for key, loaded in now.items():
        before = was[earlier[key]] if key in earlier else None
        if before is None or before.sha256 != loaded.sha256 or not loaded.sha256 or before.procedure.key != key:
            found.append(Match(before, loaded, out_of=tuple(out_of.get(key, ()))))
    found += [Match(p, None, into=tuple(into.get(p.procedure.key, ()))) for p in gone]
    return found, unchanged


_Known = Mapping[str, LoadedProcedure]


def _by_code(was: _Known, now: _Known, pairs: dict[str, str]) -> None:
    """Procedures of one code, where only one variant of it is left on either side."""
    left, right = _left(was, now, pairs)
    of_old, of_new = (Counter(k[k2].procedure.code for k2 in keys) for k, keys in ((was, left), (now, right)))
    by_code = {now[k].procedure.code: k for k in right}
    for key in left:
        code = was[key].procedure.code
        if of_old[code] == of_new.get(code) == 1:
            pairs[key] = by_code[code]


def _by_statement(was: _Known, now: _Known, pairs: dict[str, str]) -> None:
    """What either version says replaces the other; of several that replace one, the one that has most of its steps."""
    left, right = _left(was, now, pairs)
    said = set()
    for key in right:
        for code in now[key].procedure.replaces or ():
            said |= {(k, key) for k in left if code in (k, was[k].procedure.code)}
    for key in left:
        for successor in was[key].procedure.replaced_by or ():
            said |= {(key, k) for k in right if successor.code in (k, now[k].procedure.code)}
    news = Counter(b for _, b in said)
    shares = _overlaps([was[a] for a in left], [now[b] for b in right])
    for a, b in sorted(said, key=lambda s: (-shares.get(s, Fraction(0)), s)):
        if news[b] == 1 and a not in pairs:
            pairs[a] = b


def _by_content(was: _Known, now: _Known, pairs: dict[str, str]) -> None:
    """Procedures under another code: of the same name, then with most of their steps in common."""
    left, right = _left(was, now, pairs)
    by_name: dict[str, list[str]] = {}
    for key in right:
        by_name.setdefault(folded(now[key].procedure.name), []).append(key)
    for key in left:
        named = by_name.get(folded(was[key].procedure.name), [])
        if named:
            pairs[key] = named.pop(0)
    left, right = _left(was, now, pairs)
    shares = [
        (share, a, b) for (a, b), share in _overlaps([was[k] for k in left], [now[k] for k in right]).items()
        if share >= _MOST_OF
    ]  # fmt: skip
    for _, a, b in sorted(shares, key=lambda s: (-s[0], s[1], s[2])):
        if a not in pairs and b not in pairs.values():
            pairs[a] = b


def _left(was: _Known, now: _Known, pairs: Mapping[str, str]) -> tuple[list[str], list[str]]:
    taken = set(pairs.values())
    return [k for k in was if k not in pairs], [k for k in now if k not in taken]


def _steps(loaded: LoadedProcedure) -> Counter[Hashable]:
    return Counter((folded(s.name), s.kind) for s in loaded.procedure.steps or ())


def _overlaps(
    old: Sequence[LoadedProcedure], new: Sequence[LoadedProcedure], *, of_smaller: bool = False
) -> dict[tuple[str, str], Fraction]:
    """The share of steps in common of procedures that have enough of them: of both, or of the smaller."""
    if not old or not new:
        return {}
    bags = {p.procedure.key: _steps(p) for p in new}
    holders: dict[Hashable, list[str]] = {}
    for key, bag in bags.items():
        for step in bag:
            holders.setdefault(step, []).append(key)
    found = {}
    for one in old:
        bag = _steps(one)
        # A step that nearly every procedure has tells nothing of where one came from.
        near = {k for s in bag if len(holders.get(s, ())) <= _COMMON for k in holders.get(s, ())}
        for key in near:
            shared, other = (bag & bags[key]).total(), bags[key]
            if shared >= _ENOUGH:
                whole = min(bag.total(), other.total()) if of_smaller else max(bag.total(), other.total())
                found[one.procedure.key, key] = Fraction(shared, whole)
    return found


_COMMON = 50


def _parts(
    gone: Sequence[LoadedProcedure], came: Sequence[LoadedProcedure], was: _Known, now: _Known
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Where the procedures that are gone went, and where new ones came from."""
    into: dict[str, list[str]] = {}
    out_of: dict[str, list[str]] = {}
    changed = [p for k, p in now.items() if k in was and was[k].sha256 != p.sha256]
    for (a, b), share in sorted(_overlaps(gone, [*came, *changed], of_smaller=True).items()):
        if share > _MOST_OF and _new_to(b, gone, a, was, now):
            into.setdefault(a, []).append(b)
    before = [was[p.procedure.key] for p in changed]
    for (a, b), share in sorted(_overlaps([*gone, *before], came, of_smaller=True).items()):
        if share > _MOST_OF and (a not in now or _lost(a, b, was, now)):
            out_of.setdefault(b, []).append(a)
    for key, codes in _stated(came, was).items():
        out_of[key] = sorted({*out_of.get(key, ()), *codes})
    return into, out_of


def _new_to(key: str, gone: Iterable[LoadedProcedure], lost: str, was: _Known, now: _Known) -> bool:
    """Whether the steps of a procedure that is gone are new in another one."""
    if key not in was:
        return True
    steps = next(_steps(p) for p in gone if p.procedure.key == lost)
    return ((_steps(now[key]) - _steps(was[key])) & steps).total() >= _ENOUGH


def _lost(key: str, other: str, was: _Known, now: _Known) -> bool:
    """Whether a procedure lost the steps that a new one has."""
    return ((_steps(was[key]) - _steps(now[key])) & _steps(now[other])).total() >= _ENOUGH


def _stated(came: Sequence[LoadedProcedure], was: _Known) -> dict[str, list[str]]:
    by_code: dict[str, list[str]] = {}
    for key, loaded in was.items():
        by_code.setdefault(loaded.procedure.code, []).append(key)
    return {
        p.procedure.key: [k for code in p.procedure.replaces or () for k in by_code.get(code, ())]
        for p in came
        if any(code in by_code for code in p.procedure.replaces or ())
    }
