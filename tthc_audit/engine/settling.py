"""What the rules found, settled by what was accepted before: waivers, and the rules about what became of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from tthc_audit.catalog.model import Instrument
from tthc_audit.catalog.settings import Waiver
from tthc_audit.engine import run, waivers
from tthc_audit.engine.run import Judged, Plan
from tthc_audit.worktime.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Given:
    """The waivers of a catalogue, those that came with the change that is judged, and what was judged.

    ``added`` is ``None`` where no change is judged, ``judged`` where every procedure of the catalogue is.
    """

    waivers: Sequence[Waiver]
    added: Collection[Waiver] | None = None
    judged: Collection[str] | None = None


def settle(
    judged: Judged, plan: Plan, calendar: Calendar, instruments: Mapping[str, Instrument], given: Given
) -> Judged:
    """The findings with the accepted ones marked, and beside them what the rules say of the waivers."""
    findings, uses = waivers.apply(judged.findings, given.waivers, plan.as_of, given.added or ())
    rows = waivers.rows(uses, given.added, given.judged)
    of_waivers = run.judge_waivers(rows, plan, calendar, instruments)
    return replace(
        judged,
        rules=tuple(sorted((*judged.rules, *of_waivers.rules), key=lambda rule: rule.id)),
        findings=(*of_waivers.findings, *findings),
        notices=(*judged.notices, *of_waivers.notices),
        rule_failed=judged.rule_failed or of_waivers.rule_failed,
    )
