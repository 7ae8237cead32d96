"""Folds the acts of a text into steps: what is its own step and what belongs to another."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act, is_private, only_channel, same_actor
from tthc_audit.importers.text.initiators import with_initiators
from tthc_audit.importers.text.kinds import settle_kind
from tthc_audit.importers.text.neighbours import settle_among
from tthc_audit.importers.text.repetition import without_repetition
from tthc_audit.importers.text.superior import HANDED
from tthc_audit.importers.text.verbs import CONSIDERING, HANDING_ON, REASON, REFUSING, SLIP

_RESULTS = frozenset(
    {
        "decide",
        "issue",
        "sign",
        "check",
        "appraise",
        "receive",
        "return",
        "supplement",
        "publish_notice",
        "inspect_site",
        "other",
    }
)


_OFFICIAL = frozenset({"decide", "issue", "appraise", "inspect_site", "receive", "check", "consult"})
"""What only a body does."""


_EXAMINES = frozenset({"check", "appraise", "inspect_site"})


_DUTY = re.compile(r"phải|trách\s+nhiệm")


_ONE_STOP = re.compile(
    r"trung\s+tâm\s+phục\s+vụ|một\s+cửa|tiếp\s+nhận|trả\s+kết\s+quả|hành\s+chính\s+công", re.IGNORECASE
)


_COMPLETES = re.compile(r"(?:hoàn\s+(?:thiện|chỉnh)|bổ\s+sung|chỉnh\s+sửa|sửa\s+đổi|khắc\s+phục|nộp\s+(?:đủ|lại))")


_REPLY = re.compile(
    r"(?:trả\s+(?:lời|lại|hồ|kết)|thông\s+báo|có\s+(?:văn|công|thông)|nêu|giải\s+thích|từ\s+chối|không|gửi"
    r"|ra\s|ban\s+hành\s+(?:văn|thông|công)|phúc|chuyển|báo|hoàn\s+trả|yêu|hướng)"
)


_PREPARES = re.compile(r"(?:lập|tổng\s+hợp|dự\s+thảo|hoàn\s+(?:thiện|chỉnh)|in\s|ghi|soạn)")


_REFUSAL_SLIP = re.compile(
    r"(?:ra|ban\s+hành|có)\s+(?:quyết\s+định|văn\s+bản|thông\s+báo)\s+(?:về\s+việc\s+)?từ\s+chối|(?:cấp"
    r"|gửi|ra|lập|viết|ban\s+hành|có|thông\s+báo)\s+(?:\S+\s+)?(?:phiếu|văn\s+bản|thông\s+báo)\s+từ\s+chối"
)


_POINTS_BACK = re.compile(r"(?:theo|tại|như)\s+(?:quy\s+định\s+tại\s+)?(?:điểm\s+\w+\s+)?bước\s+\d")


_DRAFTS = re.compile(r"lập\s+(?:danh|tờ|hồ|báo)|tổng\s+hợp|hoàn\s+(?:thiện|chỉnh)|có\s+tờ")
_SENT_UP = re.compile(
    r"(?:báo\s+cáo|trình|gửi|chuyển|đề\s+nghị)\s+(?:lên\s+|đến\s+|về\s+|cho\s+)?(?:các\s+)?(?:cơ\s+quan|ủy\s+ban|ubnd|sở|bộ|cục|công\s+an"
    r"|chi\s+cục|phòng|chủ\s+tịch|hội\s+đồng|thủ|ban|cấp\s+có)\s"
)
"""A paper is drawn up to be laid before another body."""


_MAY = re.compile(r"\scó\s+thể\s")
_SIGNS_THE_DOSSIER = re.compile(
    r"ký\s+(?:số|điện\s+tử|tên|vào\s+(?:đơn|tờ|hồ)|(?:\S+\s+){0,2}(?:hồ\s+sơ|tờ\s+khai|đơn))"
)
_TURNED_AWAY = re.compile(r"từ\s+chối\s+(?:tiếp\s+)?nhận\s+(?:hồ\s+sơ|đơn)|không\s+tiếp\s+nhận\s+hồ")


_COMPLETENESS = re.compile(r"tính\s+(?:hợp\s+lệ|đầy\s+đủ|chính\s+xác)")
_HANDLES = re.compile(r"xử\s+lý(?:\s+(?:theo|như)\s|\s*[.;:]?\s*$)")
_VAGUE = re.compile(r"(?:theo\s+quy\s+định|theo\s+trình\s+tự|như\s+(?:đối\s+với|trường\s+hợp))")


def fold(acts: list[Act]) -> list[Act]:
    """The acts that are steps, in text order, with the kinds that their surroundings give them."""
    acts = [act for act in acts if not ((is_private(act) or act.subject is None) and act.kind in _OFFICIAL)]
    if acts and (acts[0].subject is None or (acts[0].kind == "pay" and acts[0].condition is not None)):
        # a heading tells whom the text is about
        acts = acts[1:]
    acts = with_initiators(acts)
    for act in acts:
        settle_kind(act)
    acts = settle_among(acts)
    kept: list[Act] = []
    for number, act in enumerate(acts):
        asked = any(k.kind == "supplement" and not is_private(k) for k in kept)
        recently = any(k.kind == "supplement" and not is_private(k) for k in kept[-3:])
        if is_private(act) and act.kind == "submit" and recently and _COMPLETES.search(act.rest[:60]):
            act.kind = "supplement"
        if is_private(act) and act.kind == "supplement" and not asked and not (act.condition and act.condition.invalid):
            act.kind = "submit"
        following = acts[number + 1] if number + 1 < len(acts) else None
        if _is_plain_receipt(act, acts[number + 1 :]) and not act.duration:
            continue
        if _belongs_to_following(act, following) or _belongs_to_earlier(act, kept, acts, number):
            continue
        if _is_refusal(act) and act.kind in ("publish_notice", "transfer", "return"):
            act.kind = "decide"
        if act.kind == "other" and _DRAFTS.match(act.verb) and _sent_up(act, following):
            act.kind = "transfer"
        kept.append(act)
    return without_repetition(kept)


def _sent_up(act: Act, following: Act | None) -> bool:
    asked = following is not None and following.submitted and following.sentence == act.sentence
    return asked or _SENT_UP.search(act.rest[:160]) is not None


def _belongs_to_following(act: Act, following: Act | None) -> bool:
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
        and _PREPARES.match(act.verb)
        and following.duration is act.duration
    ):
        return True
    considered = CONSIDERING.match(act.verb) is not None and _COMPLETENESS.search(act.rest) is None
    if considered and following.kind not in ("return", "supplement"):
        return True
    if act.kind == "receive" and not SLIP.search(act.rest) and not _is_acceptance(act):
        return following.kind not in ("transfer", "supplement") or not (
            act.subject and _ONE_STOP.search(act.subject.name)
        )
    return _stands_for_nothing(act)


def _is_plain_receipt(act: Act, following: list[Act]) -> bool:
    """Taking the dossier without a slip is no step of its own where the same body goes on with it."""
    if act.kind != "receive" or is_private(act) or SLIP.search(act.rest) or _is_acceptance(act):
        return False
    after = next(
        (
            later
            for later in following
            if not is_private(later) and (later.kind != "receive" or SLIP.search(later.rest))
        ),
        None,
    )
    return after is not None and same_actor(act, after) and after.kind not in ("transfer", "supplement")


def _is_acceptance(act: Act) -> bool:
    """Whether the dossier is taken on the condition that it is complete."""
    return act.condition is not None and act.condition.is_if and act.condition.sound_papers


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


def _belongs_to_earlier(act: Act, kept: list[Act], acts: list[Act], number: int) -> bool:
    if not kept:
        return False
    if act.condition is not None and act.condition.refusing and act.kind in ("check", "appraise") and not act.explicit:
        return True
    plain = not SLIP.search(act.rest) and not _is_acceptance(act)
    if act.kind == "receive" and plain and not act.duration and not is_private(act):
        examined = next((k for k in reversed(kept) if k.kind in ("check", "receive")), None)
        if examined is not None and same_actor(examined, act) and examined.step == act.step:
            return True
    if _POINTS_BACK.search(act.rest):
        return True
    if is_private(act) and _MAY.search(act.before) and any(k.kind == "submit" for k in kept) and act.duration is None:
        # how it may be filed, not one more filing
        return True
    if is_private(act) and act.kind == "sign" and _SIGNS_THE_DOSSIER.match(act.rest):
        return True
    turned = act if act.joint != "và" or not number else acts[number - 1]
    if act.duration is None and _TURNED_AWAY.match(turned.rest) and turned.sentence == act.sentence:
        return True
    if act.verb.startswith("nêu rõ") or (only_channel(act) and not act.explicit and act.kind == "transfer"):
        return True
    if (
        is_private(act)
        and act.kind == "submit"
        and (act.duration is None or act.duration is kept[-1].duration)
        and kept[-1].kind == "supplement"
        and is_private(kept[-1])
        and kept[-1].sentence == act.sentence
    ):
        return True
    if is_private(act) and act.kind == "sign" and kept[-1].sentence == act.sentence and kept[-1].kind == "submit":
        return True
    if (
        is_private(act)
        and kept[-1].kind == "supplement"
        and act.kind in ("submit", "supplement")
        and not is_private(kept[-1])
    ):
        # completing is a step only where a period or a duty is stated for it
        act.kind = "supplement"
        return act.duration is None and not _DUTY.search(act.before)
    if act.joint == HANDED and any(same_actor(act, later) and later.kind in _EXAMINES for later in acts[number + 1 :]):
        # what the body is sent the dossier for is told where it does it
        return act.kind in _EXAMINES
    if act.submitted and any(
        same_actor(act, later)
        and later.kind in ("decide", "issue", "sign", act.kind)
        and later.explicit
        and not (later.condition is not None and later.condition.branch)
        for later in acts[number + 1 : number + 4]
    ):
        return True
    if act.kind == "transfer" and act.verb.startswith("có văn bản") and not act.duration:
        # the finding is sent to the one who asked for it
        found = [k for k in kept if k.sentence == act.sentence and same_actor(k, act) and k.condition is act.condition]
        if found:
            return True
    before = next((k for k in reversed(kept) if k.sentence == act.sentence), None)
    own_limit = act.duration is not None and all(k.duration is not act.duration for k in kept)
    if _is_refusal(act) and not own_limit:
        decided = [k for k in kept if k.kind in _RESULTS and same_actor(k, act)]
        if decided or act.subject is None or not act.explicit:
            return True
    if before is None or not same_actor(before, act):
        return False
    if act.joint == HANDED and any(k.kind == act.kind and k.sentence == act.sentence for k in kept):
        return True
    if act.submitted and before.submitted and act.kind == before.kind and act.duration is before.duration:
        return True
    if own_limit or act.submitted:
        return False
    if act.verb == "đóng dấu" or (
        act.kind == "other" and before.kind == "supplement" and act.verb.startswith("bổ sung")
    ):
        return True
    if (
        act.kind == "other"
        and _PREPARES.match(act.verb)
        and before.kind in ("inspect_site", "appraise", "check", "decide", "sign", "consult", "supplement")
    ):
        # the paper that an act leaves is not an act of its own
        return True
    if act.together and act.kind in ("transfer", "publish_notice", "consult", "return"):
        return False
    if act.kind in ("transfer", "return", "publish_notice") and HANDING_ON.match(act.verb):
        new_condition = act.condition is not None and act.condition is not before.condition and act.condition.branch
        if before.kind == "receive" and act.kind == "transfer" and act.verb.startswith("chuyển"):
            # whoever only takes the dossier hands on what others will act on
            return False
        public = (
            re.search(r"(?:mức|nộp)\s+(?:phí|lệ\s+phí)|công\s+khai|niêm\s+yết|trên\s+(?:trang|cổng|phương)", act.rest)
            is not None
        )
        return not new_condition and not public
    if (
        act.verb.startswith(("có văn bản", "có thông báo", "gửi"))
        and act.kind in ("decide", "consult")
        and act.condition is before.condition
    ):
        return before.kind in ("consult", "decide", "appraise", "check", "supplement") and (
            act.kind != "consult" or before.kind == "consult"
        )
    return (
        act.kind == before.kind
        and act.duration is before.duration
        and act.condition is before.condition
        and _close(act, before)
    )


def _close(act: Act, before: Act) -> bool:
    if act.kind == "other" and act.verb == before.verb:
        return True
    return act.kind not in ("pay", "other", "inspect_site") and act.verb_start - before.verb_start < 400


def _is_refusal(act: Act) -> bool:
    if act.kind not in ("decide", "publish_notice", "return", "transfer", "issue"):
        return False
    if REFUSING.match(act.verb) or act.verb.startswith("nêu rõ") or _REFUSAL_SLIP.match(act.rest):
        return True
    refusing = act.condition is not None and act.condition.refusing
    if act.kind == "publish_notice" and re.search(r"từ\s+chối", act.rest) and "hoặc" not in act.rest:
        return True
    if act.condition is not None and act.condition.branch and not act.condition.invalid and REASON.search(act.rest):
        return True
    return (refusing and _REPLY.match(act.verb) is not None) or (
        REASON.search(act.rest) is not None
        and REFUSING.search(act.rest) is not None
        and act.kind != "issue"
        and not re.search(r"hoặc\s+không|hoặc\s+từ\s+chối", act.rest)
    )
