"""The acts that a procedure cites, with what the registers know of their validity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say
from tthc_audit.report.wording import Row
from tthc_audit.results import Audit


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act: its number, the provisions cited, what cites it, and its validity in words.

    ``lapsed`` where it is known to be out of force on the day of the audit.
    """

    number: str
    provisions: str
    cited_for: str
    validity: str
    lapsed: bool


def citations(audit: Audit) -> dict[str, list[Row]]:
    """The rows of the table ``citation`` by procedure."""
    found: dict[str, list[Row]] = {}
    for row in audit.tables.get("citation", ()):
        found.setdefault(str(row["procedure"]), []).append(row)
    return found


def act_rows(rows: Sequence[Row], lang: Lang) -> tuple[ActRow, ...]:
    """One row an act, in the order in which the acts are first cited; what is known to have lapsed first."""
    by_act: dict[str, list[Row]] = {}
    for row in rows:
        by_act.setdefault(clean(str(row["instrument"])), []).append(row)
    told = [_act(number, several, lang) for number, several in by_act.items()]
    return tuple(sorted(told, key=lambda act: not act.lapsed))


def _act(number: str, rows: Sequence[Row], lang: Lang) -> ActRow:
    provisions = dict.fromkeys(clean(str(r["provision"])) for r in rows if r.get("provision"))
    places = dict.fromkeys(str(r["cited_for"]) for r in rows if r.get("cited_for"))
    first = rows[0]
    return ActRow(
        number=number,
        provisions="; ".join(provisions),
        cited_for=", ".join(say(lang, f"report.cited_for.{place}") for place in places),
        validity=_validity(first, lang),
        lapsed=first.get("in_force") is False,
    )


def _validity(row: Row, lang: Lang) -> str:
    if not row.get("known"):
        return say(lang, "report.act.unlisted")
    since, until, heir = row.get("in_force_from"), row.get("in_force_to"), row.get("replaced_by")
    if row.get("in_force") is None:
        told = say(lang, "report.act.unclear")
    elif row["in_force"]:
        told = say(lang, "report.act.in_force")
        told += say(lang, "report.act.since", day=since) if since else ""
        told += say(lang, "report.act.until", day=until) if until else ""
    else:
        told = say(lang, "report.act.lapsed")
        told += say(lang, "report.act.until", day=until) if until else ""
    if heir:
        told += say(lang, "report.act.replaced", heir=clean(str(heir)))
    return told if row.get("verified") else say(lang, "report.law.unverified", law=told)
