"""Acts that are told again: for another channel, another object, or in a summary of the time."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act, is_private, only_channel, same_actor

_TWIN = 50
"""How many characters of two acts must agree for them to be one."""


_ONCE_MORE = {"decide": 1, "issue": 9}
"""How far back an act without a limit of its own may be the same, told for one more case."""
_DOSSIER = re.compile(r"chuyển\s+hồ\s+sơ\s")
_DAYS = {
    "minute": 1,
    "hour": 60,
    "working_hour": 60,
    "day": 480,
    "working_day": 480,
    "week": 2400,
    "month": 10560,
    "year": 126720,
}


def without_repetition(kept: list[Act]) -> list[Act]:
    """The acts, each told once, with the longest limit that is stated for it."""
    out: list[Act] = []
    for act in kept:
        earlier = _told_before(act, out)
        if earlier is None:
            out.append(act)
        elif act.duration is not None and _longer(act, earlier):
            earlier.duration = act.duration
    return out


def _told_before(act: Act, out: list[Act]) -> Act | None:
    if act.timed and not (act.duration is not None and act.condition is not None and act.condition.branch):
        return next((old for old in reversed(out) if old.kind == act.kind and same_actor(old, act)), None)
    results = act.kind in ("issue", "decide") and (act.duration is not None or not out or act.step != out[-1].step)
    if act.kind == "supplement" and act.duration is None and not is_private(act):
        asked = next((old for old in reversed(out[-2:]) if old.kind == "supplement" and same_actor(old, act)), None)
        if asked is not None:
            return asked
    if act.kind == "issue" and act.duration is None:
        granted = next(
            (old for old in out if old.kind == "issue" and same_actor(old, act) and old.rest[:25] == act.rest[:25]),
            None,
        )
        if granted is not None:
            return granted
    if results is False and act.kind in ("issue", "decide") and _ordinary(act):
        granted = next((old for old in out if old.kind == act.kind and same_actor(old, act)), None)
        if granted is not None:
            return granted
    twin = (
        None
        if results
        else next(
            (old for old in reversed(out) if old.kind == act.kind and same_actor(old, act) and _same_words(old, act)),
            None,
        )
    )
    if twin is not None:
        return twin
    if act.duration is None and not act.submitted and act.kind in _ONCE_MORE:
        near = [old for old in out[-_ONCE_MORE[act.kind] :] if old.kind == act.kind and same_actor(old, act)]
        if near and near[-1].sentence != act.sentence:
            return near[-1]
    last = out[-1] if out else None
    if last is not None and act.kind == last.kind and same_actor(act, last):
        if (
            act.kind == "submit"
            and (act.duration is None or act.sentence == last.sentence)
            and not _told_later(act, last)
        ):
            return last
        if act.kind == "appraise" and act.sentence != last.sentence and (act.duration is None or last.duration is None):
            return last
        if (
            act.kind == "transfer"
            and (act.duration is None or act.duration is last.duration)
            and _same_dossier(act, last)
        ):
            return last
        if act.kind == "pay" and is_private(act) and act.duration is None:
            return last
        if act.kind in ("supplement", "check", "receive", "return") and (
            act.duration is None or last.duration is None or only_channel(act) or only_channel(last)
        ):
            return last
    if act.kind in ("submit", "supplement", "receive", "check", "return", "inspect_site", "issue") and (
        only_channel(act) or (act.kind == "submit" and act.duration is None and not (out and _told_later(act, out[0])))
    ):
        for old in reversed(out):
            if old.kind == act.kind and same_actor(old, act):
                return old if act.kind != "submit" or only_channel(act) or old.step == act.step else None
    return None


def _same_dossier(act: Act, last: Act) -> bool:
    """Whether the dossier goes to one body or, in another case, to another."""
    return _DOSSIER.match(act.rest) is not None and _DOSSIER.match(last.rest) is not None


def _ordinary(act: Act) -> bool:
    """Whether an act without a limit stands under the condition that all is in order."""
    where = act.condition
    return act.duration is None and where is not None and where.is_if and where.sound_papers and "hồ sơ" in where.words


def _told_later(act: Act, filing: Act) -> bool:
    """Whether the applicant has to tell something else than what was filed, in a case of its own."""
    own = act.condition is not None and act.condition.new_case and not act.condition.channel
    return own and act.verb.startswith(("thông báo", "báo cáo", "có văn bản")) and not filing.verb.startswith(act.verb)


def _same_words(one: Act, other: Act) -> bool:
    """Whether one act is told twice, word for word, with one limit."""
    if (one.duration and one.duration.limit) != (other.duration and other.duration.limit):
        return False
    return " ".join(one.rest.split())[:_TWIN] == " ".join(other.rest.split())[:_TWIN]


def _longer(act: Act, earlier: Act) -> bool:
    if earlier.duration is None:
        return True
    assert act.duration is not None
    return _weight(act.duration.limit) > _weight(earlier.duration.limit)


def _weight(limit: object) -> float:
    assert isinstance(limit, dict)
    return float(limit["value"]) * _DAYS[str(limit["unit"])] if "value" in limit else 1.0
