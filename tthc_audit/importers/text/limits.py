"""Time limits given in words: one limit, a same-day limit with its cut-off, or several cases."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
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
    r"(?:hiệu\s+lực|giá\s+trị|thời\s+hạn\s+(?:của\s+)?(?:giấy|chứng|hiệu)|hoàn\s+thiện|bổ\s+sung\s+hồ\s+sơ"
    r"|trong\s+đó|tiếp\s+nhận\s+và\s+kiểm\s+tra|kiểm\s+tra\s+hồ\s+sơ|lần\s+(?:hai|ba|[23])|cộng\s+thêm"
    r"|kéo\s+dài|gia\s+hạn\s+(?:thêm|không)|tăng\s+thêm|không\s+tính|thêm|trước\s+khi)"
)
_PARTS = re.compile(r"(?:\bvà\b|\+|cộng)\s*(?:\d|không\s+quá|trong)")
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
    plain = plain_text(text).strip()
    if not plain or len(plain) > _LONGEST:
        return None
    low = lowered(plain)
    bare = plain.strip(_EDGES)
    masked = _CUT_OFF.sub(lambda m: " " * len(m[0]), low)
    found = list(_stated(masked))
    same_day = [f for f in found if "same_day" in f.limit]
    counted = [f for f in found if "value" in f.limit]
    if not counted:
        return LimitReading(_same_day(low)) if same_day else None
    if same_day:
        return None
    distinct = {(f.limit["value"], f.limit["unit"]) for f in counted}
    if len(distinct) == 1:
        # the same number told twice may be two stages, one after the other
        if len(counted) > 1 or _ALTERNATIVE.search(masked) or _OTHER_TIMES.search(masked) or _PARTS.search(masked):
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


def _same_day(low: str) -> dict[str, Any]:
    limit: dict[str, Any] = {"same_day": True}
    hours = {(int(m["hour"]), int(m["minute"] or 0)) for m in _CUT_OFF.finditer(low) if m[0].startswith("sau")}
    if len(hours) == 1:
        hour, minute = hours.pop()
        limit["cut_off"] = f"{hour:02d}:{minute:02d}"
    return limit


def _cases(plain: str, low: str, counted: list[Found]) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Name and limit of each case, where every limit stands beside the words for its case."""
    if _OTHER_TIMES.search(low) or _PARTS.search(low):
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
        if named is None:
            return ()
        name_end = found.lead if named.start() < found.start else end
        name = " ".join(plain[named.start() : name_end].split()).strip(_EDGES)[:_LONGEST_NAME]
        if len(name) < 8:
            return ()
        cases.append((name, dict(found.limit)))
    return tuple(cases) if len({name for name, _ in cases}) == len(cases) else ()


def _pieces(low: str, counted: list[Found]) -> list[tuple[int, int]] | None:
    """One piece of text a limit: lines, clauses between semicolons, or clauses between commas."""
    for separator in (r"\n", r"[;\n]|\.\s", r"[;\n,]|\.\s"):
        cuts = [0, *(m.end() for m in re.finditer(separator, low)), len(low)]
        pieces = [(a, b) for a, b in itertools.pairwise(cuts) if any(a <= f.start < b for f in counted)]
        if len(pieces) == len(counted):
            return pieces
    return None
