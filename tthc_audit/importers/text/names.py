"""Names of bodies that hold verbs, commas or "và" in them: made one word, so that nothing in them is read as an act."""

from __future__ import annotations

import re

GLUE = "_"
"""Stands for the spaces and commas inside such a name, so that every place stays where it was."""

_FIELDS = re.compile(
    r"(?<=cơ\ssở\s)(?:kiểm|thử)\s+nghiệm|(?<=bộ\s)(?:tổng\s+)?tham\s+mưu|khu\s+công\s+nghiệp(?:,\s+khu\s+(?:chế\s+xuất|công\s+nghệ\s+cao|kinh\s+tế|du\s+lịch))+|bản\s+án,\s+quyết\s+định|(?<=bộ),\s+cơ\s+quan\s+ngang\s+bộ(?:,\s+(?:ủy\s+ban\s+nhân\s+dân|ubnd)\s+cấp\s+tỉnh)?"
    r"|(?<=cơ\squan),\s+người\s+có\s+thẩm\s+quyền|(?<=hội\sđồng\s)giám\s+định|(?<=hội\sđồng\s)xét\s+(?:tuyển|cấp\s+chứng\s+chỉ(?:\s+hành\s+nghề)?)|đăng\s+ký,\s+cấp"
    r"|sáp\s+nhập,\s+chia(?:,|\s+hoặc)\s+tách|chia,\s+tách,\s+sáp\s+nhập(?:,\s+hợp\s+nhất)?"
    r"|kiểm\s+tra,\s+thanh\s+tra|(?<=chi\snhánh),\s+văn\s+phòng\s+đại\s+diện(?:,\s+(?:thông\s+báo\s+)?địa\s+điểm\s+kinh\s+doanh)?"
    r"|(?:thành\s+lập|giải\s+thể|sáp\s+nhập|chia|tách|hoạt\s+động)(?:,\s+|\s+hoặc\s+)cho\s+phép\s+(?:thành\s+lập|giải\s+thể|sáp|chia|tách|hoạt)"
    r"|bộ\s+trưởng,\s+thủ\s+trưởng|kinh\s+tế,\s+hạ\s+tầng\s+và\s+đô\s+thị|(?:tỉnh|xã|phường|quận|huyện|thị\s+xã|thị\s+trấn)(?:,\s+(?:xã|phường|quận|huyện|thị\s+xã|thị\s+trấn|đặc\s+khu|thành\s+phố)(?=\W))+|bộ,\s+ngành"
    r"|sở,\s+(?:ban,\s+)?ngành|ban,\s+ngành|nông\s+nghiệp\s+và\s+(?:môi\s+trường"
    r"|phát\s+triển\s+nông\s+thôn)|tài\s+nguyên\s+và\s+môi\s+trường"
    r"|văn\s+h[oó][aá],?\s+(?:và\s+)?thể\s+thao(?:,?\s+và\s+du\s+lịch|\s+du\s+lịch)?"
    r"|văn\s+h[oó][aá]\s+và\s+(?:xã\s+hội|thể\s+thao)"
    r"|văn\s+h[oó][aá],?\s+(?:-\s+)?xã\s+hội|giáo\s+dục\s+và\s+đào\s+tạo|khoa\s+học\s+và\s+công\s+nghệ"
    r"|dân\s+tộc,\s+tín\s+ngưỡng\s+và\s+tôn\s+giáo|dân\s+tộc\s+và\s+tôn\s+giáo"
    r"|lao\s+động\s*[-–,]?\s*thương\s+binh\s+và\s+xã\s+hội|thông\s+tin\s+và\s+truyền\s+thông|kế\s+hoạch\s+và\s+đầu\s+tư"
    r"|y,\s+dược\s+cổ\s+truyền|hàng\s+hải\s+và\s+đường\s+thủy|biển\s+và\s+hải\s+đảo|thể\s+dục,\s+thể\s+thao"
    r"|phòng\s+cháy,?\s+(?:và\s+)?chữa\s+cháy(?:\s+và\s+cứu\s+nạn,?\s+cứu\s+hộ)?|cứu\s+nạn,\s+cứu\s+hộ"
    r"|khám(?:\s+bệnh)?,\s+chữa\s+bệnh"
    r"|trồng\s+trọt\s+và\s+bảo\s+vệ(?:\s+thực\s+vật)?|chăn\s+nuôi\s+và\s+thú\s+y|thủy\s+sản\s+và\s+kiểm\s+ngư"
    r"|phát\s+thanh,?\s+(?:và\s+)?truyền\s+hình"
    r"|xuất\s+bản,\s+in\s+và\s+phát\s+hành|bảo\s+quản,\s+tu\s+bổ,\s+phục\s+hồi|địa\s+chất\s+và\s+khoáng\s+sản"
    r"|lâm\s+nghiệp\s+và\s+kiểm\s+lâm|giám\s+định\s+và\s+quản\s+lý|văn\s+phòng\s+hđnd\s+và\s+ubnd"
)
_DESK = re.compile(
    r"(?:bộ\s+phận|cán\s+bộ|công\s+chức|viên\s+chức|nhân\s+viên|cơ\s+quan|trung\s+tâm|người|quầy|ban|tổ|nơi|phòng)"
    r"(?:\s+làm\s+nhiệm\s+vụ)?\s+(?P<what>tiếp\s+nhận(?:\s+(?:hồ\s+sơ|văn\s+bản))?"
    r"(?:(?:,\s+|\s+và\s+|,\s+và\s+|\s+&\s+)(?:giải\s+quyết|xử\s+lý|hẹn\s+trả|trả)"
    r"(?:\s+(?:hồ\s+sơ|kết\s+quả|thủ\s+tục\s+hành\s+chính))?)+(?:\s+(?:thủ\s+tục\s+hành\s+chính"
    r"|giải\s+quyết(?:\s+thủ\s+tục\s+hành\s+chính)?))?)"
    r"(?=[\s,.;:)]|$)"
)
_ENTRUSTED = re.compile(
    r"(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|bộ\s+phận|phòng|sở|cán\s+bộ|công\s+chức|người|chuyên\s+viên|ban"
    r"|ủy\s+ban)(?:\s[^,;:.\x00]{0,60}?)?"
    r"\s(?P<what>được\s+(?:[^;:\x00]{2,90}?\s)?(?:giao|ủy\s+quyền|phân\s+công|chỉ\s+định"
    r"|phân\s+cấp)(?:,?\s+(?:và\s+|hoặc\s+)?(?:giao|ủy\s+quyền|phân\s+công|phân\s+cấp))*"
    r"(?:\s+(?:trách\s+nhiệm|nhiệm\s+vụ|quản\s+lý|giải\s+quyết(?:\s+hồ\s+sơ)?|thụ\s+lý(?:\s+hồ\s+sơ)?|xử\s+lý\s+hồ\s+sơ"
    r"|tiếp\s+nhận(?:\s+hồ\s+sơ)?|chủ\s+trì|theo\s+dõi|cấp\s+(?:giấy\s+phép|phép)))*)(?=[\s,.;:)]|$)"
)
_ASKED = re.compile(
    r"(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|bộ|sở)\s(?:[^,;:.]{0,40}\s)?(?P<what>được\s+(?:gửi\s+)?(?:lấy|xin|hỏi)\s+ý\s+kiến)"
)
_COUNCIL = re.compile(
    r"(?:hội\s+đồng|tổ|đoàn|ban)\s+(?P<what>(?:kiểm\s+tra|thẩm\s+định|xét\s+\S+|đánh\s+giá|nghiệm\s+thu|tuyển\s+chọn)"
    r"(?:(?:,|\s+và)\s+(?:sát\s+hạch|nghiệm\s+thu|xét\s+duyệt|thẩm\s+định|tuyển\s+chọn|đánh\s+giá))+)(?=[\s,.;:)]|$)"
)
_DESCRIBED = re.compile(
    r"\s(?P<what>thực\s+hiện\s+(?:việc\s+)?tiếp\s+nhận,?\s+(?:và\s+)?(?:giải\s+quyết"
    r"|xử\s+lý)\s+(?:thủ\s+tục\s+hành\s+chính|hồ\s+sơ))"
    r"(?=\s+(?!theo|qua|tại|và|trên)\w)"
)
_SETTLING = re.compile(
    r"(?:cơ\s+quan|đơn\s+vị|bộ\s+phận)\s[^,;:.\x00]{0,60}?(?P<what>giải\s+quyết\s+thủ\s+tục\s+hành\s+chính)"
    r"(?=\s+(?:thực\s+hiện|có\s|phải|kiểm|thẩm|xem|tiếp|tổ\s+chức|gửi|trả|cấp|thông|ban|quyết)\s?)"
)
_GRANTING = re.compile(
    r"(?:cơ\s+quan|tổ\s+chức|đơn\s+vị|cán\s+bộ)\s+(?:có\s+thẩm\s+quyền\s+)?"
    r"(?P<what>cấp\s+c/o|cấp\s+(?:nước|điện)(?=\s+\w)|(?:cấp\s+(?:đổi|lại|mới|phép|giấy\s+phép"
    r"|giấy\s+chứng\s+nhận),?\s+(?:hoặc\s+|và\s+)?)+(?<=[\s]))"
    r"(?:(?<=c/o)|(?<=nước)|(?<=điện)|(?=(?:\s?)(?:thông\s+báo|có\s|kiểm\s+tra|xem\s+xét|thẩm\s+định"
    r"|phải\s|tiến\s+hành|tổ\s+chức|gửi|trả\s|hướng\s+dẫn|yêu\s+cầu|tiếp\s+nhận|ký\s|phối\s+hợp)))"
)
_EMPOWERED = re.compile(
    r"(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|người|cấp)\s+(?:(?:nhà\s+nước\s+)?có\s+thẩm\s+quyền\s+)?"
    r"(?P<what>(?:công\s+nhận|chấp\s+thuận|chỉ\s+định|cho\s+phép|phê\s+duyệt|xác\s+nhận|chứng\s+nhận"
    r"|tuyển\s+dụng|cấp\s+(?:mã\s+số|chứng\s+chỉ|giấy\s+\w+))(?:\s+(?!phải|có|xem|ban|dừng|trả|cung|thông|yêu|gửi|kiểm|thẩm|tiến|tổ|rà|lập|và|hoặc|thực|tiếp)[^\s,;:]+){0,3}?)"
    r"(?=\s+(?:phải|có\s+(?:trách|văn)|xem\s+xét|ban\s+hành|dừng|trả\s+lời|cung\s+cấp|thông\s+báo|yêu\s+cầu|gửi"
    r"|tiến\s+hành|thực\s+hiện|tổ\s+chức)\s)"
)
_MADE_BY = re.compile(
    r"(?<!lý)(?<!lí)\s(?P<what>do\s+(?!đó|hoặc|và)[^,;:\x00]{3,90}?\s(?:quyết\s+định\s+)?(?:thành\s+lập"
    r"|phân\s+công|ban\s+hành|chỉ\s+định|bổ\s+nhiệm|xuất\s+trình|quy\s+định|cấp))(?=[\s,.;:)]|$)"
)
_CHANGES = (
    r"(?:cấp(?:\s+(?:lại|đổi|mới))?|sửa\s+đổi|bổ\s+sung|gia\s+hạn|điều\s+chỉnh|hoàn\s+(?:thiện|chỉnh)"
    r"|chỉnh\s+sửa|thu\s+hồi|đổi|thay\s+đổi)"
)
_LISTED = re.compile(rf"{_CHANGES}(?:(?:,\s*|\s+hoặc\s+|\s+và\s+|,\s+hoặc\s+|/\s*){_CHANGES}(?!\w))+(?!\w)")
_JOINT = re.compile(r",|(?<=\s)(?:hoặc|và)(?=\s)|/")
_BESIDE = re.compile(
    r"phối\s+hợp\s[^;:.\x00]{1,220}?\s(?=(?:tổ\s+chức|thẩm|kiểm|xem|tiến\s+hành|thực\s+hiện|xác|đánh|rà"
    r"|lấy|niêm|quyết|cấp\s+giấy|lập)\s)"
)
_LEADING = re.compile(
    r"hoàn\s+(?:thiện|chỉnh)(?:\s+hồ\s+sơ)?\s+và(?=\s+(?:trình|báo\s+cáo)\s)|chủ\s+trì,(?=\s*phối\s+hợp)|tiếp\s+nhận,(?=\s*giải\s+quyết\s+thủ\s+tục)|từ\s+chối\s+tiếp\s+nhận,(?=\s*giải\s+quyết)|chỉnh\s+lý,(?=\s*cập\s+nhật)|khai\s+thác,(?=\s*sử\s+dụng)"
    r"|cập\s+nhật,(?=\s*chỉnh\s+lý)"
)
_INSIDE = re.compile(r"[\s,]")
_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NOUN = r"(?:Hội\s+đồng|(?:Tổng\s+|Chi\s+)?[Cc]ục|Ban|Phòng|Vụ|Viện|Trung\s+tâm|Sở|Văn\s+phòng)"
_ITS_NAME = re.compile(
    rf"{_NOUN}\s+(?P<what>(?!Nhân|Tỉnh|Thành)[{_UPPER}]\w+(?:\s+(?![{_UPPER}])\w+){{1,3}}?"
    rf"(?:,\s+(?!{_NOUN}|Ủy|UBND|Chủ|Bộ|Công|Thuế|Thủ)[{_UPPER}]\w+(?:\s+(?![{_UPPER}])\w+){{1,4}}?)*"
    rf"\s+và\s+(?!{_NOUN}|Ủy|UBND|Chủ|Bộ|Công\s+an|Thuế|Thủ)[{_UPPER}]\w+\s+\w+)"
)
_CAPITAL_VERB = re.compile(
    rf"{_NOUN}\s+(?P<what>(?:Xác\s+định|Thẩm\s+định|Kiểm\s+tra|Xét\s+\w+|Đánh\s+giá|Quản\s+lý|Tổ\s+chức|Đăng\s+ký"
    rf"|Lưu\s+trữ|Thông\s+tin|Thanh\s+tra|Giám\s+\w+|Thi\s+đua))(?=\s+[a-zđ])"
)


