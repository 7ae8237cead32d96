"""A change in one sentence; times, values and acts in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from tthc_audit.diagram.lettering import clean
from tthc_audit.differences import Act, Change, Cut, Shown
from tthc_audit.i18n import Lang, duration, has, number, say, show
from tthc_audit.results import Stated, Time

_TIMES = ("shortened", "lengthened", "restated", "retimed")


def told(lang: Lang, change: Change) -> str:
    """A change in one sentence without a full stop."""
    words = _told(lang, change)
    return say(lang, "diff.change.of_case", told=words, case=change.case) if change.case else words


def _told(lang: Lang, change: Change) -> str:
    part, name = say(lang, f"diff.part.{change.part}"), _name(lang, change)
    before, after = value(lang, change.before, change.field), value(lang, change.after, change.field)
    field = say(lang, f"diff.field.{change.field}") if has(f"diff.field.{change.field}") else change.field or ""
    key, kind = "diff.change.", change.kind
    if change.part == "procedure" and kind in ("added", "removed"):
        key += "stated" if kind == "added" else "unstated"
    elif change.part == "agency" and kind in ("added", "removed"):
        key += f"agency.{kind}"
    elif kind in ("added", "removed"):
        worth = change.after if kind == "added" else change.before
        key += f"{kind}.value" if worth is not None else kind
    elif kind == "rerouted":
        key += "rerouted.value" if change.field else "rerouted.others" if change.others else kind
    else:
        key += kind
    of_limit = change.field in ("time_limit", "committed_time_limit")
    if change.part == "limit" and of_limit:
        part = field
    whole = not name or change.part == "procedure"
    subject = part if whole else f"{part} “{name}”"
    if change.part == "channel" and of_limit:
        subject = f"{subject}, {field}"
    others = ", ".join(f"“{clean(other)}”" for other in change.others)
    sentence = say(
        lang, key, part=part, subject=subject, name=name, field=field, before=before, after=after, others=others
    )
    return clean(sentence[:1].upper() + sentence[1:])


def _name(lang: Lang, change: Change) -> str:
    return enumerated(lang, change.name) if change.part in ("channel", "fee", "publication") else change.name


def enumerated(lang: Lang, word: str) -> str:
    """A word of the files in the reader's language; any other text as it is."""
    for key in (f"diff.value.{word}", f"report.kind.{word}"):
        if word.isidentifier() and has(key):
            return say(lang, key)
    return word


def value(lang: Lang, shown: Shown, field: str | None = None) -> str:
    """A value of either version in words."""
    if shown is None:
        return say(lang, "diff.off_value" if field == "off_clock" else "diff.none")
    if isinstance(shown, Stated):
        return stated(lang, shown)
    if isinstance(shown, Time):
        return time(lang, shown)
    if isinstance(shown, tuple):
        return "; ".join(enumerated(lang, str(one)) for one in shown) or say(lang, "diff.nothing")
    if isinstance(shown, str):
        if field in ("amount_vnd", "cost_vnd") and shown.replace(".", "", 1).isdecimal():
            return number(lang, Decimal(shown))
        return enumerated(lang, shown) if shown else say(lang, "diff.nothing")
    return show(lang, shown)


def stated(lang: Lang, shown: Stated) -> str:
    """A duration as its document states it."""
    if shown.shared_with is not None:
        return say(lang, "diff.shared_value")
    if shown.same_day:
        return say(lang, "diff.same_day_value")
    if shown.value is None or shown.unit is None:
        return clean(shown.text or "") or say(lang, "diff.none")
    words = say(lang, f"diff.unit.{shown.unit}", n=number(lang, Decimal(shown.value)))
    return words if shown.from_step is None else say(lang, "diff.anchored_value", time=words)


def time(lang: Lang, shown: Time | None) -> str:
    """A time in words; "chưa nêu" where nothing is known."""
    if shown is None:
        return say(lang, "diff.none")
    return duration(lang, *(None if part is None else Decimal(part) for part in shown))


def measure_words(lang: Lang, cut: Cut) -> str:
    """What was measured, and of which case."""
    name = say(lang, f"diff.measure.{cut.measure}")
    return say(lang, "diff.measure.case", measure=name, case=clean(cut.case_name)) if cut.case_name else name


def cut_words(lang: Lang, cut: Cut) -> str:
    """How much a time fell or grew, exactly where that can be told; empty where one side is not stated."""
    if cut.before is None or cut.after is None:
        return ""
    low, high = (None if part is None else Fraction(part) for part in (cut.low, cut.high))
    if low is None or high is None:
        return say(lang, "diff.cut.none" if cut.before == cut.after else "diff.cut.unknown")
    if low == high:
        if not low:
            return say(lang, "diff.cut.none")
        key = "diff.cut.exact" if low > 0 else "diff.cut.grown"
        return say(lang, key, percent=percent(lang, abs(low)), share=str(abs(low)))
    if cut.before == cut.after:
        return say(lang, "diff.cut.none")
    return say(lang, "diff.cut.between", low=percent(lang, low), high=percent(lang, high))


def percent(lang: Lang, share: Fraction) -> str:
    """A share in per cent, rounded half away from zero to two places."""
    hundredths = share * 10_000
    rounded = (2 * abs(hundredths.numerator) + hundredths.denominator) // (2 * hundredths.denominator)
    return number(lang, Decimal(rounded if share >= 0 else -rounded).scaleb(-2))


def act_words(lang: Lang, act: Act) -> str:
    """An act with its provisions and rank."""
    words = " ".join([act.document, "; ".join(act.provisions)]).strip()
    if act.rank is not None:
        words = say(lang, "diff.act.rank", act=words, rank=say(lang, f"diff.rank.{act.rank}"))
    return clean(say(lang, "diff.act.lapsed", act=words) if act.in_force is False else words)
