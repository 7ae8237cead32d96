"""One sentence read: its acts with actor, verb, condition and duration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tthc_audit.importers.text.actors import Directory, Subject, head, make_subject, name_end
from tthc_audit.importers.text.acts import Act, Reading
from tthc_audit.importers.text.conditions import DURATION, find_conditions, optional
from tthc_audit.importers.text.durations import Found, find_durations
from tthc_audit.importers.text.finding import FAR, FILING_VERB, chunks, past_auxiliary, skip, verb_after, without_joint
from tthc_audit.importers.text.governing import govern
from tthc_audit.importers.text.masking import Outline, hide, without_brackets
from tthc_audit.importers.text.verbs import AGENCY_VERB, APPLICANT_VERB, kind_of

_ASIDE = re.compile(r"\s(?:trong\s+đó|bao\s+gồm|gồm\s|cụ\s+thể|như\s+sau|nhằm|bao\s+gồm:).*$", re.DOTALL)
_PURPOSE = re.compile(r"\sđể\s[^,;:\x00]*")
_TOGETHER = re.compile(r"đồng\s+thời|song\s+song|cùng\s+lúc")
_GENERIC = re.compile(
    r"(?:các\s+)?(?:cơ\s+quan|đơn\s+vị|hội|tổ|ban|trung\s+tâm|viện|bệnh\s+viện|đoàn|ngân\s+hàng"
    r"|tổ\s+chức|quỹ|người)\s"
)
_FILES = re.compile(r"(?:nộp|gửi|lập)\s[^,;]{0,40}?(?:hồ\s+sơ|đơn|văn\s+bản\s+đề\s+nghị)|nộp\s")
_ORGANISE = re.compile(
    r"tổ\s+chức\s+(?=việc|họp|thẩm|kiểm|xét|đánh|lấy|khảo|đối|niêm|thực\s+hiện|xác|nghiệm|sát"
    r"|công\s+bố|cấp\s|chi\s|bình|thi\s|phiên)|thực\s+hiện|hội\s+đồng\s+họp"
)
_SUBMITTED = re.compile(r"(?:và\s+)?(?:để\s+)?(?:trình|báo\s+cáo|tham\s+mưu(?:\s+cho)?|đề\s+nghị)\s+(?:lãnh\s+đạo\s+)?")
_DECIDING = re.compile(
    r"(?:quyết\s+định|phê\s+duyệt|ký|ban\s+hành|cấp\s+(?:giấy|phép|chứng|lại|đổi)|chấp\s+thuận"
    r"|công\s+nhận|xét\s+duyệt|xem\s+xét|xác\s+(?:định|nhận)|thông\s+báo|trả\s+lời|gia\s+hạn"
    r"|cho\s+phép|thu\s+hồi)"
)
_PASSIVE = re.compile(
    r"(?:việc\s+)?(?:kết\s+quả|quyết\s+định|giấy\s+\w+)[^,;:]{0,90}?được\s+(?P<verb>trả|gửi"
    r"|niêm\s+yết|công\s+(?:khai|bố))"
)
_TIMED = re.compile(r"(?:(?:tổng\s+)?thời\s+(?:hạn|gian)\s+)(?=\S)")
_OFFICIAL = frozenset({"issue", "decide", "appraise", "inspect_site"})
_EVERYBODY = re.compile(
    r"(?:các\s+)?(?:tổ\s+chức,?\s+cá\s+nhân|cá\s+nhân|người\s|công\s+dân|hộ\s|chủ\s|doanh\s+nghiệp)"
)
_DUTY = re.compile(r"(?:phải|có\s+trách\s+nhiệm|sẽ)\s")
_ANNOUNCING = re.compile(r"(?::|thực\s+hiện\.?)$")
_UNDERGOING = re.compile(r"được|bị")


class SentenceReader:
    """Reads the sentences of one text; positions it gives are positions in that text."""

    def __init__(self, text: str, low: str, directory: Directory) -> None:
        self._text = text
        self._low = low
        self._directory = directory
        self._outline = Outline(directory)
        self._named: Subject | None = None

    def read(self, start: int, end: int, *, filing: bool) -> Reading:
        """The acts between two places; ``filing``: an act without a named actor is the applicant's."""
        low = self._low[start:end]
        masked, brackets = without_brackets(low)
        durations = [_shift(found, start) for found in find_durations(masked)]
        masked = hide(masked, [(f.lead - start, f.end - start) for f in durations], DURATION)
        masked = self._outline.hide_anchors(masked)
        conditions = find_conditions(
            masked, lambda at: self._outline.opens_clause(masked, at), lambda at: self._outline.opens_body(masked, at)
        )
        bare = hide(masked, [(c.start, c.end) for c in conditions], ",")
        bare = _ASIDE.sub(lambda m: " " * len(m[0]), bare)
        bare = _PURPOSE.sub(lambda m: " " * len(m[0]), bare)
        acts = list(self._acts(bare, start, filing=filing))
        govern(acts, conditions, durations, masked, start)
        for act in acts:
            act.optional = any(act.verb_start <= start + a < act.end + 3 and optional(words) for a, words in brackets)
        return Reading(tuple(acts), tuple(durations), self._named if not acts and _ANNOUNCING.search(low) else None)

    def _acts(self, bare: str, offset: int, *, filing: bool) -> Iterator[Act]:
        subject: Subject | None = None
        acts: list[Act] = []
        started = False
        self._named = None
        reached = 0
        pieces = list(chunks(bare))
        for number, (left, stop, separator) in enumerate(pieces):
            at = skip(bare, left, stop)
            if at >= stop or left < reached:
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
            act.end = without_joint(
                self._low, act.verb_end, following.start if following else offset + len(bare.rstrip())
            )
            act.announcing = bare.rstrip().endswith(":")
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
        first = verb_after(bare, found[0], right, private=found[1])
        weak = first is not None and filing and found[1] and not FILING_VERB.match(bare, first[1].start())
        if first is not None and not weak:
            return right
        for left, end, separator in pieces[number + 1 : number + 4]:
            listed = separator in ("và", "hoặc", "/") or (separator == "," and filing and found[1])
            begin = skip(bare, left, end)
            listed = listed or (
                separator == ","
                and not found[1]
                and begin < end
                and head(bare, begin, end, self._directory) is not None
            )
            if not listed or begin >= end:
                break
            verb = verb_after(bare, begin, end, private=found[1])
            if verb is not None and verb[0] == begin and separator != "và":
                break
            if verb is not None and (not weak or FILING_VERB.match(bare, verb[1].start())):
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
            if DURATION not in bare:
                return subject, []
            after, told = self._bare_verb(bare, timed.end(), right, offset, subject, filing=False, opening=False)
            for act in told:
                act.timed = True
            return after, told
        handed = _SUBMITTED.match(bare, at, right)
        found = None if _ORGANISE.match(bare, at, right) else head(bare, at, right, self._directory)
        if found and filing and not found[1] and _GENERIC.match(bare, at) and _FILES.search(bare, found[0], right):
            found = (found[0], True)
        if found and not handed:
            verb = verb_after(bare, found[0], right, private=found[1])
            if verb is None and found[1] and not filing:
                # a private body that grants or examines acts for the administration
                verb = verb_after(bare, found[0], right, private=False)
                asking = "đề nghị" in bare[at : found[0]] or _EVERYBODY.match(bare, at)
                if verb is not None and kind_of(verb[1]) in _OFFICIAL and not asking:
                    found = (found[0], False)
                else:
                    verb = None
            if verb is None:
                if right - at > FAR or (joined and subject is not None):
                    return subject, []
                name = name_end(bare, at, right)
                follows = bare[right : right + 1] in (DURATION, ",", "")
                if subject is not None and not follows:
                    return subject, []
                return make_subject(self._text, offset + at, offset + name, self._directory, private=found[1]), []
            undergone = _UNDERGOING.search(bare, verb[0], verb[1].start()) and not verb[1][0].startswith(("lựa", "nộp"))
            if found[1] and undergone:
                return subject, []
            name = max(name_end(bare, at, verb[0]), min(found[0], verb[0]))
            subject = make_subject(self._text, offset + at, offset + name, self._directory, private=found[1])
            return self._act(bare, at, verb[1].start(), right, offset, subject=subject, explicit=True)
        return self._bare_verb(bare, at, right, offset, subject, filing=filing, opening=opening)

    def _bare_verb(
        self, bare: str, at: int, right: int, offset: int, subject: Subject | None, *, filing: bool, opening: bool
    ) -> tuple[Subject | None, list[Act]]:
        verb = past_auxiliary(bare, at, right)
        private = subject.private if subject else filing
        table = APPLICANT_VERB if private else AGENCY_VERB
        duty = _DUTY.search(bare, at, right) if subject is not None and not table.match(bare, verb, right) else None
        if duty is not None:
            # the rest of a name with a comma in it stood before
            verb = past_auxiliary(bare, duty.start(), right)
        if not table.match(bare, verb, right):
            if not opening or right - at > FAR:
                return subject, []
            # an unknown noun that files something is an applicant
            found = verb_after(bare, at + 2, right, private=True) if filing else None
            if found is None or kind_of(found[1]) != "submit":
                return subject, []
            name = name_end(bare, at, found[0])
            subject = make_subject(self._text, offset + at, offset + name, self._directory, private=True)
            return self._act(bare, at, found[1].start(), right, offset, subject=subject, explicit=True)
        return self._act(bare, at, verb, right, offset, subject=subject, explicit=subject is not None, filing=filing)

    def _act(
        self,
        bare: str,
        at: int,
        verb: int,
        right: int,
        offset: int,
        *,
        subject: Subject | None,
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


def _shift(found: Found, by: int) -> Found:
    return Found(found.start + by, found.end + by, found.lead + by, found.limit, found.certain)
