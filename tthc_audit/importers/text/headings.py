"""Lines that are no acts: captions, remarks, contents of a paper, decisions that are only spoken of."""

from __future__ import annotations

import re

from tthc_audit.importers.text.actors import Directory, head
from tthc_audit.importers.text.acts import Act, is_private
from tthc_audit.importers.text.segments import Sentence

_REMARK = re.compile(
    r"(?:lưu\s+ý|ghi\s+chú|chú\s+ý|thời\s+gian\s+(?:tiếp\s+nhận|nhận|làm\s+việc|trả)|địa\s+(?:điểm"
    r"|chỉ)|khi\s+(?:đi|đến)\s|khi\s+nộp\s|khi\s+nhận\s+kết|mẫu\s|chi\s+phí\s|phí|lệ\s+phí|căn\s+cứ\s+pháp"
    r"|văn\s+bản\s+(?:thông|thẩm|yêu)[^,;]{0,30}(?:gồm|cần|phải)|hồ\s+sơ\s+(?:bao\s+)?gồm|việc\s+ủy"
    r"|cách\s+thức|quy\s+trình\s|thủ\s+tục\s+\w|trình\s+tự\s+(?:thực\s+hiện|giải\s+quyết)?\s*:?\s*$)"
)


_TO_THE_END = re.compile(r"(?:lưu\s+ý|ghi\s+chú|chú\s+ý)\s*:?\s*$")


_CONTENTS = re.compile(
    r"(?:gồm[^.;,:]{0,40}|(?:nội\s+dung|thông\s+tin|tài\s+liệu|điều\s+kiện|tiêu\s+chí"
    r"|giấy\s+tờ)[^.;,:]{0,30}\s(?:sau|sau\s+đây|dưới\s+đây)):\s*$"
)


_CONTENTS_END = re.compile(r"(?:nếu\s|trường\s+hợp|trong\s+(?:thời|vòng)|sau\s+khi|căn\s+cứ|chậm|khi\s|bước)")


_TIME_LINE = re.compile(
    r"(?:tổng\s+)?thời\s+(?:hạn|gian)(?:\s+(?:thực\s+hiện|giải\s+quyết|xử\s+lý"
    r"|thẩm\s+định))?(?:\s+(?:là|không\s+quá|tối\s+đa)|\s*:)"
)


_NOUN = re.compile(
    r"chứng\s+nhận\s|(?:quyết\s+định|kết\s+luận|báo\s+cáo|thông\s+báo|giấy|văn\s+bản)\s+(?:cho\s+phép|của|về"
    r"|kết\s+quả|theo|công\s+nhận|số\s|này|giải\s+quyết|[^,;:]{3,40}\s(?:của|này)\s)"
)


_SPOKEN_OF = re.compile(
    r"(?:quyết\s+định|văn\s+bản|giấy|thông\s+báo)\s[^;:]*?(?:\(theo\s+mẫu|\sphải\s+(?:nêu|ghi)\s|\sđược\s+(?:công|gửi|đăng|lập))"
)
"""A paper that is described or sent where a sentence inside a line begins with its name."""


_POSTED = re.compile(r"\sđược\s+(?:niêm\s+yết|công\s+(?:khai|bố)|đăng\s+tải)\s+(?:công|trên|tại|rộng)")


_DONE = re.compile(r"được\s+thực\s+hiện|thực\s+hiện\s+theo\s+(?:quy\s+định|trình\s+tự)\s+(?:tại|của)")


_HEADING = 75


_CAPTION = re.compile(
    r"(?!(?:trong\s+)?(?:các\s+)?(?:trường|nếu|đối\s+với|trong|khi|sau|trước|kể\s+từ|căn\s+cứ|chậm"
    r"|tối\s+đa|thời(?!\s+hạn\s[^:]{3,80}:\s*trong)|ngay|tổng|theo|hết))[^:;,.\n]{3,70}:\s*(?=\S)"
)


_CAPTIONED = re.compile(r"(?:trường\s+hợp|trong\s+(?:thời|vòng)|sau\s+khi|khi\s|căn\s+cứ|kể\s+từ)")


_WORTH_A_CAPTION = 30


