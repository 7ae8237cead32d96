"""The published sequence of a procedure as its steps, each with an agency of the register."""

from __future__ import annotations

from typing import Any

from tthc_audit.importers.register import UNNAMED, Register
from tthc_audit.importers.text import ExtractedStep, extract_steps, to_steps
from tthc_audit.importers.words import plain


def put_steps(document: dict[str, Any], text: str, register: Register) -> None:
    """Add the text and the steps that were read from it to a procedure; without any step, only the text."""
    told = plain(text)
    if not told:
        return
    document["x-sequence-text"] = told
    declared = {agency: register.name(agency) for agency in _declared(document.get("agencies", {}))}

    def agency_of(step: ExtractedStep) -> str:
        if step.actor == "applicant" or step.actor in declared:
            return str(step.actor)
        return register.add(step.actor_name or step.actor or "") or register.add(UNNAMED) or UNNAMED

    steps = to_steps(extract_steps(told, declared), agency_of)
    if steps:
        document["steps"] = steps
        document["steps_origin"] = "extracted"
    else:
        source = document.setdefault("source", {})
        source["not_covered"] = sorted({*source.get("not_covered", ()), "steps"})


def _declared(roles: dict[str, Any]) -> list[str]:
    named = [roles["competent"]] if "competent" in roles else []
    for role in ("implementing", "coordinating", "receiving", "delegated"):
        named += roles.get(role, [])
    return list(dict.fromkeys(named))
