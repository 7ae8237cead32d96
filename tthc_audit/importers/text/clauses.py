"""One sentence read: its acts with actor, verb, condition and duration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tthc_audit.importers.text.actors import Directory, Subject, head, make_subject, name_end
from tthc_audit.importers.text.conditions import DURATION, Condition, find_conditions, optional
from tthc_audit.importers.text.durations import Found, find_durations
from tthc_audit.importers.text.verbs import AGENCY_VERB, APPLICANT_VERB, AUXILIARY, kind_of

_BRACKETS = re.compile(r"\([^()]{0,2000}\)")
_PAIRS = re.compile(
    r"(?:tổ\s+chức|cá\s+nhân|cơ\s+quan|đơn\s+vị|doanh\s+nghiệp|cha|sở|bộ|ban|hộ\s+gia\s+đình|hợp\s+tác\s+xã|công\s+chức|cán\s+bộ|viên\s+chức|văn\s+hóa|ngành|y)(,)\s+(?=(?:xã\s+hội|tổ\s+chức|cá\s+nhân|đơn\s+vị|cơ\s+quan|mẹ|ban|ngành|doanh\s+nghiệp|hộ|viên\s+chức|công\s+chức|người\s+lao|thể\s+thao|dược|hợp\s+tác)\b)"
)
_FROM = re.compile(r"(?:kể|tính)\s+từ\s")
_ANCHOR = re.compile(r"(?:kể|tính)\s+từ\s[^,;:\x00]*")
_ANCHOR_DONE = re.compile(
    r"(?:hợp\s+lệ|đầy\s+đủ|quy\s+định|hồ\s+sơ|đề\s+nghị|báo\s+cáo|kết\s+quả|văn\s+bản|yêu\s+cầu|xong|tờ\s+trình|thông\s+báo|ý\s+kiến|đơn|thẩm\s+định|tài\s+liệu|giấy\s+tờ)\s+$"
)
_ASIDE = re.compile(r"\s(?:trong\s+đó|bao\s+gồm|gồm\s|cụ\s+thể|như\s+sau|nhằm|bao\s+gồm:).*$", re.DOTALL)
_PURPOSE = re.compile(r"\sđể\s[^,;:\x00]*")
_SEPARATOR = re.compile(r"[,:;\x00]+|\s(?:và|hoặc|đồng\s+thời|rồi|sau\s+đó|thì)(?=\s)|/(?=\s)")
_LEADING = re.compile(
    r"(?:(?:và|hoặc|đồng\s+thời|thì|sau\s+đó|rồi|cũng|còn|mà|tiếp\s+theo|cuối\s+cùng|[-+*•.\"“”'’])\s+|\s+|[-+*•.\"“”'’])*"
)
_TOGETHER = re.compile(r"đồng\s+thời|song\s+song|cùng\s+lúc")
_GENERIC = re.compile(
    r"(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|hội|tổ|ban|trung\s+tâm|viện|bệnh\s+viện|đoàn|ngân\s+hàng|tổ\s+chức|quỹ|người)\s"
)
_FILES = re.compile(r"(?:nộp|gửi|lập)\s[^,;]{0,40}?(?:hồ\s+sơ|đơn|văn\s+bản\s+đề\s+nghị)|nộp\s")
_ORGANISE = re.compile(
    r"tổ\s+chức\s+(?=việc|họp|thẩm|kiểm|xét|đánh|lấy|khảo|đối|niêm|thực\s+hiện|xác|nghiệm|sát|công\s+bố|cấp\s|chi\s|bình|thi\s|phiên)|thực\s+hiện|hội\s+đồng\s+họp"
)
_SUBMITTED = re.compile(r"(?:và\s+)?(?:để\s+)?(?:trình|báo\s+cáo|tham\s+mưu(?:\s+cho)?|đề\s+nghị)\s+(?:lãnh\s+đạo\s+)?")
_DECIDING = re.compile(
    r"(?:quyết\s+định|phê\s+duyệt|ký|ban\s+hành|cấp\s+(?:giấy|phép|chứng|lại|đổi)|chấp\s+thuận|công\s+nhận|xét\s+duyệt|xem\s+xét|xác\s+(?:định|nhận)|thông\s+báo|trả\s+lời|gia\s+hạn|cho\s+phép|thu\s+hồi)"
)
_NOUN_BEFORE = re.compile(
    r"(?:kết\s+quả|hồ\s+sơ|văn\s+bản|giấy|đơn|biên\s+bản|phiếu|quy\s+định|thông\s+tin|nhu\s+cầu|yêu\s+cầu|báo\s+cáo|quyết\s+định|đã|chưa|không|sau\s+khi|ngày|được|chữ|đăng|thư|việc|căn\s+cứ|ngoại|cung|phân|trợ|nâng|sơ|trung|cao|khẩn|dịch\s+vụ|nơi|điều\s+kiện|thẩm\s+quyền|nghĩa\s+vụ)\s+$"
)
_WORD_START = re.compile(r"(?<=[\s\x00])(?=\S)")
_PASSIVE = re.compile(
    r"(?:việc\s+)?(?:kết\s+quả|quyết\s+định|giấy\s+\w+)[^,;:]{0,90}?được\s+(?P<verb>trả|gửi|niêm\s+yết|công\s+(?:khai|bố))"
)
_TIMED = re.compile(r"(?:(?:tổng\s+)?thời\s+(?:hạn|gian)\s+)(?=\S)")
_OFFICIAL = frozenset({"issue", "decide", "appraise", "inspect_site"})
_EVERYBODY = re.compile(
    r"(?:các\s+)?(?:tổ\s+chức,?\s+cá\s+nhân|cá\s+nhân|người\s|công\s+dân|hộ\s|chủ\s|doanh\s+nghiệp)"
)
_RELATIVE = re.compile(r"\snơi\s")
_OF = re.compile(r"\s(?:của|thuộc|về)\s+$")
_DUTY = re.compile(r"phải|trách\s+nhiệm")
_UNDERGOING = re.compile(r"được|bị")
_STRONG = re.compile(
    r"nộp|gửi|làm\s|lập\s|kê\s+khai|xuất\s+trình|chuẩn\s+bị|nhận\s+kết|hoàn\s+(?:thiện|chỉnh|thành)|truy\s+cập|đăng\s+nhập|khai\s+báo|có\s+(?:văn|đơn|công)"
)
_FAR = 600


@dataclass(slots=True)
class Act:
    """An act as it stands in a sentence, before acts are folded into steps."""

    kind: str
    verb: str
    start: int
    verb_start: int
    verb_end: int
    end: int
    subject: Subject | None
    explicit: bool
    sentence: int = 0
    line: int = 0
    step: int = 0
    before: str = ""
    rest: str = ""
    condition: Condition | None = None
    optional: bool = False
    together: bool = False
    duration: Found | None = None
    submitted: bool = False
    passive: bool = False
    timed: bool = False
    announcing: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence gives: its acts, every duration in it, and the actor that it announces ("Bộ phận Một cửa:")."""

    acts: tuple[Act, ...]
    durations: tuple[Found, ...]
    named: Subject | None


