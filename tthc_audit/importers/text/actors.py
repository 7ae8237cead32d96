"""Who acts: names of bodies and of applicants at the head of a clause, matched to declared agencies."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tthc_audit.importers.text.model import APPLICANT
from tthc_audit.importers.text.plain import lowered

_BODY = re.compile(
    r"(?:các\s+|một\s+)?(?:ủy\s+b[aả]n|uỷ\s+ban|ubnd|ubmttq|hđnd|hội\s+đồng(?!\s+(?:quản|thành\s+viên|thanh\s+lý|trường))|chủ\s+tịch"
    r"|phó\s+chủ\s+tịch|sở(?!\s+hữu)\s|bộ(?!\s+(?:hồ\s+sơ|máy))\s|(?:tổng\s+)?cục"
    r"|chi\s+cục|vụ\s|ban\s(?!hành)|phòng\s(?!khám|bệnh|chống)|trung\s+tâm|tttphcc|ttphcc|ttpvhcc"
    r"|bộ\s+phận(?!\s+cơ\s+thể)|công\s+an|văn\s+phòng(?!\s+(?:đại\s+diện|công\s+chứng|luật))|vpđkđđ"
    r"|chi\s+nhánh\s+(?:văn\s+phòng|ngân\s+hàng\s+nhà\s+nước|vp)"
    r"|cơ\s+quan|cán\s+bộ|công\s+chức|viên\s+chức|chuyên\s+viên|nhân\s+viên|lãnh\s+đạo|thủ\s+trưởng"
    r"|giám\s+đốc|bộ\s+trưởng|cục\s+trưởng|tổng\s+cục\s+trưởng|thủ\s+tướng|chính\s+phủ|quốc\s+hội"
    r"|chánh"
    r"|trưởng\s+(?:phòng|ban|công\s+an|cơ\s+quan)|người\s+(?:có\s+thẩm\s+quyền|đứng\s+đầu"
    r"|thực\s+hiện\s+(?:chứng\s+thực|việc)|tiếp\s+nhận|được\s+(?:giao|phân\s+công)|ký)|hải\s+quan"
    r"|thuế\s|bảo\s+hiểm\s+xã\s+hội|bhxh|kho\s+bạc"
    r"|ngân\s+hàng\s+nhà\s+nước|nhnn|tòa\s+án|viện\s|cảng\s+vụ|trạm|đoàn\s|tổ\s+(?!chức)|hội\s+(?:văn"
    r"|đồng|nông|liên)|đội\s|đồn\s|biên\s+phòng|kiểm\s+(?:dịch|lâm|sát)\s+viên|hạt\s+kiểm\s+lâm"
    r"|thanh\s+tra|đơn\s+vị|phó\s|chuyên\s+gia|hiệu\s+trưởng|tư\s+lệnh|chỉ\s+huy\s+trưởng|kiểm\s+dịch\s+y\s+tế"
    r"|ubcknn|thống\s+đốc|cấp\s+có\s+thẩm\s+quyền|(?:tổng\s+)?lãnh\s+sự\s+quán|đại\s+sứ\s+quán|liên\s+đoàn\s|mặt\s+trận\s+tổ\s+quốc"
    r"|ủy\s+viên|tỉnh\s+ủy|quân\s+khu|bộ\s+tư\s+lệnh|ban\s+chỉ\s+huy|bệnh\s+viện"
    r"|tổ\s+chức\s+(?:dịch\s+vụ\s+việc\s+làm|thực\s+hiện\s+chức\s+năng|giám\s+định|chứng\s+nhận|đấu\s+giá|kiểm\s+dịch|được\s+chỉ\s+định)|cụm"
    r"|quỹ\s+(?:bảo|đầu|phát|hỗ|tích))"
)
_PERSON = re.compile(
    r"(?:các\s+|một\s+|những\s+|mỗi\s+|bên\s+)?(?:tổ\s+chức|cá\s+nhân|doanh\s+nghiệp"
    r"|người(?!\s+(?:có\s+thẩm\s+quyền|đứng\s+đầu))|công\s+dân|chủ(?!\s+(?:tịch|trì|động))\s|hộ\s"
    r"|nhà\s+(?:đầu\s+tư|trường|thầu|sản\s+xuất)"
    r"|thương\s+nhân|cơ\s+sở(?!\s+dữ\s+liệu)|công\s+ty|đối\s+tượng|thân\s+nhân|tác\s+giả|học\s+sinh"
    r"|sinh\s+viên|học\s+viên|bên\s|quỹ\s|hợp\s+tác\s+xã|hãng|trường\s+(?!hợp)|cộng\s+đồng|đại\s+diện"
    r"|quản\s+tài\s+viên|biên\s+tập\s+viên|ngân\s+hàng\s+hợp\s+tác|trung\s+tâm\s+trọng\s+tài|ban\s+chấp\s+hành|du\s+học\s+sinh"
    r"|sở\s+giao\s+dịch\s+hàng|cơ\s+quan\s+tiến\s+hành\s+tố\s+tụng|nlđ\s|nnt\s|đơn\s+vị\s+(?:sdlđ|sử\s+dụng\s+lao|tổ\s+chức)|đương\s+sự|khách\s+hàng|thí\s+sinh"
    r"|ứng\s+viên|gia\s+đình|cha|mẹ|thuyền\s+(?:trưởng|viên)|bà\s|ông\s|văn\s+phòng\s+(?:đại\s+diện"
    r"|công\s+chứng|giám\s+định|thừa\s+phát|bán\s+vé|luật)|chi\s+nhánh|nghệ\s+nhân|luật\s+sư|giáo\s+viên|phụ\s+huynh|ban\s+vận\s+động"
    r"|hội\s|đơn\s+vị\s+(?:đề\s+nghị|nộp|có\s+nhu\s+cầu|đăng\s+ký|yêu\s+cầu)"
    r"|chức\s+sắc|đơn\s+vị\s+sự\s+nghiệp|ngân\s+hàng\s+thương\s+mại|liên\s+hiệp|nhóm\s"
    r"|trung\s+tâm\s+(?:ngoại\s+ngữ|giáo\s+dục)|kiểm\s+toán\s+viên|trẻ\s+em|bệnh\s+nhân|lái\s+xe"
    r"|lao\s+động|đoàn\s+khách|phóng\s+viên|vận\s+động\s+viên|hội\s+viên|quân\s+nhân|nhà\s+báo|nhà\s+tu"
    r"|chức\s+việc|nạn\s+nhân|phạm\s+nhân|tập\s+thể|tư\s+vấn\s+viên|đăng\s+kiểm\s+viên|hội\s+đồng\s+(?:quản|thành\s+viên|thanh\s+lý|trường)|phòng\s+khám"
    r"|cơ\s+quan,?\s+tổ\s+chức,?\s+(?:cá\s+nhân|doanh\s+nghiệp)"
    r"|cơ\s+quan,?\s+tổ\s+chức(?=\s+(?:đề\s+nghị|có\s+nhu|nộp|yêu\s+cầu))"
    r"|cơ\s+quan\s+(?:đại\s+diện\s+nước\s+ngoài|đề\s+nghị|báo\s+chí))"
)
_COMPOUND = re.compile(
    r"(?:cơ\s+quan|cán\s+bộ|bộ\s+phận|người|đơn\s+vị|hội\s+đồng|tổ|đoàn|cơ\s+sở|tổ\s+chức|công\s+chức"
    r"|viên\s+chức|chuyên\s+gia|trung\s+tâm|ban|phòng|công\s+an|chuyên\s+viên|nhân\s+viên|cục"
    r"|chi\s+cục)\s+"
    r"(?:(?:(?:được\s+giao\s+)?(?:(?:nhà\s+nước\s+)?(?:có\s+)?thẩm\s+quyền(?:\s+cấp\s+(?:giấy\s+)?phép)?"
    r"|tiếp\s+nhận(?:\s+(?:hồ\s+sơ|văn\s+bản))?(?:\s+và\s+(?:giải\s+quyết|trả\s+kết\s+quả|hẹn\s+trả\s+kết\s+quả))?"
    r"|trả\s+kết\s+quả|kiểm\s+(?:tra|định|nghiệm|dịch)(?:\s+nhà\s+nước)?"
    r"|thẩm\s+định(?:\s+hồ\s+sơ|,?\s+nghiệm\s+thu)?|thẩm\s+tra|giải\s+quyết(?:\s+thủ\s+tục\s+hành\s+chính)?"
    r"|đánh\s+giá|xét\s+(?:tặng|duyệt|chọn|tuyển)|nghiệm\s+thu|cấp\s+(?:c/o|giấy\s+(?:phép"
    r"|chứng\s+nhận)|phép|tỉnh|xã|huyện|trung\s+ương|đổi|lại|cơ\s+sở|chuyên\s+ngành|nhà\s+nước)"
    r"|đăng\s+(?:ký|kiểm)(?:\s+(?:xe|đất\s+đai|kinh\s+doanh|cư\s+trú|đầu\s+tư|hộ\s+tịch))?"
    r"|quyết\s+định|chứng\s+(?:nhận|thực)|quản\s+lý|chủ\s+trì|xử\s+lý(?:\s+hồ\s+sơ)?"
    r"|đo\s+đạc|thu\s+phí|thu\s+nhận(?:\s+(?:thông\s+tin\s+công\s+dân|hồ\s+sơ))?|thụ\s+lý(?:\s+hồ\s+sơ)?|phê\s+duyệt|lấy\s+ý\s+kiến|"
    r"sát\s+hạch|giám\s+định|đề\s+nghị|đề\s+xuất|yêu\s+cầu|nộp(?:\s+(?:hồ\s+sơ|đơn|thuế|phí))?"
    r"|khai(?:\s+hải\s+quan|\s+báo(?:\s+y\s+tế)?|\s+thuế)?|trình|thực\s+hiện\s+(?:chứng\s+thực"
    r"|thủ\s+tục\s+hành\s+chính|thủ\s+tục)|được\s+(?:giao|phân\s+công|ủy\s+quyền|chỉ\s+định)|ký"
    r"|báo\s+cáo|thông\s+báo|xin|nhận)))(?=[\s,]|$)"
)
_STOP = re.compile(
    r"\s*(?:,|\(|;|:|\s(?:nơi|sau\s+khi|khi|trong\s+(?:thời|vòng)|đã|được\s+giao|là\s+(?:cơ|đơn|đầu)|để"
    r"|căn\s+cứ|kể\s+từ"
    r"|có\s+(?:nhu\s+cầu|yêu\s+cầu|trách|tên|hồ\s+sơ)|phải|sẽ|(?<!hàng\s)không(?!\s+(?:quân|gian))|chưa|định\s+kỳ|thực\s+hiện|chủ\s+trì"
    r"|phối\s+hợp|cấp[\s_]+(?:lại|đổi|mới)|theo|tại|hoặc\s+cấp|tiếp\s+nhận"
    r"|xem\s+xét|ra(?!\s+đa)|trước\s+khi|nếu|đối\s+với|(?<!văn\s)bằng|(?<!ngoại\s)giao(?!\s+(?:dịch|thông|nhiệm))|mà|đang|từ\s+chối|phản\s+hồi"
    r"|lựa\s+chọn|nêu\s+rõ|phát\s+hiện|truy\s+cập|đăng\s+báo|nhưng|(?<!được\s)lấy\s+ý\s+kiến|(?<!ban\s)chỉ\s+đạo\s+các|làm\s+(?:thủ|việc\s+với|rõ)|vào\s+sổ|chấm\s+dứt|ghi|xét|(?<!công\s)(?<!độc\s)(?<!thành\s)(?<!thiết\s)lập|hủy|gửi|nộp|trình|báo\s+cho|liên\s+hệ"
    r"|cho\s+(?:ý|phép)|đề\s+nghị\s+(?:chủ\s+tịch|thủ\s+tướng|bộ|ủy\s+ban|ubnd|cơ\s+quan|sở|hội\s+đồng|bảo\s+hiểm)|tự\s+mình|ban\s+hành|chuẩn\s+bị|hoàn\s+thiện|thống\s+nhất\s+với|phân\s+công|sao\s+các"
    r"|xây\s+dựng\s+(?:tờ|các|kế|dự|phương)|tổ\s+chức\s+(?:in|lập|việc|các|hội|cuộc|buổi|phiên|họp))\b)"
)
_EXPAND = (
    (re.compile(r"\buỷ\b"), "ủy"),
    (re.compile(r"\bubnd\b"), "ủy ban nhân dân"),
    (re.compile(r"\bhđnd\b"), "hội đồng nhân dân"),
    (re.compile(r"\b(?:nhnn)\b"), "ngân hàng nhà nước"),
    (re.compile(r"\bbhxh\b"), "bảo hiểm xã hội"),
    (re.compile(r"\b(?:tt\s?pvhcc|ttphcc|tttphcc|tthcc)\b"), "trung tâm phục vụ hành chính công"),
    (re.compile(r"\bvpđkđđ\b"), "văn phòng đăng ký đất đai"),
    (re.compile(r"\bkhcn\b|\bkh&cn\b"), "khoa học và công nghệ"),
    (re.compile(r"\b(?:các|một|những)\s"), ""),
    (re.compile(r"\bhành chính công\s+(?:của\s+)?(?=tỉnh|xã)"), "hành chính công cấp "),
    (re.compile(r"\bcấp\s+cấp\b"), "cấp"),
    (re.compile(r"[\s,/–-]+"), " "),
)


def canonical(name: str) -> str:
    """A name as it is compared: lower case, abbreviations written out, one space between words."""
    low = lowered(name)
    for pattern, written in _EXPAND:
        low = pattern.sub(written, low)
    return low.strip(" .:;*-()")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts, and where the name stands."""

    actor: str
    name: str
    start: int
    end: int
    private: bool


