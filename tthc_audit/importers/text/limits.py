"""Time limits given in words: one limit, a same-day limit with its cut-off, or several cases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from tthc_audit.importers.text.durations import Found, find_durations
from tthc_audit.importers.text.limit_asides import CUT_OFF, blanked, refused, sentence, spans_aside, without_asides
from tthc_audit.importers.text.limit_cases import CASE, EDGES, GENERAL, named_cases
from tthc_audit.importers.text.plain import lowered, plain_text

_LONGEST = 4_000
_OTHER_TIMES = re.compile(
    r"(?:(?:có|hết|còn)\s+(?:hiệu\s+lực|giá\s+trị)(?!\s+(?:đi|pháp|sử|tương))|(?:hiệu\s+lực|giá\s+trị)\s+(?:là|trong|không|\d)|thời\s+hạn\s+(?:của\s+)?(?:giấy|chứng|hiệu)|hoàn\s+thiện|bổ\s+sung\s+hồ\s+sơ"
    r"|trong\s+đó(?!\s+(?:nêu|ghi|có))|tiếp\s+nhận\s+và\s+kiểm\s+tra|kiểm\s+tra\s+hồ\s+sơ|lần\s+(?:hai|ba|[23])|không\s+tính|trước\s+khi)"
)
_PARTS = re.compile(
    r"(?<=\S)[^\S\n]*(?:\bvà\b|\+|cộng)\s*"
    r"(?:\d+(?:[.,]\d+)?\s*(?:\([^()]*\)\s*)?(?:ngày|tháng|tuần|giờ|năm)|không\s+quá|trong\s+(?:vòng|thời|\d))"
)
_WRAPPED = re.compile(r"(?<![.;:])\n\s*(?=[a-zàáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ])")
_RUN_ON = re.compile(r"(?<=việc) (?=(?:Đối với|Trường hợp|Riêng) )")
"""Where a line break was lost before the next case."""
_ADDED = re.compile(
    r"(?:tăng|cộng|gia\s+hạn|kéo\s+dài)\s+(?:(?:thêm|hơn|tối\s+đa|nhưng|không|được|vượt|quá|đến|tới|là|một\s+lần|thời\s+(?:gian|hạn)|,)\s*){0,8}\d"
    r"|thêm\s+(?:không\s+quá\s+|tối\s+đa\s+)?\d|rút\s+ngắn\s+(?:\w+\s+){0,3}\d"
)
"""An addition to a limit: what comes out in the end is not told, and is not computed."""
_ALTERNATIVE = re.compile(
    r"hoặc\s+\d+\s*(?:\([^()]*\)\s*)?(?:ngày|giờ|tháng)|(?:(?<!căn\s)cứ|mỗi)\s|lần\s+lượt|tiến\s+hành\s+xác\s+minh"
)
_STEP_ALONE = re.compile(r"(?:^|\n)\W{0,20}thời\s+(?:hạn|gian)\s+(?:kiểm\s+tra|tiếp\s+nhận|xác\s+minh)")
_SHARES = re.compile(
    r"(?:^|\n)\W{0,20}[uủ][yỷ]\s+ban\s[^\n:.;\d]{0,80}:\s[^\n]*\n\W{0,20}(?:[uủ][yỷ]\s+ban|sở|hội\s+đồng|bộ)\s[^\n:.;\d]{0,80}:\s"
)
"""The shares of several bodies, line by line, of which only one tells a number."""
_BESIDE = re.compile(
    r"ngay\s+(?:sau\s+)?khi\s+(?:tiếp\s+)?nhận|(?<!nhất\s)sau\s+\d{1,3}\s+ngày[^.;\n]{0,20}(?:kể|tính)\s+từ"
)
"""Another time beside a single limit, which is then not the whole of it."""
_OR_FOR = re.compile(r"hoặc(?=\s+\d+\s*(?:\([^()]*\)\s*)?(?:ngày|giờ|tháng)[^.;\n]{0,25}?(?:đối\s+với|trường\s+hợp)\s)")
_ON_RECEIPT = re.compile(r"(?<=trong ngày )tiếp(?= nhận)")
"""What would otherwise look like the beginning of "ngày tiếp theo", the next day."""
_SPELT = re.compile(
    r"(?<!\w)(?P<words>[a-zà-ỹđ]{2,5}(?:\s[a-zà-ỹđ]{2,5})?\s*\()(?P<figures>\d{1,3})\)(?=\s*(?:ngày|tháng|tuần|giờ)(?!\w))"
)
"""A number in words before its figures in brackets: "mười (10) ngày"."""
_BEGINS = re.compile(r"(?:(?<=[.;])\s|\n)(?=\d{1,3}\s*(?:\([^()\d]{1,30}\)\s*)?(?:ngày|tháng|tuần|giờ\s+làm)(?!\s*\d))")
_FROM_IN_BRACKETS = re.compile(r"\((?=\s*(?:kể|tính)\s+từ)")
_LIKE_A_LIMIT = re.compile(
    r"(?:không\s+quá|sau|trong\s+(?:vòng|thời\s+hạn)|chậm\s+nhất|tối\s+đa|:)\s+(?:là\s+)?(?P<number>\d{1,4}(?:[.,]\d{1,2})?)"
    r"\s*(?:\([^()\d]{1,30}\)\s*)?(?:ngày|tháng|tuần|giờ\s+làm|năm)(?!\w)"
)
_LATER = re.compile(
    r"từ\s+(?:ngày|khi|thời\s+điểm)\s+(?:\w+\s+){0,3}?(?:kết\s+thúc|hết|hoàn\s+thành|ban\s+hành|họp|phát\s+hành|có\s+(?:đủ\s+)?(?:kết|biên|báo|văn|quyết|ý\s+kiến|thông)|"
    r"nhận\s+(?:được\s+)?(?:đủ\s+)?(?:hồ\s+sơ\s+và\s+)?(?:báo\s+cáo|văn\s+bản(?!\s+(?:đề|yêu))|biên\s+bản|kết\s+quả|ý\s+kiến|thông\s+báo|quyết\s+định"
    r"|hồ\s+trình|phản\s+hồi|tờ\s+trình|công\s+văn|trả\s+lời|tiền|kinh\s+phí))"
    r"|(?:kể|tính)\s+từ\s+(?:ngày|khi|thời\s+điểm)\s(?![^.;\n]{0,80}?(?:nhận|thụ|hồ\s+sơ|đơn|đề\s+nghị|phiếu|nộp))"
)
"""A count that begins on the way, not with the application: a step's time."""
_STEPS = re.compile(
    r"thời\s+(?:hạn|gian)\s+(?:thực\s+hiện\s+)?(?:việc\s+)?(?:xác\s+minh|thu\s+hồi|kiểm\s+tra|tiếp\s+nhận|trả\s+kết\s+quả\s*:)"
    r"|(?<!không\sphải\s)khắc\s+phục|xem\s+xét\s+tính|tổng\s+(?:cộng|không|thời)|cộng\s+tổng|điện\s+tử[^\n]*\n?[^\n]*bản\s+giấy"
)
_IN_STEPS = re.compile(r"bước\s+\d|xét\s+tính\s+hợp\s+lệ|sau\s+(?:khi\s+)?thu\s+hồi")
"""Words anywhere in a text that tell its limits for one step after the other."""


