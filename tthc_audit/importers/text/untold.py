"""Acts and actors that a text tells without saying them outright."""

from __future__ import annotations

import re
from dataclasses import replace

from tthc_audit.importers.text.actors import Directory, Subject, head, make_subject
from tthc_audit.importers.text.acts import Act, Otherwise, is_private
from tthc_audit.importers.text.durations import Found
from tthc_audit.importers.text.model import APPLICANT
from tthc_audit.importers.text.segments import Sentence
from tthc_audit.importers.text.wording import ADVISING

_FILES = re.compile(
    r"(?<!\w)(?P<verb>nộp|gửi|lập|có|làm)\s(?:[^.;:,]{0,90}?\s)?(?:hồ\s+sơ|đơn|văn\s+bản\s+đề\s+nghị)\s"
)
_SENT = re.compile(r"hồ\s+sơ\s[^,.;:]{0,60}?(?P<verb>gửi|nộp)\s+(?:trực|qua|đến|tại|trên|về)")


_STATE = re.compile(
    r"(?:ủy\s+ban|uỷ\s+ban|ubnd|sở|bộ|cục|chi\s+cục|chủ\s+tịch|thủ\s+t|phòng\s+(?!công)|công\s+an"
    r"|hội\s+đồng|trung\s+tâm\s+phục|thuế|hải\s+quan"
    r"|cán\s+bộ|công\s+chức|bảo\s+hiểm|cơ\s+quan\s+(?:có|thuế|hải|tiếp|cấp|quản|đăng|kiểm|chuyên))"
)


_AIMED = re.compile(r"(?:sau\s+khi|khi\s|kể\s+từ|trường\s+hợp|nếu\s|trong\s+thời)")


_FIRST = 900


_SURE = 3


_COLLECTED = re.compile(r"căn\s+cứ[^.;]{0,140}?\sđể\s+(?P<verb>nhận\s+(?:thông\s+báo|kết\s+quả|giấy|thẻ|văn))")


_COMPLETION = re.compile(
    r"thời\s+(?:hạn|gian)\s+(?:để\s+)?(?:bổ\s+sung|hoàn\s+thiện|sửa\s+đổi|khắc\s+phục"
    r"|giải\s+trình)[^;.]{0,80}?\s(?:là|không\s+quá|tối\s+đa|trong)\s"
    r"|có\s+thời\s+hạn\s[^;.]{0,90}?\sđể\s+(?:sửa|bổ|hoàn|khắc|giải)"
    r"|thời\s+hạn\s+\d[^;.]{0,80}?\sđể\s+(?:người|tổ\s+chức|cá\s+nhân|doanh|cơ\s+sở)[^;.]{0,50}?(?:sửa|bổ|hoàn|khắc)"
)


_TAKER = re.compile(r"\s*(?:trong\s+)?trường\s+hợp\s+(?P<who>[^,;]{6,70}?)\s+(?:tiếp\s+nhận|nhận)\s+(?:hồ\s+sơ|đơn)")


_TOWARD = re.compile(r"\s(?:đến|tới|về|cho|tại|gửi)\s+")


_AFTER_NAME = re.compile(r"[,;.:(\n]|\s(?:để|theo|qua|bằng|nơi|hoặc|trong|có\s|thông\s+qua|và\s|kèm|đề\s+nghị|đặt|/)")


def filed(low: str, part: Sentence, directory: Directory, *, alone: bool) -> Act | None:
    """The filing that a first sentence tells whose actor is no name that is known; ``alone``: it tells no other act."""
    if (
        _STATE.match(low, part.start)
        or ADVISING.match(low, part.start)
        or (_AIMED.match(low, part.start) and not alone)
    ):
        return None
    reach = min(part.end, part.start + _FIRST)
    found = _SENT.match(low, part.start, reach) or _FILES.search(low, part.start, reach)
    if found is None or directory.opens(low[part.start : part.start + 120]) > _SURE:
        return None
    subject = Subject(APPLICANT, "", part.start, part.start, private=True)
    verb = found.start("verb")
    return Act(
        "submit",
        found["verb"],
        part.start,
        verb,
        found.end("verb"),
        part.end,
        subject,
        explicit=True,
        rest=low[verb : part.end],
    )


def collected(low: str, part: Sentence, person: Subject | None) -> list[Act]:
    """The applicant collects the result: "Căn cứ ngày hẹn … để nhận kết quả"."""
    told = _COLLECTED.match(low, part.start, part.end)
    return [_plain("return", low, told.start("verb"), part, person)] if told else []


def receipted(low: str, part: Sentence, body: Subject | None) -> list[Act]:
    """The receipt that a sentence tells from the filer's side: "người nộp hồ sơ nhận được Giấy biên nhận"."""
    told = _RECEIPTED.search(low, part.start, part.end)
    if told is None or body is None:
        return []
    act = _plain("receive", low, told.start("verb"), part, None)
    act.subject, act.explicit = body, False
    return [act]