class Directory:
    """The declared agencies of a procedure, found by the names that texts use."""

    def __init__(self, agencies: Mapping[str, str]) -> None:
        self._short: frozenset[str] = frozenset()
        self._filing: frozenset[str] = frozenset()
        self._taking: tuple[str, ...] = ()
        self._called: tuple[tuple[int, str], ...] = ()
        self._ids = {canonical(name): key for key, name in agencies.items() if name.strip()}
        names = (" ".join(lowered(name).split()) for name in agencies.values())
        self._broken = tuple(
            sorted({n for n in names if " " in n and ("," in n or " và " in n)}, key=len, reverse=True)
        )

    def learn(self, text: str) -> None:
        """Takes in the abbreviations that a text introduces for the bodies in it."""
        low = lowered(text)
        self._short = frozenset(lowered(m[1]) for m in itertools.chain(_SHORT.finditer(text), _ACTING.finditer(text)))
        self._filing = frozenset(lowered(m[1]) for m in _FILING.finditer(text))
        self._called = tuple((m.start(), m[1].strip()) for m in _CALLED.finditer(text))
        known = {m[1].strip() for m in _TAKING.finditer(low)} | {lowered(name) for _, name in self._called}
        self._taking = tuple(sorted(known, key=len, reverse=True))

    def find(self, name: str) -> str | None:
        """The id of the declared agency that a name means: the same name, or one that begins the other."""
        wanted = canonical(name)
        if wanted in self._ids:
            return self._ids[wanted]
        near = [
            key
            for declared, key in self._ids.items()
            if min(len(declared), len(wanted)) > 9
            and (declared.startswith(wanted + " ") or wanted.startswith(declared + " "))
            and _level(declared) == _level(wanted)
        ]
        return near[0] if len(near) == 1 else None

    def places(self, low: str) -> list[tuple[int, int]]:
        """Where declared names that hold commas or "và" stand, without their first word."""
        return [
            (match.start() + name.find(" ") + 1, match.end())
            for name in self._broken
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", low)
        ]

    def called(self, end: int) -> str | None:
        """What the text calls a body from then on whose name ends at a place: "… (sau đây gọi là cơ quan cấp phép)"."""
        return next((name for start, name in self._called if 0 <= start - end <= _GAP), None)

    def files(self, low: str) -> int:
        """How many characters at the head of ``low`` are the initials of somebody who files."""
        word = low.split(" ", 1)[0].strip(",:")
        return len(word) if word in self._filing else 0

    def opens(self, low: str) -> int:
        """How many characters at the head of ``low`` are the name of a declared agency."""
        word = low.split(" ", 1)[0].strip(",:")
        if word in self._short:
            return len(word)
        best = next((len(name) for name in self._taking if low.startswith(name)), 0)
        for declared in self._ids:
            if len(declared) > best and low.startswith(declared):
                best = len(declared)
        return best


