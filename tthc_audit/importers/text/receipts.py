"""Taking the dossier: a step of its own only where it leaves a slip, a date or a formal acceptance."""

from __future__ import annotations

from tthc_audit.importers.text.acts import Act, is_private, same_actor
from tthc_audit.importers.text.verbs import SLIP


def is_plain_receipt(act: Act, following: list[Act]) -> bool:
    """Taking the dossier without a slip is no step of its own where the same body goes on with it."""
    if act.kind != "receive" or is_private(act) or SLIP.search(act.rest) or is_acceptance(act):
        return False
    after = next(
        (
            later
            for later in following
            if not is_private(later) and (later.kind != "receive" or SLIP.search(later.rest))
        ),
        None,
    )
    return after is not None and same_actor(act, after) and after.kind not in ("transfer", "supplement")


def is_acceptance(act: Act) -> bool:
    """Whether the dossier is taken on the condition that it is complete."""
    return act.condition is not None and act.condition.is_if and act.condition.sound_papers
