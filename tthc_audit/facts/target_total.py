"""Table ``target_total``: a reform target counted in every way, the declared one deciding."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tthc_audit.catalog.model import Claim, Target
from tthc_audit.catalog.shares import percent, share, stated_percent
from tthc_audit.facts.cells import Row
from tthc_audit.facts.ledger import METHODS, WORKING_DAY, Compared, Way, verdicts, ways
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.table import PLACE, Column, Table, Type, count, day, flag, text
from tthc_audit.results import Words
from tthc_audit.worktime.span import SCALE

_NAMES = {
    "each": Words("Từng thủ tục", "Each procedure"),
    "share": Words("Tỷ lệ thủ tục đạt", "Share of procedures"),
    "total": Words("Tổng thời gian", "Total"),
    "mean": Words("Bình quân các tỷ lệ", "Mean of the cuts"),
    "weighted": Words("Theo số hồ sơ mỗi năm", "Weighted by dossiers a year"),
}


def _percent(name: str, vi: str, en: str) -> Column:
    return Column(name, Type.DECIMAL, Words(vi, en))


def _way(name: str) -> tuple[Column, ...]:
    vi, en = _NAMES[name]
    return (
        text(f"{name}_numerator", f"{vi}: tử số", f"{en}: numerator"),
        text(f"{name}_denominator", f"{vi}: mẫu số", f"{en}: denominator"),
        text(f"{name}_fraction", f"{vi}: kết quả (phân số)", f"{en}: result as an exact fraction"),
        _percent(f"{name}_percent", f"{vi}: kết quả (%), làm tròn", f"{en}: result in percent, rounded"),
        count(f"{name}_left_out", f"{vi}: số chưa tính được", f"{en}: how many could not be counted"),
        text(f"{name}_verdict", f"{vi}: met (đạt), not_met (không đạt), unproven (chưa chứng minh được)", f"{en}: met, not_met or unproven"),
    )  # fmt: skip


TABLE = Table(
    name="target_total",
    about=Words("Mỗi dòng là một chỉ tiêu cải cách tính chung theo mọi cách", "One row a reform target, counted in every way"),
    keys=("target",),
    identity=("target",),
    columns=(
        *PLACE,
        text("target", "Chỉ tiêu (định danh)", "Target, id"),
        text("target_name", "Chỉ tiêu", "Target"),
        text("target_source", "Văn bản giao chỉ tiêu", "Source of the target"),
        day("target_due", "Hạn thực hiện", "Due"),
        text("measure", "time_limit, process_time hoặc cost", "What is measured"),
        text("method", "Cách tính được giao", "The declared method"),
        text("against", "So với: snapshot hoặc statutory_limit", "Compared with"),
        day("baseline_wanted_on", "Ngày mốc so sánh theo chỉ tiêu", "Day the target wants as baseline"),
        day("baseline_on", "Ngày của bản chốt mốc so sánh", "Day of the frozen baseline"),
        text("baseline_file", "Tệp bản chốt mốc so sánh", "File of the frozen baseline"),
        flag("baseline_intact", "Bản chốt còn nguyên như khi chốt (trống: không dùng bản chốt)", "The frozen baseline is unchanged; null: none is named"),
        text("required_cut", "Tỷ lệ phải cắt giảm (phân số)", "Required cut as an exact fraction"),
        _percent("required_percent", "Tỷ lệ phải cắt giảm (%)", "Required cut in percent"),
        text("required_share", "Tỷ lệ thủ tục phải đạt (phân số)", "Required share of procedures"),
        _percent("required_share_percent", "Tỷ lệ thủ tục phải đạt (%)", "Required share in percent"),
        count("procedures_count", "Số thủ tục trong mẫu số", "Procedures in the denominator"),
        count("procedures_met", "Số thủ tục đạt ở mọi trường hợp", "Procedures that reached it in every case"),
        count("procedures_not_met", "Số thủ tục không đạt", "Procedures that did not"),
        count("procedures_unproven", "Số thủ tục chưa chứng minh được", "Procedures for which it cannot be proven"),
        count("procedures_newer", "Số thủ tục chưa có phiên bản trước, tính riêng", "Procedures without an earlier version, counted apart"),
        count("procedures_abolished", "Số thủ tục đã bãi bỏ, tính riêng", "Abolished procedures, counted apart"),
        *(column for name in METHODS for column in _way(name)),
        text("time_unit", "Đơn vị của tử số, mẫu số thời gian hoặc tiền", "Unit of numerators and denominators that are times or amounts"),
        text("verdict", "Kết quả theo cách tính được giao: met, not_met hoặc unproven", "Verdict by the declared method"),
        flag("met", "Đạt theo cách tính được giao (trống: chưa chứng minh được)", "Met by the declared method; null: cannot be proven"),
        count("claim_met", "Số thủ tục đạt theo báo cáo", "Procedures that reached it, as reported"),
        count("claim_of", "Tổng số thủ tục theo báo cáo", "Of how many, as reported"),
        _percent("claim_percent", "Tỷ lệ ghi trong báo cáo (%)", "Percentage as reported"),
        _percent("claim_computed_percent", "Tỷ lệ tính lại từ số trong báo cáo (%), làm tròn", "Percentage computed from the reported numbers"),
        text("claim_source", "Nguồn của số báo cáo", "Where it was reported"),
        flag("claim_adds_up", "Phép chia trong báo cáo đúng", "The reported division is right"),
        flag("claim_agrees", "Số báo cáo khớp với số đếm lại (trống: chưa kết luận được)", "The report agrees with the count; null: cannot be told"),
    ),
)  # fmt: skip


class Totals:
    """Gathers what each target compares, and counts it."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._compared: dict[str, list[Compared]] = {t.id: [] for t in survey.targets}

    def note(self, target: str, compared: Compared) -> None:
        """Keep one case of a target."""
        self._compared[target].append(compared)

    def rows(self) -> Iterator[Row]:
        """One row a target, in the order of the catalogue."""
        for number, target in enumerate(self._survey.targets):
            yield _row(self._survey, number, target, self._compared[target.id])


