"""Table ``decision``: procedure × decision that publishes it, with the day by which it had to be signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tthc_audit.catalog.model import Decision
from tthc_audit.facts.cells import Row
from tthc_audit.facts.issuers import issuer
from tthc_audit.facts.publication import level_of
from tthc_audit.facts.table import PLACE, PROCEDURE, Table, count, day, flag, text
from tthc_audit.results import Words

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured
    from tthc_audit.facts.survey import Survey
    from tthc_audit.facts.terms import Name

TABLE = Table(
    name="decision",
    about=Words("Mỗi dòng là một quyết định liên quan đến thủ tục", "One row a decision about a procedure"),
    keys=("procedure", "pointer"),
    identity=("procedure", "number", "role", "signed_on"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("number", "Số quyết định", "Number of the decision"),
        text("role", "Loại: national_publication, provincial_publication, internal_process, abolition", "Role: national_publication, provincial_publication, internal_process, abolition"),
        text("change", "Nội dung: new, amended, replaced, abolished", "Change: new, amended, replaced, abolished"),
        text("issuer", "Cơ quan ban hành theo số quyết định", "Issuer by the number"),
        text("issuer_level", "Cấp ban hành như đã ghi", "Level of the issuer, as stated"),
        text("symbol_level", "Cấp ban hành theo ký hiệu", "Level of the issuer, by its symbol"),
        day("signed_on", "Ngày ký", "Day it was signed"),
        day("effective_on", "Ngày có hiệu lực", "Day it takes effect"),
        text("for_instrument", "Văn bản quy định thủ tục", "Act that sets the procedure"),
        day("instrument_effective_on", "Ngày văn bản đó có hiệu lực", "Day that act takes effect"),
        flag("instrument_in_force", "Văn bản đó đã có hiệu lực vào ngày kiểm tra", "That act has taken effect by the day of the audit"),
        flag("shortened", "Văn bản ban hành theo trình tự rút gọn, có hiệu lực ngay", "The act took the shortened route with immediate effect"),
        day("deadline", "Hạn ban hành quyết định công bố, tính theo ngày", "Last day to issue the decision, counted in calendar days"),
        day("deadline_by_working_days", "Hạn đó nếu tính theo ngày làm việc", "The same day if working days are counted"),
        count("days_before_effect", "Số ngày từ ngày ký đến ngày văn bản có hiệu lực", "Days from signing to the act's effect"),
        count("working_days_before_effect", "Số ngày làm việc từ ngày ký đến ngày văn bản có hiệu lực", "Working days from signing to the act's effect"),
    ),
)  # fmt: skip
_MINISTRIES = ("Bộ ", "Ngân hàng Nhà nước", "Thanh tra Chính phủ", "Bảo hiểm xã hội Việt Nam")


def rows(measured: Measured) -> Iterator[Row]:
    """One row a decision, in the order in which the procedure states them."""
    survey = measured.survey
    for i, decision in enumerate(measured.procedure.decisions or ()):
        effect = decision.instrument_effective_on or _effect(decision, survey)
        name = issuer(decision.number)
        due, by_working_days = _deadlines(decision, effect, survey)
        yield {
            "procedure": measured.procedure.key,
            "pointer": f"/decisions/{i}",
            "number": decision.number,
            "role": decision.role,
            "change": decision.change,
            "issuer": name,
            "issuer_level": decision.issuer_level,
            "symbol_level": _level(name),
            "signed_on": _iso(decision.signed_on),
            "effective_on": _iso(decision.effective_on),
            "for_instrument": decision.for_instrument,
            "instrument_effective_on": _iso(effect),
            "instrument_in_force": None if effect is None else effect <= survey.as_of,
            "shortened": decision.shortened,
            "deadline": _iso(due),
            "deadline_by_working_days": _iso(by_working_days),
            "days_before_effect": _days(decision.signed_on, effect),
            "working_days_before_effect": _working_days(decision.signed_on, effect, survey),
        }


def _effect(decision: Decision, survey: Survey) -> date | None:
    act = survey.instrument(decision.for_instrument) if decision.for_instrument else None
    return act.in_force_from if act else None


def _deadlines(decision: Decision, effect: date | None, survey: Survey) -> tuple[date | None, date | None]:
    """The last day to sign, counted in calendar days and in working days."""
    level = level_of(decision)
    if effect is None or decision.role not in {"national_publication", "provincial_publication"}:
        return None, None
    on = decision.signed_on or effect
    if decision.shortened:
        days = survey.terms.days("shortened_decision", on)
        return (None, None) if days is None else (effect + timedelta(days=days), _later(effect, days, survey))
    term: Name = "ministry_decision" if level == "ministry" else "province_decision"
    days = survey.terms.days(term, on)
    if days is None or level not in {"ministry", "province"}:
        return None, None
    return effect - timedelta(days=days), _earlier(effect, days, survey)


def _later(effect: date, days: int, survey: Survey) -> date | None:
    return survey.calendar.due(effect, Decimal(days), "working_day") if survey.calendar else None


def _earlier(effect: date, days: int, survey: Survey) -> date | None:
    """The last day from which so many working days remain, the day of effect counted among them."""
    return survey.calendar.latest_before(effect, days) if survey.calendar else None


def _days(signed: date | None, effect: date | None) -> int | None:
    return None if signed is None or effect is None else (effect - signed).days


def _working_days(signed: date | None, effect: date | None, survey: Survey) -> int | None:
    if signed is None or effect is None or survey.calendar is None:
        return None
    return survey.calendar.working_days_between(signed, effect)


def _level(issuer_name: str | None) -> str | None:
    """The level of a body by its name; ``None`` where the name does not tell."""
    if issuer_name is None:
        return None
    if issuer_name.startswith(_MINISTRIES):
        return "ministry"
    return "province" if issuer_name == "Ủy ban nhân dân cấp tỉnh" else None


def _iso(day_: date | None) -> str | None:
    return None if day_ is None else day_.isoformat()
