"""The kind of an act, settled by its object, its condition and whom it is addressed to."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act, is_private
from tthc_audit.importers.text.verbs import ASKING, COMPLETING, REFUSING, SLIP

_NOTICES = frozenset(
    {"issue", "publish_notice", "decide", "transfer", "supplement", "consult", "return", "receive", "check", "other"}
)


_LACKING = re.compile(r"(?:chưa|không)\s+(?:đầy\s+đủ|chính\s+xác|hợp\s+lệ|đúng\s+quy)")


_ASKS_LATER = re.compile(
    r"(?:đề\s+nghị|yêu\s+cầu|hướng\s+dẫn)\s+(?:[^,;]{0,40}\s)?(?:bổ\s+sung|hoàn\s+thiện"
    r"|chỉnh\s+sửa)[^,;]{0,20}hồ\s+sơ"
)


_GIVES_BACK = re.compile(
    r"nộp\s+lại\s+(?:giấy\s+(?:phép|chứng|xác)|chấp\s+thuận|thẻ|quyết\s+định|chứng\s+chỉ|con\s+dấu)"
)
_MEANT = re.compile(r"dự\s+định\s+(?:(?P<no>từ\s+chối)|cấp)")
"""What is announced before it is decided: the applicant may still answer or pay."""
_TO_COLLECT = re.compile(r"\s(?:để|đến)\s+nhận\s+(?:kết\s+quả|giấy)")
_ASKS_OPINION = re.compile(r"(?:gửi|để)\s+(?:lấy|xin)\s+ý\s+kiến")
_ACCEPTED = re.compile(
    r"về\s+việc\s+(?:chấp\s+nhận\s+hồ\s+sơ|tiếp\s+nhận\s+hồ\s+sơ|(?:đã\s+)?nhận\s+(?:được\s+)?(?:đầy\s+)?(?:đủ\s+)?hồ\s+sơ)"
    r"|:\s*chấp\s+nhận\s+hồ\s+sơ"
)
_BODY = r"(?:các\s+)?(?:cơ\s+quan|ủy\s+ban|ubnd|sở|bộ|cục|công\s+an|chi\s+cục|phòng|văn\s+phòng\s+đăng)\s"
_TO_BODY = re.compile(rf"(?:cho|đến|tới|về)\s+{_BODY}")
_BODY_NEXT = re.compile(rf"(?:gửi|(?:thông\s+báo|kèm)[^,;]{{0,80}}?(?:\sgửi)?)\s+(?:đến\s+|cho\s+|tới\s+)?{_BODY}")


_SAYS = re.compile(r"(?:văn\s+bản|công\s+văn)\s+(?:xác\s+nhận|chấp\s+thuận|đồng\s+ý|trả\s+lời|từ\s+chối|cho\s+phép)")


_RESULT_TO_PERSON = re.compile(
    r"(?:gửi|chuyển)\s+(?:lại\s+)?(?:kết\s+quả|quyết\s+định|giấy|văn\s+bằng)(?:(?!\sđể\s)[^,;]){0,90}?"
    r"\s(?:cho|đến|tới)\s+(?:các\s+)?(?:người|tổ\s+chức|cá\s+nhân|doanh|chủ|thương|công\s+dân|bên\s)"
)


_DECIDES_A_PAPER = re.compile(
    r"điều\s+chỉnh\s+(?:thông\s+tin\s+(?:trên|trong)\s+)?(?:giấy\s+(?:phép|chứng)|thẻ|chứng\s+chỉ)"
    r"|quyết\s+định\s+(?:việc\s+)?(?:cấp(?:\s+(?:lại|đổi|mới))?[,/]?\s+(?:hoặc\s+|và\s+)?)+(?:các\s+)?(?:giấy|thẻ|chứng|phép|bằng|mã|văn\s+bằng|số)"
)


_ALSO_GRANTS = re.compile(r"(?:điều\s+chỉnh|sửa\s+đổi|bổ\s+sung)[^;.]{0,40}?\scấp\s+(?:lại|đổi|mới)")


_TO_PERSON = re.compile(
    r"(?:cho|đến|tới)\s+(?:các\s+)?(?:cơ\s+quan,?\s+)?(?:tổ\s+chức|cá\s+nhân|doanh|người|chủ|thương|nhà)"
)


_PUBLIC = re.compile(r"công\s+khai|niêm\s+yết|trên\s+(?:trang|cổng|phương)|rộng\s+rãi")


def settle_kind(act: Act) -> None:
    """Sets the kind of an act from what stands beside its verb."""
    if is_private(act):
        if _GIVES_BACK.match(act.rest):
            act.kind = "other"
        elif act.kind == "submit" and act.condition is not None and act.condition.invalid:
            act.kind = "supplement"
        return
    meant = _MEANT.search(act.rest[:220]) if "thông báo" in act.verb else None
    if meant is not None:
        act.kind = "supplement" if meant["no"] else "publish_notice"
        return
    invalid = act.condition is not None and act.condition.invalid
    asks = ASKING.match(act.rest) is not None or (
        act.verb.startswith("có") and re.match(r"có\s+(?:quyết|nghị|giấy)", act.rest) is None
    )
    completing = COMPLETING.search(act.rest) is not None or (
        _LACKING.search(act.rest) is not None and act.verb.startswith("thông báo")
    )
    refused = REFUSING.search(act.rest) is not None and not completing
    if act.kind in ("transfer", "decide") and act.verb.startswith("gửi") and _SAYS.search(act.rest[:90]):
        act.kind = "decide"
    elif act.kind == "transfer" and act.verb in ("gửi", "chuyển") and _RESULT_TO_PERSON.match(act.rest):
        act.kind = "return"
    elif (
        act.kind == "return"
        and act.condition is not None
        and act.condition.lapsed
        and "hồ sơ" in act.verb + act.rest[:20]
    ):
        pass
    elif (
        act.kind == "return"
        and invalid
        and completing
        and re.match(r"trả\s+(?:lại\s+)?(?:cho|tổ|cá|người)\s", act.rest)
    ):
        act.kind = "supplement"
    elif act.kind == "return" and act.verb.startswith("chuyển kết quả"):
        act.kind = "transfer"
    elif act.kind == "decide" and (_DECIDES_A_PAPER.match(act.rest) or _ALSO_GRANTS.match(act.rest)):
        act.kind = "issue"
    elif act.kind == "decide" and re.match(
        r"có\s+(?:văn\s+bản|công\s+văn)\s+(?:trình|báo\s+cáo)\s|làm\s+văn\s+bản\s+đề\s+nghị|có\s+(?:văn\s+bản|công\s+văn)\s+(?:đề\s+xuất|kèm\s+theo\s+hồ\s+sơ)|có\s+(?:văn\s+bản|công\s+văn)\s[^,;]{0,60}?đề\s+nghị\s+(?:bộ|sở|cục|ủy|ubnd|chủ|cơ|tổng|hội|công|thủ"
        r"|phòng)",
        act.rest,
    ):
        act.kind = "transfer"
    elif act.kind == "decide" and re.match(
        r"có\s+(?:văn\s+bản|công\s+văn)\s+(?:hoàn\s+)?trả\s+(?:lại\s+)?hồ", act.rest
    ):
        act.kind = "return"
    elif act.verb.startswith(("thông báo", "gửi")) and act.together and _TO_BODY.search(act.rest[:40]):
        act.kind = "transfer"
    elif act.kind in ("other", "transfer") and _ASKS_OPINION.search(act.rest):
        act.kind = "consult"
    elif act.kind == "decide" and re.match(r"(?:có|ra)\s+thông\s+báo\s+công\s+khai", act.rest):
        act.kind = "publish_notice"
    elif act.kind == "publish_notice" and _TO_COLLECT.search(act.rest):
        act.kind = "return"
    elif act.kind == "consult" and _ASKS_LATER.search(act.rest):
        act.kind = "supplement"
    elif act.kind == "publish_notice" and not invalid and _ACCEPTED.search(act.rest):
        act.kind = "receive"
    elif act.kind == "other" and _ASKS_LATER.search(act.rest):
        act.kind = "supplement"
    elif (
        act.kind in _NOTICES
        and asks
        and not refused
        and (invalid or completing)
        and act.kind != "consult"
        and not re.match(r"(?:tiếp|kiểm|rà)", act.verb)
    ):
        if (
            not re.search(r"kết\s+quả\s+(?:thẩm|giải)", act.rest)
            or invalid
            or re.search(r"cần\s+(?:phải\s+)?(?:sửa|bổ)", act.rest)
        ):
            act.kind = "supplement"
    elif act.kind == "supplement":
        act.kind = "other"
    elif (act.verb.startswith("trả lời") and re.search(r"tính\s+(?:đầy\s+đủ|hợp\s+lệ|chính\s+xác)", act.rest)) or (
        act.kind == "receive" and not SLIP.search(act.rest) and re.search(r"\skiểm\s+tra", act.rest)
    ):
        act.kind = "check"
    elif act.kind == "decide" and act.verb.startswith("gửi") and not REFUSING.search(act.rest):
        act.kind = "transfer" if _TO_BODY.search(act.rest) else "publish_notice"
    elif (
        act.kind == "decide"
        and re.match(r"có\s+(?:văn\s+bản|thông\s+báo)\s+(?:gửi|thông\s+báo\s|kèm\s)", act.rest)
        and _BODY_NEXT.search(act.rest)
    ) or (
        act.kind in ("return", "publish_notice")
        and act.verb.startswith(("thông báo", "gửi"))
        and not _PUBLIC.search(act.rest)
        and _TO_BODY.search(act.rest[:70])
        and not _TO_PERSON.search(act.rest[:70])
    ):
        act.kind = "transfer"
    elif act.kind == "transfer" and re.search(
        r"(?:lấy\s+ý\s+kiến|xin\s+ý\s+kiến|để\s+(?:xác\s+minh|thẩm\s+định)|đề\s+nghị\s+(?:xác\s+minh|thẩm\s+định))",
        act.rest,
    ):
        act.kind = "consult"
