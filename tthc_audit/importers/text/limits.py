"""Time limits given in words: one limit, a same-day limit with its cut-off, or several cases."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tthc_audit.importers.text.durations import Found, find_durations
from tthc_audit.importers.text.plain import lowered, plain_text

_LONGEST = 4_000
_CUT_OFF = re.compile(
    r"(?:sau|trước|đến)\s+(?P<hour>[01]?\d|2[0-3])\s*(?:giờ|h|g)(?:\s*(?P<minute>[0-5]\d)(?!\d)"
    r"|(?!\w))(?!\s*làm\s+việc)"
)
_CASE = re.compile(r"(?:đối\s+với|trường\s+hợp|nếu|riêng)\s")
_OTHER_TIMES = re.compile(
    r"(?:(?:có|hết|còn)\s+(?:hiệu\s+lực|giá\s+trị)(?!\s+(?:đi|pháp|sử))|(?:hiệu\s+lực|giá\s+trị)\s+(?:là|trong|không|\d)|thời\s+hạn\s+(?:của\s+)?(?:giấy|chứng|hiệu)|hoàn\s+thiện|bổ\s+sung\s+hồ\s+sơ"
    r"|trong\s+đó|tiếp\s+nhận\s+và\s+kiểm\s+tra|kiểm\s+tra\s+hồ\s+sơ|lần\s+(?:hai|ba|[23])|cộng\s+thêm"
    r"|kéo\s+dài|gia\s+hạn\s+(?:thêm|không)|tăng\s+thêm|không\s+tính|thêm|trước\s+khi)"
)
_PARTS = re.compile(r"(?<=[^\s\n])\s*(?:\bvà\b|\+|cộng)\s*(?:\d|không\s+quá|trong)")
_NOT_COUNTED = re.compile(r"\([^()\d]{0,200}(?:không|chưa)\s+(?:tính|bao\s+gồm|kể)[^()\d]{0,200}\)")
_SENTENCE_END = re.compile(r"\n|;|\.(?=\s)")
_WRAPPED = re.compile(r"(?<![.;:])\n\s*(?=[a-zàáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵ])")
_OF_WHICH = re.compile(r"trong\s+đó")
_ADDED = re.compile(r"(?:tăng|cộng|gia\s+hạn|kéo\s+dài)\s+(?:thêm\s+)?[^.;\n]{0,40}\d|thêm\s+(?:không\s+quá\s+)?\d")
_NOT_GRANTED = re.compile(r"(?:không|chưa)\s+(?:bảo|đảm|hợp|đủ|đầy|đồng|chấp|đạt|đáp|cấp|giải)|từ\s+chối")
"""A case in which nothing is granted: its limit is that of the refusal, not of the result."""
_ALTERNATIVE = re.compile(r"hoặc\s+\d+\s*(?:\([^()]*\)\s*)?(?:ngày|giờ|tháng)|(?:cứ|mỗi)\s|lần\s+lượt|xác\s+minh")
_EDGES = " \t\n-–+*•:;,.()"
_GENERAL = "Trường hợp chung"
"""What a first limit without a stated case applies to, where exceptions follow it."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class LimitReading:
    """A limit as the catalogue states it; with several ``cases``, name and limit of each, and ``limit`` is the text."""

    limit: dict[str, Any]
    cases: tuple[tuple[str, dict[str, Any]], ...] = ()


def read_limit(text: str) -> LimitReading | None:
    """The limit that a published text states, or nothing where it cannot be read for certain.

    A clock time ("nhận hồ sơ sau 15 giờ") is never a duration; it becomes the cut-off of a same-day limit.
    Several different limits are read only where the text says which case each belongs to.
    """
    plain = _WRAPPED.sub(lambda m: " " * len(m[0]), plain_text(text).strip())
    if not plain or len(plain) > _LONGEST:
        return None
    low = _NOT_COUNTED.sub(lambda m: " " * len(m[0]), lowered(plain))
    bare = plain.strip(_EDGES)
    masked = _CUT_OFF.sub(lambda m: " " * len(m[0]), low)
    found = list(_stated(masked))
    same_day = [f for f in found if "same_day" in f.limit]
    counted = [f for f in found if "value" in f.limit]
    if not counted:
        return LimitReading(_same_day(low)) if same_day else None
    if same_day:
        return None
    whole = _whole(low, counted)
    if whole is not None:
        return whole
    beside = _around(masked, counted)
    distinct = {(f.limit["value"], f.limit["unit"]) for f in counted}
    if len(distinct) == 1:
        # the same number told twice may be two stages, one after the other
        told = (_ALTERNATIVE, masked), (_OTHER_TIMES, beside), (_PARTS, masked), (_ADDED, masked)
        if len(counted) > 1 or any(p.search(words) for p, words in told) or _refused(masked, counted[0]):
            return None
        return LimitReading(dict(counted[0].limit))
    cases = _cases(plain, low, counted)
    return LimitReading({"text": bare[:_LONGEST]}, cases) if cases else None


