"""Acts that belong to what was told before them: other outcomes, hand-overs, papers left, what is done by the way."""

from __future__ import annotations

import re

from tthc_audit.importers.text.actors import canonical
from tthc_audit.importers.text.acts import Act, is_private, only_channel, same_actor
from tthc_audit.importers.text.receipts import is_acceptance
from tthc_audit.importers.text.refusals import is_refusal
from tthc_audit.importers.text.superior import HANDED
from tthc_audit.importers.text.verbs import HANDING_ON, PREPARES, SLIP

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


_EXAMINES = frozenset({"check", "appraise", "inspect_site"})


_DUTY = re.compile(r"phải|trách\s+nhiệm")


_POINTS_BACK = re.compile(r"(?:theo|tại|như)\s+(?:quy\s+định\s+tại\s+)?(?:điểm\s+\w+\s+)?bước\s+\d")


_MAY = re.compile(r"\scó\s+thể\s")
_SIGNS_THE_DOSSIER = re.compile(
    r"ký\s+(?:số|điện\s+tử|tên|vào\s+(?:đơn|tờ|hồ)|(?:\S+\s+){0,2}(?:hồ\s+sơ|tờ\s+khai|đơn))"
)
_TURNED_AWAY = re.compile(r"từ\s+chối\s+(?:tiếp\s+)?nhận\s+(?:hồ\s+sơ|đơn)|không\s+tiếp\s+nhận\s+hồ")

_PUBLIC = re.compile(r"(?:mức|nộp)\s+(?:phí|lệ\s+phí)|công\s+khai|niêm\s+yết|trên\s+(?:trang|cổng|phương)")


def belongs_to_earlier(act: Act, kept: list[Act], acts: list[Act], number: int) -> bool:
    """Whether an act, the one at ``number`` of ``acts``, is no step because one of those ``kept`` holds its outcome."""
    if not kept:
        return False
    if _by_the_way(act, kept, acts, number):
        return True
    if is_private(act):
        of_it = _of_the_applicant(act, kept)
        if of_it is not None:
            return of_it
    if act.submitted:
        told = _told_where_it_is_done(act, acts[number + 1 :])
        if told is not None:
            return told
    own_limit = act.duration is not None and all(k.duration is not act.duration for k in kept)
    if is_refusal(act) and not own_limit and not _of_another(act, acts):
        decided = [k for k in kept if k.kind in _RESULTS and same_actor(k, act)]
        if decided or act.subject is None or not act.explicit:
            return True
    before = next((k for k in reversed(kept) if k.sentence == act.sentence), None)
    if before is None or not same_actor(before, act):
        return False
    if act.submitted and before.submitted and act.kind == before.kind and act.duration is before.duration:
        return True
    return not own_limit and not act.submitted and _of_its_sentence(act, before)


def _of_another(act: Act, acts: list[Act]) -> bool:
    """Whether another authority decides: what this one refuses is told by another actor than the decision."""
    deciding = [other for other in acts if other.kind in ("decide", "issue") and other.submitted]
    return bool(deciding) and act.explicit and all(_authority(other) != _authority(act) for other in deciding)


def _authority(act: Act) -> str:
    """The body itself, whoever leads it acts: the head of an authority decides for it."""
    return _HEAD_OF.sub("", canonical(act.subject.actor)) if act.subject else ""


_HEAD_OF = re.compile(r"^(?:phó\s+)?(?:chủ tịch|giám đốc|bộ trưởng|cục trưởng|thủ trưởng|lãnh đạo|trưởng)\s+")


def _by_the_way(act: Act, kept: list[Act], acts: list[Act], number: int) -> bool:
    """Whether an act only tells how another one is done, or is a receipt or a rejection folded into the check."""
    if act.condition is not None and act.condition.refusing and act.kind in ("check", "appraise") and not act.explicit:
        return True
    plain = act.kind == "receive" and not SLIP.search(act.rest) and not is_acceptance(act)
    if plain and not act.duration and not is_private(act):
        examined = next((k for k in reversed(kept) if k.kind in ("check", "receive")), None)
        if examined is not None and same_actor(examined, act) and examined.step == act.step:
            return True
    if _POINTS_BACK.search(act.rest) or act.verb.startswith("nêu rõ"):
        return True
    turned = act if act.joint != "và" or not number else acts[number - 1]
    if act.duration is None and _TURNED_AWAY.match(turned.rest) and turned.sentence == act.sentence:
        return True
    if only_channel(act) and not act.explicit and act.kind == "transfer":
        return True
    if act.kind == "transfer" and act.verb.startswith("có văn bản") and not act.duration:
        # the finding is sent to the one who asked for it
        return any(k.sentence == act.sentence and same_actor(k, act) and k.condition is act.condition for k in kept)
    return False


def _of_the_applicant(act: Act, kept: list[Act]) -> bool | None:
    """Whether what the applicant does belongs to an earlier filing or completing; nothing where other rules tell."""
    last = kept[-1]
    if _MAY.search(act.before) and any(k.kind == "submit" for k in kept) and act.duration is None:
        # how it may be filed, not one more filing
        return True
    if act.kind == "sign" and (
        _SIGNS_THE_DOSSIER.match(act.rest) or (last.sentence == act.sentence and last.kind == "submit")
    ):
        return True
    if (
        act.kind == "submit"
        and (act.duration is None or act.duration is last.duration)
        and last.kind == "supplement"
        and is_private(last)
        and last.sentence == act.sentence
    ):
        return True
    if last.kind == "supplement" and act.kind in ("submit", "supplement") and not is_private(last):
        # completing is a step only where a period or a duty is stated for it
        act.kind = "supplement"
        return act.duration is None and not _DUTY.search(act.before)
    return None


def _told_where_it_is_done(act: Act, later: list[Act]) -> bool | None:
    """Whether the act of a body to whom the matter is sent is told again where that body does it."""
    if act.joint == HANDED and any(same_actor(act, other) and other.kind in _EXAMINES for other in later):
        return act.kind in _EXAMINES
    again = any(
        same_actor(act, other)
        and other.kind in ("decide", "issue", "sign", act.kind)
        and other.explicit
        and not (other.condition is not None and other.condition.branch)
        for other in later[:3]
    )
    return True if again else None


def _of_its_sentence(act: Act, before: Act) -> bool:
    """Whether an act belongs to the act of the same body before it in its sentence."""
    if act.verb == "đóng dấu" or (
        act.kind == "other" and before.kind == "supplement" and act.verb.startswith("bổ sung")
    ):
        return True
    if (
        act.kind == "other"
        and PREPARES.match(act.verb)
        and before.kind in ("inspect_site", "appraise", "check", "decide", "sign", "consult", "supplement")
    ):
        # the paper that an act leaves is not an act of its own
        return True
    if act.kind == before.kind == "transfer" and act.duration is before.duration:
        return True
    if act.together and act.kind in ("transfer", "publish_notice", "consult", "return"):
        return False
    if act.kind in ("transfer", "return", "publish_notice") and HANDING_ON.match(act.verb):
        if before.kind == "receive" and act.kind == "transfer" and act.verb.startswith("chuyển"):
            # whoever only takes the dossier hands on what others will act on
            return False
        case = act.condition if act.condition is not before.condition else None
        new_condition = case is not None and (case.branch or (case.is_if and act.verb.startswith("trình")))
        return not new_condition and _PUBLIC.search(act.rest) is None
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