class SentenceReader:
    """Reads the sentences of one text; positions it gives are positions in that text."""

    def __init__(self, text: str, low: str, directory: Directory) -> None:
        self._text = text
        self._low = low
        self._directory = directory
        self._named: Subject | None = None

    def read(self, start: int, end: int, *, filing: bool) -> Reading:
        """The acts between two places; ``filing``: an act without a named actor is the applicant's."""
        low = self._low[start:end]
        masked, brackets = _without_brackets(low)
        masked = _PAIRS.sub(lambda m: m[0].replace(",", " ", 1), masked)
        durations = [_shift(found, start) for found in find_durations(masked)]
        masked = _hide(masked, [(f.lead - start, f.end - start) for f in durations], DURATION)
        masked = self._hide_anchors(masked)
        conditions = find_conditions(
            masked, lambda at: self._opens_clause(masked, at), lambda at: self._opens_body(masked, at)
        )
        bare = _hide(masked, [(c.start, c.end) for c in conditions], ",")
        bare = _ASIDE.sub(lambda m: " " * len(m[0]), bare)
        bare = _PURPOSE.sub(lambda m: " " * len(m[0]), bare)
        acts = list(self._acts(bare, start, filing=filing))
        _attach(acts, conditions, durations, masked, start)
        for act in acts:
            act.optional = any(act.verb_start <= start + a < act.end + 3 and optional(words) for a, words in brackets)
        return Reading(tuple(acts), tuple(durations), self._named if not acts and low.endswith(":") else None)

    def _hide_anchors(self, masked: str) -> str:
        if not _FROM.search(masked):
            return masked
        out = masked
        for match in _ANCHOR.finditer(masked):
            end = match.end()
            for word in _WORD_START.finditer(masked, match.start() + 15, end):
                at = word.start()
                if self._opens_body(masked, at) and self._verb_near(masked, at, end):
                    end = at
                    break
            out = out[: match.start()] + "," * (end - match.start()) + out[end:]
        return out

    def _verb_near(self, masked: str, at: int, end: int) -> bool:
        if not _ANCHOR_DONE.search(masked, max(0, at - 16), at):
            return False
        return AUXILIARY_WORD.search(masked, at, end) is not None or AGENCY_VERB.search(masked, at + 8, end) is not None

    def _opens_body(self, masked: str, at: int) -> bool:
        found = head(masked, at, len(masked), self._directory)
        return found is not None and not found[1]

    def _opens_clause(self, masked: str, at: int) -> bool:
        at = _skip(masked, at)
        if at >= len(masked):
            return False
        if masked[at] == DURATION:
            return True
        if AUXILIARY_WORD.match(masked, at):
            return True
        found = head(masked, at, len(masked), self._directory)
        if found is not None:
            comma = masked.find(",", found[0])
            reach = masked[found[0] : comma if comma > 0 else len(masked)]
            return (
                DURATION in reach or AGENCY_VERB.search(reach) is not None or APPLICANT_VERB.search(reach) is not None
            )
        return False

    def _acts(self, bare: str, offset: int, *, filing: bool) -> Iterator[Act]:
        subject: Subject | None = None
        acts: list[Act] = []
        started = False
        self._named = None
        reached = 0
        pieces = list(_chunks(bare))
        for number, (left, right, separator) in enumerate(pieces):
            at = _skip(bare, left, right)
            if at >= right or left < reached:
                continue
            right = reached = self._with_joined_names(bare, at, pieces, number, filing=filing and not acts)
            if started and subject is None and not acts and head(bare, at, right, self._directory) is None:
                continue
            started = True
            together = _TOGETHER.search(bare, max(0, left - 12), at) is not None
            fresh = self._chunk(
                bare,
                at,
                right,
                offset,
                subject,
                filing=filing and not acts,
                opening=number == 0,
                joined=separator in ("và", "hoặc"),
            )
            for act in fresh[1]:
                act.together = together
                acts.append(act)
            subject = fresh[0]
            self._named = self._named or subject
        for act, following in zip(acts, [*acts[1:], None], strict=False):
            act.end = _without_joint(
                self._low, act.verb_end, following.start if following else offset + len(bare.rstrip())
            )
            act.announcing = following is None and bare.rstrip().endswith(":")
            act.before = self._low[act.start : act.verb_start]
            act.rest = self._low[act.verb_start : act.end]
        yield from acts

    def _with_joined_names(
        self, bare: str, at: int, pieces: list[tuple[int, int, str]], number: int, *, filing: bool
    ) -> int:
        """Where a clause ends whose actor is several names ("Sở A và Sở B thẩm định") or a name with "và" in it."""
        right = pieces[number][1]
        found = None if _ORGANISE.match(bare, at, right) else head(bare, at, right, self._directory)
        if found is None:
            return right
        first = self._verb_after(bare, found[0], right, private=found[1])
        weak = first is not None and filing and found[1] and not _STRONG.match(bare, first[1].start())
        if first is not None and not weak:
            return right
        for left, end, separator in pieces[number + 1 : number + 4]:
            listed = separator in ("và", "hoặc", "/") or (separator == "," and filing and found[1])
            begin = _skip(bare, left, end)
            listed = listed or (
                separator == ","
                and not found[1]
                and begin < end
                and head(bare, begin, end, self._directory) is not None
            )
            if not listed or begin >= end:
                break
            verb = self._verb_after(bare, begin, end, private=found[1])
            if verb is not None and verb[0] == begin and separator != "và":
                break
            if verb is not None and (not weak or _STRONG.match(bare, verb[1].start())):
                return end if verb[0] > begin else right
        return right

    def _chunk(
        self,
        bare: str,
        at: int,
        right: int,
        offset: int,
        subject: Subject | None,
        *,
        filing: bool,
        opening: bool,
        joined: bool,
    ) -> tuple[Subject | None, list[Act]]:
        passive = _PASSIVE.match(bare, at, right)
        if passive:
            kind = "return" if passive["verb"] in ("trả", "gửi") else "publish_notice"
            act = Act(
                kind,
                passive["verb"],
                offset + at,
                offset + passive.start("verb"),
                offset + passive.end("verb"),
                offset + right,
                subject,
                explicit=subject is not None,
                passive=True,
            )
            return subject, [act]
        timed = _TIMED.match(bare, at, right)
        if timed and AGENCY_VERB.match(bare, timed.end(), right):
            after, told = self._bare_verb(bare, timed.end(), right, offset, subject, filing=False, opening=False)
            for act in told:
                act.timed = True
            return after, told
        handed = _SUBMITTED.match(bare, at, right)
        found = None if _ORGANISE.match(bare, at, right) else head(bare, at, right, self._directory)
        if found and filing and not found[1] and _GENERIC.match(bare, at) and _FILES.search(bare, found[0], right):
            found = (found[0], True)
        if found and not handed:
            verb = self._verb_after(bare, found[0], right, private=found[1])
            if verb is None and found[1] and not filing:
                # a private body that grants or examines acts for the administration
                verb = self._verb_after(bare, found[0], right, private=False)
                asking = "đề nghị" in bare[at : found[0]] or _EVERYBODY.match(bare, at)
                if verb is not None and kind_of(verb[1]) in _OFFICIAL and not asking:
                    found = (found[0], False)
                else:
                    verb = None
            if verb is None:
                if right - at > _FAR or (joined and subject is not None):
                    return subject, []
                name = name_end(bare, at, right)
                follows = bare[right : right + 1] in (DURATION, ",", "")
                if subject is not None and not follows:
                    return subject, []
                return make_subject(self._text, offset + at, offset + name, self._directory, private=found[1]), []
            if found[1] and _UNDERGOING.search(bare, verb[0], verb[1].start()):
                return subject, []
            name = max(name_end(bare, at, verb[0]), min(found[0], verb[0]))
            subject = make_subject(self._text, offset + at, offset + name, self._directory, private=found[1])
            return self._act(bare, at, verb[1].start(), right, offset, subject, explicit=True)
        return self._bare_verb(bare, at, right, offset, subject, filing=filing, opening=opening)

    def _bare_verb(
        self, bare: str, at: int, right: int, offset: int, subject: Subject | None, *, filing: bool, opening: bool
    ) -> tuple[Subject | None, list[Act]]:
        verb = _past_auxiliary(bare, at, right)
        private = subject.private if subject else filing
        table = APPLICANT_VERB if private else AGENCY_VERB
        if not table.match(bare, verb, right):
            if not opening or right - at > _FAR:
                return subject, []
            # an unknown noun that files something is an applicant
            found = self._verb_after(bare, at + 2, right, private=True) if filing else None
            if found is None or kind_of(found[1]) != "submit":
                return subject, []
            name = name_end(bare, at, found[0])
            subject = make_subject(self._text, offset + at, offset + name, self._directory, private=True)
            return self._act(bare, at, found[1].start(), right, offset, subject, explicit=True)
        return self._act(bare, at, verb, right, offset, subject, explicit=subject is not None, filing=filing)

    def _act(
        self,
        bare: str,
        at: int,
        verb: int,
        right: int,
        offset: int,
        subject: Subject | None,
        *,
        explicit: bool,
        filing: bool = False,
    ) -> tuple[Subject | None, list[Act]]:
        private = subject.private if subject else filing
        match = (APPLICANT_VERB if private else AGENCY_VERB).match(bare, verb, right)
        if match is None:
            return subject, []
        act = Act(
            kind_of(match),
            match[0],
            offset + at,
            offset + match.start(),
            offset + match.end(),
            offset + right,
            subject,
            explicit=explicit,
        )
        handed = None if private else _SUBMITTED.search(bare, verb, right)
        if handed is None:
            return subject, [act]
        found = head(bare, handed.end(), right, self._directory)
        deciding = _DECIDING.search(bare, found[0], right) if found and not found[1] else None
        if found is None or deciding is None:
            return subject, [act]
        last = deciding
        for later in _DECIDING.finditer(bare, deciding.end(), right):
            last = later
        name = name_end(bare, handed.end(), deciding.start())
        above = make_subject(
            self._text, offset + handed.end(), offset + max(name, found[0]), self._directory, private=False
        )
        verb_match = AGENCY_VERB.match(bare, last.start(), right)
        second = Act(
            kind_of(verb_match) if verb_match else "decide",
            last[0],
            offset + handed.end(),
            offset + last.start(),
            offset + last.end(),
            offset + right,
            above,
            explicit=True,
            submitted=True,
        )
        return above, [act, second]

    def _verb_after(self, bare: str, at: int, right: int, *, private: bool) -> tuple[int, re.Match[str]] | None:
        table = APPLICANT_VERB if private else AGENCY_VERB
        first: tuple[int, re.Match[str]] | None = None
        for word in _WORD_START.finditer(bare, max(0, at - 1), min(right, at + _FAR)):
            place = _past_auxiliary(bare, word.start(), right)
            if place >= right:
                continue
            match = table.match(bare, place, right)
            if (
                match is None
                or (_RELATIVE.search(bare, at, word.start()) and place == word.start())
                or _OF.search(bare, max(0, word.start() - 7), word.start())
            ):
                continue
            if not (place == word.start() > at + 1 and _NOUN_BEFORE.search(bare, max(0, place - 14), place)):
                if not private or _STRONG.match(bare, place) or _DUTY.search(bare, word.start(), place):
                    return word.start(), match
                first = first or (word.start(), match)
        return first


