"""How many findings are in which state, by agency and by the level that can mend them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tthc_audit.followup.model import STATES, Round, Tracked, procedure_of
from tthc_audit.i18n import Lang, number, say


@dataclass(frozen=True, slots=True)
class Counted:
    """The findings of one agency or level: how many are in each state, in the order of ``STATES``, and overdue."""

    name: str
    states: tuple[int, ...]
    overdue: int

    @property
    def count(self) -> int:
        """All of them."""
        return sum(self.states)


def counted(tracked: Iterable[Tracked], name_of: Callable[[Tracked], str]) -> list[Counted]:
    """The counts by name, those with most to do first."""
    by_name: dict[str, list[Tracked]] = {}
    for one in tracked:
        by_name.setdefault(name_of(one), []).append(one)
    rows = [
        Counted(name, _by_state(several), sum(t.overdue is True for t in several)) for name, several in by_name.items()
    ]
    return sorted(rows, key=lambda r: ([-n for n in r.states], r.name))


def _by_state(several: Iterable[Tracked]) -> tuple[int, ...]:
    states = [t.state for t in several]
    return tuple(states.count(state) for state in STATES)


def ordered(one: Round) -> list[Tracked]:
    """The findings of a round: what most needs somebody to act first, then by agency, procedure and rule."""
    return sorted(
        one.history.values(),
        key=lambda t: (STATES.index(t.state), t.agency, procedure_of(t.finding), t.finding["rule"], t.fingerprint),
    )


def text(one: Round, lang: Lang) -> str:
    """The counts as lines of text."""
    found = list(one.history.values())
    total = counted(found, lambda _: "")
    lines = [say(lang, "followup.text.title", n=len(found), day=one.as_of)]
    if one.received is not None and one.days is not None:
        lines.append(say(lang, "followup.text.received", day=one.received, n=one.days))
    lines += [f"  {words}" for words in _told(total[0], lang)] if total else []
    for key, name_of in (("agency", agency_name(lang)), ("authority", authority_name(lang))):
        lines += ["", say(lang, f"followup.text.by.{key}")]
        lines += [f"  {row.name}: {'; '.join(_told(row, lang))}" for row in counted(found, name_of)]
    ages = [t.age for t in found if t.age is not None and t.state in {"open", "repeated"}]
    if ages:
        lines += ["", say(lang, "followup.text.oldest", n=max(ages))]
    return "\n".join(lines) + "\n"


def _told(row: Counted, lang: Lang) -> list[str]:
    told = [
        f"{say(lang, f'followup.state.{state}')}: {number(lang, n)}"
        for state, n in zip(STATES, row.states, strict=True) if n
    ]  # fmt: skip
    return [*told, say(lang, "followup.text.overdue", n=row.overdue)] if row.overdue else told


def agency_name(lang: Lang) -> Callable[[Tracked], str]:
    """How the agency of a finding is called."""
    return lambda t: t.agency or say(lang, "report.nobody")


def authority_name(lang: Lang) -> Callable[[Tracked], str]:
    """How the level that can mend a finding is called."""
    return lambda t: say(lang, f"report.authority.{t.authority or 'none'}")
