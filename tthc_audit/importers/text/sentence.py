"""One sentence read: its acts with actor, verb, condition and duration."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.importers.text.actors import Directory, Subject, head
from tthc_audit.importers.text.acts import Act, Reading
from tthc_audit.importers.text.clauses import ClauseReader
from tthc_audit.importers.text.conditions import DURATION, Condition, find_conditions, optional
from tthc_audit.importers.text.durations import Found, find_durations
from tthc_audit.importers.text.finding import FILING_VERB, chunks, skip, verb_after, without_joint
from tthc_audit.importers.text.governing import govern, otherwise
from tthc_audit.importers.text.masking import Outline, hide, without_brackets
from tthc_audit.importers.text.names import glued, names_by_capitals, with_names
from tthc_audit.importers.text.superior import handed_to
from tthc_audit.importers.text.wording import (
    ANCHORED,
    ANNOUNCING,
    ASIDE,
    ORGANISE,
    PURPOSE,
    TOGETHER,
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
        self._clauses = ClauseReader(text, directory)
        self._named: Subject | None = None
        self._conditions: list[Condition] = []
        self._told = 0

    def read(self, start: int, end: int, *, filing: bool) -> Reading:
        """The acts between two places; ``filing``: an act without a named actor is the applicant's."""
        low = self._low[start:end]
        masked, brackets = without_brackets(low)
        durations = [_shift(found, start) for found in find_durations(masked) if found.limit.get("unit") != VALIDITY]
        masked = hide(masked, [(f.lead - start, f.end - start) for f in durations], DURATION)
        told = masked
        places = [*names_by_capitals(self._text[start:end]), *self._directory.places(masked)]
        masked = self._outline.hide_anchors(glued(with_names(masked, places)))
        conditions = find_conditions(
            masked,
            told,
            self._text[start:end],
            lambda at: self._outline.opens_clause(masked, at),
            lambda at: self._outline.opens_body(masked, at),
        )
        self._conditions = conditions
        bare = hide(masked, [(c.start, c.end) for c in conditions], ",")
        aside = ASIDE.search(bare)
        self._told = len(bare) if aside is None else aside.start()
        bare = ASIDE.sub(lambda m: " " * len(m[0]), bare)
        aimed = list(handed_to(self._text, bare, start, self._directory))
        bare = ANCHORED.sub(lambda m: " " * len(m[0]), bare)
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
            fresh = self._clauses.read(
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
                if _comes_back(act, acts):
                    act.subject = acts[-2].subject
                    fresh = (act.subject, fresh[1])
                act.together, act.joint = together, separator
                # whoever was asked to decide does all that is listed after it
                act.submitted = act.submitted or (bool(acts) and acts[-1].submitted and act.subject is acts[-1].subject)
                acts.append(act)
            subject = fresh[0]
            self._named = self._named or subject
        for act, following in zip(acts, [*acts[1:], None], strict=False):
            act.end = without_joint(self._low, act.verb_end, following.start if following else offset + self._told)
            told = self._low[offset : offset + len(bare)].rstrip()
            act.announcing = told.endswith(("sau:", "sau :", "đây:", "định:")) or (
                told.endswith(":") and act.verb.startswith(("xử lý", "giải quyết"))
            )
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


def _comes_back(act: Act, acts: list[Act]) -> bool:
    """Whether one hands on what came back from the one before whom he laid it: not what that one makes public."""
    if len(acts) < 2 or not acts[-1].submitted or acts[-2].submitted or acts[-2].subject is None:
        return False
    handed_on = act.kind in ("transfer", "return", "publish_notice") and not act.verb.startswith("công bố")
    return handed_on and act.subject is acts[-1].subject


def _shift(found: Found, by: int) -> Found:
    return Found(found.start + by, found.end + by, found.lead + by, found.limit, found.certain)
