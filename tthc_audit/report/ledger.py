"""The ledger of reform targets: each counted in every way side by side, the declared way deciding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, number, say
from tthc_audit.report.wording import Row, decimal
from tthc_audit.results import Audit, Value

Verdict = Literal["met", "not_met", "unproven"]
WAYS = ("each", "share", "total", "mean", "weighted")


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way of counting: what is divided by what, the percentage, how many are left out, the verdict."""

    name: str
    fraction: str
    percent: str
    required: str
    left_out: int
    verdict: Verdict
    declared: bool


@dataclass(frozen=True, slots=True)
class Target:
    """A target with its verdict; ``lines`` say what it asks for, what stands apart, what was reported."""

    id: str
    name: str
    verdict: Verdict
    lines: tuple[str, ...]
    claims: tuple[str, ...]
    ways: tuple[WayRow, ...]


def ledger(audit: Audit, lang: Lang) -> tuple[Target, ...]:
    """The targets of a catalogue in its order; empty where it has none."""
    return tuple(_target(row, lang) for row in audit.tables.get("target_total", ()))


def _target(row: Row, lang: Lang) -> Target:
    return Target(
        id=clean(str(row["target"])),
        name=clean(str(row["target_name"])),
        verdict=_verdict(row["verdict"]),
        lines=tuple(_lines(row, lang)),
        claims=tuple(_claims(row, lang)),
        ways=tuple(_way(row, name, lang) for name in WAYS),
    )


def _lines(row: Row, lang: Lang) -> list[str]:
    asked = say(
        lang, "ledger.asks", percent=_percent(lang, row["required_percent"]),
        measure=say(lang, f"ledger.measure.{row['measure']}"), way=say(lang, f"ledger.way.{row['method']}"),
    )  # fmt: skip
    if row["against"] == "statutory_limit":
        against = say(lang, "ledger.against.statutory")
    elif row["baseline_file"] is not None:
        key = "ledger.against.frozen" if row["baseline_intact"] else "ledger.against.changed"
        against = say(lang, key, file=clean(str(row["baseline_file"])), day=row["baseline_on"])
    else:
        day = row["baseline_wanted_on"]
        against = say(lang, "ledger.against.own" if day is None else "ledger.against.own_on", day=day)
    counted = say(
        lang, "ledger.counted", n=row["procedures_count"], met=row["procedures_met"],
        missed=row["procedures_not_met"], unproven=row["procedures_unproven"],
    )  # fmt: skip
    lines = [asked, against]
    if row["target_source"] is not None:
        lines.append(say(lang, "ledger.source", act=clean(str(row["target_source"]))))
    if row["target_due"] is not None:
        lines.append(say(lang, "ledger.due", day=row["target_due"]))
    lines.append(counted)
    lines += [
        say(lang, f"ledger.apart.{name}", n=row[f"procedures_{name}"])
        for name in ("newer", "abolished")
        if row[f"procedures_{name}"]
    ]
    return lines


def _claims(row: Row, lang: Lang) -> list[str]:
    """What was reported; its arithmetic is told before anything else about it."""
    if row["claim_of"] is None:
        return []
    fraction = {"met": row["claim_met"], "of": row["claim_of"]}
    computed = _percent(lang, row["claim_computed_percent"])
    if row["claim_percent"] is None:
        told = [say(lang, "ledger.claim.only", **fraction, computed=computed)]
    else:
        key = "ledger.claim.right" if row["claim_adds_up"] else "ledger.claim.wrong"
        told = [say(lang, key, **fraction, stated=_percent(lang, row["claim_percent"]), computed=computed)]
    agrees = row["claim_agrees"]
    verdict = "open" if agrees is None else "agrees" if agrees else "differs"
    told.append(say(lang, f"ledger.claim.{verdict}", met=row["procedures_met"], of=row["procedures_count"]))
    if row["claim_source"] is not None:
        told.append(say(lang, "ledger.claim.source", source=clean(str(row["claim_source"]))))
    return told


def _way(row: Row, name: str, lang: Lang) -> WayRow:
    required = row["required_share_percent"] if name == "share" else row["required_percent"]
    return WayRow(
        name=say(lang, f"ledger.way.{name}"),
        fraction=_fraction(row, name, lang),
        percent=_percent(lang, row[f"{name}_percent"]),
        required=say(lang, "ledger.all") if name == "each" else _percent(lang, required),
        left_out=int(str(row[f"{name}_left_out"])),
        verdict=_verdict(row[f"{name}_verdict"]),
        declared=row["method"] == name,
    )


def _fraction(row: Row, name: str, lang: Lang) -> str:
    above, below = row[f"{name}_numerator"], row[f"{name}_denominator"]
    if above is None or below is None:
        return ""
    unit = {"each": "procedures", "share": "procedures", "mean": "mean"}.get(name, str(row["time_unit"]))
    return say(lang, f"ledger.fraction.{unit}", a=_exact(lang, above), b=_exact(lang, below))


def _exact(lang: Lang, value: Value) -> str:
    """A fraction as it is: a whole number, a decimal where it ends soon, else numerator and denominator."""
    above, _, below = str(value).partition("/")
    if not below:
        return number(lang, int(above))
    ten_thousandths = Fraction(str(value)) * 10_000
    if ten_thousandths.denominator == 1:
        return number(lang, Decimal(ten_thousandths.numerator).scaleb(-4))
    return f"({above}/{below})"


def _percent(lang: Lang, value: Value) -> str:
    known = decimal(value)
    return "" if known is None else f"{number(lang, known)}%"


def _verdict(value: Value) -> Verdict:
    return "met" if value == "met" else "not_met" if value == "not_met" else "unproven"
