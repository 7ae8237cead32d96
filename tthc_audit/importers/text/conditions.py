"""Under which condition an act stands: the if-clauses of a sentence, and what sort of condition each is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tthc_audit.importers.text.verbs import REFUSING

DURATION = "\x00"
"""Stands in a masked sentence where a duration was."""

_OPENING = re.compile(
    r"(?:(?<=^)|(?<=[,;:\x00])|(?<=\s))\s*(?P<if>(?:(?:trong|đối\s+với|riêng)\s+)?(?:các\s+|những\s+"
    r"|một\s+số\s+)?(?<!trong các )(?<!trong những )trường\s+hợp\s(?!trên|này|nêu|đó\s)|nếu\s)"
    r"|(?:(?<=^)|(?<=[,;:\x00]))\s*(?P<when>(?:ngay\s+)?(?:sau\s+khi|khi|căn\s+cứ|trên\s+cơ\s+sở"
    r"|trước\s+khi|hết\s|quá\s|sau\s|trước\s|đối\s+với|theo\s|kể\s+từ|trong\s+(?:thời|quá\s+trình)"
    r"|từ\s+ngày|dựa|qua\s|thông\s+qua|tùy|ngoài|hằng|hàng|định\s+kỳ|bằng)\s?)"
)
_THEN = re.compile(r"\sthì(?:\s|$)|[:;]")
_ANOTHER = re.compile(r"[,;]\s*(?=(?:trường\s+hợp|nếu)\s)")
_MUST = re.compile(
    r"(?<!đối tượng)(?<!trường hợp)(?<!diện)(?<!không)(?<!chưa)\s(?=(?:phải|có\s+trách\s+nhiệm"
    r"|có\s+văn\s+bản\s+(?:trả|thông|yêu|nêu))\s)"
)
_OMITS = re.compile(r"(?:không|chưa)\s+(?:thực\s+hiện|nộp|bổ\s+sung|hoàn|nhận|gửi|sửa|có\s+văn)[^,;:]*$")
"""A limit right after what was not done belongs to that, not to what follows."""
_SUBJECT = re.compile(
    r"\s(?=(?:các\s+)?(?:tổ\s+chức|cá\s+nhân|thương\s+nhân|doanh\s+nghiệp|người\s+\S+(?:\s+\S+){0,2}"
    r"|chủ\s+\S+|công\s+dân|cơ\s+sở)"
    r"(?:,?\s+(?:tổ\s+chức|cá\s+nhân|doanh\s+nghiệp))*\s+(?:nộp|gửi|lập\s|làm\s+(?:đơn|hồ)|phải|có\s+trách\s+nhiệm))"
)
_WRITES = re.compile(
    r"(?:hợp\s+lệ|đầy\s+đủ|quy\s+định)(?=\s+(?:viết|cấp\s+giấy|tiếp\s+nhận|lập\s+phiếu|ghi\s+giấy"
    r"|giao\s+giấy)\s)"
)
_SETTLED = re.compile(r"(?:hợp\s+lệ|đầy\s+đủ|quy\s+định|điều\s+kiện|yêu\s+cầu|hồ\s+sơ|kết\s+quả|bổ\s+sung)\s+(?=\S)")
_PAPERS = (
    r"(?:hồ\s+sơ|thành\s+phần|giấy\s+tờ|đơn|văn\s+bản|tài\s+liệu|thông\s+tin|nội\s+dung|tờ\s+khai"
    r"|kê\s+khai|bản\s+khai)"
)
_INVALID = re.compile(
    _PAPERS + r"[^;]{0,70}?(?:chưa|không|thiếu)\s[^;]{0,25}?(?:đủ(?!\s+(?:điều\s+kiện|cơ\s+sở|căn\s+cứ))"
    r"|đầy\s+đủ|hợp\s+lệ|đúng|đạt|chính\s+xác|bảo\s+đảm|đảm\s+bảo|đáp\s+ứng(?!\s+(?:đủ\s+|được\s+)?(?:các\s+)?điều\s+kiện)|rõ|phù\s+hợp"
    r"|thống\s+nhất)"
    r"|cần\s+(?:phải\s+)?(?:bổ\s+sung|sửa\s+đổi|hoàn\s+thiện|làm\s+rõ|chỉnh\s+sửa|giải\s+trình)"
    r"|thiếu\s|(?:chưa|không)\s+(?:đầy\s+đủ|hợp\s+lệ|đúng\s+quy\s+định|hoàn\s+chỉnh)"
    r"|(?:nếu|trường\s+hợp)\s+(?:không|chưa)\s+đủ(?!\s+(?:điều|cơ|căn))"
    r"|(?:có|phải)\s+(?:yêu\s+cầu\s+)?(?:sửa\s+đổi|bổ\s+sung|hoàn\s+thiện|chỉnh\s+sửa)"
)
_GOOD = re.compile(
    r"đầy\s+đủ|hợp\s+lệ|đủ\s+điều\s+kiện|đáp\s+ứng|đạt|đồng\s+ý|chấp\s+thuận|thống\s+nhất|đúng"
    r"|bảo\s+đảm|đảm\s+bảo|phù\s+hợp|được\s+(?:phê|chấp)|không\s+(?:có\s+)?(?:yêu\s+cầu|thuộc|phải"
    r"|cần|có)"
)
_NEGATED = re.compile(r"(?:chưa|không|thiếu|từ\s+chối)(?!\s+(?:có\s+)?(?:yêu\s+cầu|thuộc|phải|cần))")
_LAPSED = re.compile(
    r"(?:không|chưa)\s+(?:sửa|bổ\s+sung|nộp|hoàn|khắc|nhận\s+được|gửi|có\s+văn)|(?:hết|quá)\s+thời\s+hạn|vẫn\s+(?:không|chưa)"
)
_CHANNEL = re.compile(
    r"trực\s+tiếp|gián\s+tiếp|trực\s+tuyến|bưu\s+(?:chính|điện)|điện\s+tử|một\s+cửa|qua\s+mạng"
    r"|cổng\s+dịch\s+vụ"
)
_WHOLE = re.compile(r"\s*(?:thấy\s+)?(?:cần\s+thiết|cần|phức\s+tạp|đặc\s+biệt)(?=,)")
"""What needs no more words to be a condition."""
_NEEDED = re.compile(r"\(?\s*(?:nếu\s+(?:cần|có|thấy\s+cần)|khi\s+cần|trường\s+hợp\s+cần|trong\s+trường\s+hợp\s+cần)")


@dataclass(frozen=True, slots=True)
class Condition:
    """An if-clause: place, words, what it says, and how the text has it."""

    start: int
    end: int
    words: str
    is_if: bool
    shown: str = ""

    @property
    def invalid(self) -> bool:
        """The dossier is incomplete or not in order."""
        return self.is_if and _INVALID.search(self.words) is not None and not self.sound_papers

    @property
    def sound_papers(self) -> bool:
        """The papers are in order: the ordinary way."""
        return _GOOD.search(self.words) is not None and _NEGATED.search(self.words) is None

    @property
    def refusing(self) -> bool:
        """Something is not granted."""
        return self.is_if and REFUSING.search(self.words) is not None and not self.sound_papers

    @property
    def new_case(self) -> bool:
        """A case of its own, at which a limit told before it ends."""
        return self.is_if and "trường hợp" in self.words[:24]

    def omits(self, until: int) -> bool:
        """Whether something is told as not done right before a place in the words."""
        return self.is_if and _OMITS.search(self.words, 0, until) is not None

    @property
    def lapsed(self) -> bool:
        """What was asked for has not come in time."""
        return self.is_if and _LAPSED.search(self.words) is not None

    @property
    def channel(self) -> bool:
        """Only another way of filing."""
        return _CHANNEL.search(self.words) is not None and not self.invalid

    @property
    def branch(self) -> bool:
        """What stands under it happens only sometimes."""
        return self.is_if and not self.sound_papers and not self.channel


def optional(words: str) -> bool:
    """Whether words in brackets or at the end of a clause say "if need be"."""
    return _NEEDED.search(words) is not None


def find_conditions(
    low: str, told: str, text: str, opens_clause: Callable[[int], bool], opens_body: Callable[[int], bool]
) -> list[Condition]:
    """The if- and when-clauses of a masked sentence, with their words as ``told`` and ``text`` have them.

    ``opens_clause`` tells where a main clause can begin.
    """
    found: list[Condition] = []
    at = 0
    while match := _OPENING.search(low, at):
        begin = match.start("if") if match["if"] else match.start("when")
        end = _ending(low, match.end(), opens_clause, opens_body, is_if=bool(match["if"]))
        found.append(Condition(begin, end, told[begin:end], is_if=bool(match["if"]), shown=text[begin:end]))
        at = max(end, match.end())
    return found


def _ending(
    low: str, start: int, opens_clause: Callable[[int], bool], opens_body: Callable[[int], bool], *, is_if: bool
) -> int:
    whole = _WHOLE.match(low, start)
    if whole is not None:
        return whole.end()
    stop = _THEN.search(low, start)
    limit = stop.start() if stop else len(low)
    if stop and stop[0].startswith((":", ";")):
        limit = stop.start()
    elif stop and "," not in low[start:limit]:
        return limit
    clause = next(
        (
            n
            for n in range(start, limit)
            if low[n] in "," + DURATION
            and opens_clause(n + (low[n] == ","))
            and not (low[n] == DURATION and _OMITS.search(low, start, n))
        ),
        None,
    )
    then = limit if stop and "thì" in stop[0] else None
    until = min(end for end in (clause, then, limit) if end is not None)
    another = None if is_if else _ANOTHER.search(low, start, until)
    if another is not None:
        return another.start()
    for settled in _SETTLED.finditer(low, start + 4, until):
        if opens_body(settled.end()):
            return settled.end()
    if clause is not None or then is not None:
        return until
    writes = _WRITES.search(low, start + 4, limit) if is_if else None
    if writes:
        return writes.end()
    must = (_SUBJECT.search(low, start + 8, limit) or _MUST.search(low, start + 8, limit)) if is_if else None
    if must:
        return must.start()
    if not is_if:
        comma = low.find(",", start, until)
        return comma if comma >= 0 else limit
    return limit
