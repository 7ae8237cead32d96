"""What became of papers, results, forms, channels, fees, conditions, applicants, law, agencies and the rest."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msgspec import Struct

from tthc_audit.catalog.model import Baseline, Basis, Case, Duration, Fee, Limit, Member
from tthc_audit.catalog.numbers import act_key
from tthc_audit.catalog.provenance import Decision, Published
from tthc_audit.compare import times
from tthc_audit.compare.lists import Paired, paired
from tthc_audit.compare.version import Version, common
from tthc_audit.differences import Change, Law, Part, Shown
from tthc_audit.flow.stated import stated
from tthc_audit.matching.sides import folded

_LISTED: tuple[tuple[str, Part], ...] = (
    ("applicants", "applicant"), ("conditions", "condition"), ("forms", "form"), ("documents", "paper"),
    ("results", "result"), ("channels", "channel"), ("fees", "fee"), ("legal_basis", "law"), ("cases", "case"),
    ("decisions", "decision"), ("published", "publication"),
)  # fmt: skip
_UNITS = frozenset({"issued_by", "agency", "collected_by"})
_APART = frozenset({"id", "name", "time_limit", "committed_time_limit", "baseline"})
"""Attributes that are compared by others than the rest, or not at all."""
_NAMED = {"forms": "forms", "documents": "papers", "results": "results", "cases": "cases"}


@dataclass(frozen=True)
class Matched:
    """A list of both versions: its items and which of them belong together."""

    part: Part
    key: str
    old: Sequence[Any]
    new: Sequence[Any]
    pairs: Paired[Any]


class Parts:
    """Both versions with everything listed in them matched; ids of what has any are then known to the versions."""

    def __init__(self, old: Version, new: Version) -> None:
        """Match every list by content, cases first, since others name them."""
        self._old, self._new = old, new
        keys = [key for key, _ in _LISTED]
        found = {key: self._match(key) for key in sorted(keys, key=lambda k: (k != "cases", keys.index(k)))}
        self.matched = [Matched(part, key, *found[key]) for key, part in _LISTED]

    def _match(self, key: str) -> tuple[Sequence[Any], Sequence[Any], Paired[Any]]:
        old, new = getattr(self._old.procedure, key) or (), getattr(self._new.procedure, key) or ()
        if old == new:
            every = tuple(range(len(new)))
            pairs: Paired[Any] = Paired(tuple(zip(every, every, strict=True)), (), ())
        else:
            pairs = paired(old, new, *self._keys(key), name=_name if key in _BY_NAME else None)
        known = _NAMED.get(key)
        if known:
            was, now = common([i.id for i in old], [i.id for i in new], pairs.same)
            getattr(self._old, known).update(was)
            getattr(self._new, known).update(now)
        return old, new, pairs

    def _keys(self, key: str) -> list[tuple[Callable[[Any], Hashable], Callable[[Any], Hashable]]]:
        """The keys of a list: all that an item says, then what it is known by."""

        def whole(version: Version) -> Callable[[Any], Hashable]:
            return lambda item: (known(item), tuple(v for _, v, _ in attributes(version, item)), _limit_words(item))

        known = _KNOWN_BY[key]
        return [(whole(self._old), whole(self._new)), (known, known), *((k, k) for k in _LESSER.get(key, ()))]

    def changes(self) -> Iterator[Change]:
        """What is new, gone or said otherwise in every list."""
        alike = self._old.units == self._new.units and all(
            was == now for known in (self._old.forms, self._old.cases) for was, now in known.items()
        )
        for one in self.matched:
            if alike and one.old == one.new:
                continue
            for j in one.pairs.new:
                yield self._alone("added", one, one.new[j], f"/{one.key}/{j}", self._new)
            for i in one.pairs.gone:
                yield self._alone("removed", one, one.old[i], f"/{one.key}/{i}", self._old)
            for i, j in one.pairs.same:
                yield from self.said(one.part, one.old[i], one.new[j], f"/{one.key}/{j}")

    def _alone(self, kind: str, one: Matched, item: Any, pointer: str, version: Version) -> Change:
        gone = kind == "removed"
        value = _value(item)
        return Change(
            kind, one.part, label(version, item), pointer, gone=gone, before=value if gone else None,  # type: ignore[arg-type]
            after=None if gone else value, law=cited(item),
        )  # fmt: skip

    def said(self, part: Part, was: Any, now: Any, pointer: str) -> Iterator[Change]:
        """The attributes of one item that have another value."""
        name = label(self._new, now)
        law = tuple(dict.fromkeys((*cited(was), *cited(now))))
        if hasattr(was, "name") and folded(was.name or "") != folded(now.name or ""):
            yield Change("renamed", part, name, pointer, field="name", before=was.name, after=now.name, law=law)
        for one, other in zip(attributes(self._old, was), attributes(self._new, now), strict=True):
            if one[1] != other[1]:
                yield Change("changed", part, name, pointer, field=one[0], before=one[2], after=other[2], law=law)


def _limit_words(item: Any) -> Hashable:
    limits = (getattr(item, field, None) for field in ("time_limit", "committed_time_limit"))
    return tuple(limit and times.words(limit) for limit in limits)


def attributes(version: Version, item: Struct) -> Iterator[tuple[str, Hashable, Shown]]:
    """The attributes of an item: name, value as compared, value as shown."""
    for field in item.__struct_fields__:
        if field not in _APART:
            value = getattr(item, field)
            yield field, _compared(version, field, value), _shown(version, field, value)


def _compared(version: Version, field: str, value: Any) -> Hashable:
    if value is None or isinstance(value, bool | int | Decimal):
        return value
    if field == "cases":
        return tuple(sorted(version.cases.get(c, folded(c)) for c in value))
    if field == "one_of":
        group = (d for d in version.procedure.documents or () if d.one_of == value)
        return tuple(sorted(folded(d.name) for d in group))
    if field == "form":
        return version.forms.get(value, folded(value))
    if field in _UNITS:
        return version.unit(value)
    if field == "document":
        return act_key(value)
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, tuple):
        return tuple(sorted((_compared(version, "", v) for v in value), key=repr))
    if isinstance(value, Struct):
        return tuple((f, v) for f, v, _ in attributes(version, value))
    return str(value)


def _shown(version: Version, field: str, value: Any) -> Shown:
    if field == "cases" and value is not None:
        return tuple(version.case_name(c) for c in value)
    if field == "form" and value is not None:
        return next((f.name for f in version.procedure.forms or () if f.id == value), str(value))
    if field in _UNITS and value is not None:
        return version.unit_name(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return tuple(_short(version, v) for v in value)
    if isinstance(value, Duration):
        return stated(value)
    if isinstance(value, Struct):
        return label(version, value)
    return value  # type: ignore[no-any-return]


def _short(version: Version, item: Any) -> str:
    if isinstance(item, Fee):
        return f"{label(version, item)} {_amount(item) or ''}".strip()
    return label(version, item) if isinstance(item, Struct) else str(item)


def _value(item: Any) -> Shown:
    """What is worth telling of an item that stands alone."""
    if isinstance(item, Fee):
        return _amount(item)
    if isinstance(item, Basis):
        return item.provision
    return None


def _amount(fee: Fee) -> str | None:
    return f"{fee.amount_vnd:f}" if fee.amount_vnd is not None else fee.text


def label(version: Version, item: Any) -> str:
    """What people call an item."""
    if isinstance(item, Basis):
        return item.document
    if isinstance(item, Fee):
        cases = ", ".join(version.case_name(c) for c in item.cases or ())
        return f"{item.kind} ({cases})" if cases else item.kind
    if isinstance(item, Case):
        return item.name or item.code or item.id
    if isinstance(item, Decision):
        return item.number or item.role or "—"
    if isinstance(item, Published):
        return item.channel or "—"
    if isinstance(item, Member):
        return item.code
    if isinstance(item, Baseline):
        return str(item.on or "—")
    return str(getattr(item, "name", None) or getattr(item, "kind", None) or "—")


def cited(item: Any) -> tuple[Law, ...]:
    """The acts that an item names itself."""
    if isinstance(item, Basis):
        return (Law(item.document, item.provision),)
    if isinstance(item, Fee) and item.set_by:
        return (Law(item.set_by),)
    if isinstance(item, Limit):
        return tuple(Law(e.basis) for e in item.extensions if e.basis)
    return ()


def _name(item: Any) -> str:
    return item.name or ""


_BY_NAME = frozenset({"applicants", "conditions", "forms", "documents", "results"})
_KNOWN_BY: dict[str, Callable[[Any], Hashable]] = {
    **dict.fromkeys(_BY_NAME, lambda i: folded(i.name)),
    "channels": lambda i: i.kind,
    "fees": lambda i: (i.kind, i.text, i.amount_vnd),
    "legal_basis": lambda i: (act_key(i.document), folded(i.provision or "")),
    "cases": lambda i: (i.code, folded(i.name or ""), None if i.code or i.name else (i.time_limit, i.baseline)),
    "decisions": lambda i: (i.role, i.number),
    "published": lambda i: i.channel,
}
_LESSER: dict[str, tuple[Callable[[Any], Hashable], ...]] = {
    "fees": (lambda i: i.kind,),
    "legal_basis": (lambda i: act_key(i.document),),
    "cases": (lambda i: i.code, lambda i: folded(i.name) if i.name else None, lambda i: i.id),
}