@dataclass(frozen=True, slots=True)
class LimitReading:
    """A limit as the catalogue states it; with several ``cases``, name and limit of each, and ``limit`` is the text."""

    limit: dict[str, Any]
    cases: tuple[tuple[str, dict[str, Any]], ...] = ()


def read_limit(text: str) -> LimitReading | None:
    """The limit that a published text states, or nothing where it cannot be read for certain.

    A clock time ("nhận hồ sơ sau 15 giờ") is never a duration; it becomes the cut-off of a same-day limit.
    Several different limits are read only where the text says which case each belongs to. Set aside are the
    time of the tax office, the answer to an incomplete application, and the parts that add up to a total.
    """
    plain = _WRAPPED.sub(lambda m: " " * len(m[0]), plain_text(text).strip())
    if not plain or len(plain) > _LONGEST:
        return None
    low = without_asides(lowered(_RUN_ON.sub("\n", plain)))
    found = _stated(low)
    same_day = [f for f in found if "same_day" in f.limit]
    counted = [f for f in found if "value" in f.limit]
    if not counted:
        return LimitReading(_same_day(low)) if same_day else None
    first = replace(same_day[0], limit=_same_day(low)) if same_day else None
    spans = spans_aside(low, counted, first)
    shown, low = blanked(plain, spans), blanked(low, spans)
    left = [f for f in counted if not any(a <= f.start < b for a, b in spans)]
    if first is not None:
        reading = _beside_same_day(shown, low, first, left)
    else:
        reading = _read(shown, low, left, narrowed=len(left) < len(counted))
    return replace(reading, limit={"text": plain.strip(EDGES)[:_LONGEST]}) if reading and reading.cases else reading


