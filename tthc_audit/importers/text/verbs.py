"""The verbs of administrative acts and the kind of step that each makes."""

from __future__ import annotations

import re

_PAPER = (
    r"(?:bản\s+sao\s+)?(?:giấy|chứng\s+chỉ|chứng\s+nhận|chứng\s+thư|thẻ|số\s|mã\s|biển|sổ|trích\s+lục"
    r"|phép|visa|thị\s+thực|hộ\s+chiếu|tem|bằng"
    r"|lại|đổi|mới|gia\s+hạn|bổ\s+sung|bản\s|điều\s+chỉnh|văn\s+bằng|quyết\s+định\s+công\s+nhận"
    r"|lý\s+lịch|cho\s|phù\s+hiệu|chính\s+thức)"
)
_MAKE = r"(?:có|ra|gửi(?!\s+quyết)|ban\s+hành|lập|trả\s+lời|soạn|phát\s+hành|làm)\s+"

_ACTS: tuple[tuple[str, str], ...] = (
    (
        "decide",
        r"cấp\s+văn\s+bản\s+(?:chấp\s+thuận|xác\s+nhận|đồng\s+ý|cho\s+phép)",
    ),
    (
        "issue",
        r"(?:có\s+(?:văn\s+bản|thông\s+báo)|thông\s+báo)\s+cấp\s+(?:giấy|tài\s+khoản|mã|số|chứng|phép)",
    ),
    ("decide", r"(?:xem\s+xét(?:,|\s+và)?\s+)?chỉ\s+định\s+(?:cơ\s+sở|tổ\s+chức)"),
    ("other", r"(?:(?:tạm\s+)?dừng\s+(?:việc\s+)?(?:thẩm|xử|giải)|chấm\s+dứt\s+việc\s+xử)"),
    ("transfer", r"ký\s+(?:\S+\s+){0,2}tờ\s+trình"),
    ("publish_notice", r"(?:lập|gửi|có)\s+(?:phiếu|thư|văn\s+bản)\s+xin\s+lỗi|xin\s+lỗi"),
    # receiving that leaves a slip, before the plain check and issue verbs
    (
        "receive",
        (
            r"chấp\s+nhận\s+hồ\s+sơ|đóng\s+dấu\s+tiếp\s+nhận|hẹn\s+(?:ngày\s+)?trả\s+kết\s+quả|(?:trao|cấp(?!\s+(?:tỉnh|xã|huyện|trung|bộ|cơ))|giao|trả|gửi|in|xuất|lập|viết|ghi|có"
            r"|đưa)\s+(?:ngay\s+)?(?:(?:cho\s+)?[^,;]{1,110}?\s)?(?:giấy"
            r"|phiếu|biên\s+lai)\s+(?:tiếp\s+nhận|biên\s+nhận|hẹn|xác\s+nhận\s+tiếp\s+nhận)"
            r"|(?:cấp|trao|viết|giao|lập|gửi|ra)\s+biên\s+nhận"
        ),
    ),
    (
        "receive",
        (
            r"(?:tiếp\s+nhận|thụ\s+lý|nhận\s+(?:đủ\s+)?(?:hồ\s+sơ|đơn)|ghi\s+nhận"
            r"|thông\s+báo\s+[^,;]{0,40}?(?:thời\s+gian|ngày)\s+(?:hẹn\s+)?trả\s+kết\s+quả|(?:ra|có"
            r"|gửi)\s+thông\s+báo\s+(?:tiếp\s+nhận|thụ\s+lý))"
        ),
    ),
    (
        "pay",
        (
            r"(?:(?<!cổng\s)(?<!trung\sgian\s)thanh\s+toán|chi\s+trả|hoàn\s+trả(?!\s+(?:lại\s+)?hồ)|trả\s+tiền|chi\s+tiền|chuyển\s+tiền"
            r"|chuyển\s+kinh\s+phí"
            r"|cấp\s+(?:kinh\s+phí|tiền|phát\s+kinh\s+phí)|hoàn\s+thành\s+nghĩa\s+vụ\s+tài\s+chính"
            r"|giải\s+ngân|hỗ\s+trợ\s+kinh\s+phí)|(?:nộp|đóng|thu)(?:\s+(?:các\s+khoản|đầy\s+đủ"
            r"|đủ))?\s+(?:phí|lệ\s+phí|tiền|thuế|kinh\s+phí|nghĩa\s+vụ|ngân\s+sách)"
        ),
    ),
    (
        "inspect_site",
        (
            r"(?:kiểm\s+tra|thẩm\s+định|đánh\s+giá|khảo\s+sát|xác\s+minh|thẩm\s+tra|đối\s+chiếu"
            r"|quan\s+sát)\s+(?:[^,;]{0,40}?\s)?(?:thực\s+tế|thực\s+địa|hiện\s+trường|tại\s+chỗ"
            r"|trực\s+tiếp|tại\s+(?:cơ\s+sở|phòng|hiện|địa\s+điểm|nơi\s+sản|nhà\s+trường|thực))"
        ),
    ),
    (
        "inspect_site",
        (
            r"(?:khảo\s+sát|đo\s+đạc|lấy\s+mẫu|quan\s+sát|kiểm\s+định|kiểm\s+nghiệm|giám\s+định|sát\s+hạch"
            r"|thử\s+nghiệm)"
        ),
    ),
    (
        "consult",
        (
            r"gửi\s+(?:để\s+)?(?:lấy|xin)\s+ý\s+kiến|(?:lấy|xin|tham\s+khảo|lập\s+biên\s+bản\s+lấy)\s+(?:các\s+"
            r"|thêm\s+)?ý\s+kiến|(?:gửi|có"
            r"|ban\s+hành)\s+(?:văn\s+bản|hồ\s+sơ|công\s+văn|phiếu)[^;]{0,120}?(?:lấy|xin|đề\s+nghị\s+cho"
            r"|tham\s+gia)\s+ý\s+kiến|(?:có|cho|tham\s+gia|gửi)\s+ý\s+kiến|tham\s+vấn|đối\s+thoại|(?<!thống\s)trao\s+đổi"
            r"|(?:có|gửi)\s+(?:công\s+văn|văn\s+bản)\s+(?:tham\s+gia|góp|trao\s+đổi|cho)|(?:đề\s+nghị"
            r"|yêu\s+cầu)\s+(?:các\s+|cơ\s+quan|bộ|công\s+an|đơn\s+vị|ủy\s+ban|ubnd"
            r"|sở)[^;]{0,200}?(?:xác\s+minh|cho\s+ý\s+kiến|tra\s+cứu|phối\s+hợp|cung\s+cấp)"
            r"|(?:có\s+)?văn\s+bản\s+gửi[^;]{0,160}?(?:xác\s+minh|lấy\s+ý\s+kiến|(?:yêu\s+cầu|đề\s+nghị)\s+xác\s+nhận)"
        ),
    ),
    (
        "publish_notice",
        (
            r"niêm\s+yết|(?:công\s+bố|thông\s+báo|đăng\s+tải"
            r"|đăng(?!\s+ký))\s+(?:rộng\s+rãi\s+)?(?:[^,;]{0,60}?\s)?(?:công\s+khai|trên\s+(?:các\s+)?(?:trang|cổng"
            r"|phương\s+tiện|website|báo|hệ\s+thống)|rộng\s+rãi)|công\s+khai|công\s+bố|đăng\s+tải"
            r"|thông\s+báo\s+(?:mức\s+phí|nộp\s+phí|thu\s+phí|lịch|thời\s+gian|kế\s+hoạch)|xác\s+nhận\s+lịch"
        ),
    ),
    (
        "return",
        (
            r"cung\s+cấp\s+(?:bản\s+sao|kết\s+quả|tài\s+liệu)|trả\s+(?:thông\s+báo|văn\s+bản|quyết\s+định)|trả\s+(?:[^,;]{0,25}?)kết\s+quả"
            r"|nhận\s+(?:lại\s+)?(?:kết\s+quả|giấy|thẻ|văn\s+bản|quyết\s+định)"
            r"|đến\s+nhận|giao\s+(?:trả\s+)?kết\s+quả|trả\s+(?!lời)(?:\S+\s+){1,3}cho\s|(?:thông\s+báo|gửi"
            r"|chuyển)\s+kết\s+quả"
            r"|trả\s+lại\s+(?:tổ\s+chức|cá\s+nhân|người)|(?:hoàn\s+)?trả\s+(?:lại\s+)?(?:hồ\s+sơ|giấy|thẻ|cho\s)|trao\s(?!đổi)"
        ),
    ),
    (
        "sign",
        r"đóng\s+dấu|ký\s+(?:kết\s+)?hợp\s+đồng|ký(?!\s+(?:xác\s+nhận|cấp|duyệt|quyết|ban\s+hành|kết|hợp|gửi|hiệu|quỹ|túc))",
    ),
    (
        "appraise",
        (
            r"kiểm\s+thử|khám\s+giám\s+định|phân\s+tích\s+nguy\s+cơ|kỳ\s+thi\s|thẩm\s+(?:định|tra|xét|duyệt)|xét\s+(?:duyệt|chọn|tặng|công)|đánh\s+giá|nghiệm\s+thu|bình\s+xét"
            r"|(?:họp|cuộc\s+họp|phiên\s+họp)|(?:lập|có|hoàn\s+thành)\s+(?:báo\s+cáo|biên\s+bản|văn\s+bản"
            r"|ý\s+kiến)\s+(?:kết\s+quả\s+)?(?:thẩm\s+định|thẩm\s+tra|đánh\s+giá|nghiệm\s+thu)|bỏ\s+phiếu"
            r"|chấm(?!\s+dứt)"
        ),
    ),
    (
        "decide",
        r"quyết\s+định|xác\s+định\s+(?:lại|số\s+tiền|tiền|giá|nghĩa\s+vụ)|thông\s+quan|điều\s+chỉnh|dừng\s|đăng\s+ký\s+(?:việc|vào|biến|nuôi|kết|khai)"
        r"|phê\s+(?:duyệt|chuẩn)|chấp\s+(?:thuận"
        r"|nhận)|(?:ban\s+hành|ra|ký|ký\s+ban\s+hành)\s+(?:văn\s+bản\s+)?(?:các\s+)?(?:quyết\s+định"
        r"|thông\s+báo|nghị\s+quyết|kết\s+luận|văn\s+bản)|ký\s+duyệt|(?:ký\s+)?xác\s+nhận|công\s+nhận"
        r"|chứng\s+(?:thực|nhận)|cho\s+phép|đồng\s+ý|kết\s+luận|thu\s+hồi|hủy|huỷ|chấm\s+dứt\s+hiệu\s+lực|bãi\s+bỏ|tạm\s+dừng"
        r"|đình\s+chỉ|xử\s+lý\s+hồ\s+sơ|giải\s+quyết|miễn\s+nhiệm|bổ\s+nhiệm|xóa(?!\s+mù)|xoá(?!\s+mù)|thông\s+qua\s+(?:nghị|dự|quyết"
        r"|kết)|từ\s+chối|không\s+(?:chấp\s+thuận|đồng\s+ý|cấp|phê\s+duyệt|cho\s+phép)|"
        + _MAKE
        + r"(?:bằng\s+)?(?:văn\s+bản|công\s+văn|thông\s+báo|quyết\s+định|kết\s+luận)(?:\s+(?:trả\s+lời"
        r"|chấp\s+thuận|đồng\s+ý|xác\s+nhận|thông\s+báo|từ\s+chối|cho\s+phép))?|trả\s+lời|phúc\s+đáp"
        r"",
    ),
    (
        "issue",
        r"(?:ký\s+)?(?:cấp|gia\s+hạn)\s+"
        + _PAPER
        + r"|(?:ký\s+)?(?:cấp|gia\s+hạn)(?=\s|,|$)(?!\s+(?:đề\s+nghị|cục|sư|tương|thông\s+báo|đặc|[ivx]+\b|\d|xã|tỉnh"
        r"|huyện|trung\s+ương|cơ\s+sở"
        r"|chuyên|trên|dưới|trưởng"
        r"|có\s+thẩm|cao|nhà\s+nước|ủy|học|trung\s+đoàn|quân|bộ|phòng|thành\s+phố|quốc\s+gia"
        r"|tài\s+khoản))|in\s+giấy|phát\s+(?:chứng|giấy|thẻ|bằng)"
        r"|(?:sửa\s+đổi|bổ\s+sung|điều\s+chỉnh)\s+(?:nội\s+dung\s+)?(?:giấy|chứng\s+nhận|quyết\s+định)",
    ),
    (
        "transfer",
        (
            r"hoàn\s+(?:thiện|chỉnh)\s+(?:[^\s,;:]+\s+){0,6}?(?:trình|báo\s+cáo)\s|sao\s+gửi|có\s+tờ\s+trình|(?:di\s+)?chuyển(?!\s+đổi)|trình(?!\s+(?:tự|độ))|báo\s+cáo|giao(?!\s+(?:dịch|thông|đất))|phân\s+công"
            r"|bàn\s+giao|đề\s+xuất"
            r"|tham\s+mưu|đề\s+nghị|gửi|luân\s+chuyển"
        ),
    ),
    (
        "check",
        (
            r"kiểm\s+(?:tra|chứng)|khai\s+thác,?\s+sử\s+dụng\s+(?:thông\s+tin|dữ\s+liệu)|soát\s+xét|xét\s+tính|rà\s+soát|đối\s+chiếu|tra\s+cứu|xác\s+minh|xem\s+xét|nghiên\s+cứu|xác\s+định"
            r"|thẩm\s+vấn|phân\s+loại"
        ),
    ),
    (
        "supplement",
        r"(?:yêu\s+cầu|hướng\s+dẫn)|(?:viết|lập|in|phát|đưa|có)\s+(?:ngay\s+)?(?:phiếu|thông\s+báo|văn\s+bản|công\s+văn)\s+(?:yêu\s+cầu|hướng\s+dẫn|đề\s+nghị)",
    ),
    ("publish_notice", r"thông\s+báo"),
    (
        "other",
        (
            r"chuẩn\s+bị\s+(?:đầy|hồ|tờ|văn|các)|xử\s+lý|tìm\s+kiếm|thu\s+(?:nhận|thẻ|lại)|(?:thành\s+)?lập\s+(?:hội\s+đồng|đoàn|tổ\s)|thành\s+lập|trích\s+(?:lục|đo)|quyết\s+toán|đóng\s+hồ\s+sơ|sử\s+dụng\s+thông\s+tin|tổng\s+kết(?=\s+(?:phong|công|việc))|cưỡng\s+chế|hạch\s+toán|giải\s+chấp|(?:tạm\s+)?ngừng(?:/ngừng)?\s+kết\s+nối|thống\s+nhất\s+(?:nội|thời)|kết\s+thúc\s+(?:việc|quy|giải|xử|hồ)|nhập\s+(?:vào\s+)?(?:hệ|phần|dữ)"
            r"|chỉnh\s+lý|thi(?!\s+(?:hành|công|đua))(?=\s|[.,;]|$)|xây\s+dựng\s+(?:và|kế|phương|đề|dự)|cập\s+nhật"
            r"|lưu\s+(?:trữ|hồ\s+sơ|giữ)|tổng\s+hợp|dự\s+thảo|lập\s+(?:danh\s+sách"
            r"|tờ\s+trình|biên\s+bản|báo\s+cáo|hồ\s+sơ|phiếu|dự\s+thảo)|ghi\s+(?:vào|nội\s+dung|sổ"
            r"|thông\s+tin|đầy\s+đủ)|bổ\s+sung\s+thông\s+tin|số\s+hóa|in\s|khóa"
        ),
    ),
)
_FILED = (
    (
        "return",
        (
            r"(?:đến\s+)?(?<!công\s)(?<!xác\s)(?<!tiếp\s)(?<!chấp\s)(?<!ghi\s)nhận\s+(?:lại\s+)?(?:kết\s+quả|giấy|thẻ|phiếu|văn\s+bản|quyết\s+định|tiền|hồ\s+sơ(?=\s+(?:trình|đã))|danh\s+sách\s+giải\s+quyết"
            r"|thông\s+báo(?!\s+(?:hồ\s+sơ|yêu\s+cầu|tiếp|bổ)|,))"
            r"|đến\s+nhận"
        ),
    ),
    (
        "pay",
        (
            r"(?:nộp|đóng|thanh\s+toán|hoàn\s+thành)(?:\s+(?:các\s+khoản|đầy\s+đủ|đủ|nghĩa\s+vụ"
            r"|tiền))*\s*(?:phí|lệ\s+phí|tiền|thuế|nghĩa\s+vụ\s+tài\s+chính|tài\s+chính)"
        ),
    ),
    (
        "supplement",
        (
            r"bổ\s+sung|khắc\s+phục|chỉnh\s+sửa|sửa\s+đổi|giải\s+trình|sửa\s+chữa|hoàn\s+(?:thiện"
            r"|chỉnh)\s+(?:lại\s+)?(?:và\s+nộp|nội\s+dung|theo\s+yêu\s+cầu|và\s+gửi)|nộp\s+(?:lại\s+"
            r"|bổ\s+sung\s+|hồ\s+sơ\s+(?:sửa\s+đổi|bổ\s+sung|đã\s+hoàn\s+thiện|hoàn\s+thiện))|gửi\s+(?:lại\s+"
            r"|bổ\s+sung\s+)"
        ),
    ),
    (
        "submit",
        (
            r"nộp|gửi|lựa\s+chọn|kê\s+khai|khai\s|đăng\s+ký|đăng\s+nhập|truy\s+cập|lập|làm\s+(?:hồ\s+sơ|đơn|tờ\s+khai"
            r"|bản\s+khai)|chuẩn\s+bị|hoàn\s+(?:thiện|chỉnh|thành)|xuất\s+trình|có\s+(?:văn\s+bản|đơn"
            r"|công\s+văn)|đề\s+nghị|yêu\s+cầu|báo\s+cáo|thông\s+báo|điền|tải|cung\s+cấp|trình(?!\s+(?:tự|độ))|đến"
            r"|làm\s+thủ\s+tục|khai\s+báo"
            r"|viết|khiếu\s+nại\s+lên|khởi\s+kiện|gọi|thực\s+hiện\s+thủ\s+tục|bàn\s+giao"
        ),
    ),
    ("sign", r"ký\s"),
    ("pay", r"(?<!cổng\s)(?<!trung\sgian\s)thanh\s+toán|(?:chi\s+)?trả\s+chi\s+phí"),
    ("other", r"thanh\s+lý|hoàn\s+tất|thực\s+hiện\s+(?:việc|các)|tổ\s+chức\s+(?:thực\s+hiện|triển\s+khai)"),
)

