"""What the acts around it make of an act: one outcome of two, an object, a summary, an answer."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act, is_private, same_actor
from tthc_audit.importers.text.following import works_towards
from tthc_audit.importers.text.verbs import REASON, REFUSING

_BEFORE_ISSUE = frozenset({"check", "appraise", "inspect_site", "consult"})
"""What stands after a granting in one sentence is what the paper is about, not one more examination."""


_ASKED = re.compile(r"(?:đề\s+nghị|yêu\s+cầu|lấy\s+ý\s+kiến|gửi\s[^,;]{3,60}\s(?:tổng\s+hợp|xem\s+xét))\s?")


_ANSWERING = re.compile(r"(?:trả\s+lời|xác\s+nhận|ý\s+kiến|phúc\s+đáp|thông\s+báo\s+kết\s+quả|cung\s+cấp|xác\s+minh)")


_SOMEBODY = re.compile(
    r"(?:.*liên\s+quan|(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|bộ|tổ\s+chức|địa\s+phương)(?:,|\s+(?:được|liên|có\s+liên|này|phối|nêu|trên|đó))|các\s)"
)
"""A body that is only called the one that was asked."""


_GIVING = re.compile(r"(?:có|cho|tham\s+gia|gửi)\s")


def settle_among(acts: list[Act]) -> list[Act]:
    """The acts without the alternatives of an act and the summaries of what is told after them."""
    out: list[Act] = []
    for number, act in enumerate(acts):
        before = out[-1] if out and out[-1].sentence == act.sentence and same_actor(out[-1], act) else None
        if before is not None and act.joint == "hoặc" and not act.submitted and _alternative(before, act):
            before.duration = before.duration or act.duration
            continue
        if (
            before is not None
            and before.kind == act.kind == "check"
            and act.joint in (",", "và")
            and act.duration is before.duration
        ):
            before.rest, before.end = f"{before.rest} {act.rest}", act.end
            _answer(before, out[:-1])
            continue
        if (
            before is not None
            and before.kind == "issue"
            and act.kind in _BEFORE_ISSUE
            and not act.submitted
            and act.duration is before.duration
        ):
            continue
        if (
            before is not None
            and act.kind == "appraise"
            and act.verb.startswith("lập")
            and before.kind in ("inspect_site", "appraise")
        ):
            continue
        if before is not None and before.kind == "appraise" and act.kind == "check" and _same_examination(before, act):
            continue
        if before is not None and act.kind == "appraise" and act.joint == "," and before.rest.strip(" ,") == "kiểm tra":
            # one examination in two words
            before.kind, before.rest = act.kind, act.rest
            continue
        if before is not None and act.joint == "," and _object_of(before, act):
            continue
        if works_towards(act, acts[number + 1] if number + 1 < len(acts) else None):
            act.kind = "check"
        announced = act.kind in ("decide", "issue") or act.verb.startswith("xử lý")
        if act.announcing and announced and _told_after(act, acts[number + 1 :]):
            continue
        if _is_verdict(act, out):
            act.kind = "decide"
        _answer(act, out)
        out.append(act)
    return out


def _same_examination(before: Act, act: Act) -> bool:
    return act.verb == "xác định" or (act.verb == "xác minh" and before.rest.strip(" ,") in ("thẩm tra", "thẩm định"))


def _alternative(before: Act, act: Act) -> bool:
    """Whether an act after "hoặc" is only the other outcome of the act before it."""
    if before.kind == act.kind == "decide" and act.verb.startswith("có văn bản"):
        return True
    if act.condition is not before.condition:
        return False
    if before.kind == act.kind:
        return True
    if {before.kind, act.kind} <= {"issue", "decide"} and (act.duration is before.duration or act.duration is None):
        return True
    return REFUSING.match(act.verb) is not None or (
        before.kind in ("decide", "issue")
        and act.kind in ("decide", "publish_notice", "return")
        and (REFUSING.search(act.rest) is not None or REASON.search(act.rest) is not None)
    )


def _object_of(before: Act, act: Act) -> bool:
    """Whether what looks like an act is one more thing decided or asked for: "quyết định trợ cấp, hỗ trợ …"."""
    if act.duration is not before.duration or act.submitted:
        return False
    if before.verb.startswith("quyết định"):
        return act.kind in ("pay", "issue", "decide", "appraise")
    asked = _ASKED.search(before.rest)
    return (
        asked is not None
        and before.kind in ("consult", "transfer")
        and act.kind in ("decide", "check", "appraise", "consult")
    )


def _told_after(act: Act, following: list[Act]) -> bool:
    return any(
        later.kind in ("decide", "issue") and same_actor(act, later) and later.step == act.step
        for later in following[:12]
    )


def _is_verdict(act: Act, earlier: list[Act]) -> bool:
    """Whether "có ý kiến" is the decision itself: nobody was asked before, and it says yes or no."""
    return (
        act.kind == "consult"
        and act.verb.startswith("có ý kiến")
        and re.search(r"(?:trả\s+lời|chấp\s+thuận|đồng\s+ý)", act.rest) is not None
        and not any(old.kind in ("consult", "transfer") for old in earlier)
    )


def _answer(act: Act, earlier: list[Act]) -> None:
    """Gives an act of another body after a request for an opinion the kind of an answer, and the request its own."""
    if not earlier or is_private(act) or act.subject is None or not act.explicit:
        return
    asking = next((old for old in reversed(earlier[-2:]) if not is_private(old) and not same_actor(old, act)), None)
    if asking is None:
        return
    if asking.kind == "consult" and (
        (act.kind == "check" and "xác minh" in act.rest)
        or (act.kind == "return" and act.verb.startswith("cung cấp"))
        or (act.kind in ("transfer", "publish_notice") and "ý kiến" in act.rest)
        or (act.kind == "decide" and _ANSWERING.search(act.rest) is not None and _was_asked(asking, act))
    ):
        act.kind = "consult"
    elif (
        (
            (
                act.kind == "consult"
                and asking.kind in ("transfer", "publish_notice", "decide")
                and _GIVING.match(act.verb)
            )
            or (act.kind == "decide" and asking.kind == "transfer" and act.verb.startswith(("có văn bản", "trả lời")))
        )
        and asking.verb.startswith(("gửi", "có văn bản", "chuyển", "đề nghị"))
        and _names(asking, act)
    ):
        asking.kind = act.kind = "consult"


def _was_asked(asking: Act, act: Act) -> bool:
    assert act.subject is not None
    if act.condition is not None and act.condition.refusing:
        return False
    return _names(asking, act) or _SOMEBODY.match(act.subject.name.lower()) is not None


def _names(act: Act, other: Act) -> bool:
    return other.subject is not None and other.subject.name.lower()[:12] in act.rest
