"""One sentence read: its acts with actor, verb, condition and duration."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.importers.text.actors import Directory, Subject, head, make_subject, name_end, noun
from tthc_audit.importers.text.acts import Act, Reading
from tthc_audit.importers.text.conditions import DURATION, Condition, find_conditions, optional
from tthc_audit.importers.text.durations import Found, find_durations
from tthc_audit.importers.text.finding import FAR, FILING_VERB, chunks, past_auxiliary, skip, verb_after, without_joint
from tthc_audit.importers.text.governing import govern, otherwise
from tthc_audit.importers.text.masking import Outline, hide, without_brackets
from tthc_audit.importers.text.names import glued
from tthc_audit.importers.text.superior import handed_to, laid_before
from tthc_audit.importers.text.verbs import AGENCY_VERB, APPLICANT_VERB, kind_of
from tthc_audit.importers.text.wording import (
    ANNOUNCING,
    ASIDE,
    BOUND,
    DUTY,
    EVERYBODY,
    FILES,
    GENERIC,
    IDLE,
    NEGLECTS,
    OFFICIAL,
    ORGANISE,
    PASSED,
    PASSIVE,
    PURPOSE,
    REACH,
    RECEIVING,
    SUBMITTED,
    TAKES,
    TIMED,
    TOGETHER,
    TOLD_OF,
    UNDERGOING,
    VALIDITY,
)

_HEAD = 2
"""How far from its beginning the subject of a sentence stands at most."""


class SentenceReader:
    """Reads the sentences of one text; positions it gives are positions in that text."""

    def __init__(self, text: str, low: str, directory: Directory) -> None:
        self._text = text
        self._low = low
        self._directory = directory
        self._outline = Outline(directory)
        self._named: Subject | None = None
        self._conditions: list[Condition] = []

    def read(self, start: int, end: int, *, filing: bool) -> Reading:
        """The acts between two places; ``filing``: an act without a named actor is the applicant's."""
        low = self._low[start:end]
        masked, brackets = without_brackets(low)
        durations = [_shift(found, start) for found in find_durations(masked) if found.limit.get("unit") != VALIDITY]
        masked = hide(masked, [(f.lead - start, f.end - start) for f in durations], DURATION)
        told = masked
        masked = self._outline.hide_anchors(glued(masked))
        conditions = find_conditions(
            masked,
            told,
            self._text[start:end],
            lambda at: self._outline.opens_clause(masked, at),
            lambda at: self._outline.opens_body(masked, at),
        )
        self._conditions = conditions
        bare = hide(masked, [(c.start, c.end) for c in conditions], ",")
        bare = ASIDE.sub(lambda m: " " * len(m[0]), bare)
        aimed = list(handed_to(self._text, bare, start, self._directory))
        bare = PURPOSE.sub(lambda m: " " * len(m[0]), bare)
        acts = list(self._acts(bare, start, filing=filing))
        govern(acts, conditions, durations, told, start)
        for other in aimed:
            at = next((n for n, act in enumerate(acts) if act.start > other.start), len(acts))
            if at:
                acts.insert(at, other)
        for act in acts:
            act.optional = any(act.verb_start <= start + a < act.end + 3 and optional(words) for a, words in brackets)
        body = self._named is not None and not self._named.private and self._named.start - start <= _HEAD
        named = self._named if not acts and (body or ANNOUNCING.search(low)) else None
        return Reading(tuple(acts), tuple(durations), named, otherwise(acts, conditions, durations, low, start))

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
            together = TOGETHER.search(bare, max(0, left - 12), at) is not None
            fresh = self._chunk(
                bare,
                at,
                right,
                offset,
                subject,
                filing=filing and not acts,
                opening=number == 0,
                joined=separator in ("và", "hoặc"),
                other=bool(acts) and (separator == "hoặc" or (acts[-1].kind == "consult" and separator in (",", "và"))),
                begun=bool(acts) and not any(c.start <= left <= c.end for c in self._conditions),
            )
            for act in fresh[1]:
                act.together, act.joint = together, separator
                # whoever was asked to decide does all that is listed after it
                act.submitted = act.submitted or (bool(acts) and acts[-1].submitted and act.subject is acts[-1].subject)
                acts.append(act)
            subject = fresh[0]
            self._named = self._named or subject
        for act, following in zip(acts, [*acts[1:], None], strict=False):
            act.end = without_joint(
                self._low, act.verb_end, following.start if following else offset + len(bare.rstrip())
            )
            act.announcing = self._low[offset : offset + len(bare)].rstrip().endswith(("sau:", "sau :", "đây:"))
            act.before = self._low[act.start : act.verb_start]
            act.rest = self._low[act.verb_start : act.end]
        yield from acts

    def _with_joined_names(
        self, bare: str, at: int, pieces: list[tuple[int, int, str]], number: int, *, filing: bool
    ) -> int:
        """Where a clause ends whose actor is several names ("Sở A và Sở B thẩm định") or a name with "và" in it."""
        right = pieces[number][1]
        found = None if ORGANISE.match(bare, at, right) else head(bare, at, right, self._directory)
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
        other: bool,
        begun: bool,
    ) -> tuple[Subject | None, list[Act]]:
        passive = PASSIVE.match(bare, at, right)
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
        timed = TIMED.match(bare, at, right)
        if timed and AGENCY_VERB.match(bare, timed.end(), right):
            if DURATION not in bare:
                return subject, []
            after, told = self._bare_verb(bare, timed.end(), right, offset, subject, filing=False, opening=False)
            for act in told:
                act.timed = True
            return after, told
        if TOLD_OF.match(bare, at, right):
            return subject, []
        handed = SUBMITTED.match(bare, at, right)
        found = None if ORGANISE.match(bare, at, right) else head(bare, at, right, self._directory)
        if found and filing and not found[1] and GENERIC.match(bare, at) and FILES.search(bare, found[0], right):
            found = (found[0], True)
        if found and not handed:
            verb = verb_after(bare, found[0], right, private=found[1])
            if verb is None and found[1] and not filing:
                # a private body that grants or examines acts for the administration
                verb = verb_after(bare, found[0], right, private=False)
                asking = (verb is not None and "thủ tục" in bare[found[0] : verb[0]]) or (
                    "đề nghị" in bare[at : found[0]] or EVERYBODY.match(bare, at) is not None
                )
                if (
                    verb is not None
                    and (kind_of(verb[1]) in OFFICIAL or TAKES.match(bare, verb[1].start()))
                    and not asking
                ):
                    found = (found[0], False)
                else:
                    verb = None
            if verb is None and not found[1]:
                # what seemed a part of the name may be the verb: "Hội đồng thẩm định hồ sơ"
                plain = noun(bare, at, right)
                acting = (
                    plain
                    and plain < found[0]
                    and bare[found[0] : right].strip()
                    and not IDLE.search(bare[found[0] : right])
                )
                verb = verb_after(bare, plain, right, private=False) if plain and acting else None
            if verb is None:
                if right - at > FAR or (joined and subject is not None):
                    return subject, []
                if found[1] and begun and subject is not None and not subject.private:
                    # one more of those to whom something is done
                    return subject, []
                name = max(name_end(bare, at, right), min(found[0], right))
                follows = bare[right : right + 1] in (DURATION, ",", "")
                if subject is not None and not follows:
                    return subject, []
                return make_subject(self._text, offset + at, offset + name, self._directory, private=found[1]), []
            listed = found[1] and begun and subject is not None and not subject.private
            if (
                listed
                and not FILING_VERB.match(bare, verb[1].start())
                and not DUTY.search(bare, found[0], verb[1].start())
            ):
                return subject, []
            if not found[1] and NEGLECTS.search(bare, found[0], verb[1].start()):
                return subject, []
            other = other or (begun and not found[1] and RECEIVING.search(bare, max(0, at - REACH), at) is not None)
            if subject is not None and other and not BOUND.search(bare, found[0], verb[1].start()):
                return subject, []
            passed = not found[1] and PASSED.search(bare, found[0], verb[1].start())
            if passed and not BOUND.search(bare, found[0], verb[1].start()):
                return subject, []
            undergone = UNDERGOING.search(bare, verb[0], verb[1].start()) and not verb[1][0].startswith(("lựa", "nộp"))
            if found[1] and undergone:
                return subject, []
            name = max(name_end(bare, at, verb[0]), min(found[0], verb[0]))
            subject = make_subject(self._text, offset + at, offset + name, self._directory, private=found[1])
            return self._act(bare, at, verb[1].start(), right, offset, subject=subject, explicit=True)
        return self._bare_verb(bare, at, right, offset, subject, filing=filing, opening=opening, begun=begun)

    def _bare_verb(
        self,
        bare: str,
        at: int,
        right: int,
        offset: int,
        subject: Subject | None,
        *,
        filing: bool,
        opening: bool,
        begun: bool = True,
    ) -> tuple[Subject | None, list[Act]]:
        verb = past_auxiliary(bare, at, right)
        private = subject.private if subject else filing
        table = APPLICANT_VERB if private else AGENCY_VERB
        duty = DUTY.search(bare, at, right) if subject is not None and not table.match(bare, verb, right) else None
        if duty is not None:
            # the rest of a name with a comma in it stood before
            verb = past_auxiliary(bare, duty.start(), right)
        elif subject is not None and subject.private and not begun and not table.match(bare, verb, right):
            later = verb_after(bare, at, right, private=True)
            verb = later[1].start() if later and FILING_VERB.match(bare, later[1].start()) else verb
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
        above = (
            None if private else laid_before(self._text, bare, verb, right, offset=offset, directory=self._directory)
        )
        return (subject, [act]) if above is None else (above.subject, [act, above])


def _shift(found: Found, by: int) -> Found:
    return Found(found.start + by, found.end + by, found.lead + by, found.limit, found.certain)
