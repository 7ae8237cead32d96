"""Which acts a change touches, as far as what changed, or the procedure, cites them."""

from __future__ import annotations

from collections.abc import Iterable

from tthc_audit.catalog.numbers import act_key
from tthc_audit.compare.pair import Pair
from tthc_audit.differences import Act, Change, Law
from tthc_audit.facts.survey import Survey

_OF_NO_ACT = frozenset({"baseline", "decision", "publication"})
"""Parts that no act sets: what was measured, and who published it."""
_RANKS = ("law", "decree", "circular", "provincial_decision", "internal_rule")


def touched(pair: Pair, survey: Survey) -> tuple[Act, ...]:
    """The acts that changed parts cite, then those that the procedure rests on where a changed part cites none."""
    telling = [c for c in pair.changes if c.part not in _OF_NO_ACT]
    direct = _gathered(law for c in telling for law in c.law)
    resting = (
        _gathered(Law(b.document, b.provision) for v in (pair.old, pair.new) for b in v.procedure.legal_basis or ())
        if any(not c.law and not _of_words(c) for c in telling)
        else {}
    )
    acts = [_act(laws, survey, direct=True) for laws in direct.values()]
    acts += [_act(laws, survey, direct=False) for key, laws in resting.items() if key not in direct]
    return tuple(sorted(acts, key=lambda a: (not a.direct, _rank(a), a.document)))


def _of_words(change: Change) -> bool:
    return change.kind == "renamed"


def _gathered(laws: Iterable[Law]) -> dict[str, list[Law]]:
    found: dict[str, list[Law]] = {}
    for law in laws:
        found.setdefault(act_key(law.document), []).append(law)
    return found


def _act(laws: list[Law], survey: Survey, *, direct: bool) -> Act:
    known = survey.instrument(laws[0].document)
    return Act(
        document=known.number if known else laws[0].document,
        provisions=tuple(sorted({law.provision for law in laws if law.provision})),
        rank=known.rank if known else None,
        in_force=survey.in_force(laws[0].document),
        direct=direct,
    )


def _rank(act: Act) -> int:
    return _RANKS.index(act.rank) if act.rank in _RANKS else len(_RANKS)