AUXILIARY_WORD = re.compile(
    r"(?:có\s+(?:trách\s+nhiệm|văn\s+bản|thông\s+báo)|phải|tiến\s+hành|thực\s+hiện|thông\s+báo|trả\s+lời|hướng\s+dẫn|yêu\s+cầu|tổ\s+chức\s+(?:thẩm|kiểm|lấy))\s"
)


def _without_joint(low: str, start: int, end: int) -> int:
    """Where an act ends, without the word that joins the next one to it."""
    joint = _JOINT.search(low, start, end)
    return joint.start() if joint else end


_JOINT = re.compile(r"[\s,;]*(?:\s(?:và|hoặc|đồng\s+thời|rồi|sau\s+đó|thì))?[\s,;]*$")


def _past_auxiliary(bare: str, at: int, right: int) -> int:
    match = AUXILIARY.match(bare, at, right)
    return match.end() if match else at


def _skip(masked: str, at: int, right: int | None = None) -> int:
    match = _LEADING.match(masked, at, len(masked) if right is None else right)
    return match.end() if match else at


def _chunks(bare: str) -> Iterator[tuple[int, int, str]]:
    left = 0
    separator = ""
    for match in _SEPARATOR.finditer(bare):
        yield left, match.start(), separator
        left = match.end()
        separator = match[0].strip()
    yield left, len(bare), separator