AUXILIARY = re.compile(
    r"(?:(?:có\s+(?:trách\s+nhiệm|nhiệm\s+vụ|quyền|thể)|phải|sẽ|cần|được|tiến\s+hành"
    r"|chịu\s+trách\s+nhiệm|thực\s+hiện|tổ\s+chức(?=\s+(?!,|cá))"
    r"|hoàn\s+thành|chủ\s+trì|phối\s+hợp(?:\s+(?:với|cùng|các|sở|cơ|đơn|ủy|ubnd|bộ"
    r"|phòng)\s+[^,;:]{1,220}?(?=\s(?:thẩm|kiểm|xem"
    r"|tổ\s+chức|tiến|thực\s+hiện|xác|đánh|rà|lấy|niêm|quyết|cấp\s+giấy)))?|trực\s+tiếp|kịp\s+thời"
    r"|ngay|lập\s+tức|chủ\s+động"
    r"|(?:xem\s+xét|nghiên\s+cứu)(?=(?:,|\s+và)?\s+(?:cấp\s|điều\s+chỉnh|sửa\s+đổi|quyết\s+định|ký"
    r"|ban\s+hành|giải\s+quyết"
    r"|phê|chấp|cho\s+phép|trả|công\s+nhận|thẩm|gia\s+hạn|xác\s+nhận))|thì|lại|tự|đã|thủ\s+tục"
    r"|quy\s+trình|công\s+tác|cùng|tiếp\s+tục|căn\s+cứ\s+[^,;]{1,80}(?:,|(?=\s(?:chấp\s+thuận|phê\s+duyệt|quyết\s+định|xem\s+xét|ban\s+hành|cấp\s+giấy)))"
    r"|có\s+văn\s+bản(?=\s+(?:thẩm\s+định|đề\s+nghị|yêu\s+cầu|hướng\s+dẫn|chấp|lấy))|việc|là|hoặc"
    r"|và)\s+)*"
)
AGENCY_VERB = re.compile("|".join(f"(?P<{kind}_{n}>{pattern})" for n, (kind, pattern) in enumerate(_ACTS)))
APPLICANT_VERB = re.compile("|".join(f"(?P<{kind}_{n}>{pattern})" for n, (kind, pattern) in enumerate(_FILED)))

