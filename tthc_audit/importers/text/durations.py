"""Durations in Vietnamese running text: numbers with a unit, and same-day limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tthc_audit.importers.text.model import Limit

_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười lăm": 15, "hai mươi": 20, "ba mươi": 30,
}  # fmt: skip
_UNITS = {
    "ngày làm việc": "working_day", "ngày": "day", "giờ làm việc": "working_hour", "giờ": "hour", "h": "hour",
    "phút": "minute", "tuần": "week", "tháng": "month", "năm": "year",
}  # fmt: skip
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?(?![.,]?\d)"
_AMOUNT = re.compile(
    rf"(?:(?P<half>(?:1/2|nửa))|(?:{_NUMBER}\s*(?:-|–|đến)\s*)?(?P<number>(?<![\d.,/]){_NUMBER})"
    r"|(?<!\w)(?P<word>mười lăm|hai mươi|ba mươi|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?=[\s(]))"
    r"\s*(?:\((?P<spelt>[^()\d]{1,30})\)\s*)?"
    r"(?P<unit>ngày|giờ|phút|tuần|tháng|năm|h)(?!\w)(?P<work>\s*\(?(?:làm|lầm)\s+việc\)?|\s*\((?:tính\s+)?theo\s+ngày\s+làm\s+việc\))?"
)
_SAME_DAY = re.compile(
    r"(?:ngay\s+)?(?:trong|cùng)\s+(?:thời\s+gian\s+)?(?:ngày|buổi)(?!\s+\d)(?:\s+làm\s+việc)?"
    r"(?!\s*(?:,\s*)?(?:làm\s+việc\s+)?(?:tiếp|kế|sau|hôm sau|đầu|cuối|nghỉ|lễ|\d))"
    r"|ngay\s+(?:tại\s+)?thời\s+điểm\s+(?:tiếp\s+)?nhận"
)
_CUE = re.compile(
    r"(?:trong|vòng|thời\s+hạn|thời\s+gian|không\s+quá|không\s+vượt\s+quá|tối\s+đa|chậm\s+nhất|muộn\s+nhất|"
    r"sớm\s+nhất|là|tổng|ít\s+nhất|tối\s+thiểu|khoảng|lâu\s+nhất|dài\s+nhất|không\s+hơn|[:(+;-])(?:\s+là|\s+sau)?\s*$"
)
_NO_LIMIT_BEFORE = re.compile(
    r"(?:(?<!không\s)(?<!không\svượt\s)quá(?:\s+thời\s+hạn)?|(?:(?<!nhất )sau|hết)(?:\s+thời\s+(?:hạn|gian))?"
    r"|sau\s+khi\s+hết\s+thời\s+hạn"
    r"|ngày|tháng|quý|từ\s+đủ|đủ|cứ|định\s+kỳ|mỗi|lúc|trước|hiệu\s+lực(?:\s+là)?|giá\s+trị(?:\s+là)?|có\s+thời\s+hạn"
    r"|(?:nhưng|và)\s+tổng\s+thời\s+(?:hạn|gian)[^.;,\n]{0,60}"
    r"|trước[^.;,\n]{0,60}\s(?:ít\s+nhất|tối\s+thiểu|chậm\s+nhất)|(?:hiệu\s+lực|giá\s+trị"
    r"|hạn\s+sử\s+dụng(?!\s+đất))[^.;,\n]{0,30}(?:trong"
    r"|là|không\s+quá)(?:\s+(?:thời\s+hạn|vòng))?)\s*$"
)
_NO_LIMIT_AFTER = re.compile(
    r"[\s,]*(?:trước(?!\s+khi\s+trình)|tuổi|\d|một\s+lần|/|đầu\s+tiên|liên\s+tục|liên\s+tiếp|gần\s+nhất"
    r"|cuối|trở\s+lên|kinh\s+nghiệm)"
)
_FROM = re.compile(r"[,\s]*(?:\([^()]{0,80}\)\s*)?(?:kể|tính)\s+từ")
_CUE_START = re.compile(
    r"(?:ngay\s+)?(?:thời\s+(?:hạn|gian)\s+(?:chậm\s+nhất\s+|tối\s+đa\s+)?(?:là\s+)?|(?:trong"
    r"|chậm\s+nhất|muộn\s+nhất|tối\s+đa)\s+"
    r"(?:thời\s+(?:hạn|gian)\s+|vòng\s+|khoảng\s+(?:thời\s+gian\s+)?)?)?(?:không\s+(?:vượt\s+)?quá\s+"
    r"|tối\s+đa\s+|chậm\s+nhất\s+"
    r"|ít\s+nhất\s+|tối\s+thiểu\s+)?(?:là\s+)?$"
)
_LEFT = 70


@dataclass(frozen=True, slots=True)
class Found:
    """A duration and its place; ``lead`` is where its leading words ("trong thời hạn …") begin."""

    start: int
    end: int
    lead: int
    limit: Limit
    certain: bool


def quantity(match: re.Match[str]) -> Limit | None:
    """The limit that a matched amount states, or nothing where it is zero or absurd."""
    unit = _UNITS[match["unit"] + (" làm việc" if match["work"] and match["unit"] in ("ngày", "giờ") else "")]
    if match["half"]:
        value = Decimal("0.5")
    elif match["number"]:
        value = Decimal(match["number"].replace(",", "."))
    else:
        value = Decimal(_WORDS[match["word"]])
    if value <= 0 or value > 3000:
        return None
    return {"value": int(value) if value == value.to_integral_value() else float(value), "unit": unit}


def find_durations(low: str) -> Iterator[Found]:
    """Every stated duration in lower-case text, in order; calendar dates and ages are none."""
    last = 0
    for match in _AMOUNT.finditer(low):
        found = _amount(low, match, last)
        if found is not None:
            last = found.end
            yield found
    for match in _SAME_DAY.finditer(low):
        yield Found(match.start(), match.end(), match.start(), {"same_day": True}, certain=True)


def _amount(low: str, match: re.Match[str], floor: int) -> Found | None:
    start, end = match.span()
    left = low[max(floor, start - _LEFT) : start]
    after = low[end : end + 40]
    if _NO_LIMIT_BEFORE.search(left) or _NO_LIMIT_AFTER.match(after):
        return None
    cued = _CUE.search(left) is not None
    clock = match["unit"] in ("giờ", "h") and not match["work"]
    if not cued and (clock or not (match["work"] or _FROM.match(after))):
        return None
    if match["word"] and not cued:
        return None
    limit = quantity(match)
    if limit is None:
        return None
    lead = _CUE_START.search(left)
    return Found(start, end, start - (len(left) - lead.start()) if lead else start, limit, certain=cued)