def _without_brackets(low: str) -> tuple[str, list[tuple[int, str]]]:
    found: list[tuple[int, str]] = []

    def blank(match: re.Match[str]) -> str:
        if re.fullmatch(r"\([\w\s]{1,16}\)", match[0]) and not optional(match[0]):
            before = low[max(0, match.start() - 4) : match.start()]
            if any(c.isdigit() for c in before):
                return match[0]
        found.append((match.start(), match[0]))
        return " " * len(match[0])

    return _BRACKETS.sub(blank, low), found


def _hide(masked: str, places: list[tuple[int, int]], mark: str) -> str:
    for start, end in places:
        masked = masked[:start] + mark * (end - start) + masked[end:]
    return masked


def _shift(found: Found, by: int) -> Found:
    return Found(found.start + by, found.end + by, found.lead + by, found.limit, found.certain)


def _attach(acts: list[Act], conditions: list[Condition], durations: list[Found], masked: str, offset: int) -> None:
    """Gives every act the condition and the duration that govern it."""
    for condition in conditions:
        begin, end = offset + condition.start, offset + condition.end
        stop = masked.find(";", condition.end)
        until = offset + (stop if stop >= 0 else len(masked))
        governed = [act for act in acts if end <= act.start < until]
        if (
            not governed
            and condition.is_if
            and not condition.refusing
            and not condition.words.lstrip().startswith("đối")
        ):
            before = [act for act in acts if act.start < begin]
            governed = (
                before[-1:]
                if before and not masked[condition.start - 2 : condition.start].strip().endswith(",")
                else []
            )
            for act in governed:
                act.optional = act.optional or optional(condition.words)
        for act in governed:
            if condition.is_if or act.condition is None:
                act.condition = condition
    breaks = [offset + c.start for c in conditions if c.is_if]
    for found in durations:
        following = [act for act in acts if act.start >= found.end or act.verb_start >= found.end]
        before = [act for act in acts if act.verb_start < found.lead]
        # a condition right after the duration stands inside its reach
        limit = min(
            (b for b in breaks if b >= found.end and any(found.end <= a.verb_start < b for a in acts)),
            default=offset + len(masked),
        )
        reached: list[Act] = []
        for act in following:
            other = (
                reached
                and act.subject is not None
                and reached[-1].subject is not None
                and act.subject.actor != reached[-1].subject.actor
            )
            if act.verb_start > limit or other:
                break
            reached.append(act)
        between = masked[(before[-1].verb_end - offset) : found.lead - offset] if before else ""
        clinging = bool(before) and not re.search(r"[,;:]", between)
        if clinging and before[-1].duration is None:
            before[-1].duration = found
            reached = []
        elif (
            not reached
            and before
            and before[-1].duration is None
            and before[-1].verb_start > max((b for b in breaks if b < found.lead), default=-1)
        ):
            before[-1].duration = found
        for act in reached:
            act.duration = found
