"""The plan of simplification as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.i18n import Lang, say
from tthc_audit.plans import Plans
from tthc_audit.report.plan_view import ChangeRow, Page, page


def render(plans: Plans, lang: Lang) -> str:
    """The plans of all procedures, one after the other."""
    return "\n".join(line for plan in plans.procedures for line in _lines(page(plan, lang), lang))


def _lines(told: Page, lang: Lang) -> Iterator[str]:
    yield f"{told.key}  {told.name}"
    yield f"  {told.status}"
    for sentence in told.told:
        yield f"  {sentence}"
    for row in told.times:
        line = say(lang, "simplify.time", case=row.name, before=row.before, after=row.after)
        yield f"  {line} {row.cut}".rstrip()
    for name, rows in (("chosen", told.chosen), ("others" if told.chosen else "proposals", told.others)):
        if rows:
            yield f"  {say(lang, f'plan.{name}')}"
        for change in rows:
            yield from _change(change, lang)
    if any((told.chosen, told.others)):
        yield f"  {say(lang, 'simplify.question')}"
    for authority, acts in told.acts:
        yield f"  {authority}: " + "; ".join(f"{a.name} ({a.rank})" for a in acts)
    for name, value in told.cost:
        yield f"  {name}: {value}"
    if told.missing:
        yield f"  {say(lang, 'plan.cost.missing', names=told.missing)}"
    yield ""


def _change(change: ChangeRow, lang: Lang) -> Iterator[str]:
    yield f"    {change.id}  {change.content}"
    for sentence in (change.reason, change.trade_off, *change.effect):
        yield f"        {sentence}"
    yield f"        {say(lang, 'simplify.acts', acts='; '.join(change.acts))}"
    if change.excludes:
        yield f"        {say(lang, 'simplify.excludes', ids=', '.join(change.excludes))}"