_RECEIPTED = re.compile(
    r"người\s[^,;.]{2,40}?\s(?P<verb>nhận)\s+được\s+(?:giấy|phiếu)\s+(?:biên\s+nhận|tiếp\s+nhận|hẹn)"
)


def completed(acts: list[Act], low: str, part: Sentence, found: Found, person: Subject | None) -> list[Act]:
    """The acts, and the applicant's completing of the dossier where the sentence only gives a period for it."""
    told = _COMPLETION.search(low, part.start, part.end)
    if told is None:
        return acts
    kept = [act for act in acts if act.duration is not found or (act.kind == "supplement" and not is_private(act))]
    for act in kept:
        act.duration = None if act.duration is found else act.duration
    made = _plain("supplement", low, told.start(), part, person)
    made.duration = found
    return [*kept, made]


def given_time(acts: list[Act], low: str, part: Sentence, found: Found, person: Subject | None) -> list[Act]:
    """The acts, and what somebody is given time for: "ấn định thời hạn 02 tháng … để người nộp đơn có ý kiến"."""
    told = _GIVEN.search(low, part.start, part.end)
    if told is None or not told.start() <= found.start <= told.end():
        return acts
    for act in acts:
        act.duration = None if act.duration is found else act.duration
    kind = next(kind for start, kind in _TIME_FOR if told["what"].startswith(start))
    made = _plain(kind, low, told.start("what"), part, person)
    made.duration = found
    kept = [act for act in acts if not told.start("what") <= act.verb_start < told.end("what")]
    return [*(a for a in kept if a.verb_start < told.end()), made, *(a for a in kept if a.verb_start >= told.end())]


_GIVEN = re.compile(
    r"ấn\s+định\s+thời\s+hạn\s[^;.]{2,90}?\sđể\s+(?:người|bên|tổ\s+chức|doanh|cá\s+nhân|chủ)\s[^;.,]{0,60}?\s?"
    r"(?P<what>có\s+ý\s+kiến|ý\s+kiến|sửa|khắc\s+phục|bổ\s+sung|hoàn\s+thiện|nộp\s+(?:phí|lệ|các)|nộp|gửi|phản\s+hồi|trả\s+lời)"
)
_TIME_FOR = (
    ("nộp phí", "pay"),
    ("nộp lệ", "pay"),
    ("nộp các", "pay"),
    ("phản hồi", "consult"),
    ("trả lời", "consult"),
    ("", "supplement"),
)


def _plain(kind: str, low: str, verb: int, part: Sentence, person: Subject | None) -> Act:
    """An act of the applicant that the sentence tells without a verb of its own."""
    subject = Subject(APPLICANT, person.name if person else "", part.start, part.start, private=True)
    return Act(
        kind,
        low[verb : verb + 4],
        part.start,
        verb,
        min(verb + 4, part.end),
        part.end,
        subject,
        explicit=True,
        rest=low[verb : part.end],
        before="phải ",
    )


def taker(text: str, low: str, part: Sentence, act: Act, directory: Directory) -> Subject | None:
    """Who acts where the condition names who took the dossier: "Trường hợp Trung tâm … tiếp nhận hồ sơ thì …"."""
    named = _TAKER.match(low, part.start, act.start) if act.condition is not None else None
    found = head(low, named.start("who"), named.end("who"), directory) if named else None
    if named is None or found is None or found[1]:
        return None
    return make_subject(text, named.start("who"), named.end("who"), directory, private=False)


def once_more(told: list[Act], other: Otherwise, part: Sentence) -> list[Act]:
    """The result told before, once more, for a case that has only another limit of its own."""
    result = next((act for act in reversed(told[-4:]) if act.kind in ("issue", "decide") and not is_private(act)), None)
    if result is None or result.duration is None or result.duration.limit == other.duration.limit:
        return []
    again = replace(
        result,
        duration=other.duration,
        condition=other.condition,
        start=part.start,
        verb_start=part.start,
        verb_end=part.start,
        end=part.end,
        rest="",
    )
    return [again]


def recipient(text: str, low: str, act: Act, directory: Directory) -> Subject | None:
    """Where the dossier goes: who acts next where nobody is named."""
    for toward in _TOWARD.finditer(low, act.verb_start, act.end):
        found = head(low, toward.end(), act.end, directory)
        if found is not None and not found[1]:
            stop = _AFTER_NAME.search(low, found[0], act.end)
            end = stop.start() if stop else act.end
            if end - toward.end() <= 90:
                return make_subject(text, toward.end(), end, directory, private=False)
    return None
