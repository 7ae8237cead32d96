"""A published sequence of acts read into steps, by markers, names and verbs alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tthc_audit.importers.text.actors import Directory
from tthc_audit.importers.text.acts import Act
from tthc_audit.importers.text.folding import fold
from tthc_audit.importers.text.model import ExtractedStep, Span
from tthc_audit.importers.text.plain import plain_text
from tthc_audit.importers.text.reading import MOST_STEPS, TextReader

_BASE = Decimal("0.90")


def extract_steps(text: str, agencies: Mapping[str, str]) -> tuple[ExtractedStep, ...]:
    """The steps of a published text, in text order; ``agencies`` maps ids to names of the declared bodies.

    Positions count characters of ``plain_text(text)``. At most 200 steps are read, from at most
    60,000 characters. A text without any readable act gives no step.
    """
    plain = plain_text(text)
    acts = fold(TextReader(plain, Directory(agencies)).read())
    return tuple(_steps(plain, acts[:MOST_STEPS]))


def _steps(text: str, acts: list[Act]) -> list[ExtractedStep]:
    sharing: dict[tuple[int, int], list[int]] = {}
    for number, act in enumerate(acts):
        if act.duration is not None:
            sharing.setdefault((act.duration.start, act.duration.end), []).append(number)
    steps: list[ExtractedStep] = []
    for number, act in enumerate(acts):
        shared: tuple[int, ...] = ()
        if act.duration is not None:
            shared = tuple(n for n in sharing[(act.duration.start, act.duration.end)] if n != number)
        beside: list[int] = []
        if act.together and number and acts[number - 1].sentence == act.sentence:
            beside.append(number - 1)
        if number + 1 < len(acts) and acts[number + 1].together and acts[number + 1].sentence == act.sentence:
            beside.append(number + 1)
        steps.append(_step(text, act, shared, tuple(beside)))
    return steps


def _step(text: str, act: Act, shared: tuple[int, ...], beside: tuple[int, ...]) -> ExtractedStep:
    spans: dict[str, Span] = {"step": (act.start, max(act.end, act.verb_end)), "kind": (act.verb_start, act.verb_end)}
    subject = act.subject
    if subject is not None and subject.end > subject.start:
        spans["actor"] = (subject.start, subject.end)
    if act.duration is not None:
        spans["duration"] = (act.duration.start, act.duration.end)
    branch = act.kind == "supplement" or act.optional or (act.condition is not None and act.condition.branch)
    condition = (
        act.condition.shown.strip(" ,;:") if branch and act.condition is not None and act.condition.is_if else None
    )
    return ExtractedStep(
        text=text[act.start : max(act.end, act.verb_end)].strip(" ,;:\n"),
        kind=act.kind,
        actor=subject.actor if subject else None,
        actor_name=(subject.name or None) if subject else None,
        duration=act.duration.limit if act.duration else None,
        conditional=branch,
        condition=condition,
        parallel_with=beside,
        shares_limit_with=shared,
        spans=spans,
        confidence=_confidence(act, shared),
    )


def _confidence(act: Act, shared: tuple[int, ...]) -> Decimal:
    """How sure the reading is: what was inferred rather than read lowers it."""
    value = _BASE
    if act.subject is None:
        value -= Decimal("0.40")
    elif not act.explicit:
        value -= Decimal("0.15")
    if act.kind == "other" or act.passive or act.submitted:
        value -= Decimal("0.15")
    if shared:
        value -= Decimal("0.05")
    if act.duration is not None and not act.duration.certain:
        value -= Decimal("0.10")
    return max(value, Decimal("0.10"))
