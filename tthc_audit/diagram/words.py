"""The short words on a diagram: the number of a step, its time, the label of an edge."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from tthc_audit.i18n import NBSP, Lang, has, number, say
from tthc_audit.results import Flow, FlowEdge, FlowLane, FlowNode, Stated

APPLICANT = "applicant"
_LONGEST_ID = 5


def tags(flow: Flow) -> dict[str, str]:
    """The number that each step carries in the diagram, the step table and the findings.

    It is the step's own id where every id is short, else its place in the stated order.
    """
    if all(len(n.id) <= _LONGEST_ID for n in flow.nodes):
        return {n.id: n.id for n in flow.nodes}
    return {n.id: str(i) for i, n in enumerate(flow.nodes, 1)}


def lane_name(lang: Lang, lane: FlowLane) -> str:
    """The name of a lane; the applicant, who is no agency and has no name, in the words of the language."""
    return say(lang, "diagram.applicant") if lane.id == APPLICANT else lane.name


def step_time(lang: Lang, node: FlowNode, tag: Mapping[str, str]) -> str:
    """The stated time of a step in few words, joined so that it never breaks over lines."""
    stated = node.duration
    if stated is None:
        return "—" if node.lane == APPLICANT else say(lang, "diagram.time.none")
    return _bound(stated_time(lang, stated, tag))


def stated_time(lang: Lang, stated: Stated, tag: Mapping[str, str]) -> str:
    """A stated duration in few words: "0,5 ngày"; a working day is a day, a calendar day is said to be one."""
    if stated.shared_with is not None:
        return say(lang, "diagram.time.shared", step=tag.get(stated.shared_with, stated.shared_with))
    if stated.same_day:
        until = stated.cut_off
        return say(lang, "diagram.time.same_day_until", hour=until) if until else say(lang, "diagram.time.same_day")
    if stated.value is None or stated.unit is None:
        return say(lang, "diagram.time.text") if stated.text else say(lang, "diagram.time.none")
    amount = _amount(lang, stated.value)
    key = f"diagram.unit.{stated.unit}" + (".one" if stated.value == "1" else "")
    words = say(lang, key, n=amount) if has(key) else f"{amount} {stated.unit}"
    if stated.from_step is None:
        return words
    return say(lang, "diagram.time.from", time=words, step=tag.get(stated.from_step, stated.from_step))


def _amount(lang: Lang, value: str) -> str:
    try:
        return number(lang, Decimal(value))
    except InvalidOperation:
        return value


def _bound(words: str) -> str:
    return words.replace(" ", NBSP)


def edge_words(flow: Flow, edge: FlowEdge) -> str:
    """What an edge is labelled with: its condition, and the cases that alone take it."""
    names = dict(flow.cases)
    cases = "; ".join(names.get(c) or c for c in edge.cases)
    if edge.when and cases:
        return f"{edge.when} ({cases})"
    return edge.when or cases
