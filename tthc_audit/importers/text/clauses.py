"""One clause read: its actor, its verb, and who acts because the matter was laid before him."""

from __future__ import annotations

import re

from tthc_audit.importers.text.actors import Directory, Subject, head, make_subject, name_end, noun
from tthc_audit.importers.text.acts import Act
from tthc_audit.importers.text.conditions import DURATION
from tthc_audit.importers.text.finding import FAR, FILING_VERB, past_auxiliary, skip, verb_after
from tthc_audit.importers.text.superior import laid_before
from tthc_audit.importers.text.verbs import AGENCY_VERB, APPLICANT_VERB, kind_of
from tthc_audit.importers.text.wording import (
    ADVISING,
    BOUND,
    CHARGED_WITH,
    DUTY,
    EVERYBODY,
    FILES,
    FILES_SET,
    GENERIC,
    IDLE,
    MONEY,
    NAMED_ACT,
    NEGLECTS,
    OFFICIAL,
    ORGANISE,
    PASSED,
    PASSIVE,
    REACH,
    RECEIVING,
    SUBMITTED,
    TAKES,
    TIMED,
    TO_SEVERAL,
    TOLD_OF,
    UNDERGOING,
)


def _files(bare: str, at: int, *, known: bool) -> bool:
    """Whether a filing is told at a place; ``known``: another verb is told, so only one that is beyond doubt."""
    if known or bare.endswith("người", 0, at - 1):
        return FILES_SET.match(bare, at) is not None
    return FILING_VERB.match(bare, at) is not None


def _among_recipients(bare: str, at: int) -> bool:
    """Whether the names before ``at`` are listed after a preposition: "gửi Sở A, Sở B, …"."""
    return TO_SEVERAL.search(bare, max(0, at - FAR), at) is not None


def _undergone(passive: re.Match[str], at: int, right: int, offset: int, subject: Subject | None) -> Act:
    """What is done with a paper that is told in the passive: sent, made public, told to others."""
    told = passive.lastgroup or ""
    kind = {"sent": "transfer", "told": "transfer", "posted": "publish_notice"}.get(told)
    if kind is None:
        kind = "return" if passive[told] in ("trả", "gửi") else "publish_notice"
    return Act(
        kind,
        passive[told],
        offset + at,
        offset + passive.start(told),
        offset + passive.end(told),
        offset + right,
        subject,
        explicit=subject is not None,
        passive=True,
    )


class ClauseReader:
    """Reads the clauses of one text; positions it gives are positions in that text."""

    def __init__(self, text: str, directory: Directory) -> None:
        self._text = text
        self._directory = directory

    def read(
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
        """Who the subject is after the clause between ``at`` and ``right``, and the acts in it.

        ``filing``: an act without a named actor is the applicant's. ``opening``: the clause opens its sentence.
        ``joined``: it stands after "và" or "hoặc". ``other``: bodies in it get something and do not act.
        ``begun``: the sentence has told an act before it.
        """
        passive = PASSIVE.match(bare, at, right)
        if passive:
            return subject, [_undergone(passive, at, right, offset, subject)]
        timed = TIMED.match(bare, at, right)
        if timed and AGENCY_VERB.match(bare, timed.end(), right):
            if DURATION not in bare:
                return subject, []
            after, told = self._bare_verb(bare, timed.end(), right, offset, subject, filing=False, opening=False)
            for act in told:
                act.timed = True
            return after, told
        if TOLD_OF.match(bare, at, right) or (DURATION not in bare and NAMED_ACT.match(bare, at, right)):
            return subject, []
        handed = SUBMITTED.match(bare, at, right)
        found = None if ORGANISE.match(bare, at, right) else head(bare, at, right, self._directory)
        if found and filing and not found[1] and GENERIC.match(bare, at) and FILES.search(bare, found[0], right):
            found = (found[0], True)
        if found and not handed:
            verb = verb_after(bare, found[0], right, private=found[1])
            if found[1] and (verb is None or not FILING_VERB.match(bare, verb[1].start())):
                # what seemed a part of the name may be the filing: "Tổ chức nộp hồ sơ đến …"
                plain = noun(bare, at, right, private=True)
                if plain and plain < found[0] and _files(bare, plain + 1, known=verb is not None):
                    found = (plain, True)
                    verb = verb_after(bare, plain, right, private=True)
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
                if begun and subject is not None and (not subject.private if found[1] else _among_recipients(bare, at)):
                    # one more of those to whom something is done
                    return subject, []
                charge = None if found[1] or subject is not None else CHARGED_WITH.search(bare, found[0], right)
                if charge is not None:
                    return self._charged(bare, at, right, offset, charge=charge, noun_end=found[0])
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
            bound = (
                DUTY.search(bare, verb[1].end(), right)
                if not found[1] and PASSED.search(bare, found[0], verb[1].start())
                else None
            )
            if bound is not None:
                later = past_auxiliary(bare, bound.start(), right)
                subject = make_subject(
                    self._text,
                    offset + at,
                    offset + max(name_end(bare, at, verb[0]), found[0]),
                    self._directory,
                    private=False,
                )
                return self._act(bare, at, later, right, offset, subject=subject, explicit=True)
            passed = not found[1] and PASSED.search(bare, found[0], verb[1].start())
            if passed and not BOUND.search(bare, found[0], verb[1].start()):
                return subject, []
            undergone = UNDERGOING.search(bare, verb[0], verb[1].start()) and not verb[1][0].startswith(("lựa", "nộp"))
            if found[1] and undergone:
                return subject, []
            name = max(name_end(bare, at, verb[0]), min(found[0], verb[0]))
            if not found[1]:
                name = self._past_joined(bare, name, verb[0])
            subject = make_subject(self._text, offset + at, offset + name, self._directory, private=found[1])
            return self._act(bare, at, verb[1].start(), right, offset, subject=subject, explicit=True)
        return self._bare_verb(bare, at, right, offset, subject, filing=filing, opening=opening, begun=begun)

    def _past_joined(self, bare: str, name: int, verb: int) -> int:
        """Where the name ends of the last of several bodies that act together: "Cục A, Bộ trưởng Bộ B thành lập …"."""
        while bare[name : name + 1] == ",":
            begin = skip(bare, name + 1, verb)
            found = head(bare, begin, verb, self._directory)
            if found is None or found[1]:
                break
            name = max(name_end(bare, begin, verb), min(found[0], verb))
        return name

    def _charged(
        self, bare: str, at: int, right: int, offset: int, *, charge: re.Match[str], noun_end: int
    ) -> tuple[Subject | None, list[Act]]:
        """The act of a body that is charged with something no table knows."""
        name = max(name_end(bare, at, charge.start()), min(noun_end, charge.start()))
        body = make_subject(self._text, offset + at, offset + name, self._directory, private=False)
        start, end = offset + charge.start("what"), offset + charge.end("what")
        return body, [Act("other", charge["what"], offset + at, start, end, offset + right, body, explicit=True)]

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
        owed = MONEY.match(bare, at, right) is not None
        acting = subject is not None and not owed and not table.match(bare, verb, right)
        duty = DUTY.search(bare, at, right) if acting else None
        if duty is not None:
            # the rest of a name with a comma in it stood before
            verb = past_auxiliary(bare, duty.start(), right)
        elif subject is not None and subject.private and not begun and not table.match(bare, verb, right):
            later = verb_after(bare, at, right, private=True)
            verb = later[1].start() if later and FILING_VERB.match(bare, later[1].start()) else verb
        if not table.match(bare, verb, right):
            if not opening or right - at > FAR or ADVISING.match(bare, at, right):
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