_TAKING = re.compile(
    r"nộp\s[^.;,\n]{0,60}?(?:tại|đến|cho|về)\s+((?:cơ\s+sở|trường|tổ\s+chức|công\s+ty|trung\s+tâm"
    r"|hội)\s+(?!cá\s|có\s|nơi\s|khám)[^,.;:()\n]{4,40}?)"
    r"(?=\s+(?:theo|qua|để|nơi|hoặc|và|bằng|kèm|trước)\s|[,.;:()\n]|$)"
)
_SHORT = re.compile(r"\((?:sau\s+đây\s+(?:gọi|viết)\s+(?:tắt\s+)?là\s*:?\s*)?([A-ZĐ]{4,12})\)")
_ACTING = re.compile(
    r"(?:^|[.;:,]\s+|\s[-+]\s*)(?!TTHC|CMND|CCCD|GCN|ATTP|TTĐT)([A-ZĐ]{3,8})(?=\s+(?:kiểm\s+tra|thẩm\s+định|có\s+(?:văn|công|trách)|thông\s+báo"
    r"|tiếp\s+nhận|xem\s+xét|ban\s+hành|phải|yêu\s+cầu|thực\s+hiện|trình|gửi|cấp|tổ\s+chức)\s)",
    re.MULTILINE,
)
"""A body known by its initials alone."""
_CALLED = re.compile(
    r"[(,]\s*(?:sau\s+đây|dưới\s+đây)\s+(?:được\s+)?(?:gọi|viết)\s+(?:tắt\s+|chung\s+)?là\s*:?\s*[\"“]?"
    r"((?:[Cc]ơ\s+quan|[Ss]ở|[Cc]ục|[Bb]ộ\s+phận|[Hh]ội\s+đồng|[Đđ]oàn|[Tt]ổ|[Tt]rung\s+tâm|[Đđ]ơn\s+vị)[^().,;\"“”]{0,50})"
    r"(?=[\"”]?[).;])"
)
_GAP = 3
_FILING = re.compile(r"(?<!\w)([A-ZĐ]{3,8})(?=\s+(?:trình|gửi|nộp|lập)\s[^.;,]{0,60}hồ\s+sơ\s)")
_TRAILING = re.compile(
    r"(?:[\s,:;(]|(?<![\s,])(?<!và)(?<!vụ)(?<!ban)(?<!hoặc)(?<!ngành)\s+tổ\s+chức|(?<!đăng)\ský|(?<!các)(?<!cùng)\scấp|\s(?:chủ\s+trì|có|trình|tự\s+động|quy\s+định|thực\s+hiện|có\s+trách\s+nhiệm|phải|và|hoặc))+$"
)
_NOT_A_BODY = re.compile(r"(?:cơ|cán|toàn|nội|trụ|một|đồng|\d)\s+$")
_LEVELS = re.compile(r"\b(?:cấp\s+)?(xã|huyện|tỉnh|trung ương)\b")


