"""Refusals: the other outcome of a decision, folded into it unless they have a limit or an actor of their own."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act
from tthc_audit.importers.text.verbs import REASON, REFUSING

_REPLY = re.compile(
    r"(?:trả\s+(?:lời|lại|hồ|kết)|thông\s+báo|có\s+(?:văn|công|thông)|nêu|giải\s+thích|từ\s+chối|không|gửi"
    r"|ra\s|ban\s+hành\s+(?:văn|thông|công)|phúc|chuyển|báo|hoàn\s+trả|yêu|hướng)"
)


_REFUSAL_SLIP = re.compile(
    r"(?:ra|ban\s+hành|có)\s+(?:quyết\s+định|văn\s+bản|thông\s+báo)\s+(?:về\s+việc\s+)?từ\s+chối|(?:cấp"
    r"|gửi|ra|lập|viết|ban\s+hành|có|thông\s+báo)\s+(?:\S+\s+)?(?:phiếu|văn\s+bản|thông\s+báo)\s+từ\s+chối"
)


def is_refusal(act: Act) -> bool:
    """Whether an act tells that something is not granted."""
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
