"""The template workbook, declared once for its writer and its reader: sheets, columns, drop-downs and notes."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

LEVELS = {"Cấp bộ": "ministry", "Cấp tỉnh": "province", "Cấp xã": "commune"}
KINDS = {"Cho người dân, doanh nghiệp": "citizen", "Nội bộ": "internal"}
STATES = {"Còn hiệu lực": "in_force", "Đã sửa đổi": "amended", "Đã bãi bỏ": "abolished"}
CHANNELS = {"Trực tiếp": "in_person", "Trực tuyến": "online", "Bưu chính": "postal"}
STEP_KINDS = {
    "Nộp hồ sơ": "submit",
    "Tiếp nhận": "receive",
    "Kiểm tra": "check",
    "Bổ sung": "supplement",
    "Chuyển hồ sơ": "transfer",
    "Thẩm định": "appraise",
    "Lấy ý kiến": "consult",
    "Kiểm tra thực địa": "inspect_site",
    "Niêm yết, thông báo": "publish_notice",
    "Thu phí": "pay",
    "Quyết định": "decide",
    "Ký": "sign",
    "Cấp kết quả": "issue",
    "Trả kết quả": "return",
    "Việc khác": "other",
}
UNITS = {
    "Phút": "minute",
    "Giờ làm việc": "working_hour",
    "Ngày làm việc": "working_day",
    "Ngày": "day",
    "Tuần": "week",
    "Tháng": "month",
}
SPLITS = {"Một nhánh": "one", "Tất cả các nhánh": "all"}
JOINS = {"Nhánh nào đến trước": "any", "Đủ các nhánh": "all"}
HANDLINGS = {"Nộp": "submit", "Xuất trình": "present", "Kê khai": "declare", "Tra cứu": "lookup"}
AGENCY_KINDS = {
    "Bộ phận một cửa": "one_stop",
    "Chuyên môn": "specialised",
    "Lãnh đạo": "leadership",
    "Ngành dọc": "vertical",
    "Sự nghiệp công": "public_service_unit",
    "Hội đồng": "council",
    "Bưu chính": "postal",
    "Tư nhân": "private",
    "Khác": "other",
}
PLACES = {"Cơ sở dữ liệu quốc gia": "national_db", "Cổng": "portal", "Trụ sở": "office"}
YES = {"Có": "yes", "Không": "no"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: our name, its heading, what to write in it; ``choices`` or the sheet whose entries may be chosen."""

    field: str
    heading: str
    note: str
    required: bool = False
    choices: dict[str, str] = dataclasses.field(default_factory=dict)
    of_sheet: str = ""
    width: int = 18


