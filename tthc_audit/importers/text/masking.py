"""A sentence with its asides hidden, and the places in it where a main clause can begin."""

from __future__ import annotations

import re

from tthc_audit.importers.text.actors import Directory, head, noun
from tthc_audit.importers.text.conditions import DURATION, optional
from tthc_audit.importers.text.finding import skip
from tthc_audit.importers.text.verbs import AGENCY_VERB, APPLICANT_VERB

_BRACKETS = re.compile(r"\([^()]{0,2000}\)")
_IN_WORKING_DAYS = re.compile(r"\((?:tính\s+)?theo\s+ngày\s+làm\s+việc\)")
_PAIRS = re.compile(
    r"(?:tổ\s+chức|cá\s+nhân|cơ\s+quan|đơn\s+vị|doanh\s+nghiệp|học\s+sinh|cha|sở|bộ|ban|hộ\s+gia\s+đình"
    r"|hợp\s+tác\s+xã|công\s+chức|cán\s+bộ|viên\s+chức|văn\s+hóa|ngành|phòng|y)(?!(?<=nghiệp),\s+(?:cơ\s+quan|ban|ngành))(,)\s+(?=(?:xã\s+hội"
    r"|tổ\s+chức|cá\s+nhân|đơn\s+vị|cơ\s+quan|sinh\s+viên|học\s+viên|mẹ|ban|ngành|doanh\s+nghiệp|hộ"
    r"|viên\s+chức|công\s+chức"
    r"|người\s+lao|thể\s+thao|dược|hợp\s+tác)\b)"
)
_FROM = re.compile(r"(?:kể|tính)\s+từ\s")
_ANCHOR = re.compile(r"(?:kể|tính)\s+từ\s[^,;:\x00]*")
_ANCHOR_DONE = re.compile(
    r"(?:hợp\s+lệ|đầy\s+đủ|quy\s+định|hồ\s+sơ|đề\s+nghị|báo\s+cáo|kết\s+quả|văn\s+bản|yêu\s+cầu|xong"
    r"|tờ\s+trình|thông\s+báo|ý\s+kiến|đơn|thẩm\s+định|tài\s+liệu|giấy\s+tờ)\s+$"
)
_LISTED = re.compile(
    r"(?:,\s+(?:kiểm\s+tra|xác\s+minh|thẩm\s+(?:định|tra)|bổ\s+sung|chỉnh\s+sửa|sửa\s+đổi|hoàn\s+(?:thiện"
    r"|chỉnh)|giải\s+trình|tra\s+cứu"
    r"|cấp\s+(?:lại|đổi)|gia\s+hạn|điều\s+chỉnh|hợp\s+lệ|đầy\s+đủ|đúng|kết\s+luận|phê\s+duyệt)[^,;:\x00]{0,70})+(?=,)"
)
_ACTED = re.compile(
    r"\s(?:hợp\s+lệ|đầy\s+đủ|(?:theo\s+)?quy\s+định)\s+(?P<act>có\s+trách\s+nhiệm|giao\s|chủ\s+trì"
    r"|tiến\s+hành|tổ\s+chức\s+(?:thẩm|kiểm|họp|lấy|xét)|xem\s+xét"
    r"|thẩm\s+định\s|thông\s+báo|có\s+văn\s+bản|ban\s+hành|quyết\s+định\s|trả\s+lời|phải\s|kiểm\s+tra)"
    r"|\s(?:hồ\s+sơ|đề\s+nghị|văn\s+bản|đơn)\s+(?P<act3>phải\s+(?:trả|có|thông|gửi|ban|tổ|cấp|xem|thẩm))"
    r"|\sđề\s+nghị\s+(?P<act2>giao\s|chủ\s+trì|tiến\s+hành|có\s+trách\s+nhiệm)"
)
_MIDWAY = re.compile(r"(?<=\w)\s(?:trên\s+cơ\s+sở|căn\s+cứ)\s[^,;:\x00]{5,200}(?=,\s)")
_BASED = re.compile(
    r"(?<=\w)\s(?:căn\s+cứ|trên\s+cơ\s+sở)\s[^,;:\x00]{5,150}?(?=\s(?:chấp\s+thuận|xem\s+xét|ban\s+hành|phê\s+duyệt|tiến\s+hành|thực\s+hiện"
    r"|ra\s+quyết|công\s+nhận|quyết\s+định(?!\s+(?:của|số|về|này|cho|tại|phê)))\s)"
)
_OF_SOMETHING = re.compile(r"\x00+\s+(?:của|liên|liền|trong|tại|đối)\s")
_LATER = re.compile(r"(?<=\w)\ssau\s+khi\s[^;:\x00]{5,500}?(?=,?\s+(?:có\s+trách\s+nhiệm|phải\s))")
_AUXILIARY_WORD = re.compile(
    r"(?:có\s+(?:trách\s+nhiệm|văn\s+bản|thông\s+báo)|phải|tiến\s+hành|thực\s+hiện|thông\s+báo"
    r"|trả\s+lời|hướng\s+dẫn|yêu\s+cầu|tổ\s+chức\s+(?:thẩm|kiểm|lấy)|gửi\s+(?:yêu|văn|thông|phiếu|hồ)"
    r"|trình\s+(?:chủ|lãnh|ủy|ubnd|cấp|bộ|giám|hội|thủ|người|sở)"
    r"|từ\s+chối|cấp\s+(?:giấy|phép|phiếu)|ban\s+hành|viết|ra\s+(?:quyết|thông|văn)|chuyển\s+hồ"
    r"|trả\s+(?:lại\s+)?hồ|lấy\s+ý)\s"
)
_CHARGED = re.compile(r"\s(?:có\s+trách\s+nhiệm|thực\s+hiện(?:\s+như\s+sau)?)\s*:\s*$")
_WORD_START = re.compile(r"(?<=[\s\x00])(?=\S)")


