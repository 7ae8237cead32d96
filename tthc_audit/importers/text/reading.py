"""The sentences of a text read one after the other, with what each hands on to the next: who acts, which limit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tthc_audit.importers.text.actors import Directory, Subject, head, led_by
from tthc_audit.importers.text.acts import Act, Reading, is_private
from tthc_audit.importers.text.durations import Found
from tthc_audit.importers.text.headings import (
    Contents,
    files_within,
    is_remark,
    opens_its_step,
    past_caption,
    speaks_of,
    time_line,
)
from tthc_audit.importers.text.model import APPLICANT
from tthc_audit.importers.text.plain import lowered
from tthc_audit.importers.text.segments import Sentence, sentences
from tthc_audit.importers.text.sentence import SentenceReader
from tthc_audit.importers.text.untold import (
    collected,
    completed,
    filed,
    given_time,
    once_more,
    receipted,
    recipient,
    taker,
)

MOST_STEPS = 200
_LONGEST_SENTENCE = 6_000
_HEAD = 120
_FILING = re.compile(r"\s*(?:nộp|gửi|chuẩn\s+bị|lập|đăng\s+ký|kê\s+khai|nhận\s+kết|đến\s+nhận|hoàn\s+thiện)")
_AGENCY_WOULD = re.compile(r"\s*(?:gửi|lập|đăng\s+ký|hoàn\s+thiện)")
_LAYS = re.compile(r"\s(?:trình|báo\s+cáo)\s")
_TASKS = re.compile(r"(?:công\s+việc|nhiệm\s+vụ|nội\s+dung|thực\s+hiện|trách\s+nhiệm)[^,;.]{0,30}:$")
_NEAR = 2
_LED = 3
"""How many sentences a limit that stands before a list reaches."""


@dataclass(frozen=True, slots=True)
class _Leader:
    """Whose tasks a list tells ("Trong thời hạn 10 ngày, Sở A thực hiện các công việc sau:"), and by when."""

    subject: Subject
    limit: Found | None
    step: int
    mark: str | None = None


class TextReader:
    """Reads one text; the acts stand in text order and are not yet folded into steps."""

    def __init__(self, text: str, directory: Directory) -> None:
        self._text = text
        self._low = lowered(text)
        directory.learn(text)
        self._directory = directory
        self._sentences = SentenceReader(text, self._low, directory)
        self._contents = Contents()
        self._acts: list[Act] = []
        self._body: Subject | None = None
        self._person: Subject | None = None
        self._announced: Subject | None = None
        self._lead: tuple[Found, int, int] | None = None
        self._asked = False
        self._leader: _Leader | None = None

    def read(self) -> list[Act]:
        """The acts of the whole text."""
        parts = list(sentences(self._text))
        skipped: int | None = None
        sentence = 0
        for number, part in enumerate(parts):
            goes_on = number > 0 and not part.first and self._text[parts[number - 1].end - 1] == ";"
            sentence = sentence if goes_on else number
            if skipped is not None and part.step == skipped:
                continue
            skipped = None
            remark = is_remark(self._low, part)
            if remark is not None:
                skipped = part.step if remark else None
                continue
            self._sentence(parts, number, sentence, goes_on=goes_on)
            if len(self._acts) > 4 * MOST_STEPS:
                break
        return self._acts

    def _sentence(self, parts: list[Sentence], number: int, sentence: int, *, goes_on: bool) -> None:
        part, low = parts[number], self._low
        begin = past_caption(low, part, self._directory)
        words = low[begin : min(part.end, begin + _HEAD)]
        filing = self._files(part, words, sentence, goes_on=goes_on)
        reading = self._sentences.read(begin, min(part.end, part.start + _LONGEST_SENTENCE), filing=filing)
        if reading.durations and files_within(words):
            self._within(reading.durations[-1])
            return
        if time_line(words) and reading.durations:
            self._spread(part, reading.durations[-1])
            return
        fresh = self._contents.without(list(reading.acts), low, part, words)
        self._take_names(reading, part)
        self._take_lead(reading, fresh, part, number)
        if (
            fresh
            and not any(act.explicit for act in fresh)
            and (opens_its_step(self._text, parts, number, fresh) or speaks_of(low, part, words))
        ):
            return
        if reading.otherwise is not None:
            fresh = [*fresh, *once_more(self._acts + fresh, reading.otherwise, part)]
        led = self._led(part, reading, fresh)
        if led is not None:
            self._body = led.subject
        fresh = self._with_actors(fresh, part, filing=filing)
        if led is not None:
            for act in fresh:
                act.duration = act.duration or (led.limit if act.subject is led.subject else None)
        fresh = self._contents.without_places(fresh, low, part, words)
        fresh = self._with_untold(fresh, reading, part, filing=filing)
        for act in fresh:
            act.sentence, act.line, act.step = sentence, part.line, part.step
        if goes_on and self._acts:
            _carry(next((act for act in reversed(self._acts) if not act.submitted), self._acts[-1]), fresh)
        self._acts.extend(fresh)
        if self._lead is not None and self._lead[1] == part.step and number <= self._lead[2]:
            for act in fresh:
                act.duration = act.duration or self._lead[0]
        self._remember(fresh)

    def _led(self, part: Sentence, reading: Reading, fresh: list[Act]) -> _Leader | None:
        """Who leads the list in which this sentence is an item without an actor of its own."""
        leader = self._leader
        if self._low[part.end - 1] == ":" and _TASKS.search(self._low, part.start, part.end):
            named = reading.named or next((act.subject for act in fresh if act.explicit), None)
            if named is not None and not named.private:
                self._leader = _Leader(named, reading.durations[-1] if reading.durations else None, part.step)
            return None
        if leader is None or leader.step != part.step:
            self._leader = None
            return None
        if part.first:
            mark = self._text[max(0, part.start - 3) : part.start].strip()[-1:]
            if leader.mark not in (None, mark):
                self._leader = None
                return None
            leader = self._leader = replace(leader, mark=mark)
        explicit = any(act.explicit and not act.submitted for act in fresh) or reading.named is not None
        if part.first and explicit and (not fresh or fresh[0].explicit):
            begins = next((act for act in fresh if act.explicit and not act.submitted), None)
            if begins is None or begins.start - part.start <= _NEAR:
                self._leader = None
        return leader if fresh and part.first and not explicit else None

    def _files(self, part: Sentence, words: str, sentence: int, *, goes_on: bool) -> bool:
        """Whether an act without a named actor is the applicant's here."""
        if self._leader is not None and self._leader.step == part.step and part.first:
            return False
        if (not self._acts and self._body is None) or self._announced is not None:
            return True
        if goes_on and self._acts:
            last = self._acts[-1]
            return (
                last.sentence == sentence
                and is_private(last)
                and head(self._low, part.start, part.end, self._directory) is None
            )
        agency = _AGENCY_WOULD.match(words) is not None and ("hồ sơ" not in words[:40] or _LAYS.search(words[:40]))
        return _FILING.match(words) is not None and not agency

    def _take_names(self, reading: Reading, part: Sentence) -> None:
        if reading.named is None:
            return
        closing = self._low[part.end - 1]
        if closing in ":.":
            self._announced = reading.named if reading.named.private and closing == ":" else None
        if reading.named.private:
            self._person = reading.named
        else:
            self._body = reading.named

    def _take_lead(self, reading: Reading, fresh: list[Act], part: Sentence, number: int) -> None:
        closing = self._low[part.end - 1]
        considered = all(act.verb.startswith("xem xét") for act in fresh)
        if considered and reading.durations and closing in ":;":
            self._lead = (reading.durations[-1], part.step, number + (_LED if closing == ":" else 1))

    def _with_actors(self, fresh: list[Act], part: Sentence, *, filing: bool) -> list[Act]:
        for act in fresh:
            if act.subject is None:
                person = self._person if filing and not act.explicit else None
                act.subject = person or (None if filing else self._body)
                if (
                    act.subject is None
                    and self._person is not None
                    and self._body is None
                    and act.kind in ("transfer", "other")
                ):
                    act.subject, act.kind = self._person, "submit"
                if act.subject is None and filing:
                    act.subject = Subject(APPLICANT, "", act.start, act.start, private=True)
            elif act.subject.name.lower().startswith(("cơ quan này", "đơn vị này")) and self._body is not None:
                act.subject = self._body
            if act.passive and act.kind == "publish_notice" and act.subject is not None:
                act.subject = led_by(self._text, act.subject, self._directory)
            if not act.explicit:
                act.subject = taker(self._text, self._low, part, act, self._directory) or act.subject
        return [act for act in fresh if act.subject is not None or part.first]

    def _with_untold(self, fresh: list[Act], reading: Reading, part: Sentence, *, filing: bool) -> list[Act]:
        if not fresh:
            fresh = collected(self._low, part, self._person) or receipted(self._low, part, self._body)
        if reading.durations:
            fresh = given_time(fresh, self._low, part, reading.durations[-1], self._person)
        if self._asked and reading.durations:
            fresh = completed(fresh, self._low, part, reading.durations[-1], self._person)
        self._asked = self._asked or any(act.kind == "supplement" or "bổ sung" in act.rest for act in fresh)
        if filing and not self._acts and not any(act.kind == "submit" for act in fresh):
            first = filed(self._low, part, self._directory, alone=not fresh)
            if first is not None:
                fresh = [first, *(act for act in fresh if act.explicit and act.start > first.verb_end)]
        return fresh

    def _remember(self, fresh: list[Act]) -> None:
        for act in fresh:
            if not act.explicit or act.subject is None or act.submitted:
                continue
            if act.subject.private:
                self._person = act.subject
                if self._body is None and act.kind == "submit":
                    self._body = recipient(self._text, self._low, act, self._directory)
            else:
                self._announced = None
                self._body = act.subject

    def _within(self, found: Found) -> None:
        """A line that only tells by when to file belongs to the filing."""
        filing = next((act for act in reversed(self._acts) if act.kind == "submit" and act.duration is None), None)
        if filing is not None:
            filing.duration = found

    def _spread(self, part: Sentence, found: Found) -> None:
        """A separate time line covers the acts of its own numbered step."""
        for act in self._acts:
            if act.step == part.step and act.step and act.duration is None and not is_private(act):
                act.duration = found


def _carry(before: Act, fresh: list[Act]) -> None:
    """A limit goes on over a semicolon until a new subject or a new condition."""
    found = before.duration
    if found is None:
        return
    for act in fresh:
        same = act.subject is not None and before.subject is not None and act.subject.actor == before.subject.actor
        if not same or act.duration is not None:
            return
        act.duration = found
