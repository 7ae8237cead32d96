"""Acts that belong to the act told after them: what is prepared, considered or announced for it."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act, same_actor
from tthc_audit.importers.text.receipts import is_acceptance
from tthc_audit.importers.text.verbs import CONSIDERING, PREPARES, SLIP

_ONE_STOP = re.compile(
    r"trung\s+tâm\s+phục\s+vụ|một\s+cửa|tiếp\s+nhận|trả\s+kết\s+quả|hành\s+chính\s+công", re.IGNORECASE
)


_DRAFTS = re.compile(r"lập\s+(?:danh|tờ|hồ|báo)|tổng\s+hợp|hoàn\s+(?:thiện|chỉnh)|có\s+tờ")
_SENT_UP = re.compile(
    r"(?:báo\s+cáo|trình|gửi|chuyển|đề\s+nghị)\s+(?:lên\s+|đến\s+|về\s+|cho\s+)?(?:các\s+)?(?:cơ\s+quan|ủy\s+ban|ubnd|sở|bộ|cục|công\s+an"
    r"|chi\s+cục|phòng|chủ\s+tịch|hội\s+đồng|thủ|ban|cấp\s+có)\s"
)
"""A paper is drawn up to be laid before another body."""


_COMPLETENESS = re.compile(r"tính\s+(?:hợp\s+lệ|đầy\s+đủ|chính\s+xác)")
_WORKS_ON_IT = re.compile(r"xử\s+lý\s+hồ\s+sơ")
_HANDLES = re.compile(r"xử\s+lý(?:\s+(?:theo|như)\s|\s*[.;:]?\s*$)")
_VAGUE = re.compile(r"(?:theo\s+quy\s+định|theo\s+trình\s+tự|như\s+(?:đối\s+với|trường\s+hợp))")


def belongs_to_following(act: Act, following: Act | None) -> bool:
    """Whether an act is no step because the next one holds its outcome."""
    if following is None or following.sentence != act.sentence or not same_actor(act, following):
        return _stands_for_nothing(act)
    if (
        following.kind == "supplement"
        and act.kind in ("return", "publish_notice", "decide")
        and act.condition is following.condition
        and act.condition is not None
        and act.condition.invalid
    ):
        return True
    if (
        act.kind == "publish_notice"
        and act.verb == "thông báo"
        and following.kind == "supplement"
        and following.joint == "và"
    ):
        return True
    if act.kind == "other" and act.verb.startswith("số hóa") and following.kind in ("receive", "transfer"):
        return True
    if (
        act.kind == "other"
        and following.kind not in ("supplement", "receive")
        and PREPARES.match(act.verb)
        and following.duration is act.duration
    ):
        return True
    if works_towards(act, following):
        return False
    considered = CONSIDERING.match(act.verb) is not None and _COMPLETENESS.search(act.rest) is None
    if considered and following.kind not in ("return", "supplement"):
        return True
    if act.kind == "receive" and not SLIP.search(act.rest) and not is_acceptance(act):
        return following.kind not in ("transfer", "supplement") or not (
            act.subject and _ONE_STOP.search(act.subject.name)
        )
    return _stands_for_nothing(act)


def works_towards(act: Act, following: Act | None) -> bool:
    """Whether a dossier is worked on before the matter is laid before the one above: an act, whatever comes of it."""
    return following is not None and following.verb == "trình" and _WORKS_ON_IT.match(act.rest) is not None


def sent_up(act: Act, following: Act | None) -> bool:
    """Whether a paper that is drawn up goes to another body: the act is a hand-over."""
    if act.kind != "other" or not _DRAFTS.match(act.verb):
        return False
    asked = following is not None and following.submitted and following.sentence == act.sentence
    return asked or _SENT_UP.search(act.rest[:160]) is not None


def _stands_for_nothing(act: Act) -> bool:
    """A verb that only points elsewhere makes no step."""
    if act.kind == "other" and (act.verb.startswith(("yêu cầu", "hướng dẫn")) or _HANDLES.match(act.rest)):
        return True
    return (
        act.kind in ("decide", "check", "other")
        and CONSIDERING.match(act.verb) is not None
        and (act.condition is not None or act.announcing)
        and _VAGUE.search(act.rest) is not None
    )
