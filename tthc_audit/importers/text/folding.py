"""Folds the acts of a text into steps: what is its own step and what belongs to another."""

from __future__ import annotations

import re

from tthc_audit.importers.text.acts import Act, is_private
from tthc_audit.importers.text.earlier import belongs_to_earlier
from tthc_audit.importers.text.following import belongs_to_following, sent_up
from tthc_audit.importers.text.initiators import with_initiators
from tthc_audit.importers.text.kinds import settle_kind
from tthc_audit.importers.text.neighbours import settle_among
from tthc_audit.importers.text.receipts import is_plain_receipt
from tthc_audit.importers.text.refusals import is_refusal
from tthc_audit.importers.text.repetition import without_repetition

_OFFICIAL = frozenset({"decide", "issue", "appraise", "inspect_site", "receive", "check", "consult"})
"""What only a body does."""


_HANDS_BACK = re.compile(r"thủ\s+tục\s+$")
"""Handing back is called a procedure of its own."""
_COMPLETES = re.compile(r"(?:hoàn\s+(?:thiện|chỉnh)|bổ\s+sung|chỉnh\s+sửa|sửa\s+đổi|khắc\s+phục|nộp\s+(?:đủ|lại))")


def fold(acts: list[Act]) -> list[Act]:
    """The acts that are steps, in text order, with the kinds that their surroundings give them."""
    acts = [act for act in acts if not ((is_private(act) or act.subject is None) and act.kind in _OFFICIAL)]
    if acts and (acts[0].subject is None or (acts[0].kind == "pay" and acts[0].condition is not None)):
        # a heading tells whom the text is about
        acts = acts[1:]
    acts = with_initiators(acts)
    for act in acts:
        settle_kind(act)
    acts = settle_among(acts)
    kept: list[Act] = []
    for number, act in enumerate(acts):
        asked = any(k.kind == "supplement" and not is_private(k) for k in kept)
        recently = any(k.kind == "supplement" and not is_private(k) for k in kept[-3:])
        if is_private(act) and act.kind == "submit" and recently and _COMPLETES.search(act.rest[:60]):
            act.kind = "supplement"
        if is_private(act) and act.kind == "supplement" and not asked and not (act.condition and act.condition.invalid):
            act.kind = "submit"
        following = acts[number + 1] if number + 1 < len(acts) else None
        if is_plain_receipt(act, acts[number + 1 :]) and not act.duration:
            continue
        if belongs_to_following(act, following) or belongs_to_earlier(act, kept, acts, number):
            continue
        if (
            is_refusal(act)
            and act.kind in ("publish_notice", "transfer", "return")
            and not _HANDS_BACK.search(act.before)
        ):
            act.kind = "decide"
        if sent_up(act, following):
            act.kind = "transfer"
        kept.append(act)
    return without_repetition(kept)
