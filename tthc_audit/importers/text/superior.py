"""Somebody who acts because the matter was laid before him: "trình Chủ tịch … quyết định", "giao Sở … thẩm định"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tthc_audit.importers.text.actors import Directory, head, make_subject, name_end
from tthc_audit.importers.text.acts import Act
from tthc_audit.importers.text.verbs import AGENCY_VERB, kind_of

_UP = re.compile(
    r"(?:và\s+)?(?:để\s+)?(?P<how>(?<!tờ )trình|báo\s+cáo|tham\s+mưu(?:\s+cho)?|đề\s+nghị|gửi|chuyển|giao"
    r"|phân\s+công|chỉ\s+đạo)\s+"
)
_DECIDING = re.compile(
    r"(?:ra\s+quyết\s+định|quyết\s+định|phê\s+(?:duyệt|chuẩn)|ký|ban\s+hành|cấp\s+(?:giấy|phép|chứng|lại|đổi)|chấp\s+thuận"
    r"|công\s+nhận|xét\s+duyệt|xem\s+xét|xác\s+(?:định|nhận)|thông\s+báo|trả\s+lời|gia\s+hạn"
    r"|cho\s+phép|thu\s+hồi|thông\s+qua|biểu\s+quyết|lấy\s+ý\s+kiến)"
)
_SENT_WITH = re.compile(r"\s(?:hồ\s+sơ|văn\s+bản|báo\s+cáo|công\s+văn)\s[^,]*đề\s+nghị")
"""What is asked for in the papers that are sent is not yet done."""
_FIRM = re.compile(
    r"(?:xem\s+xét|(?:ra\s+)?quyết\s+định|phê\s+(?:duyệt|chuẩn)|ký|ban\s+hành|cấp\s+(?:giấy|phép|chứng|lại|đổi)|chấp\s+thuận|công\s+nhận)"
)
_ENTRUSTED = re.compile(r"(?:thẩm\s+(?:định|tra)|kiểm\s+tra|xác\s+minh|rà\s+soát|khảo\s+sát|đo\s+đạc|niêm\s+yết)")
_ABOVE = re.compile(
    r"(?:lãnh\s+đạo|chủ\s+tịch|bộ\s+trưởng|thủ\s+tướng|giám\s+đốc|ủy\s+ban|ubnd|hội\s+đồng|chính\s+phủ|ban\s|bộ\s|sở\s|(?:tổng\s+)?cục\s|thủ\s+trưởng|tư\s+lệnh)"
)


def laid_before(text: str, bare: str, verb: int, right: int, *, offset: int, directory: Directory) -> Act | None:
    """The act of the one before whom the clause from ``verb`` to ``right`` lays the matter, if it is told."""
    for handed in _UP.finditer(bare, verb, right):
        found = head(bare, handed.end(), right, directory)
        if found is not None and not found[1]:
            return _acting(text, bare, handed, found, right, offset=offset, directory=directory)
    return None


def _acting(
    text: str,
    bare: str,
    handed: re.Match[str],
    found: tuple[int, bool],
    right: int,
    *,
    offset: int,
    directory: Directory,
) -> Act | None:
    """The act of the body to whom ``handed`` lays the matter, if it is told what it does."""
    wanted = _wanted(handed["how"])
    if wanted is _FIRM and not _ABOVE.match(bare, handed.end()):
        return None
    deciding = wanted.search(bare, found[0], right)
    if deciding is None or _SENT_WITH.search(bare, found[0], deciding.start()):
        return None
    for onward in _UP.finditer(bare, found[0], deciding.start()):
        # one lays it before another, who decides
        above = head(bare, onward.end(), deciding.start(), directory)
        if above is not None and not above[1]:
            return _acting(text, bare, onward, above, right, offset=offset, directory=directory)
    name = name_end(bare, handed.end(), deciding.start())
    if deciding.start() - handed.end() > _NAME:
        return None
    later = wanted.search(bare, deciding.end(), right) if deciding[0].startswith("xem") else None
    done = later if later and later.start() - deciding.end() < _NEXT else deciding
    subject = make_subject(text, offset + handed.end(), offset + max(name, found[0]), directory, private=False)
    match = AGENCY_VERB.match(bare, done.start(), right)
    kind = kind_of(match) if match else "decide"
    return Act(
        "decide" if kind == "check" and wanted is _DECIDING else kind,
        done[0],
        offset + handed.end(),
        offset + done.start(),
        offset + done.end(),
        offset + right,
        subject,
        explicit=True,
        submitted=True,
    )


def handed_to(text: str, bare: str, offset: int, directory: Directory) -> Iterator[Act]:
    """The acts of those to whom something is handed for them to act: "chuyển … đến Trung tâm … để trả cho …"."""
    for purpose in _SO_THAT.finditer(bare):
        places = list(_TOWARD.finditer(bare, max(0, purpose.start() - _NAME), purpose.start() + 1))
        if not places or not _HANDING.search(bare, max(0, purpose.start() - _FAR), purpose.start()):
            continue
        found = head(bare, places[-1].end(), purpose.start(), directory)
        if found is None or found[1]:
            continue
        end = max(name_end(bare, places[-1].end(), purpose.start()), min(found[0], purpose.start()))
        subject = make_subject(text, offset + places[-1].end(), offset + end, directory, private=False)
        told = "verb" if purpose["verb"] else "bare"
        verb = purpose.start(told)
        kind = next(kind for start, kind in _PURPOSES if purpose[told].startswith(start))
        yield Act(
            kind,
            purpose[told],
            offset + places[-1].end(),
            offset + verb,
            offset + purpose.end(told),
            offset + purpose.end(told),
            subject,
            explicit=True,
            submitted=True,
            joint=HANDED,
            rest=bare[verb : verb + _FAR],
        )


HANDED = "để"
_PURPOSES = (
    ("xác định", "decide"),
    ("tính", "decide"),
    ("tr", "return"),
    ("chỉnh", "other"),
    ("cập", "other"),
    ("ghi", "other"),
    ("thẩm", "appraise"),
    ("tổ chức thẩm", "appraise"),
    ("", "decide"),
)
_SO_THAT = re.compile(
    r"\sđể\s+(?P<verb>(?:xác\s+định|tính)[^,;:]{0,20}nghĩa\s+vụ\s+tài\s+chính|trao\s|trả\s(?!lời)"
    r"|(?:chỉnh\s+lý|cập\s+nhật|ghi\s+nhận)[, ]|(?:tổ\s+chức\s+)?thẩm\s+định"
    r"|(?:xem\s+xét,?\s+)?(?:quyết\s+định|phê\s+duyệt))"
    r"|\s(?P<bare>trả\s+(?:kết\s+quả|giấy|thông\s+báo)[^,;:]{0,30}?\scho\s)"
)
_TOWARD = re.compile(r"(?:đến|cho|về|tới|gửi|chuyển|kết\s+quả)\s+")
_HANDING = re.compile(r"(?:gửi|chuyển|trình|bàn\s+giao)\s")
_FAR = 300
_NAME = 110
_NEXT = 12


def _wanted(how: str) -> re.Pattern[str]:
    if how.startswith(("giao", "phân", "chỉ")):
        return _ENTRUSTED
    return _DECIDING if how.startswith(("trình", "báo", "tham")) else _FIRM
