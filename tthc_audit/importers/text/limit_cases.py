"""Which case each of several limits is told for: the words before it, after it, or in the heading above it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tthc_audit.importers.text.durations import Found
from tthc_audit.importers.text.model import Span

GENERAL = "Trường hợp chung"
"""What a first limit without a stated case applies to, where exceptions follow it."""
CASE = re.compile(r"(?:đối\s+với|(?<!từng\s)trường\s+hợp|nếu|riêng|tại\s+các\s+xã)\s")
NOT_GRANTED = re.compile(
    r"(?:không|chưa)\s+(?:bảo|đảm|hợp|đủ|đầy|đồng|chấp|đạt|đáp|cấp|giải|đúng|phê|phân\s+bổ)|từ\s+chối|thiếu"
)
"""A case in which nothing is granted: its limit is that of the refusal, not of the result."""
EDGES = " \t\n-–+*•:;,.()"

_ITEM = re.compile(
    r"(?:thời\s+(?:hạn|gian)\s+(?:giải\s+quyết\s+|thực\s+hiện\s+)?(?:thủ\s+tục\s+)?(?:việc\s+)?)?"
    r"(?:hồ\s+sơ\s+(?:đề\s+nghị|đăng\s+ký)|cấp\s+(?:mới|lại|đổi|lần|gia|bổ|điều)|gia\s+hạn|điều\s+chỉnh"
    r"|sửa\s+đổi|thay\s+đổi|phục\s+hồi|thẩm\s+định,?\s+phê\s+duyệt)\s"
)
"""How an item of a list begins that names a kind of application, and no step on the way to one."""
AFTER = re.compile(
    r"[\s,(]*(?:(?:kể|tính)?\s*từ\s+(?:ngày|khi|thời\s+điểm)[^;.:\n]{0,200}?[\s,(])?"
    r"(?P<case>(?:áp\s+dụng\s+)?(?:(?:trong|với)\s+(?:các\s+)?trường\s+hợp|đối\s+với|trường\s+hợp|về\s+việc)\s)"
)
_ANSWERED = re.compile(r"nêu\s+rõ|trả\s+lời|thông\s+báo\s+(?:bằng|cho)")
"""Words on how a refusal is told, which follow many a limit and are no case of it."""
_BULLET = r"[\s\-–+*•.(]{0,20}(?:\(?(?:\d{1,2}|[a-zđ])[.)]\)?\s*)?(?:và\s+|trong\s+)?"
_LEADS = re.compile(
    rf"(?:(?:\n|(?P<stop>\.(?=\s)(?!\s*\n))|(?P<half>;)(?!\s*\n)){_BULLET}(?:{CASE.pattern}|{_ITEM.pattern})|(?P<comma>,){_BULLET}{CASE.pattern})"
)
_LISTED = re.compile(rf"{_BULLET}(?P<item>{_ITEM.pattern})")
_ENDS = (re.compile(r"\n"), re.compile(r"\.\s"), re.compile(r";"), re.compile(r","))
_REGION = re.compile(r"(?:đối\s+với|tại)\s+(?:các\s+)?(?:xã|khu\s+vực|tổ\s+dân\s+phố|địa\s+bàn|vùng)\s")
_BODY = re.compile(
    r"đối\s+với\s+(?:các\s+)?(?:sở|chủ\s+tịch|[uủ][yỷ]\s+ban|ubnd|bộ(?!\s+(?:phận|hồ|luật))|cục|chi\s+cục|công\s+an|hội\s+đồng"
    r"|phòng|văn\s+phòng\s+đăng|cơ\s+quan\s+(?:tiếp|thẩm|thuế|quản))\s"
)
_NUMBERED = re.compile(r"^\W*(?:\(?(?:\d{1,2}|[a-zđ])[.)]\s*)?")
_STEP = re.compile(
    r"(?:thời\s+(?:hạn|gian)\s+)?(?:tiếp|kiểm|thẩm|thông\s+báo|xét|xem|rà|trình|lấy|xác|bước|phát|đánh|thành|tổ\s+chức|thu)\s"
)
_LIMIT = re.compile(r"(?:tổng\s+)?(?:thời\s+(?:hạn|gian)|cách\s+thức|hình\s+thức|$)")
_TAIL = re.compile(r"[\s,:]+(?:thì|là|được|thời\s+(?:hạn|gian)(?:\s+(?:thực\s+hiện|giải\s+quyết))?|trong|không\s+quá)$")
_LONGEST_NAME = 200
_END = 40
"""Characters kept of the end of a name that is too long: alike cases often differ there."""
_SHORTEST_NAME = 8
_LONGEST_HEADING = 1_500


@dataclass(frozen=True, slots=True)
class _Told:
    """One limit with the case words found for it: above it, before it and after it; else what its line calls it."""

    heading: str
    before: str
    after: str
    line: str = ""


def named_cases(plain: str, low: str, found: list[Found]) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Name and limit of each case, or nothing where one limit's case is not certain."""
    told: list[_Told] = []
    for n, (start, end, begun) in enumerate(_pieces(low, found)):
        one = _told(plain, low, found[n], (start, end))
        if begun and told and not one.before and one.after and told[-1].before and told[-1].after:
            one = _Told(one.heading, told[-1].before, one.after)
        told.append(one)
    if any(_STEP.match(_NUMBERED.sub("", one.line).lower()) for one in told):
        return ()
    names = list(_names(told))
    if len(names) < len(found) or len(set(names)) < len(names):
        return ()
    if any(len(n) < _SHORTEST_NAME or NOT_GRANTED.search(n.lower()) or _BODY.match(n.lower()) for n in names):
        return ()
    return tuple((n, dict(f.limit)) for n, f in zip(names, found, strict=True))