def _level(name: str) -> str:
    found = _LEVELS.search(name)
    return found[1] if found else ""


def head(low: str, start: int, end: int, directory: Directory) -> tuple[int, bool] | None:
    """Where the noun that names an actor ends, when one stands at ``start``; and whether it is a private one."""
    files = directory.files(low[start : min(end, start + _INITIALS_END)])
    if files:
        return start + files, True
    declared = directory.opens(low[start : min(end, start + 120)])
    if declared >= _INITIALS:
        return start + declared, False
    if low.startswith(("sở", "bộ"), start) and _NOT_A_BODY.search(low, max(0, start - 6), start):
        return None
    person = _PERSON.match(low, start, end)
    body = _BODY.match(low, start, end)
    if person and not (body and body.end() >= person.end()):
        return _compound(low, start, end, person.end()), True
    if body:
        return _compound(low, start, end, body.end()), False
    return None


_INITIALS = 3
_INITIALS_END = 12
_ENTITLED = re.compile(r"\s+có\s+thẩm\s+quyền")


def noun(low: str, start: int, end: int, *, private: bool = False) -> int | None:
    """Where the bare noun for a body, or for a private one, ends that stands at ``start``."""
    if private:
        person = _PERSON.match(low, start, end)
        return person.end() if person else None
    body = _BODY.match(low, start, end)
    entitled = _ENTITLED.match(low, body.end(), end) if body else None
    return (entitled or body).end() if body else None


