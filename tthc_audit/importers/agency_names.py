"""What the name of an agency decides: its level, its kind, whether it stands for many, whose unit it is.

A name that leaves a choice ("Sở Xây dựng hoặc Ủy ban nhân dân cấp xã"), or that only tells who appoints ("cơ quan được
Chủ tịch Ủy ban nhân dân cấp tỉnh giao"), decides only what holds for every body that it may mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tthc_audit.importers.words import one_line

_PEOPLES = "ủy ban nhân dân"
COMMUNE = "Ủy ban nhân dân cấp xã"
PROVINCE = "Ủy ban nhân dân cấp tỉnh"
_CHOICE = re.compile(
    r"\s*(?:/|;|\s(?:hoặc|và/hoặc)\s)\s*|(?:,|\svà)\s+(?=ủy ban nhân dân|chủ tịch|cơ quan chuyên môn|sở |công an )"
)
_ASIDE = re.compile(r"\s*\([^()]*\)?")
_APPOINTED = re.compile(r"\bđược\b.*\b(?:giao|phân công|phân cấp|ủy quyền|ủy thác)\b")
_HEAD = (
    r"(?:phó )?chủ tịch|bộ trưởng|thứ trưởng|(?:phó )?giám đốc|lãnh đạo|thủ trưởng|(?:phó )?(?:tổng |chi )?cục trưởng"
)
_CIVIL = r"bộ (?!phận|chỉ huy|tham mưu|tư lệnh)"
_LEVELS = (
    (
        "commune",
        re.compile(rf"\bcấp xã\b|^(?:(?:{_HEAD}) )?{_PEOPLES} (?:xã|phường|đặc khu)\b|^công an (?:xã|phường)\b"),
    ),
    ("district", re.compile(rf"\bcấp huyện\b|\b{_PEOPLES} (?:quận|huyện|thị xã)\b")),
    ("province", re.compile(r"\bcấp tỉnh\b|^sở |\btỉnh\b")),
    (
        "ministry",
        re.compile(
            rf"^{_CIVIL}|^bộ trưởng|^ngân hàng nhà nước việt nam$|^chính phủ|^thủ tướng|^tổng cục"
            rf"|^(?:cục|vụ|viện|thanh tra|trung tâm) .*(?:- |thuộc |của ){_CIVIL}"
        ),
    ),
)
_CITY = re.compile(r"\bthành phố (?:hà nội|hồ chí minh|hải phòng|huế|đà nẵng|cần thơ)\b")
_KINDS = (
    (
        "one_stop",
        re.compile(
            r"^(?:(?:cán bộ|công chức|nhân viên) )?bộ phận (?:một cửa|tiếp nhận)"
            r"|phục vụ hành chính công|^trung tâm hành chính công|^một cửa"
        ),
    ),
    ("leadership", re.compile(rf"^{_PEOPLES}|^(?:{_HEAD})\b")),
    (
        "vertical",
        re.compile(r"^công an|^thuế |^cơ quan thuế|^chi cục thuế|hải quan|bảo hiểm xã hội|^kho bạc|^biên phòng"),
    ),
    ("public_service_unit", re.compile(r"văn phòng đăng ký đất đai|^trung tâm |^bệnh viện|^trường ")),
    ("council", re.compile(r"^hội đồng ")),
    ("postal", re.compile(r"^(?:(?:doanh nghiệp|dịch vụ|nhân viên|tổ chức) )?bưu chính|^bưu điện")),
    ("specialised", re.compile(r"^(?:sở|phòng|cục|vụ|ban quản lý|chi cục|cơ quan chuyên môn) ")),
)
_CLASS = re.compile(
    r"\b(?:cấp (?:xã|tỉnh|huyện|bộ)|các cấp|xã, phường(?:, (?:thị trấn|đặc khu))?"
    r"|tỉnh(?:,| và) thành phố(?: trực thuộc trung ương)?)$"
)
_PLACE = re.compile(
    r"^(?P<before>.+?)(?:\s*-\s*|\s+)(?P<what>xã|phường|đặc khu|tỉnh|thành phố)\s+(?P<place>[^-,]+?)"
    r"(?:\s*[-,]\s*(?:tỉnh|thành phố)\s+[^-,]+)?$",
    re.IGNORECASE,
)
_PLACE_WORDS = 5
_HEADED = re.compile(
    rf"^(?:{_HEAD})\s+(?P<body>(?:{_PEOPLES}|hội đồng nhân dân|sở|bộ|tổng cục|cục|chi cục|ban quản lý|công an)\b.*)$"
)
_UNIT = re.compile(
    r"^(?:cơ quan chuyên môn|phòng|bộ phận|trung tâm (?:phục vụ )?hành chính công|công chức|cán bộ|văn phòng)\b"
    rf"(?!.*\b(?:công an|quân sự|thuế|bảo hiểm)\b)(?:(?!{_PEOPLES}).)*?"
    rf"\s(?:(?:thuộc|của)\s(?P<body>{_PEOPLES} (?:cấp xã|xã .+|phường .+|đặc khu .+))|(?P<own>cấp xã))$"
)
_OF_COMMUNE = re.compile(r"^(?:trung tâm (?:phục vụ )?hành chính công|phòng|bộ phận (?:một cửa|tiếp nhận))\b")


@dataclass(frozen=True, slots=True)
class Told:
    """What a name decides; ``body`` and ``member_of`` are names of others, the best first, to be looked up."""

    level: str | None = None
    kind: str | None = None
    is_class: bool = False
    body: str | None = None
    sure_body: bool = False
    member_of: tuple[str, ...] = ()
    sure_class: bool = False


def told(name: str) -> Told:
    """What the name of an agency decides.

    >>> told("Chủ tịch UBND xã Đạ Tẻh").body, told("UBND xã Đạ Tẻh").member_of
    ('Ủy ban nhân dân xã Đạ Tẻh', ('Ủy ban nhân dân cấp xã',))
    >>> told("Sở Xây dựng hoặc Ủy ban nhân dân cấp xã")
    Told(level=None, kind=None, is_class=False, body=None, sure_body=False, member_of=(), sure_class=False)
    """
    whole = written_out(name)
    parts = [part for part in _CHOICE.split(whole.casefold()) if part]
    found = Told(_one([_level(part) for part in parts]), _one([_kind(part) for part in parts]))
    if len(parts) != 1:
        return found
    found = replace(found, is_class=_CLASS.search(parts[0]) is not None and _APPOINTED.search(parts[0]) is None)
    return _belonging(whole, found)


def written_out(name: str) -> str:
    """A name without asides, its abbreviations spelt out, in the letters it was written in."""
    text = _ASIDE.sub("", one_line(name)).strip(" .,;")
    text = re.sub(r"\bubnd\b", "Ủy ban nhân dân", text, flags=re.IGNORECASE)
    text = re.sub(r"\bTT ?PVHCC\b", "Trung tâm Phục vụ hành chính công", text)
    text = re.sub(r"\b[uU][ỷỶ]\b", "ủy", re.sub(r"\bUỷ\b", "Ủy", text))
    return " ".join(re.sub(r"\b(?:TP|Tp)\b\.?\s*", "thành phố ", text).split())


def _one(answers: list[str | None]) -> str | None:
    return answers[0] if answers and len(set(answers)) == 1 else None


def _level(part: str) -> str | None:
    if _APPOINTED.search(part):
        return None
    if part.startswith((_PEOPLES, f"chủ tịch {_PEOPLES}")) and _CITY.search(part):
        return "province"
    found = [level for level, pattern in _LEVELS if pattern.search(part)]
    if "district" in found or ("cấp xã" in part and "cấp tỉnh" in part):
        # Districts are no level any more; a name with both levels tells neither.
        return None
    return found[0] if found else None


def _kind(part: str) -> str | None:
    return next((kind for kind, pattern in _KINDS if pattern.search(part)), None)


def _belonging(whole: str, found: Told) -> Told:
    low = whole.casefold()
    place = _placed(whole)
    headed, unit = _HEADED.match(low), _UNIT.match(low)
    if headed is not None:
        body = _spelt(whole, headed.start("body"))
        found = replace(found, body=body, sure_body=_peoples(body))
    elif unit is not None and unit["own"]:
        found = replace(found, body=COMMUNE, sure_body=True)
    elif unit is not None:
        body = _spelt(whole, unit.start("body"))
        found = replace(found, body=body, sure_body=_peoples(body))
    if place is None:
        return found
    before, what, where = place
    if what in {"xã", "phường", "đặc khu"}:
        if found.body is None and _OF_COMMUNE.match(low) and _PEOPLES not in low:
            found = replace(found, level="commune", body=f"Ủy ban nhân dân {what} {where}", sure_body=True)
        if before.casefold() == _PEOPLES:
            return replace(found, member_of=(COMMUNE,), sure_class=True)
        return replace(found, member_of=(f"{before} cấp xã",))
    if what == "thành phố" and not _CITY.search(low):
        # Cities were districts too: only of these the name tells the level.
        return replace(found, member_of=(before,)) if before.casefold() != _PEOPLES else found
    if before.casefold() == _PEOPLES:
        return replace(found, member_of=(PROVINCE,), sure_class=True)
    return replace(found, member_of=(before, f"{before} cấp tỉnh"))


def _spelt(whole: str, start: int) -> str:
    rest = whole[start:]
    return rest[0].upper() + rest[1:]


def _peoples(name: str) -> bool:
    """Whether this names a people's committee and nothing besides: by its level, or by its place."""
    if name.casefold() in {COMMUNE.casefold(), PROVINCE.casefold()}:
        return True
    place = _placed(name)
    return place is not None and place[0].casefold() == _PEOPLES


def _placed(whole: str) -> tuple[str, str, str] | None:
    """What stands before the place, what kind of place, and which; the place is known by its capitals."""
    found = _PLACE.match(whole)
    if found is None:
        return None
    words = found["place"].split()
    if len(words) > _PLACE_WORDS or not all(word[0].isupper() or word[0].isdigit() for word in words):
        return None
    return found["before"].strip(" -,"), found["what"].casefold(), " ".join(words)