def _pieces(low: str, found: list[Found]) -> Iterator[tuple[int, int, bool]]:
    """Where the words of each limit begin and end, and whether they go on in the sentence of the limit before."""
    start, goes_on = 0, False
    for this, following in itertools.pairwise(found):
        cut, same = _cut(low, this.end, following.lead)
        yield start, cut, goes_on
        start, goes_on = cut, same
    last = re.search(r"\n|\.\s|;", low[found[-1].end :])
    yield start, found[-1].end + last.start() if last else len(low), goes_on


def _cut(low: str, begin: int, end: int) -> tuple[int, bool]:
    """Where the words for the next limit begin between two limits, and whether that is within one sentence."""
    leads: dict[str, int] = {}
    for match in _LEADS.finditer(low, begin, end):
        leads.setdefault(match.lastgroup or "line", match.start() + 1)
    for kind in ("line", "stop", "half", "comma"):
        if kind in leads:
            return leads[kind], kind in ("half", "comma")
    for n, pattern in enumerate(_ENDS):
        ends = [m.end() for m in pattern.finditer(low, begin, end)]
        if ends:
            return ends[-1], n > 1
    return begin, True


def _told(plain: str, low: str, found: Found, piece: Span) -> _Told:
    start, end = piece
    line = max(start, low.rfind("\n", start, found.lead) + 1)
    item = _LISTED.match(low, line, found.lead)
    own = item or CASE.search(low, line, found.lead)
    begin = -1 if own is None else own.start("item") if item else own.start()
    if item and not (low[: found.lead].rstrip().endswith(":") or low.startswith("thời", begin)):
        begin = -1
    sentence_over = begin >= 0 and re.search(r"\.\s", low[begin : found.lead]) is not None
    before = _tidy(plain[begin : found.lead]) if begin >= 0 and not sentence_over else ""
    after_match = AFTER.match(low, found.end, end)
    after = _tidy(plain[after_match.start("case") : end]) if after_match else ""
    after = "" if _ANSWERED.search(after.lower()) else after
    called = plain[line : found.lead] if low[line : found.lead].rstrip().endswith(":") else ""
    return _Told(_heading(plain, low, (start, line)), before, after, _tidy(called))


def _heading(plain: str, low: str, place: Span) -> str:
    """The line right above that names a case: it ends with a colon, or the limit's line is an item under it."""
    if low[: place[0]].rstrip(" -+*•")[-1:] not in ("", "\n", "."):
        return ""
    lines = [line for line in plain[place[0] : place[1]].split("\n") if line.strip()]
    above = lines[-1] if lines else ""
    words = _NUMBERED.sub("", above)
    under = above.rstrip().endswith(":") or low[place[1] :].lstrip().startswith("+")
    if not under or len(words) > _LONGEST_HEADING or not CASE.match(words.lower()):
        return ""
    return _tidy(words)


def _names(told: list[_Told]) -> Iterator[str]:
    """The name of each case; a region told after a named case belongs to that case."""
    whole = ""
    for n, one in enumerate(told):
        region = bool(_REGION.match(one.before.lower()))
        own = [part for part in (one.before, one.after) if part]
        if one.heading:
            whole = one.heading
            yield _joined([whole, *own])
        elif region and not one.after and n:
            yield _joined([*([whole] if whole else []), one.before])
        elif own:
            name = _joined(own)
            whole = "" if region else name
            yield name
        elif n == 0:
            name = _NUMBERED.sub("", one.line)
            yield GENERAL if _LIMIT.match(name.lower()) else _joined([name])
        else:
            return


def _joined(parts: list[str]) -> str:
    room = _LONGEST_NAME // len(parts) - 2
    return "; ".join(part if len(part) <= room else f"{part[: room - _END - 3]} … {part[-_END:]}" for part in parts)


def _tidy(words: str) -> str:
    text = " ".join(words.split()).strip(EDGES)
    while True:
        cut = _TAIL.sub("", text).strip(EDGES)
        if cut == text:
            return text + ")" * (text.count("(") > text.count(")"))
        text = cut