def _read(plain: str, low: str, counted: list[Found], *, narrowed: bool) -> LimitReading | None:
    """The reading of what is left when the times that are not the procedure's own are set aside."""
    masked = _prepared(low)
    around = _around(low, counted)
    if not counted or _PARTS.search(masked) or _ADDED.search(masked) or _OTHER_TIMES.search(around):
        return None
    if any(refused(low, f) for f in counted):
        return None
    if len(counted) == 1:
        told = (_ALTERNATIVE, masked), (_STEP_ALONE, around), (_SHARES, low), (_BESIDE, low)
        if any(p.search(words) for p, words in told) or (narrowed and _LATER.search(around)):
            return None
        return LimitReading(dict(counted[0].limit))
    cases = _all_cases(plain, low, counted)
    if not cases:
        return None
    if len({(f.limit["value"], f.limit["unit"]) for f in counted}) > 1:
        return LimitReading({}, cases)
    # one number told for every case is one limit; told for no case it may be two stages, one after the other
    return None if cases[0][0] == GENERAL else LimitReading(dict(counted[0].limit))


def _beside_same_day(plain: str, low: str, first: Found, counted: list[Found]) -> LimitReading | None:
    """A same-day limit with its exceptions, where it comes first and tells its cut-off or says "at once"."""
    if not counted or first.start > counted[0].start or any(refused(low, f) for f in counted):
        return None
    if "cut_off" not in first.limit and not low.startswith("ngay", first.start):
        return None
    if _ADDED.search(low):
        return None
    cases = _all_cases(plain, low, [first, *counted])
    return LimitReading({}, cases) if cases else None


def _all_cases(plain: str, low: str, found: list[Found]) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The cases of the limits, unless these are steps or the text holds a number that was not read as a limit."""
    starts = {f.start for f in found}
    around = _around(low, [f for f in found if "value" in f.limit])
    if _STEPS.search(around) or _IN_STEPS.search(low):
        return ()
    if any(m.start("number") not in starts for m in _LIKE_A_LIMIT.finditer(_prepared(low))):
        return ()
    cases = named_cases(plain, low, found)
    # a later count is the next step's, unless each limit is told for a case: then it is that case's own event
    told = all(name != GENERAL and CASE.search(name.lower(), 0, 30) for name, _ in cases)
    return cases if told or not _LATER.search(around) else ()


def _prepared(low: str) -> str:
    """The text without clock times, with a cue where a number begins a sentence or an alternative."""
    masked = CUT_OFF.sub(lambda m: " " * len(m[0]), _SPELT.sub(_figures, low))
    masked = _OR_FOR.sub("; là", _ON_RECEIPT.sub(lambda m: " " * len(m[0]), masked))
    return _BEGINS.sub(":", _FROM_IN_BRACKETS.sub(",", masked))


def _figures(spelt: re.Match[str]) -> str:
    return " " * len(spelt["words"]) + spelt["figures"] + " "


def _stated(low: str) -> list[Found]:
    # the whole text is about a limit, so a bare "10 ngày" at its head counts as one
    masked = _prepared(low)
    prefixed = "thời hạn " + masked
    shift = len(prefixed) - len(masked)
    return sorted(
        (
            Found(max(f.start - shift, 0), f.end - shift, max(f.lead - shift, 0), f.limit, f.certain)
            for f in find_durations(prefixed)
        ),
        key=lambda f: f.start,
    )


def _around(low: str, counted: list[Found]) -> str:
    """The sentences in which a limit stands."""
    return "\n".join(low[a:b] for a, b in dict.fromkeys(sentence(low, f) for f in counted))


def _same_day(low: str) -> dict[str, Any]:
    limit: dict[str, Any] = {"same_day": True}
    hours = {(int(m["hour"]), int(m["minute"] or 0)) for m in CUT_OFF.finditer(low) if m[0].startswith("sau")}
    if len(hours) == 1:
        hour, minute = hours.pop()
        limit["cut_off"] = f"{hour:02d}:{minute:02d}"
    return limit