class Outline:
    """Finds the openings of clauses, knowing the declared agencies."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def hide_anchors(self, masked: str) -> str:
        """The sentence without its "kể từ …" clauses."""
        out = _MIDWAY.sub(_commas, _BASED.sub(_commas, _LATER.sub(_commas, masked)))
        if not _FROM.search(masked):
            return out
        for match in _ANCHOR.finditer(masked):
            end = self._over_a_list(masked, match.end())
            settled = _ACTED.search(masked, match.start() + 15, end)
            if settled is not None:
                end = settled.start(settled.lastgroup or 0)
            for word in _WORD_START.finditer(masked, match.start() + 15, end):
                at = word.start()
                if self.opens_body(masked, at) and self._verb_near(masked, at, end):
                    end = at
                    break
            out = out[: match.start()] + "," * (end - match.start()) + out[end:]
        return out

    def _over_a_list(self, masked: str, end: int) -> int:
        """Where an anchor ends that names several acts: "… đề nghị tra cứu, kiểm tra, xác minh, Bộ …"."""
        listed = _LISTED.match(masked, end)
        return listed.end() if listed and self.opens_body(masked, skip(masked, listed.end() + 1)) else end

    def _verb_near(self, masked: str, at: int, end: int) -> bool:
        if not _ANCHOR_DONE.search(masked, max(0, at - 16), at):
            return False
        return (
            _AUXILIARY_WORD.search(masked, at, end) is not None or AGENCY_VERB.search(masked, at + 8, end) is not None
        )

    def opens_body(self, masked: str, at: int) -> bool:
        """Whether the name of a body stands here."""
        found = head(masked, at, len(masked), self._directory)
        return found is not None and not found[1]

    def opens_clause(self, masked: str, at: int) -> bool:
        """Whether a main clause can begin here."""
        at = skip(masked, at)
        if at >= len(masked):
            return False
        if masked[at] == DURATION:
            return _OF_SOMETHING.match(masked, at) is None
        if _AUXILIARY_WORD.match(masked, at):
            return True
        found = head(masked, at, len(masked), self._directory)
        if found is not None:
            comma = masked.find(",", found[0])
            reach = masked[
                min(found[0], noun(masked, at, len(masked)) or found[0]) : comma if comma > 0 else len(masked)
            ]
            return (
                DURATION in reach
                or _CHARGED.search(reach) is not None
                or AGENCY_VERB.search(reach) is not None
                or APPLICANT_VERB.search(reach) is not None
            )
        return False


def _commas(match: re.Match[str]) -> str:
    return "," * len(match[0])


def without_brackets(low: str) -> tuple[str, list[tuple[int, str]]]:
    """The sentence with brackets and listed names made plain, and what the brackets held."""
    found: list[tuple[int, str]] = []

    def blank(match: re.Match[str]) -> str:
        if re.fullmatch(r"\([\w\s]{1,16}\)", match[0]) and not optional(match[0]):
            before = low[max(0, match.start() - 4) : match.start()]
            if any(c.isdigit() for c in before):
                return match[0]
        if _IN_WORKING_DAYS.fullmatch(match[0]):
            return match[0]
        found.append((match.start(), match[0]))
        return " " * len(match[0])

    masked = _BRACKETS.sub(blank, low)
    return _PAIRS.sub(lambda m: m[0].replace(",", " ", 1), masked), found


def hide(masked: str, places: list[tuple[int, int]], mark: str) -> str:
    """The sentence with a mark over every place."""
    for start, end in places:
        masked = masked[:start] + mark * (end - start) + masked[end:]
    return masked