PROCEDURES, STEPS, PAPERS, AGENCIES, POSTINGS = "Thủ tục", "Bước", "Hồ sơ", "Cơ quan", "Niêm yết"
_CODE = Column("procedure", "Mã thủ tục", "Mã đã ghi ở trang Thủ tục.", required=True, of_sheet=PROCEDURES, width=14)
SHEETS: dict[str, tuple[Column, ...]] = {
    PROCEDURES: (
        Column("code", "Mã thủ tục", "Như đã công bố, ví dụ 1.009994. Ô này để dạng chữ.", required=True, width=14),
        Column("name", "Tên thủ tục", "Tên như trong quyết định công bố.", required=True, width=48),
        Column("kind", "Loại thủ tục", "Chọn trong danh sách.", choices=KINDS),
        Column("field", "Lĩnh vực", "Lĩnh vực quản lý."),
        Column("levels", "Cấp thực hiện", "Nhiều cấp thì ghi cách nhau bằng dấu chấm phẩy.", choices=LEVELS),
        Column("status", "Tình trạng", "Chọn trong danh sách.", choices=STATES),
        Column("agencies.competent", "Cơ quan có thẩm quyền", "Tên ở trang Cơ quan.", of_sheet=AGENCIES, width=28),
        Column("agencies.implementing", "Cơ quan thực hiện", "Cách nhau bằng dấu chấm phẩy.", width=28),
        Column("agencies.coordinating", "Cơ quan phối hợp", "Cách nhau bằng dấu chấm phẩy.", width=28),
        Column("applicants", "Đối tượng thực hiện", "Cách nhau bằng dấu chấm phẩy.", width=24),
        Column("time_limit", "Thời hạn giải quyết", "Ví dụ: 5 ngày làm việc."),
        Column("committed_time_limit", "Thời hạn cam kết", "Ví dụ: 3 ngày làm việc; để trống nếu không cam kết."),
        Column("channels", "Cách nộp", "Trực tiếp; Trực tuyến; Bưu chính."),
        Column("phi", "Phí (đồng)", "Số tiền, hoặc lời văn; ghi 0 nếu không thu."),
        Column("le_phi", "Lệ phí (đồng)", "Số tiền, hoặc lời văn; ghi 0 nếu không thu."),
        Column("results", "Kết quả", "Cách nhau bằng dấu chấm phẩy.", width=28),
        Column("legal_basis", "Căn cứ pháp lý", "Số, ký hiệu văn bản, cách nhau bằng dấu chấm phẩy.", width=28),
        Column("conditions", "Yêu cầu, điều kiện", "Ghi Không nếu không có.", width=28),
        Column("dossier_sets", "Số bộ hồ sơ", "Số nguyên."),
        Column("decision", "Số quyết định công bố", "Ví dụ 163/QĐ-BTP."),
        Column("signed_on", "Ngày ký quyết định", "Ngày/tháng/năm."),
        Column("annual_cases", "Số hồ sơ mỗi năm", "Số nguyên."),
    ),
    STEPS: (
        _CODE,
        Column("id", "Mã bước", "Ngắn, không trùng trong một thủ tục: 1, 2, 3…", required=True, width=10),
        Column("name", "Tên bước", "Việc phải làm.", required=True, width=40),
        Column("kind", "Loại việc", "Chọn trong danh sách.", required=True, choices=STEP_KINDS),
        Column("agency", "Cơ quan, đơn vị", "Ở trang Cơ quan, hoặc Người nộp.", True, {}, AGENCIES, 28),
        Column("role", "Người thực hiện", "Chức danh, ví dụ chuyên viên."),
        Column("value", "Thời gian", "Con số."),
        Column("unit", "Đơn vị thời gian", "Chọn trong danh sách.", choices=UNITS),
        Column("next", "Bước tiếp theo", "Mã bước, cách nhau bằng dấu chấm phẩy; cuối thì để trống.", width=14),
        Column("split", "Rẽ nhánh", "Bắt buộc khi có từ hai bước tiếp theo.", choices=SPLITS),
        Column("join", "Khi nhiều nhánh cùng đến", "Chọn trong danh sách.", choices=JOINS),
        Column("inputs", "Giấy tờ cần có", "Mã giấy tờ, cách nhau bằng dấu chấm phẩy."),
        Column("outputs", "Giấy tờ làm ra", "Cách nhau bằng dấu chấm phẩy."),
    ),
    PAPERS: (
        _CODE,
        Column("id", "Mã giấy tờ", "Ngắn, không trùng trong một thủ tục.", required=True, width=12),
        Column("name", "Tên giấy tờ", "Tên như đã công bố.", required=True, width=48),
        Column("originals", "Số bản chính", "Số nguyên.", width=12),
        Column("copies", "Số bản sao", "Số nguyên.", width=12),
        Column("handling", "Cách thức", "Chọn trong danh sách.", choices=HANDLINGS),
        Column("form", "Mẫu số", "Tên hoặc số của mẫu đơn."),
        Column("one_of", "Nhóm thay thế", "Các giấy tờ cùng nhóm: chỉ cần một."),
        Column("issued_by", "Cơ quan cấp", "Ai cấp giấy tờ này.", width=24),
        Column("condition", "Khi nào cần", "Trường hợp phải nộp.", width=28),
        Column("note", "Ghi chú", "Tùy ý.", width=28),
    ),
    AGENCIES: (
        Column("name", "Tên cơ quan, đơn vị", "Tên đầy đủ.", required=True, width=40),
        Column("level", "Cấp", "Chọn trong danh sách.", choices=LEVELS),
        Column("kind", "Loại", "Chọn trong danh sách.", choices=AGENCY_KINDS),
        Column("body", "Thuộc cơ quan", "Cơ quan mà đơn vị thuộc về.", width=28),
        Column("is_class", "Là tên chung", "Có với tên chung như UBND cấp xã.", choices=YES),
    ),
    POSTINGS: (
        Column("agency", "Cơ quan", "Nơi phải niêm yết, công khai.", required=True, of_sheet=AGENCIES, width=28),
        _CODE,
        Column("channel", "Nơi công khai", "Chọn trong danh sách.", required=True, choices=PLACES),
        Column("posted_on", "Ngày niêm yết", "Ngày/tháng/năm; để trống nếu chưa niêm yết."),
        Column("decision", "Số quyết định ghi trên bản niêm yết", "Ví dụ 163/QĐ-BTP.", width=24),
    ),
}  # fmt: skip
"""Sheet -> its columns."""