_FILING_TIME = re.compile(r"thời\s+(?:điểm|hạn|gian)\s+nộp\s+(?:hồ\s+sơ|đơn)")
_PLACE = re.compile(r"(?:đối\s+với|trực\s+t|thông\s+qua|qua\s)")


def is_remark(low: str, part: Sentence) -> bool | None:
    """Whether a sentence is a remark: nothing where it is none, true where its step goes on with it."""
    if _REMARK.match(low, part.start, min(part.end, part.start + _HEAD)) is None:
        return None
    return _TO_THE_END.match(low, part.start, part.end) is not None


def time_line(words: str) -> bool:
    """Whether words open a line that only tells the time of its step."""
    return _TIME_LINE.match(words) is not None


def files_within(words: str) -> bool:
    """Whether words open a line that only tells by when to file."""
    return _FILING_TIME.match(words) is not None


def speaks_of(low: str, part: Sentence, words: str) -> bool:
    """Whether a sentence without an actor speaks of a paper or points to a rule."""
    return (
        _NOUN.match(words) is not None
        or _DONE.search(low, part.start, part.end) is not None
        or (not part.first and _SPOKEN_OF.match(low, part.start, part.end) is not None and not posted(low, part))
    )


def posted(low: str, part: Sentence) -> bool:
    """Whether a sentence tells that a paper is made public."""
    return _POSTED.search(low, part.start, part.end) is not None


def past_caption(low: str, part: Sentence, directory: Directory) -> int:
    """Where a line begins whose caption ("Kiểm tra hồ sơ: …") only announces what follows it."""
    caption = _CAPTION.match(low, part.start, part.end) if part.first else None
    if caption is None or part.end - caption.end() < _WORTH_A_CAPTION:
        return part.start
    if head(low, part.start, caption.end(), directory) and not low.startswith("tổ chức ", part.start):
        return part.start
    after = head(low, caption.end(), part.end, directory) or _CAPTIONED.match(low, caption.end(), part.end)
    return caption.end() if after else part.start


def opens_its_step(text: str, parts: list[Sentence], number: int, acts: list[Act]) -> bool:
    """Whether a sentence is a short line without an actor that only announces what the next line tells."""
    part = parts[number]
    words = text[part.start : part.end]
    if any(act.kind == "transfer" and _HANDED_ON.match(act.rest) for act in acts):
        return False
    if (
        not part.first
        or len(words) > (_HEADING if words.endswith((".", ";")) else 2 * _HEADING)
        or number + 1 >= len(parts)
    ):
        return False
    following = parts[number + 1]
    if following.line == part.line:
        return words.rstrip().endswith(":")
    return following.step == part.step and (not words.endswith((";", ".")) or words.count(" ") < _BRIEF)


class Contents:
    """Keeps from being read as acts what a list tells of a paper's contents, or of the places where to file."""

    def __init__(self) -> None:
        self._paper: int | None = None
        self._places: int | None = None
        self._below: int | None = None

    def without(self, acts: list[Act], low: str, part: Sentence, words: str) -> list[Act]:
        """The acts, or none where the sentence is an item of a paper's contents."""
        if self._paper != part.step or (part.first and _CONTENTS_END.match(words)):
            self._paper = None
        if self._paper is not None and not any(
            act.explicit and (act.start - part.start <= _BEGINS or act.duration) for act in acts
        ):
            acts = []
        if acts:
            self._paper = None
        if _CONTENTS.search(low, part.start, part.end):
            self._paper = part.step
        return acts

    def without_places(self, acts: list[Act], low: str, part: Sentence, words: str) -> list[Act]:
        """The acts without what bodies do who are only named as places to file at."""
        below = self._below == part.step and not _CONTENTS_END.match(words)
        if self._places == part.step and (_PLACE.match(words) or below):
            self._below = part.step if below or low[part.end - 1] == ":" else None
            acts = [act for act in acts if act.duration is not None or is_private(act) or act.kind not in _COMPETENT]
        if low[part.end - 1] == ":" and any(act.kind == "submit" for act in acts):
            self._places = part.step
        return acts


_COMPETENT = frozenset({"issue", "decide", "receive"})
_HANDED_ON = re.compile(r"chuyển\s+hồ\s+sơ\s+(?:đến|cho|về)")
_BRIEF = 6
_BEGINS = 2
_HEAD = 120
