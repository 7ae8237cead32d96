"""Bodies that begin a procedure themselves: what they file is filed as by any applicant."""

from __future__ import annotations

import re
from dataclasses import replace

from tthc_audit.importers.text.acts import Act
from tthc_audit.importers.text.model import APPLICANT

_FILES = re.compile(
    r"(?:lập|nộp|gửi|trình|chuẩn\s+bị|hoàn\s+(?:thiện|chỉnh)|xây\s+dựng|làm|có\s+(?:văn\s+bản|công\s+văn|tờ\s+trình)|đề\s+nghị)"
    r"[^.;]{0,60}?(?:hồ\s+sơ|đơn\s|văn\s+bản|công\s+văn|tờ\s+trình|đề\s+nghị|đề\s+án|báo\s+cáo)"
)
_FILED = frozenset({"transfer", "other", "submit", "decide"})


def with_initiators(acts: list[Act]) -> list[Act]:
    """The acts, the first of them as filings where a body, and nobody before it, files something.

    Source: the initiator files, whoever it is; kinds of steps, ``submit``.
    """
    first = acts[0] if acts else None
    if first is None or first.subject is None or first.subject.private or first.submitted or not first.explicit:
        return acts
    if first.kind not in _FILED or not _FILES.match(first.rest):
        return acts
    filed = 0
    for act in acts:
        own = act.subject is not None and act.subject.actor == first.subject.actor and not act.submitted
        if not own or act.sentence != first.sentence or act.kind not in _FILED:
            break
        filed += 1
    filer = replace(first.subject, actor=APPLICANT, private=True)
    return [*(replace(act, kind="submit", subject=filer) for act in acts[:filed]), *acts[filed:]]
