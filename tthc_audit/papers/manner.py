"""How a line asks for its papers: outright, with others, as one of several, or only where data are not found."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from tthc_audit.papers.wording import plain

Manner = Literal["asked", "bundle", "alternative", "only_if_not_found"]
_TAKEN = r"(?:khai thác|tra cứu|kết nối|chia sẻ)"
_DATA = r"(?:dữ liệu|khai thác|tra cứu|kết nối)"
_NOT_FOUND = re.compile(
    r"(?:không|chưa)(?: thể)? (?:khai thác|tra cứu|lấy|tìm thấy|tìm được)(?: được)?"
    r"|(?:không|chưa) có (?:dữ liệu|(?:thông tin )?(?:trong|trên) (?:hệ thống )?cơ sở dữ liệu)"
    r"|(?:không|chưa) được (?:tích hợp|kết nối|chia sẻ)"
    r"|thay thế (?:bằng|bởi) (?:dữ liệu|mã số|thông tin)"
    rf"|{_TAKEN}[^.;]{{0,160}} để thay thế"
    rf"|(?:không|khỏi)(?: phải| cần| yêu cầu)+ [^.;]{{0,80}}(?:khi|nếu|trường hợp)[^.;]{{0,160}}{_DATA}"
    rf"|{_DATA}[^;]{{0,160}} (?:không|khỏi)(?: phải| cần| yêu cầu)+ (?:nộp|xuất trình|cung cấp|gửi|bản)"
    r"|(?:khai thác|tra cứu).{0,600} không bao gồm bản"
    r"|(?:trường hợp|nếu|khi) khai thác được"
    rf"|(?:trừ|không áp dụng đối với) (?:trường hợp|khi)[^.;]{{0,80}}{_DATA}"
    r"|hoặc (?:thông tin )?(?:được )?khai thác từ cơ sở dữ liệu"
)
"""How published texts say that a paper is asked for only where a database does not yield the data."""
_NOTE = re.compile(
    r"[\W\d_]*(?:lưu ý|ghi chú|chú ý|cơ quan (?:giải quyết|tiếp nhận|có thẩm quyền|đăng ký)"
    r"|trường hợp (?:đã có|khai thác))\b"
)
_BRACKETS = re.compile(
    r"\((?![^()]*(?:giấy|thẻ|hộ chiếu|căn cước|chứng minh|quyết định|trích lục|hợp đồng))[^()]{0,600}\)"
)
"""Brackets that name no paper: remarks on copies and cases."""
_COPY = r"(?:bản (?:sao|chính|gốc|chụp|điện tử|scan|giấy)|dữ liệu điện tử|tệp tin)"
_HOW = (
    r"(?: (?:có|được|chứng|thực|công|điện|tử|từ|bản|chính|gốc|sao|y|sổ|kèm|theo|để|đối|chiếu|hợp|lệ|pháp|xuất|trình"
    r"|và))"
)
_COPIES = re.compile(rf"{_COPY}{_HOW}{{0,12}},? hoặc (?={_COPY})")
_OWNER = re.compile(
    r" (?:do|của|đối với|cho) [^;.,()]*?"
    r"(?=,? (?:hoặc|và) (?:các |bản |giấy|quyết|hợp|thẻ|hộ ch|sổ|chứng|văn|tài|trích)|[;.,()]|$)"
)
_ALTERNATIVE = re.compile(
    r"\bhoặc\b|\bmột trong\b|\bnhư\b"
    r"|/ ?(?=giấy|thẻ|căn cước|hộ chiếu|sổ|quyết định|chứng|bản|đăng ký|trích lục|hợp đồng)"
)
_PAPER = (
    r"(?:giấy|đơn|tờ khai|văn bản|hợp đồng|quyết định|chứng chỉ|phiếu|biên bản|sổ|hộ chiếu|thẻ|hồ sơ|tài liệu"
    r"|bản (?:sao|chính|vẽ|kê|cam))"
)
_ANOTHER = re.compile(rf"(?:\bvà|\bkèm theo|\bkèm|[;,+.:])[\W\d_]*(?:[a-zđ]\) ?)?{_PAPER}\b")


def only_if_not_found(*texts: str | None) -> bool:
    """Whether one of several texts on a paper says that it is asked for only where data are not found."""
    return any(text and _not_found(text) for text in texts)


def is_note(name: str) -> bool:
    """Whether a line only tells how data replace a paper of another line."""
    return _NOTE.match(plain(name)) is not None and _not_found(name)


@lru_cache(maxsize=1 << 16)
def _not_found(text: str) -> bool:
    return _NOT_FOUND.search(plain(text)) is not None


@lru_cache(maxsize=1 << 16)
def manner(name: str, *, several: bool) -> Manner:
    """How a line without such a reserve asks for a paper; ``several``: it names more than one common paper."""
    core = _OWNER.sub(" ", _COPIES.sub("", _BRACKETS.sub(" ", plain(name))))
    if _ALTERNATIVE.search(core):
        return "alternative"
    return "bundle" if several or _ANOTHER.search(core) else "asked"
