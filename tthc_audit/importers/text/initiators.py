"""Bodies that begin a procedure themselves: what they file is filed as by any applicant."""

from __future__ import annotations

import re
from dataclasses import replace

from tthc_audit.importers.text.acts import Act, is_private
from tthc_audit.importers.text.model import APPLICANT

_FILES = re.compile(
    r"(?:lập|nộp|gửi|trình|chuẩn\s+bị|hoàn\s+(?:thiện|chỉnh)|xây\s+dựng|có\s+(?:văn\s+bản|công\s+văn|tờ\s+trình)|đề\s+nghị)"
    r"[^.;]{0,60}?(?:hồ\s+sơ|đơn\s|văn\s+bản|công\s+văn|tờ\s+trình|đề\s+nghị|đề\s+án)"
)
_FILED = frozenset({"transfer", "other", "submit", "decide"})
_HANDS_ON = frozenset({"transfer", "other"})


def with_initiators(acts: list[Act]) -> list[Act]:
    """The acts, the first of them as filings where a body, and nobody before it, files something.

    Source: the initiator files, whoever it is; kinds of steps, ``submit``.
    """
    if not acts or is_private(acts[0]) or acts[0].subject is None:
        return acts
    first = acts[0]
    if first.kind not in _FILED or first.submitted or not first.explicit or not _FILES.match(first.rest):
        return acts
    out: list[Act] = []
    filing = True
    for act in acts:
        filing = filing and act.sentence == first.sentence and act.subject is not None and not act.submitted
        same = act.subject is not None and act.subject.actor == first.subject.actor
        if filing and same and act.kind in _FILED:
            out.append(replace(act, kind="submit", subject=replace(act.subject, actor=APPLICANT, private=True)))
        else:
            filing = False
            out.append(act)
    return out