def _compound(low: str, start: int, end: int, known: int) -> int:
    longer = _COMPOUND.match(low, start, end)
    return max(known, longer.end()) if longer else known


def name_end(low: str, start: int, verb: int) -> int:
    """Where the name that begins at ``start`` ends, at most at ``verb``."""
    stop = _STOP.search(low, min(start + 3, verb), verb)
    end = stop.start() if stop else verb
    trailing = _TRAILING.search(low, start, end)
    return trailing.start() if trailing else end


def make_subject(text: str, start: int, end: int, directory: Directory, *, private: bool) -> Subject:
    """The subject that stands between two places."""
    name = re.sub(r"\s+", " ", text[start:end]).strip()
    if private:
        return Subject(APPLICANT, name, start, end, private=True)
    known = directory.find(name)
    name = directory.called(end) or name
    return Subject(known or directory.find(name) or standard_name(name), name, start, end, private=False)


_CHIEF = re.compile(r"(?:chủ\s+tịch|(?:tổng\s+)?giám\s+đốc|cục\s+trưởng)\s+(?=ủy|uỷ|ubnd|sở|cục|tổng)")


def led_by(text: str, subject: Subject, directory: Directory) -> Subject:
    """The body that somebody leads: what is posted is posted by it, whoever signed."""
    chief = _CHIEF.match(lowered(text[subject.start : subject.end]))
    if subject.private or chief is None:
        return subject
    return make_subject(text, subject.start + chief.end(), subject.end, directory, private=False)


def standard_name(name: str) -> str:
    """The name with its abbreviations written out, first letter capital."""
    for short, full in (
        ("UBND", "Ủy ban nhân dân"),
        ("Uỷ ban", "Ủy ban"),
        ("NHNN", "Ngân hàng Nhà nước"),
        ("BHXH", "Bảo hiểm xã hội"),
    ):
        name = name.replace(short, full)
    return name[:1].upper() + name[1:]