def _stated(masked: str) -> list[Found]:
    # the whole text is about a limit, so a bare "10 ngày" at its head counts as one
    prefixed = "thời hạn " + masked
    shift = len(prefixed) - len(masked)
    return sorted(
        (
            Found(max(f.start - shift, 0), f.end - shift, max(f.lead - shift, 0), f.limit, f.certain)
            for f in find_durations(prefixed)
        ),
        key=lambda f: f.start,
    )


def _refused(low: str, found: Found) -> bool:
    """Whether the limit is told only for the case that nothing is granted."""
    begin = max((m.end() for m in _SENTENCE_END.finditer(low, 0, found.start)), default=0)
    case = _CASE.search(low, begin, found.start)
    return case is not None and _NOT_GRANTED.search(low, case.start(), found.start) is not None


def _around(low: str, counted: list[Found]) -> str:
    """The sentences in which a limit stands."""
    cuts = [0, *(m.end() for m in _SENTENCE_END.finditer(low)), len(low)]
    kept = [(a, b) for a, b in itertools.pairwise(cuts) if any(a <= f.start < b for f in counted)]
    return "\n".join(low[a:b] for a, b in kept)


def _whole(low: str, counted: list[Found]) -> LimitReading | None:
    """The one limit before "trong đó", where the parts told after it add up to it."""
    of_which = _OF_WHICH.search(low)
    if of_which is None:
        return None
    first = [f for f in counted if f.start < of_which.start()]
    parts = [f for f in counted if f.start > of_which.start()]
    if len(first) != 1 or not parts or {f.limit["unit"] for f in parts} != {first[0].limit["unit"]}:
        return None
    total = sum(Decimal(str(f.limit["value"])) for f in parts)
    return LimitReading(dict(first[0].limit)) if total == Decimal(str(first[0].limit["value"])) else None


def _same_day(low: str) -> dict[str, Any]:
    limit: dict[str, Any] = {"same_day": True}
    hours = {(int(m["hour"]), int(m["minute"] or 0)) for m in _CUT_OFF.finditer(low) if m[0].startswith("sau")}
    if len(hours) == 1:
        hour, minute = hours.pop()
        limit["cut_off"] = f"{hour:02d}:{minute:02d}"
    return limit


def _cases(plain: str, low: str, counted: list[Found]) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Name and limit of each case, where every limit stands beside the words for its case."""
    if _OTHER_TIMES.search(_around(low, counted)) or _PARTS.search(low):
        return ()
    bounds = _pieces(low, counted)
    if bounds is None:
        return ()
    cases: list[tuple[str, dict[str, Any]]] = []
    for (start, end), found in zip(bounds, counted, strict=True):
        named = _CASE.search(low, start, end)
        if named is None and not cases:
            cases.append((_GENERAL, dict(found.limit)))
            continue
        if named is None or (named[0].startswith("nếu") and named.start() > found.start):
            return ()
        name_end = found.lead if named.start() < found.start else end
        name = " ".join(plain[named.start() : name_end].split()).strip(_EDGES)[:_LONGEST_NAME]
        if len(name) < 8 or _NOT_GRANTED.search(name.lower()):
            return ()
        cases.append((name, dict(found.limit)))
    return tuple(cases) if len({name for name, _ in cases}) == len(cases) else ()


def _pieces(low: str, counted: list[Found]) -> list[tuple[int, int]] | None:
    """One piece of text a limit: lines, clauses between semicolons, or clauses between commas."""
    for separator in (r"\n", r"\n|\.\s", r"[;\n]|\.\s", r"[;\n,]|\.\s", r"[(\n]"):
        cuts = [0, *(m.end() for m in re.finditer(separator, low)), len(low)]
        pieces = [(a, b) for a, b in itertools.pairwise(cuts) if any(a <= f.start < b for f in counted)]
        if len(pieces) == len(counted):
            return pieces
    return None
