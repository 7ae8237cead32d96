"""Table ``posting``: a duty to publish a procedure somewhere, or a publication seen where no duty is known."""

from __future__ import annotations

from tthc_audit.facts.table import PLACE, PROCEDURE, Table, count, day, flag, text, texts
from tthc_audit.results import Words

CHANNELS = ("national_db", "portal", "office")
MEANS = ("board", "screen", "kiosk", "qr", "book", "web")
PARTS = (
    "name", "steps", "channels", "documents", "dossier_sets", "time_limit", "applicants", "agencies", "forms",
    "results", "conditions", "fees", "legal_basis", "process", "feedback",
)  # fmt: skip
"""What a place may show of a procedure: the components of the law, the process, and where to complain."""
LAW_PARTS = PARTS[:13]
"""The parts that the law names (63/2010/NĐ-CP Điều 8 khoản 2; legal basis: Điều 15)."""
WHERE_NEEDED = ("forms", "results", "conditions", "fees")
"""Those of them that only a procedure which has them must show."""

TABLE = Table(
    name="posting",
    about=Words(
        "Mỗi dòng là một việc phải công khai (cơ quan × thủ tục × kênh), hoặc một nơi đang công khai mà chưa rõ có phải công khai",
        "One row a duty to publish (agency × procedure × channel), or a place that shows a procedure without a known duty",
    ),
    keys=("agency", "procedure", "channel"),
    identity=("agency_name", "procedure", "channel"),
    in_register=True,
    columns=(
        *PLACE,
        *PROCEDURE,
        text("agency", "Cơ quan phải công khai (định danh)", "Agency that must publish, id"),
        text("agency_name", "Tên cơ quan", "Name of the agency"),
        text("agency_level", "Cấp của cơ quan", "Level of the agency"),
        flag("agency_known", "Cơ quan có trong danh sách cơ quan", "The agency is registered"),
        flag("procedure_known", "Thủ tục có trong danh mục", "The procedure is in the catalogue"),
        text("channel", "Kênh: national_db, portal, office", "Channel: national_db, portal, office"),
        flag("required", "Phải công khai vào ngày kiểm tra; trống là chưa rõ", "Must be published on the day of the audit; null if not known"),
        text("duty_from", "Nghĩa vụ theo danh mục đã công bố (list) hay suy từ cấp thực hiện (level)", "The duty comes from a published list (list) or follows from levels and classes (level)"),
        day("duty_begins", "Ngày bắt đầu phải công khai", "Day the duty begins"),
        day("duty_ended", "Ngày bãi bỏ hoặc bị thay thế", "Day the procedure was abolished or replaced"),
        flag("seen", "Có thấy công khai; trống là chưa ai xem", "It was seen there; null if nobody looked"),
        texts("means", "Hình thức công khai", "Means: board, screen, kiosk, qr, book, web"),
        text("depth", "Mức độ: list, full", "Depth: list or full"),
        day("posted_on", "Ngày công khai", "Day it was published"),
        flag("posted_first", "Ngày đó là ngày công khai lần đầu", "That day is the day of the first publication"),
        day("removed_on", "Ngày gỡ", "Day it was taken down"),
        day("seen_on", "Ngày xem gần nhất", "Day it was last looked at"),
        text("decision_number", "Quyết định công bố hiện hành", "The publication decision in force"),
        day("decision_signed_on", "Ngày ký quyết định công bố hiện hành", "Day that decision was signed"),
        text("decision_level", "Cấp ban hành quyết định công bố", "Level that issued that decision"),
        day("deadline", "Hạn công khai tính theo lịch làm việc", "Last day to publish, by the working calendar"),
        count("working_days_to_post", "Số ngày làm việc từ ngày ký đến ngày công khai", "Working days from signing to publication"),
        flag("late", "Công khai chậm; trống là chưa kết luận được", "Published late; null if that cannot be told"),
        text("decision_shown", "Số quyết định ghi tại nơi công khai", "Number of the decision shown there"),
        flag("stale", "Số quyết định ghi tại nơi công khai không phải quyết định hiện hành", "The decision shown is not the one in force"),
        flag("superseded", "Số quyết định ghi tại nơi công khai là quyết định trước đó của chính thủ tục", "The decision shown is an earlier one of the same procedure"),
        flag("agrees", "Nội dung đã đối chiếu đều khớp", "All that was compared agrees"),
        texts("compared", "Nội dung đã đối chiếu với quyết định công bố", "What was compared with the decision"),
        texts("differs", "Nội dung khác với quyết định công bố (thời hạn, phí, giấy tờ, cơ quan)", "What differs from the decision: time limit, fee, papers, deciding agency"),
        texts("differs_from_database", "Nội dung khác với CSDL quốc gia", "What differs from the national database"),
        flag("complete", "Công khai đủ nội dung", "All components are shown"),
        texts("not_shown", "Nội dung được ghi là không có tại nơi công khai", "What was noted as not shown"),
        flag("forms_needed", "Thủ tục có mẫu đơn, tờ khai", "The procedure has forms"),
        flag("forms_shown", "Có mẫu đơn, tờ khai (nếu thủ tục có)", "The forms are shown, where the procedure has any"),
        flag("feedback_shown", "Có địa chỉ tiếp nhận phản ánh, kiến nghị", "Shows where to send feedback"),
        flag("process_shown", "Có quy trình giải quyết", "Shows the process"),
        text("time_limit_shown", "Thời hạn ghi tại nơi công khai", "Time limit shown there"),
        text("fee_shown", "Phí, lệ phí ghi tại nơi công khai", "Fee shown there"),
        text("papers_shown", "Số giấy tờ ghi tại nơi công khai", "Number of papers shown there"),
        text("competent_shown", "Cơ quan giải quyết ghi tại nơi công khai", "Deciding agency shown there"),
        text("inspector", "Người kiểm tra", "Inspector"),
        text("office_present", "Người của cơ quan cùng dự", "Who of the office was present"),
        text("evidence", "Minh chứng (đường dẫn)", "Evidence, by path"),
        text("evidence_sha256", "Mã băm của minh chứng", "SHA-256 of the evidence"),
    ),
)  # fmt: skip
