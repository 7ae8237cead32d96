"""Where the parts of a clause stand: its pieces, its auxiliaries, its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tthc_audit.importers.text.verbs import AGENCY_VERB, APPLICANT_VERB, AUXILIARY, kind_of

_SEPARATOR = re.compile(r"[,:;\x00]+|\s(?:và|hoặc|đồng\s+thời|rồi|sau\s+đó|thì)(?=\s)|/(?=\s)")
_LEADING = re.compile(
    r"(?:(?:và|hoặc|đồng\s+thời|thì|sau\s+đó|rồi|cũng|còn|mà|tiếp\s+theo|cuối\s+cùng"
    r"|[-+*•.\"“”'’])\s+|\s+|[-+*•.\"“”'’]\)?)*"
)
_NOUN_BEFORE = re.compile(
    r"(?<!\w)(?:kết\s+quả|hồ\s+sơ|văn\s+bản|chứng\s+thư|giấy|phép|đơn|biên\s+bản|phiếu|quy\s+định|thông\s+tin|nhu\s+cầu"
    r"|yêu\s+cầu|báo\s+cáo|quyết\s+định|đã|chưa|không|sau\s+khi|ngày|được|tài\s+liệu|việc|căn\s+cứ"
    r"|dịch\s+vụ|nơi|điều\s+kiện|thẩm\s+quyền"
    r"|nghĩa\s+vụ|các|tình\s+trạng|tiến\s+độ|quá\s+trình|tờ|hoạt\s+động)\s+$"
)
_HALF = re.compile(
    r"(?<!\w)(?:chữ|tiếp|đăng|thư|ngoại|xuất|cung|phân|trợ|nâng|sơ|trung|cao|khẩn|bàn|công|xác|chấp|ghi|chương|quy|giải|độc|thành|thiết)\s+$"
)
_OTHER_HALF = re.compile(r"(?:cấp|trình|giao|ký|nhận|lập)(?!\w)")
"""One word of two syllables: "xuất trình", "cung cấp", "ngoại giao", "chữ ký"."""
_NAMED_FOR = re.compile(r"(?<!\w)(?:hội\s+đồng|viện|tổ|đoàn|cơ\s+quan|đơn\s+vị|bộ\s+phận|chuyên\s+gia)\s+$")
_WHAT_FOR = re.compile(r"(?:thẩm|kiểm|đánh|xét|nghiệm|giám|cấp|tiếp|nghiên|quản|tư)\s")
"""What a body is named for, where it stands right after the noun: "Tổ thẩm định", "cơ quan cấp phép"."""
_WORD_START = re.compile(r"(?<=[\s\x00])(?=\S)")
_RELATIVE = re.compile(r"\snơi\s")
_OF = re.compile(r"\s(?:của|thuộc|về)\s+$")
_DUTY = re.compile(r"phải|trách\s+nhiệm")
FILING_VERB = re.compile(
    r"nộp|gửi|làm\s|lập\s|kê\s+khai|xuất\s+trình|chuẩn\s+bị|nhận\s+kết|hoàn\s+(?:thiện|chỉnh|thành)"
    r"|truy\s+cập|đăng\s+nhập|khai\s+báo|có\s+(?:văn|đơn|công)"
)
FAR = 600
_JOINT = re.compile(r"[\s,;]*(?:\s(?:và|hoặc|đồng\s+thời|rồi|sau\s+đó|thì))?[\s,;]*$")


def verb_after(bare: str, at: int, right: int, *, private: bool) -> tuple[int, re.Match[str]] | None:
    """The first verb after a name and where its auxiliaries begin; filing verbs come before others."""
    table = APPLICANT_VERB if private else AGENCY_VERB
    first: tuple[int, re.Match[str]] | None = None
    relative = False
    own: tuple[int, re.Match[str]] | None = None
    for word in _WORD_START.finditer(bare, max(0, at - 1), min(right, at + FAR)):
        place = past_auxiliary(bare, word.start(), right)
        if place >= right:
            continue
        match = table.match(bare, place, right)
        if match is None or _OF.search(bare, max(0, word.start() - 7), word.start()):
            continue
        if "đã" in bare[word.start() : place]:
            continue
        if (
            place == word.start() > at + 1
            and _WHAT_FOR.match(bare, place)
            and _NAMED_FOR.search(bare, max(0, place - 14), place)
        ):
            continue
        if not relative and place == word.start() and _RELATIVE.search(bare, at, word.start()):
            # the verb of "nơi …" itself
            relative, own = True, (word.start(), match)
            continue
        if not (place == word.start() > at + 1 and _within_a_noun(bare, place)):
            if not private or FILING_VERB.match(bare, place) or _DUTY.search(bare, word.start(), place):
                return word.start(), match
            first = first or (word.start(), match)
    return first or (own if own and kind_of(own[1]) in ("receive", "check") else None)


def _within_a_noun(bare: str, place: int) -> bool:
    """Whether what looks like a verb is only a part of a noun that ends or stands before it."""
    before = max(0, place - 14)
    return _NOUN_BEFORE.search(bare, before, place) is not None or (
        _HALF.search(bare, before, place) is not None and _OTHER_HALF.match(bare, place) is not None
    )


def past_auxiliary(bare: str, at: int, right: int) -> int:
    """The first place after the auxiliary verbs at ``at``."""
    match = AUXILIARY.match(bare, at, right)
    return match.end() if match else at


def skip(masked: str, at: int, right: int | None = None) -> int:
    """The first place after spaces, bullets and joining words."""
    match = _LEADING.match(masked, at, len(masked) if right is None else right)
    return match.end() if match else at


def chunks(bare: str) -> Iterator[tuple[int, int, str]]:
    """The pieces between commas and joining words, each with the separator before it."""
    left = 0
    separator = ""
    for match in _SEPARATOR.finditer(bare):
        yield left, match.start(), separator
        left = match.end()
        separator = match[0].strip()
    yield left, len(bare), separator


def without_joint(low: str, start: int, end: int) -> int:
    """Where an act ends, without the word that joins the next one to it."""
    joint = _JOINT.search(low, start, end)
    return joint.start() if joint else end