def names_by_capitals(text: str) -> list[tuple[int, int]]:
    """The places of words that capitals make part of a body's name: "Cục Văn thư và Lưu trữ", "Hội đồng Thẩm định"."""
    return [match.span("what") for pattern in (_ITS_NAME, _CAPITAL_VERB) for match in pattern.finditer(text)]


def with_names(low: str, places: list[tuple[int, int]]) -> str:
    """The lower-case text with every such place made one word of the same length."""
    for start, end in places:
        low = low[:start] + _INSIDE.sub(GLUE, low[start:end]) + low[end:]
    return low


def glued(low: str) -> str:
    """The lower-case text with every such name made one word of the same length."""
    low = _BESIDE.sub(lambda m: _JOINT.sub(lambda joint: " " * len(joint[0]), m[0]), low)
    low = _LEADING.sub(lambda m: m[0].removesuffix(",").removesuffix("và").ljust(len(m[0])), low)
    out = _LISTED.sub(lambda m: _JOINT.sub(lambda joint: " " * len(joint[0]), m[0]), low)
    for pattern in (
        _MADE_BY,
        _EMPOWERED,
        _ASKED,
        _COUNCIL,
        _FIELDS,
        _DESK,
        _DESCRIBED,
        _ENTRUSTED,
        _SETTLING,
        _GRANTING,
    ):
        for match in pattern.finditer(out):
            start, end = match.span("what") if "what" in pattern.groupindex else match.span()
            while end > start and out[end - 1].isspace():
                end -= 1
            out = out[:start] + _INSIDE.sub(GLUE, out[start:end]) + out[end:]
    return out