def _row(survey: Survey, number: int, target: Target, cases: list[Compared]) -> Row:
    required = share(target.cut)
    wanted = None if target.required_share is None else share(target.required_share)
    money = target.measure == "cost"
    counted = ways(cases, required, wanted, SCALE if money else WORKING_DAY)
    standing = {c.procedure: c.standing for c in cases}
    # A procedure that is compared in one of its cases belongs to the denominator.
    standing |= {c.procedure: c.standing for c in cases if c.standing == "compared"}
    by_procedure: dict[str, list[Compared]] = {}
    for case in cases:
        if case.standing == "compared":
            by_procedure.setdefault(case.procedure, []).append(case)
    told = verdicts(by_procedure.values())
    frozen = survey.baseline if target.against == "snapshot" else None
    known = [c for c in cases if c.before is not None and c.standing == "compared"]
    in_days = bool(known) and all(c.before and c.before.days for c in known)
    row: Row = {
        "file": "catalog.json",
        "pointer": f"/targets/{number}",
        "origin": "authored",
        "target": target.id,
        "target_name": target.name or target.id,
        "target_source": target.source,
        "target_due": target.due.isoformat() if target.due else None,
        "measure": target.measure,
        "method": target.method,
        "against": target.against,
        "baseline_wanted_on": target.baseline_on.isoformat() if target.baseline_on else None,
        "baseline_on": frozen.on.isoformat() if frozen and frozen.on else None,
        "baseline_file": frozen.file if frozen else None,
        "baseline_intact": frozen.intact if frozen else None,
        "required_cut": str(required),
        "required_percent": percent(required),
        "required_share": None if wanted is None else str(wanted),
        "required_share_percent": None if wanted is None else percent(wanted),
        "procedures_count": len(told),
        "procedures_met": told.count(True),
        "procedures_not_met": told.count(False),
        "procedures_unproven": told.count(None),
        "procedures_newer": list(standing.values()).count("newer"),
        "procedures_abolished": list(standing.values()).count("abolished"),
        "time_unit": "vnd" if money else "calendar_day" if in_days else "working_day",
        "met": counted[target.method].met,
        "verdict": _verdict(counted[target.method]),
        **_claim(target.claim, told),
    }
    for name, way in counted.items():
        row |= _cells(name, way)
    return row


def _cells(name: str, way: Way) -> Row:
    # A share in which some may still reach it is no one figure.
    value = None if name in {"each", "share"} and way.left_out else way.value
    return {
        f"{name}_numerator": None if way.numerator is None else str(way.numerator),
        f"{name}_denominator": None if way.denominator is None else str(way.denominator),
        f"{name}_fraction": None if value is None else str(value),
        f"{name}_percent": None if value is None else percent(value),
        f"{name}_left_out": way.left_out,
        f"{name}_verdict": _verdict(way),
    }


def _verdict(way: Way) -> str:
    return "unproven" if way.met is None else "met" if way.met else "not_met"


def _claim(claim: Claim | None, told: list[bool | None]) -> Row:
    """What was reported, its division done again, and whether the count agrees."""
    if claim is None:
        return {}
    computed = Fraction(claim.met, claim.of)
    row: Row = {
        "claim_met": claim.met,
        "claim_of": claim.of,
        "claim_computed_percent": percent(computed),
        "claim_source": claim.source,
        "claim_agrees": _agrees(claim, told),
        "claim_adds_up": False if claim.met > claim.of else None,
    }
    if claim.percent is not None:
        stated, digits = stated_percent(claim.percent)
        row["claim_percent"] = f"{stated:f}"
        row["claim_adds_up"] = claim.met <= claim.of and f"{stated:f}" == percent(computed, digits)
    return row


def _agrees(claim: Claim, told: list[bool | None]) -> bool | None:
    """A catalogue that holds fewer procedures than were reported says nothing about the report."""
    if len(told) < claim.of:
        return None
    reached, open_ = told.count(True), told.count(None)
    if len(told) > claim.of or not reached <= claim.met <= reached + open_:
        return False
    return None if open_ else True
