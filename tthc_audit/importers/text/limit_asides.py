"""What in a text on limits tells of other times than the procedure's own, and is set aside before it is read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from decimal import Decimal

from tthc_audit.importers.text.durations import Found
from tthc_audit.importers.text.limit_cases import AFTER, CASE, NOT_GRANTED
from tthc_audit.importers.text.model import Span

CUT_OFF = re.compile(
    r"(?:sau|trước|đến)\s+(?P<hour>[01]?\d|2[0-3])\s*(?:giờ|h|g)(?:\s*(?P<minute>[0-5]\d)(?!\d)"
    r"|(?!\w))(?!\s*làm\s+việc)"
)
_SENTENCE_END = re.compile(r"\n|;|\.(?=\s)")
_ASIDE = (
    re.compile(r"\([^()\d]{0,200}(?:không|chưa)\s+(?:tính|bao\s+gồm|kể)[^()\d]{0,200}\)"),
    re.compile(
        r"(?:không|chưa)\s+(?:tính|kể|bao\s+gồm)\s+(?:cả\s+)?thời\s+(?:gian|hạn)[^.;\n\d]{0,200}?(?=\s(?:đối\s+với|trường\s+hợp)\s|[.;\n]|$)"
    ),
    re.compile(
        r"(?:^|(?<=\n))[\s\-–+*•]{0,20}thời\s+gian\s+xác\s+định\s+nghĩa\s+vụ\s+tài\s+chính\s+của\s+cơ\s+quan\s+thuế\s*:[^\n]*"
    ),
    re.compile(r"(?:còn|hết)\s+hiệu\s+lực(?=\s+tại)|hết\s+thời\s+hạn\s+hiệu\s+lực|trước(?=\s*:)"),
    re.compile(r"\((?:bao\s+)?gồm\s[^()]{0,400}\)"),
    re.compile(r"không\s+(?:có\s+)?(?:yêu\s+cầu|phải|cần)\s+(?:sửa\s+đổi,?\s+)?bổ\s+sung(?:\s+hồ\s+sơ)?"),
    re.compile(r"(?:gửi|nộp)\s+trong\s+(?:vòng|thời\s+hạn)\s+\d{1,3}\s+(?:ngày(?:\s+làm\s+việc)?|tháng|năm)\s+của\s"),
)
"""What is not counted, the tax office's share, parts in brackets, a count of papers: none is the procedure's limit."""
_COMPLETE = re.compile(r"trường\s+hợp\s+(?:hồ\s+sơ\s+)?(?:đã\s+)?(?:đầy\s+đủ|hợp\s+lệ)")
_NEAR = 25
"""Characters in which a case right after its limit says that nothing is granted."""
_OF_WHICH = re.compile(r"trong\s+đó|bao\s+gồm|cụ\s+thể|chia\s+ra|\(gồm|như\s+sau")


def without_asides(low: str) -> str:
    """The text with what is not counted, the tax office's share and the like as blanks of the same length."""
    for pattern in _ASIDE:
        low = pattern.sub(lambda m: " " * len(m[0]), low)
    return low


def spans_aside(low: str, counted: list[Found], same_day: Found | None) -> list[Span]:
    """Where refusals, the parts of a total, and the words on a same-day limit's cut-off stand."""
    spans = [*_refusals(low, counted), *_parts(low, counted)]
    return spans if same_day is None else [*spans, *_cut_offs(low, same_day, counted)]


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with blanks in those places, so that every other position stays."""
    for begin, end in spans:
        text = text[:begin] + " " * (end - begin) + text[end:]
    return text


def sentence(low: str, found: Found) -> Span:
    """The sentence or clause in which a limit stands."""
    begin = max((m.end() for m in _SENTENCE_END.finditer(low, 0, found.start)), default=0)
    end = _SENTENCE_END.search(low, found.end)
    return begin, end.start() if end else len(low)


def refused(low: str, found: Found) -> bool:
    """Whether the limit is told only for the case that nothing is granted."""
    case = CASE.search(low, sentence(low, found)[0], found.start)
    if case is not None and NOT_GRANTED.search(low, case.start(), found.start):
        return True
    after = AFTER.match(low, found.end)
    if after is None or after["case"].startswith("trường") or after.start("case") > found.end + 2 * _NEAR:
        return False
    return NOT_GRANTED.search(low, after.end(), after.end() + _NEAR) is not None


def _refusals(low: str, counted: list[Found]) -> list[Span]:
    """The sentences on an incomplete application, where another one tells the time for a complete one."""
    answers, granted = [], False
    for found in counted:
        begin, end = sentence(low, found)
        if refused(low, found):
            answers.append((begin, end))
        elif _COMPLETE.search(low, begin, found.start):
            granted = True
    return answers if granted else []


def _parts(low: str, counted: list[Found]) -> list[Span]:
    """The parts told after a total, where they add up to it exactly and are no cases of their own."""
    spans = []
    n = 0
    while n < len(counted):
        last = _last_part(low, counted, n)
        if last > n:
            between = _OF_WHICH.search(low, counted[n].end, counted[n + 1].start)
            spans.append((between.start() if between else counted[n].end, sentence(low, counted[last])[1]))
        n = last + 1
    return spans


def _last_part(low: str, counted: list[Found], whole: int) -> int:
    """Where the parts of a total end in the list of limits; the total's own place where it has none."""
    total = Decimal(str(counted[whole].limit["value"]))
    reached = Decimal(0)
    for n in range(whole + 1, len(counted)):
        if counted[n].limit["unit"] != counted[whole].limit["unit"]:
            break
        reached += Decimal(str(counted[n].limit["value"]))
        if reached >= total:
            told = low[counted[whole].end : counted[whole + 1].start]
            itemised = all(
                low[a.end : b.lead].rstrip().endswith(":") for a, b in itertools.pairwise(counted[whole : n + 1])
            )
            own = _OF_WHICH.search(told) or (itemised and not CASE.search(low, counted[whole].end, counted[n].end))
            return n if reached == total and own and n > whole + 1 else whole
    return whole


def _cut_offs(low: str, same_day: Found, counted: list[Found]) -> list[Span]:
    """The words on what comes in after the cut-off, which are no case of their own."""
    before = min((f.start for f in counted if f.start > same_day.end), default=len(low))
    found = list(CUT_OFF.finditer(low, same_day.end, before))
    if not found:
        return []
    end = re.compile(r"\n|\.\s").search(low, found[-1].end())
    return [(same_day.end, min(end.start() if end else len(low), before))]
