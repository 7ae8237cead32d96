"""Folds the acts of a text into steps: what is its own step and what belongs to another."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act
from tthc_audit.importers.text.verbs import ASKING, COMPLETING, CONSIDERING, HANDING_ON, REFUSING, SLIP

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
_NOTICES = frozenset(
    {"issue", "publish_notice", "decide", "transfer", "supplement", "consult", "return", "receive", "check", "other"}
)
_DUTY = re.compile(r"phải|trách\s+nhiệm")
_LACKING = re.compile(r"(?:chưa|không)\s+(?:đầy\s+đủ|chính\s+xác|hợp\s+lệ|đúng\s+quy)")
_TO_BODY = re.compile(
    r"(?:cho|đến|tới|về)\s+(?:các\s+)?(?:cơ\s+quan|ủy\s+ban|ubnd|sở|bộ|cục|công\s+an|chi\s+cục|phòng)\s"
)
_ONE_STOP = re.compile(
    r"trung\s+tâm\s+phục\s+vụ|một\s+cửa|tiếp\s+nhận|trả\s+kết\s+quả|hành\s+chính\s+công", re.IGNORECASE
)
_REASON = re.compile(r"(?:nêu|giải\s+thích|ghi)\s+rõ\s+(?:lý|lí)\s+do")
_VAGUE = re.compile(r"(?:theo\s+quy\s+định|theo\s+trình\s+tự|như\s+(?:đối\s+với|trường\s+hợp))")


def fold(acts: list[Act]) -> list[Act]:
    """The acts that are steps, in text order, with the kinds that their surroundings give them."""
    for act in acts:
        _settle_kind(act)
    kept: list[Act] = []
    for number, act in enumerate(acts):
        asked = any(k.kind == "supplement" and not _private(k) for k in kept)
        if _private(act) and act.kind == "supplement" and not asked and not (act.condition and act.condition.invalid):
            act.kind = "submit"
        following = acts[number + 1] if number + 1 < len(acts) else None
        if _belongs_to_following(act, following) or _belongs_to_earlier(act, kept, acts, number):
            continue
        if _is_refusal(act) and act.kind in ("publish_notice", "transfer", "return"):
            act.kind = "decide"
        kept.append(act)
    return _without_repetition(kept)


def _same_actor(one: Act, other: Act) -> bool:
    if one.subject is None or other.subject is None:
        return one.subject is other.subject
    short, long = sorted((one.subject.actor.lower(), other.subject.actor.lower()), key=len)
    return short == long or (len(short) > _SURE and long.startswith(short + " "))


_SURE = 11
"""A name of more letters than this that begins another one means the same body."""


def _private(act: Act) -> bool:
    return act.subject is not None and act.subject.private


def _settle_kind(act: Act) -> None:
    if _private(act):
        if act.kind == "submit" and act.condition is not None and act.condition.invalid:
            act.kind = "supplement"
        return
    invalid = act.condition is not None and act.condition.invalid
    asks = ASKING.match(act.rest) is not None or act.verb.startswith("có")
    completing = COMPLETING.search(act.rest) is not None or (
        _LACKING.search(act.rest) is not None and act.verb.startswith("thông báo")
    )
    refused = REFUSING.search(act.rest) is not None and not completing
    if (
        act.kind in _NOTICES
        and asks
        and not refused
        and (invalid or completing)
        and act.kind != "consult"
        and not re.match(r"(?:tiếp|kiểm|rà)", act.verb)
    ):
        if not re.search(r"kết\s+quả\s+(?:thẩm|giải)", act.rest) or invalid:
            act.kind = "supplement"
    elif act.kind == "supplement":
        act.kind = "other"
    elif (act.verb.startswith("trả lời") and re.search(r"tính\s+(?:đầy\s+đủ|hợp\s+lệ|chính\s+xác)", act.rest)) or (
        act.kind == "receive" and not SLIP.search(act.rest) and re.search(r"\skiểm\s+tra", act.rest)
    ):
        act.kind = "check"
    elif act.kind == "decide" and act.verb.startswith("gửi") and not REFUSING.search(act.rest):
        act.kind = "transfer" if _TO_BODY.search(act.rest) else "publish_notice"
    elif act.kind == "transfer" and re.search(
        r"(?:lấy\s+ý\s+kiến|xin\s+ý\s+kiến|để\s+(?:xác\s+minh|thẩm\s+định)|đề\s+nghị\s+(?:xác\s+minh|thẩm\s+định))",
        act.rest,
    ):
        act.kind = "consult"


def _belongs_to_following(act: Act, following: Act | None) -> bool:
    if following is None or following.sentence != act.sentence or not _same_actor(act, following):
        return _stands_for_nothing(act)
    if CONSIDERING.match(act.verb) and following.kind not in ("transfer", "return", "supplement"):
        return True
    if act.kind == "receive" and not SLIP.search(act.rest):
        return following.kind not in ("transfer", "supplement") or not (
            act.subject and _ONE_STOP.search(act.subject.name)
        )
    return _stands_for_nothing(act)


def _stands_for_nothing(act: Act) -> bool:
    """A verb that only points elsewhere makes no step."""
    if act.kind == "other" and act.verb.startswith(("yêu cầu", "hướng dẫn")):
        return True
    return (
        act.kind in ("decide", "check")
        and CONSIDERING.match(act.verb) is not None
        and (act.condition is not None or act.announcing)
        and _VAGUE.search(act.rest) is not None
    )


def _belongs_to_earlier(act: Act, kept: list[Act], acts: list[Act], number: int) -> bool:
    if not kept:
        return False
    if act.condition is not None and act.condition.refusing and act.kind in ("check", "appraise") and not act.explicit:
        return True
    if act.kind == "receive" and not SLIP.search(act.rest) and not act.duration and not _private(act):
        examined = next((k for k in reversed(kept) if k.kind in ("check", "receive")), None)
        if examined is not None and _same_actor(examined, act) and examined.step == act.step:
            return True
    if act.verb.startswith("nêu rõ") or (_only_channel(act) and not act.explicit and act.kind == "transfer"):
        return True
    if _private(act) and act.kind == "sign" and kept[-1].sentence == act.sentence and kept[-1].kind == "submit":
        return True
    if (
        _private(act)
        and kept[-1].kind == "supplement"
        and act.kind in ("submit", "supplement")
        and not _private(kept[-1])
    ):
        # completing is a step only where a period or a duty is stated for it
        act.kind = "supplement"
        return act.duration is None and not _DUTY.search(act.before)
    if act.submitted and any(
        _same_actor(act, later) and later.kind in ("decide", "issue", "sign") and later.explicit
        for later in acts[number + 1 : number + 4]
    ):
        return True
    before = next((k for k in reversed(kept) if k.sentence == act.sentence), None)
    own_limit = act.duration is not None and (before is None or before.duration is not act.duration)
    if _is_refusal(act) and not own_limit:
        decided = [k for k in kept if k.kind in _RESULTS and _same_actor(k, act)]
        if decided or act.subject is None or not act.explicit:
            return True
    if before is None or not _same_actor(before, act):
        return False
    if own_limit or act.submitted:
        return False
    if act.together and act.kind in ("transfer", "publish_notice", "consult", "return"):
        return False
    if act.kind in ("transfer", "return", "publish_notice") and HANDING_ON.match(act.verb):
        new_condition = act.condition is not None and act.condition is not before.condition and act.condition.branch
        public = re.search(r"công\s+khai|niêm\s+yết|trên\s+(?:trang|cổng|phương)", act.rest) is not None
        return not new_condition and not public
    if (
        act.verb.startswith(("có văn bản", "có thông báo", "gửi"))
        and act.kind in ("decide", "consult")
        and act.condition is before.condition
    ):
        return before.kind in ("consult", "decide", "appraise", "check", "supplement")
    return (
        act.kind == before.kind
        and act.duration is before.duration
        and act.condition is before.condition
        and _close(act, before)
    )


def _close(act: Act, before: Act) -> bool:
    return act.kind not in ("pay", "other", "inspect_site") and act.verb_start - before.verb_start < 400


def _is_refusal(act: Act) -> bool:
    if act.kind not in ("decide", "publish_notice", "return", "transfer", "issue"):
        return False
    if REFUSING.match(act.verb) or act.verb.startswith("nêu rõ"):
        return True
    refusing = act.condition is not None and act.condition.refusing
    if act.kind == "publish_notice" and re.search(r"từ\s+chối", act.rest) and "hoặc" not in act.rest:
        return True
    if act.condition is not None and act.condition.branch and not act.condition.invalid and _REASON.search(act.rest):
        return True
    return (refusing and not re.match(r"(?:hủy|huỷ|thu\s+hồi|tạm|đình)", act.verb)) or (
        _REASON.search(act.rest) is not None
        and REFUSING.search(act.rest) is not None
        and act.kind != "issue"
        and not re.search(r"hoặc\s+không|hoặc\s+từ\s+chối", act.rest)
    )


def _without_repetition(kept: list[Act]) -> list[Act]:
    out: list[Act] = []
    for act in kept:
        earlier = _told_before(act, out)
        if earlier is None:
            out.append(act)
        elif act.duration is not None and _longer(act, earlier):
            earlier.duration = act.duration
    return out


def _told_before(act: Act, out: list[Act]) -> Act | None:
    if act.timed and not (act.duration is not None and act.condition is not None and act.condition.branch):
        return next((old for old in reversed(out) if old.kind == act.kind and _same_actor(old, act)), None)
    last = out[-1] if out else None
    if last is not None and act.kind == last.kind and _same_actor(act, last):
        if act.kind == "submit" and (act.duration is None or act.sentence == last.sentence):
            return last
        if act.kind == "appraise" and act.sentence != last.sentence and (act.duration is None or last.duration is None):
            return last
        if act.kind in ("supplement", "check", "receive", "return") and (
            act.duration is None or last.duration is None or _only_channel(act) or _only_channel(last)
        ):
            return last
    if act.kind in ("submit", "supplement", "receive", "check", "return", "inspect_site", "issue") and (
        _only_channel(act) or (act.kind == "submit" and act.duration is None)
    ):
        for old in reversed(out):
            if old.kind == act.kind and _same_actor(old, act):
                return old if act.kind != "submit" or _only_channel(act) or old.step == act.step else None
    return None


def _only_channel(act: Act) -> bool:
    return act.condition is not None and act.condition.channel


_DAYS = {
    "minute": 1,
    "hour": 60,
    "working_hour": 60,
    "day": 480,
    "working_day": 480,
    "week": 2400,
    "month": 10560,
    "year": 126720,
}


def _longer(act: Act, earlier: Act) -> bool:
    if earlier.duration is None:
        return True
    assert act.duration is not None
    return _weight(act.duration.limit) > _weight(earlier.duration.limit)


def _weight(limit: object) -> float:
    assert isinstance(limit, dict)
    return float(limit["value"]) * _DAYS[str(limit["unit"])] if "value" in limit else 1.0
