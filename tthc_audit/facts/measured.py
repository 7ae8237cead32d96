"""One procedure as measured: its cases, their graphs, soundness, figures and limits, each computed once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tthc_audit.catalog.model import APPLICANT, Case, Channel, Limit, Procedure
from tthc_audit.facts.limits import same_limit
from tthc_audit.facts.survey import Survey
from tthc_audit.flow import clock, dataflow, loops, soundness, timing
from tthc_audit.flow.graph import Graph, of_procedure
from tthc_audit.flow.neighbours import neighbours
from tthc_audit.flow.side_by_side import without_time
from tthc_audit.papers.asked import Asked
from tthc_audit.papers.core import Core, core
from tthc_audit.worktime.span import Span

NO_CASE = Case(id="")
TIMES = ("best", "typical", "expected", "worst", "elapsed_worst", "parallel_floor")


@dataclass(frozen=True)
class Measured:
    """A procedure with everything that more than one table asks about it.

    ``longest_only``: of its times only the longest run is measured, and only that is put into rows.
    """

    procedure: Procedure
    file: str
    survey: Survey
    siblings: tuple[Procedure, ...] = ()
    longest_only: bool = False

    def of(self, changed: Procedure) -> Measured:
        """A changed copy of the procedure, of which only the longest run is measured."""
        return Measured(changed, self.file, self.survey, self.siblings, longest_only=True)

    def without(self, idle: Collection[str]) -> Measured:
        """The same where some steps take no time, as if they were not done."""
        changed = self.of(without_time(self.procedure, idle))
        steps = {s.id: s for s in changed.procedure.steps or ()}
        graphs = {id(g): replace(g, steps=tuple(steps[step] for step in g.ids)) for g in self.graphs.values()}
        # The way of the steps is the same: neither soundness nor loops need be looked for again.
        vars(changed).update(
            graphs={case: graphs[id(g)] for case, g in self.graphs.items()}, soundness=self.soundness, loops=self.loops
        )
        return changed

    @cached_property
    def neighbours(self) -> tuple[tuple[int, int], ...]:
        """The places of steps of which one always follows the other."""
        return neighbours(self.procedure)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases; a procedure without cases is one case with an empty id."""
        return self.procedure.cases or (NO_CASE,)

    @cached_property
    def graphs(self) -> Mapping[str, Graph]:
        """The flow of each case; empty where no step is stated. Equal flows are one object."""
        return of_procedure(self.procedure)

    @cached_property
    def soundness(self) -> Mapping[str, soundness.Soundness]:
        """Whether the flow of each case is sound."""
        return soundness.check_procedure(self.procedure, self.graphs)

    @cached_property
    def sound(self) -> bool | None:
        """Whether every case is sound; ``None`` where no step is stated."""
        return all(s.sound for s in self.soundness.values()) if self.soundness else None

    @cached_property
    def loops(self) -> dict[str, loops.Loops]:
        """The loops of each case's flow."""
        found: dict[int, loops.Loops] = {}
        return {
            case: found[id(graph)] if id(graph) in found else found.setdefault(id(graph), loops.loops(graph))
            for case, graph in self.graphs.items()
        }

    @cached_property
    def figures(self) -> dict[str, timing.Figures | None]:
        """The times of each case; ``None`` where its flow is not sound or no step is stated."""
        measured: dict[tuple[object, ...], timing.Figures] = {}
        found: dict[str, timing.Figures | None] = {}
        for case in self.cases:
            graph = self.graphs.get(case.id)
            if graph is None or not self.soundness[case.id].sound:
                found[case.id] = None
                continue
            limit = self.limit(case)
            results = tuple(
                r.id for r in self.procedure.results or () if r.cases is None or case is NO_CASE or case.id in r.cases
            )
            key = (id(graph), results, (limit.counts_from, limit.ends_at) if limit else None)
            if key not in measured:
                measured[key] = timing.measure(
                    graph,
                    limit=limit,
                    results=results,
                    bodies=self.bodies,
                    loops=self.loops[case.id],
                    longest_only=self.longest_only,
                )
            found[case.id] = measured[key]
        return found

    @property
    def times(self) -> tuple[str, ...]:
        """The names of the times that were measured."""
        return ("worst",) if self.longest_only else TIMES

    def step_names(self, steps: Sequence[str]) -> list[str]:
        """The names of steps, in the order of their ids."""
        return [self._names[step] for step in steps]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {s.id: s.name for s in self.procedure.steps or ()}

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """The legal body of each unit that acts in a step."""
        return {s.agency: self.survey.body(s.agency) for s in self.procedure.steps or ()}

    def limit(self, case: Case) -> Limit | None:
        """The limit of a case: its own, else the procedure's, else the one on which all channels agree."""
        stated = case.time_limit or self.procedure.time_limit
        return stated if stated is not None else self._of_channels

    def stated_limit(self, case: Case) -> Limit | None:
        """The limit of a case as stated for it or for the procedure, channels left aside."""
        return case.time_limit or self.procedure.time_limit

    @cached_property
    def _of_channels(self) -> Limit | None:
        limits = [c.time_limit for c in self.channels if c.time_limit is not None]
        if not limits or clock.span_of(limits[0]) is None:
            return None
        return limits[0] if all(same_limit(limits[0], limit) for limit in limits[1:]) else None

    @cached_property
    def channels_differ(self) -> bool | None:
        """Whether two channels state different limits; ``None`` where that cannot be told."""
        limits = [c.time_limit for c in self.channels if c.time_limit is not None]
        if len(limits) < 2:
            return False if self.procedure.channels is not None else None
        verdicts = [same_limit(limits[0], limit) for limit in limits[1:]]
        return True if False in verdicts else None if None in verdicts else False

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The ways to submit that are stated."""
        return self.procedure.channels or ()

    @staticmethod
    def limit_span(limit: Limit | None) -> Span | None:
        """A limit as a span; ``None`` where none is stated or it cannot be read as one."""
        return None if limit is None else clock.span_of(limit)

    @cached_property
    def used_by(self) -> Mapping[str, tuple[str, ...]]:
        """The steps that use each paper."""
        return dataflow.used_by(self.procedure)

    @cached_property
    def asked(self) -> tuple[tuple[Asked, ...], ...]:
        """The common papers that each paper of the dossier asks for."""
        return self.survey.papers.asked(self.procedure)

    @cached_property
    def missing_inputs(self) -> Mapping[str, tuple[str, ...] | None]:
        """By step, the inputs that nothing produces; ``None`` where that cannot be told."""
        return dataflow.missing_inputs(self.procedure, self._results_of_members)

    @cached_property
    def unused_outputs(self) -> Mapping[str, tuple[str, ...] | None]:
        """By step, the outputs that nobody uses and that are no result; ``None`` where that cannot be told."""
        return dataflow.unused_outputs(self.procedure)

    @cached_property
    def members(self) -> frozenset[str]:
        """The codes of the members of the group that the procedure is."""
        return (
            frozenset(m.code for m in self.procedure.interlinked.members) if self.procedure.interlinked else frozenset()
        )

    @cached_property
    def member_results(self) -> dict[Core, str]:
        """The member that yields each result, by what its name says apart from remarks."""
        known = self.survey.procedures
        return {
            core(result.name): code
            for code in sorted(self.members)
            if code in known
            for result in known[code].results or ()
            if not core(result.name).empty
        }

    @cached_property
    def _results_of_members(self) -> frozenset[str] | None:
        """What the members of the group yield; ``None`` where one of them is not in the catalogue."""
        known = self.survey.procedures
        if not all(code in known for code in self.members):
            return None
        return frozenset(result.id for code in self.members for result in known[code].results or ())

    @property
    def complete(self) -> bool:
        """Whether the copy is complete, so that an absent component is missing."""
        return self.procedure.source is not None and self.procedure.source.complete

    def states(self, value: object, component: str = "") -> bool | None:
        """Whether a component is stated: true, false, or ``None`` where an incomplete copy lacks it.

        What an extracted step lacks may stand elsewhere in its text: ``component`` "step" is known only of steps
        that people wrote.
        """
        if value is not None:
            return True
        if not self.complete or (component == "step" and self.procedure.steps_origin == "extracted"):
            return None
        source = self.procedure.source
        return None if source is not None and component in (source.not_covered or ()) else False

    @cached_property
    def common_limit(self) -> Span | None:
        """The limit where all cases share one."""
        spans = {self.limit_span(self.limit(case)) for case in self.cases}
        return spans.pop() if len(spans) == 1 else None

    @cached_property
    def competent(self) -> str | None:
        """The competent agency, where stated."""
        return self.procedure.agencies.competent if self.procedure.agencies else None

    @cached_property
    def declared_roles(self) -> tuple[str, ...] | None:
        """Every agency with a declared role; ``None`` where an incomplete copy may have left roles out."""
        roles = self.procedure.agencies
        if roles is None:
            return () if self.complete else None
        lists = (roles.implementing, roles.coordinating, roles.receiving, roles.delegated)
        if not self.complete and any(given is None for given in lists):
            return None
        named = [a for given in lists for a in given or ()]
        return tuple(dict.fromkeys([roles.competent, *named] if roles.competent else named))

    @cached_property
    def covered_units(self) -> frozenset[str] | None:
        """The units of the steps that a declared role covers; ``None`` where roles may have been left out."""
        roles = self.declared_roles
        if roles is None:
            return None
        covers = self.survey.covers
        return frozenset(unit for unit in self.bodies if any(covers(role, unit) for role in roles))

    @cached_property
    def back_edges(self) -> frozenset[tuple[str, int]]:
        """Edges that lead back into the flow, as step id and place in its ``next``, in any case."""
        return frozenset(
            (graph.ids[graph.arcs[a].source], graph.arcs[a].position)
            for case, graph in self.graphs.items()
            for a in self.loops[case].back
        )

    @cached_property
    def units_before(self) -> dict[str, frozenset[str]]:
        """The units that have had the file before each step, its own not counted unless it had it earlier."""
        steps = self.procedure.steps or ()
        had: dict[str, set[str]] = {s.id: set() for s in steps}
        agency = {s.id: s.agency for s in steps}
        queue = [s.id for s in reversed(steps)]
        back = self.back_edges
        forward = {s.id: [e.to for j, e in enumerate(s.next) if (s.id, j) not in back] for s in steps}
        while queue:
            current = queue.pop()
            gained = had[current] | {agency[current]}
            for target in forward[current]:
                if not gained <= had[target]:
                    had[target] |= gained
                    queue.append(target)
        return {step: frozenset(units) for step, units in had.items()}

    @cached_property
    def inputs_stated(self) -> bool | None:
        """Whether every step of an office states its inputs; ``None`` where no step is stated."""
        steps = self.procedure.steps
        if not steps:
            return None
        return all(s.inputs is not None for s in steps if s.agency != APPLICANT)
