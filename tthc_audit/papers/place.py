"""Whether a name stands where a line says what is asked for, and not inside the name or the story of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tthc_audit.papers.vocabulary import vocabulary

_SIGNS = frozenset('.;:,()/-+*•·]["|')
"""Signs after which a line names something new."""
_MARKS = frozenset("abcdeghiklmnopqrstuvxyđ")
_LEADS_ON = re.compile(
    r"(?:phải có|(?:kèm|kèm theo)|cung cấp|bổ sung|thành phần hồ sơ|thay thế|đối với|thông tin về|(?:một|1) trong) $"
)
_ELSEWHERE = re.compile(
    r"^(?: (?:hoặc )?(?:các )?(?:giấy tờ|tài liệu|văn bản)(?: khác)? (?:có giá trị )?(?:tương đương|thay thế))?"
    r"(?: (?!hoặc |và |nếu )[^\W\d_]+){0,12}? nước (?:mà|sở tại|ngoài(?! (?:cư trú|thường trú|tại|ở)))\b"
)
"""What follows the name of a paper that another country issued: no register here holds it."""


def is_asked(parts: Sequence[str], start: int) -> bool:
    """Whether the name at a word is a thing asked for: only copies and list marks stand before it."""
    known = vocabulary()
    place = start
    while place > 0:
        before = parts[place - 1]
        if before in _SIGNS or before in known.begins:
            return True
        if not (
            before in known.copies
            or before.isdigit()
            or (before in _MARKS and place == 1)
            or (before == "có" and place < start and parts[place] in known.attested)
        ):
            return _LEADS_ON.search(" ".join(parts[max(0, place - 3) : place]) + " ") is not None
        place -= 1
    return True


def is_source(parts: Sequence[str], start: int) -> bool:
    """Whether what stands before a name tells that something is found in the paper, or means only its number."""
    return start > 0 and parts[start - 1] in vocabulary().source


def is_foreign(parts: Sequence[str], end: int) -> bool:
    """Whether what follows a name tells that an office of another country issued the paper."""
    return _ELSEWHERE.match(" " + " ".join(parts[end : end + 14])) is not None
