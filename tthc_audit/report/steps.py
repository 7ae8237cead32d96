"""The step table of a procedure, and the steps that decide its time with the sum so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.words import APPLICANT, lane_name, stated_time, tags
from tthc_audit.i18n import Lang, duration, say
from tthc_audit.report.wording import Row, decimal, known, time_words
from tthc_audit.results import Flow, FlowNode


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the step table."""

    tag: str
    name: str
    unit: str
    role: str
    time: str
    clock: str
    slack: str
    after: str
    critical: bool


@dataclass(frozen=True, slots=True)
class PathRow:
    """One step of those that decide the time: its time, the sum so far, its share in percent of the whole."""

    tag: str
    name: str
    unit: str
    time: str
    total: str
    share: int


def step_rows(flow: Flow, lang: Lang) -> tuple[StepRow, ...]:
    """The steps in the order they are stated."""
    tag = tags(flow)
    lanes = {lane.id: lane_name(lang, lane) for lane in flow.lanes}
    after: dict[str, list[str]] = {}
    for edge in flow.edges:
        after.setdefault(edge.source, []).append(tag.get(edge.target, edge.target))
    return tuple(
        StepRow(
            tag=clean(tag[node.id]),
            name=clean(node.name),
            unit=clean(lanes.get(node.lane, node.lane)),
            role=clean(node.role or ""),
            time=_stated(node, tag, lang),
            clock=_clock(node, lang),
            slack=_slack(node, lang) if flow.sound is not False else "",
            after=", ".join(clean(a) for a in after.get(node.id, ())),
            critical=node.on_critical_path and flow.sound is not False,
        )
        for node in flow.nodes
    )


def _stated(node: FlowNode, tag: Mapping[str, str], lang: Lang) -> str:
    """The time as it was stated, in full: a working day is said to be one, a text is quoted."""
    stated = node.duration
    if stated is None:
        return "—" if node.lane == APPLICANT else say(lang, "common.not_stated")
    if stated.text:
        return clean(stated.text)
    short = stated_time(lang, stated, tag)
    if stated.unit == "working_day" and stated.value is not None and stated.shared_with is None:
        full = say(lang, "common.working_days", n=decimal(stated.value) or stated.value)
        if stated.from_step is None:
            return full
        return say(lang, "diagram.time.from", time=full, step=tag.get(stated.from_step, stated.from_step))
    return clean(short)


def _clock(node: FlowNode, lang: Lang) -> str:
    if node.off_clock is not None:
        return say(lang, "report.clock.off", reason=clean(node.off_clock))
    return say(lang, "report.clock.applicant" if node.lane == APPLICANT else "report.clock.on")


def _slack(node: FlowNode, lang: Lang) -> str:
    if node.slack is None or not known(node.slack):
        return ""
    return say(lang, "report.slack.none") if decimal(node.slack.max) == 0 else time_words(lang, node.slack)


def path_rows(flow: Flow, row: Row, lang: Lang) -> tuple[PathRow, ...]:
    """The steps that decide the time with the sum so far.

    The sum is left out once a time is not one number, or is counted from another step than the one before;
    then there is no whole either that a step could have a share of.
    """
    if flow.sound is False:
        return ()
    tag = tags(flow)
    lanes = {lane.id: lane_name(lang, lane) for lane in flow.lanes}
    by_id = {n.id: n for n in flow.nodes}
    stated = row.get("critical_path")
    order = [s for s in stated if s in by_id] if isinstance(stated, list) and stated else []
    nodes = [by_id[s] for s in order] or [n for n in flow.nodes if n.on_critical_path]
    counting = [n for n in nodes if n.off_clock is None and n.lane != APPLICANT]
    times = {n.id: _exact(n) for n in counting}
    whole = sum((t for t in times.values() if t is not None), Decimal(0))
    rows, total = [], Decimal(0)
    open_sum = False
    adds_up = not any(n.duration and n.duration.from_step for n in counting)
    for node in nodes:
        time = times.get(node.id, Decimal(0))
        open_sum = open_sum or time is None or bool(node.duration and node.duration.from_step)
        total += time or 0
        rows.append(
            PathRow(
                clean(tag[node.id]), clean(node.name), clean(lanes.get(node.lane, node.lane)),
                _stated(node, tag, lang) if node in counting else say(lang, "report.clock.not_counted"),
                "" if open_sum or not total else duration(lang, total, total, None),
                int((time or 0) * 100 / whole + Decimal("0.5")) if whole and adds_up else 0,
            )
        )  # fmt: skip
    return tuple(rows)


def _exact(node: FlowNode) -> Decimal | None:
    if node.time is None or node.time.min is None or node.time.min != node.time.max:
        return None
    return decimal(node.time.min)
