"""A published sequence of acts read into steps, by markers, names and verbs alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from tthc_audit.importers.text.actors import Directory, Subject, head, make_subject
from tthc_audit.importers.text.acts import Act
from tthc_audit.importers.text.clauses import SentenceReader
from tthc_audit.importers.text.durations import Found
from tthc_audit.importers.text.folding import fold
from tthc_audit.importers.text.model import APPLICANT, ExtractedStep, Span
from tthc_audit.importers.text.plain import lowered, plain_text
from tthc_audit.importers.text.segments import Sentence, sentences

MOST_STEPS = 200
_LONGEST_SENTENCE = 6_000
_REMARK = re.compile(
    r"(?:lưu\s+ý|ghi\s+chú|chú\s+ý|thời\s+gian\s+(?:tiếp\s+nhận|nhận|làm\s+việc|trả)|địa\s+(?:điểm"
    r"|chỉ)|khi\s+(?:đi|đến)\s|khi\s+nộp\s|khi\s+nhận\s+kết|mẫu\s|phí|lệ\s+phí|căn\s+cứ\s+pháp"
    r"|văn\s+bản\s+(?:thông|thẩm|yêu)[^,;]{0,30}(?:gồm|cần|phải)|hồ\s+sơ\s+(?:bao\s+)?gồm|việc\s+ủy"
    r"|cách\s+thức|thủ\s+tục\s+\w|trình\s+tự\s+(?:thực\s+hiện|giải\s+quyết)?\s*:?\s*$)"
)
_TO_THE_END = re.compile(r"(?:lưu\s+ý|ghi\s+chú|chú\s+ý)\s*:?\s*$")
_TIME_LINE = re.compile(
    r"(?:tổng\s+)?thời\s+(?:hạn|gian)(?:\s+(?:thực\s+hiện|giải\s+quyết|xử\s+lý"
    r"|thẩm\s+định))?(?:\s+(?:là|không\s+quá|tối\s+đa)|\s*:)"
)
_NOUN = re.compile(
    r"(?:quyết\s+định|kết\s+luận|báo\s+cáo|thông\s+báo|giấy|văn\s+bản)\s+(?:cho\s+phép|của|về"
    r"|kết\s+quả|theo|công\s+nhận|này|giải\s+quyết)"
)
_DONE = re.compile(r"được\s+thực\s+hiện|thực\s+hiện\s+theo\s+(?:quy\s+định|trình\s+tự)\s+(?:tại|của)")
_TOWARD = re.compile(r"\s(?:đến|tới|về|cho|tại|gửi)\s+")
_AFTER_NAME = re.compile(r"[,;.:(\n]|\s(?:để|theo|qua|bằng|nơi|hoặc|trong|có\s|thông\s+qua|và\s|kèm|đề\s+nghị|đặt|/)")
_HEADING = 75
_FILING = re.compile(r"\s*(?:nộp|gửi|chuẩn\s+bị|lập|đăng\s+ký|kê\s+khai|nhận\s+kết|đến\s+nhận|hoàn\s+thiện)")
_LED = 3
"""How many sentences a limit that stands before a list reaches."""
_BASE = Decimal("0.90")


def extract_steps(text: str, agencies: Mapping[str, str]) -> tuple[ExtractedStep, ...]:
    """The steps of a published text, in text order; ``agencies`` maps ids to names of the declared bodies.

    Positions count characters of ``plain_text(text)``. At most 200 steps are read, from at most
    60,000 characters. A text without any readable act gives no step.
    """
    plain = plain_text(text)
    acts = fold(_read(plain, Directory(agencies)))
    return tuple(_steps(plain, acts[:MOST_STEPS]))


def _read(text: str, directory: Directory) -> list[Act]:
    low = lowered(text)
    directory.learn(text)
    reader = SentenceReader(text, low, directory)
    acts: list[Act] = []
    body: Subject | None = None
    person: Subject | None = None
    skipped_step: int | None = None
    announced: Subject | None = None
    sentence = 0
    lead: tuple[Found, int, int] | None = None
    parts = list(sentences(text))
    for number, part in enumerate(parts):
        words = low[part.start : min(part.end, part.start + 120)]
        goes_on = number > 0 and not part.first and text[parts[number - 1].end - 1] == ";"
        sentence = sentence if goes_on else number
        if skipped_step is not None and part.step == skipped_step:
            continue
        skipped_step = None
        if _REMARK.match(words):
            if _TO_THE_END.match(low[part.start : part.end]):
                skipped_step = part.step
            continue
        filing = not acts or announced is not None or (_FILING.match(words) is not None and not _agency_would(words))
        reading = reader.read(part.start, min(part.end, part.start + _LONGEST_SENTENCE), filing=filing)
        if _TIME_LINE.match(words) and reading.durations:
            _spread(acts, part, reading.durations[-1])
            continue
        fresh = list(reading.acts)
        if reading.named is not None:
            announced = reading.named if reading.named.private else None
            person, body = (reading.named, body) if reading.named.private else (person, reading.named)
        if not fresh and reading.durations and low[part.start : part.end].endswith(":"):
            lead = (reading.durations[-1], part.step, number)
        named = any(act.explicit for act in fresh)
        if (
            fresh
            and not named
            and (_is_heading(text, parts, number) or _NOUN.match(words) or _DONE.search(low, part.start, part.end))
        ):
            continue
        for act in fresh:
            act.sentence, act.line, act.step = sentence, part.line, part.step
            if act.subject is None:
                act.subject = person if filing and not act.explicit and person else (None if filing else body)
                if act.subject is None and filing:
                    act.subject = Subject(APPLICANT, "", act.start, act.start, private=True)
        fresh = [act for act in fresh if act.subject is not None or part.first]
        if goes_on and acts:
            _carry(acts[-1], fresh)
        acts.extend(fresh)
        if lead is not None and lead[1] == part.step and number <= lead[2] + _LED:
            for act in fresh:
                act.duration = act.duration or lead[0]
        for act in fresh:
            if act.explicit and act.subject is not None:
                announced = announced if act.subject.private else None
                if act.subject.private:
                    person = act.subject
                    body = body or (_recipient(text, low, act, directory) if act.kind == "submit" else None)
                else:
                    body = act.subject
        if len(acts) > 4 * MOST_STEPS:
            break
    return acts


def _recipient(text: str, low: str, act: Act, directory: Directory) -> Subject | None:
    """Where the dossier goes: who acts next where nobody is named."""
    for toward in _TOWARD.finditer(low, act.verb_start, act.end):
        found = head(low, toward.end(), act.end, directory)
        if found is not None and not found[1]:
            stop = _AFTER_NAME.search(low, found[0], act.end)
            end = stop.start() if stop else act.end
            if end - toward.end() <= 90:
                return make_subject(text, toward.end(), end, directory, private=False)
    return None


def _agency_would(words: str) -> bool:
    return re.match(r"\s*(?:gửi|lập|đăng\s+ký|hoàn\s+thiện)", words) is not None and "hồ sơ" not in words[:40]


def _is_heading(text: str, parts: list[Sentence], number: int) -> bool:
    """A short line without an actor that only announces what the next line tells."""
    part = parts[number]
    words = text[part.start : part.end]
    if (
        not part.first
        or len(words) > (_HEADING if words.endswith((".", ";")) else 2 * _HEADING)
        or number + 1 >= len(parts)
    ):
        return False
    following = parts[number + 1]
    if following.line == part.line:
        return words.rstrip().endswith(":")
    return following.step == part.step and (not words.endswith((";", ".")) or words.count(" ") < 6)


def _carry(before: Act, fresh: list[Act]) -> None:
    """A limit goes on over a semicolon until a new subject or a new condition."""
    found = before.duration
    if found is None or found.end > before.verb_start:
        return
    for act in fresh:
        same = act.subject is not None and before.subject is not None and act.subject.actor == before.subject.actor
        if not same or act.duration is not None or (act.condition is not None and act.condition.is_if):
            return
        act.duration = found


def _spread(acts: list[Act], part: Sentence, found: Found) -> None:
    """A separate time line covers the acts of its own numbered step."""
    for act in acts:
        if act.step == part.step and act.step and act.duration is None and not (act.subject and act.subject.private):
            act.duration = found


def _steps(text: str, acts: list[Act]) -> list[ExtractedStep]:
    sharing: dict[tuple[int, int], list[int]] = {}
    for number, act in enumerate(acts):
        if act.duration is not None:
            sharing.setdefault((act.duration.start, act.duration.end), []).append(number)
    steps: list[ExtractedStep] = []
    for number, act in enumerate(acts):
        shared: tuple[int, ...] = ()
        if act.duration is not None:
            shared = tuple(n for n in sharing[(act.duration.start, act.duration.end)] if n != number)
        beside: list[int] = []
        if act.together and number and acts[number - 1].sentence == act.sentence:
            beside.append(number - 1)
        if number + 1 < len(acts) and acts[number + 1].together and acts[number + 1].sentence == act.sentence:
            beside.append(number + 1)
        steps.append(_step(text, act, shared, tuple(beside)))
    return steps


def _step(text: str, act: Act, shared: tuple[int, ...], beside: tuple[int, ...]) -> ExtractedStep:
    spans: dict[str, Span] = {"step": (act.start, max(act.end, act.verb_end)), "kind": (act.verb_start, act.verb_end)}
    subject = act.subject
    if subject is not None and subject.end > subject.start:
        spans["actor"] = (subject.start, subject.end)
    if act.duration is not None:
        spans["duration"] = (act.duration.start, act.duration.end)
    branch = act.kind == "supplement" or act.optional or (act.condition is not None and act.condition.branch)
    condition = (
        act.condition.words.strip(" ,;:") if branch and act.condition is not None and act.condition.is_if else None
    )
    return ExtractedStep(
        text=text[act.start : max(act.end, act.verb_end)].strip(" ,;:\n"),
        kind=act.kind,
        actor=subject.actor if subject else None,
        actor_name=(subject.name or None) if subject else None,
        duration=act.duration.limit if act.duration else None,
        conditional=branch,
        condition=condition,
        parallel_with=beside,
        shares_limit_with=shared,
        spans=spans,
        confidence=_confidence(act, shared),
    )


def _confidence(act: Act, shared: tuple[int, ...]) -> Decimal:
    """How sure the reading is: what was inferred rather than read lowers it."""
    value = _BASE
    if act.subject is None:
        value -= Decimal("0.40")
    elif not act.explicit:
        value -= Decimal("0.15")
    if act.kind == "other" or act.passive or act.submitted:
        value -= Decimal("0.15")
    if shared:
        value -= Decimal("0.05")
    if act.duration is not None and not act.duration.certain:
        value -= Decimal("0.10")
    return max(value, Decimal("0.10"))