COMPLETING = re.compile(
    r"(?<!được\s)(?:bổ\s+sung(?!\s+(?:tại|bởi|một\s+số|theo\s+nghị|dự|kinh|danh|vốn|quyết|giấy|vào|ngân|thân|tình))|hoàn\s+(?:thiện|chỉnh)"
    r"|sửa\s+đổi|chỉnh\s+sửa|khắc\s+phục|giải\s+trình|làm\s+rõ"
    r"|sửa\s+chữa|điều\s+chỉnh\s+hồ\s+sơ|kê\s+khai\s+lại|nộp\s+đủ|làm\s+lại)"
)
ASKING = re.compile(
    r"(?:thông\s+báo|hướng\s+dẫn|yêu\s+cầu|đề\s+nghị|trả\s+lời|có\s+văn\s+bản|gửi"
    r"|viết\s|lập\s(?!danh|hồ|tờ)|in\s|phát\s|đưa\s|(?:ra|ban\s+hành|làm)\s+(?:thông\s+báo|văn\s+bản|công\s+văn)\s+(?:yêu\s+cầu|đề\s+nghị|về\s+việc\s+(?:sửa|bổ|hoàn))|trả\s+(?:lại\s+)?hồ\s+sơ|cấp\s+(?:ngay\s+)?phiếu\s+(?:hướng|yêu)"
    r"|phiếu|văn\s+bản|nêu\s+rõ"
    r"|báo\s)"
)
REFUSING = re.compile(
    r"(?:từ\s+chối|(?:không|chưa)\s+(?:cấp|chấp\s+(?:thuận|nhận)|đồng\s+ý|phê\s+duyệt|cho\s+phép"
    r"|công\s+nhận|giải\s+quyết|đủ\s+điều\s+kiện|đạt|đáp\s+ứng|quyết\s+định|hỗ\s+trợ|gia\s+hạn|xác\s+nhận|được\s+(?:cấp"
    r"|chấp|phê|công|hưởng)|thuộc|ban\s+hành|thực\s+hiện|tiếp\s+nhận|đảm\s+bảo|bảo\s+đảm|ghi\s+nhận"
    r"|thông\s+qua|có\s+(?:đủ|cơ\s+sở|căn\s+cứ)|đủ\s+(?:cơ\s+sở|căn\s+cứ)))"
)
CONSIDERING = re.compile(r"(?:xem\s+xét|nghiên\s+cứu|xử\s+lý|giải\s+quyết|phối\s+hợp)")
PREPARES = re.compile(r"(?:lập|tổng\s+hợp|dự\s+thảo|hoàn\s+(?:thiện|chỉnh)|in\s|ghi|soạn)")
HANDING_ON = re.compile(
    r"(?:hoàn\s+(?:thiện|chỉnh)|sao\s+gửi|di\s+chuyển|gửi|chuyển|trình|báo\s+cáo|thông\s+báo|trả|giao"
    r"|thông\s+tin|bàn\s+giao)"
)
REASON = re.compile(r"(?:nêu|giải\s+thích|ghi)\s+rõ\s+(?:lý|lí)\s+do")
SLIP = re.compile(
    r"(?:(?:giấy|phiếu)\s+(?:biên\s+nhận|hẹn|tiếp\s+nhận)|ngày\s+hẹn|hẹn\s+(?:ngày\s+)?trả|tiếp\s+nhận\s+chính\s+thức|(?:thời\s+gian"
    r"|ngày)\s+(?:hẹn\s+)?trả\s+kết\s+quả|thông\s+báo\s+(?:tiếp\s+nhận|thụ\s+lý))"
)


def kind_of(match: re.Match[str]) -> str:
    """The kind that the matched verb stands for."""
    group = match.lastgroup
    return group.rsplit("_", 1)[0] if group else "other"
