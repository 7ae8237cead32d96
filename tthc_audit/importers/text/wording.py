"""The words by which clauses are told apart: asides, duties, passives, those to whom something is done."""

from __future__ import annotations

import re

ASIDE = re.compile(
    r"(?<!không)(?<!chưa)(?<!bao)\s(?:trong\s+đó|bao\s+gồm|gồm\s|cụ\s+thể|như\s+sau|nhằm|bao\s+gồm:).*$", re.DOTALL
)
PURPOSE = re.compile(
    r"\sđể\s(?!trình|báo\s+cáo)(?:(?!\s+và\s+(?:công\s+bố|đăng\s+tải|niêm\s+yết))[^,;:\x00])*(?:,\s+(?:hoàn\s+(?:thiện|chỉnh)|bổ\s+sung|sửa\s+đổi|chỉnh\s+sửa"
    r"|kiểm\s+tra|xác\s+minh|tổng\s+hợp|phối\s+hợp|trao\s+đổi|chỉnh\s+lý|cập\s+nhật|cơ\s+sở\s+dữ\s+liệu"
    r"|theo\s+dõi)[^,;:\x00]*)*"
    r"|\sđể\s+(?:xem\s+xét|kiểm\s+tra|tổng\s+hợp|nghiên\s+cứu|theo\s+dõi|tiếp\s+nhận|thẩm\s+định),"
    r"\s+(?:giải\s+quyết|xử\s+lý)[^,;:\x00]*|\sđể\s+xác\s+minh,\s+điều\s+chỉnh[^,;:\x00]*"
)
ANCHORED = re.compile(r"(?<=\w)\s(?:trước|sau)\s+khi\s(?:(?!\sthì\s)[^,;:\x00])*")
"""When something is done, told inside a clause: what is named there is no act."""
TOGETHER = re.compile(r"đồng\s+thời|song\s+song|cùng\s+lúc")
GENERIC = re.compile(
    r"(?:các\s+)?(?:cơ\s+quan,?|đơn\s+vị,?|hội|tổ|ban|trung\s+tâm|viện|bệnh\s+viện|đoàn|ngân\s+hàng"
    r"|tổ\s+chức|quỹ|người|phòng\s+công\s+chứng|văn\s+phòng)\s"
)
FILES = re.compile(r"(?:nộp|gửi|lập)\s[^,;]{0,40}?(?:hồ\s+sơ|đơn|văn\s+bản\s+đề\s+nghị)|nộp\s")
FILES_SET = re.compile(r"(?:nộp|gửi|lập)\s+(?:\d|một\s|bộ\s)")
ORGANISE = re.compile(
    r"tổ\s+chức\s+(?=việc|họp|thẩm|kiểm|xét|đánh|lấy|khảo|đối|niêm|thực\s+hiện|xác|nghiệm|sát"
    r"|công\s+bố|cấp\s|chi\s|bình|thi\s|phiên)|thực\s+hiện|hội\s+đồng\s+họp"
)
SUBMITTED = re.compile(r"(?:và\s+)?(?:để\s+)?(?:trình|báo\s+cáo|tham\s+mưu(?:\s+cho)?|đề\s+nghị)\s")
PASSIVE = re.compile(
    r"(?:việc\s+)?(?:kết\s+quả|quyết\s+định|giấy\s+\w+)(?:[^,;:]{0,90}?được\s+(?P<verb>trả|gửi"
    r"|niêm\s+yết|công\s+(?:khai|bố))|[^;:]{0,700}?\sđược\s+(?P<posted>(?:niêm\s+yết|công\s+(?:khai|bố)"
    r"|đăng\s+tải)(?=\s+(?:công|trên|tại|rộng))))"
    r"|quyết\s+định\s[^,;:]{0,120}?được\s+(?P<told>thông\s+báo)\s+(?:đến|cho|tới)\s+(?:các\s+)?cơ\s+quan"
    r"|(?:các\s+)?(?:thông\s+tin|dữ\s+liệu)\s[^;:]{0,200}?được\s+(?P<sent>truyền|chuyển)\s+(?:sang|đến|tới)"
)
NAMED_ACT = re.compile(
    r"việc\s+(?!tiếp)[^,;:\x00]{4,160}?\s(?:được\s|phải\s|do\s|thực\s+hiện\s+(?:theo|bằng|qua|tại|như)|theo\s+quy)"
)
"""An act that is spoken of: how it is done, not that it is done."""
TIMED = re.compile(r"(?:(?:tổng\s+)?thời\s+(?:hạn|gian)\s+)(?=\S)")
OFFICIAL = frozenset({"issue", "decide", "appraise", "inspect_site"})
EVERYBODY = re.compile(r"(?:các\s+)?(?:tổ\s+chức,?\s+cá\s+nhân|cá\s+nhân|người\s|công\s+dân|hộ\s|chủ\s|doanh\s+nghiệp)")
MONEY = re.compile(r"(?:chi\s+phí|số\s+tiền|tiền|kinh\s+phí|các\s+khoản|nghĩa\s+vụ)\s")
"""Money that is owed: what must be done with it is no act of the one who acts."""
DUTY = re.compile(r"(?:phải|có\s+trách\s+nhiệm|sẽ)\s")
TOLD_OF = re.compile(
    r"(?:kết\s+luận|quyết\s+định|báo\s+cáo|thông\s+báo|đề\s+nghị|yêu\s+cầu|xác\s+nhận|chứng\s+nhận"
    r"|công\s+nhận|đánh\s+giá"
    r"|chấp\s+thuận|phê\s+duyệt|chỉ\s+đạo)\s+(?:hoặc\s+xác\s+nhận\s+)?(?:này|nêu\s+trên|trên|đó|(?:của"
    r"|do)\s+(?!cá\s+nhân|tổ\s+chức|người|công\s+dân))"
    r"|quyết\s+định\s[^,;:\x00]{0,140}?\sphải\s+(?:nêu|ghi|căn\s+cứ)"
)
"""A decision that is spoken of, not taken."""
ANNOUNCING = re.compile(r"(?::|thực\s+hiện\.?)$")
IDLE = re.compile(r"^\s*(?:không|thực\s+hiện\s+theo)\s|được|bị|có\s+trách\s+nhiệm|thực\s+hiện\s*:?\s*$|phải\s")
TAKES = re.compile(r"tiếp\s+nhận(?:,|\s+(?:hồ\s+sơ|đơn|và\s))")
RECEIVING = re.compile(
    r"(?:gửi|đến|tới|cho|với|của|tại|về)\s+(?:các\s+)?(?:cơ\s+quan|ủy\s+ban|ubnd|chủ\s+tịch|sở|bộ|cục"
    r"|công\s+an|phòng|đơn\s+vị|hội\s+đồng|trụ\s+sở)\s[^,;:\x00]*(?:\svà|,)\s+$"
)
"""Bodies joined by "và" after a preposition get something; they do not act."""
TO_SEVERAL = re.compile(
    r"(?:gửi|đến|tới|cho|với)\s+(?:các\s+)?(?:cơ\s+quan|ủy\s+ban|ubnd|chủ\s+tịch|sở|bộ|cục|tổng\s+cục|công\s+an|phòng|đơn\s+vị"
    r"|hội\s+đồng|chi\s+cục|thuế|hải\s+quan|doanh\s+nghiệp|tổ\s+chức|cá\s+nhân)\s[^;:\x00]*,\s+$"
)
REACH = 120
NEGLECTS = re.compile(r"\skhông\s+(?:phải|có|trả\s+lời|nhận|cử)\s")
CHARGED_WITH = re.compile(
    r"\s(?:có\s+trách\s+nhiệm|tiến\s+hành|chủ\s+trì)\s+(?:việc\s+)?"
    r"(?P<what>(?!theo|chịu|bảo\s+đảm|đảm\s+bảo|thực\s+hiện|phối|tuân|giữ|được|có\s|về\s|cá\s|các\s|trong|khác|này|đó|là\s)\w+\s+\w+)"
)
"""What a body is charged with in words of no table: some act, whatever it is."""
ADVISING = re.compile(r"(?:hướng\s+dẫn|yêu\s+cầu|đề\s+nghị)\s")
"""Whoever files is named here as the one who is told to."""
BOUND = re.compile(r"có\s+(?:trách\s+nhiệm|ý\s+kiến|văn\s+bản)|phải\s|sẽ\s|\x00")
PASSED = re.compile(r"\s(?:được|bị)\s+$")
UNDERGOING = re.compile(r"được|bị")
VALIDITY = "year"
"""Years are how long a paper is valid, never how long an act takes."""
