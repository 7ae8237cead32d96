"""Table ``handoff``: one row an edge between two units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tthc_audit.facts.cells import Row, put
from tthc_audit.facts.table import PLACE, PROCEDURE, Table, flag, stem, text
from tthc_audit.flow import clock
from tthc_audit.results import Words

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured

TABLE = Table(
    name="handoff",
    about=Words("Mỗi dòng là một lần chuyển hồ sơ giữa hai đơn vị", "One row an edge between two units"),
    keys=("procedure", "from_step", "to_step"),
    identity=("procedure", "from_name", "to_name", "from_agency_name", "to_agency_name"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("from_step", "Từ bước", "From step"),
        text("to_step", "Đến bước", "To step"),
        text("from_name", "Tên bước chuyển", "Name of the step that hands over"),
        text("to_name", "Tên bước nhận", "Name of the step that takes over"),
        text("from_kind", "Loại việc của bước chuyển", "Kind of the step that hands over"),
        text("to_kind", "Loại việc của bước nhận", "Kind of the step that takes over"),
        text("from_agency", "Từ đơn vị", "From unit, id"),
        text("to_agency", "Đến đơn vị", "To unit, id"),
        text("from_agency_name", "Từ đơn vị", "From unit"),
        text("to_agency_name", "Đến đơn vị", "To unit"),
        flag("between_bodies", "Giữa hai cơ quan khác nhau", "Between two legal bodies"),
        flag("with_applicant", "Một bên là người nộp hồ sơ hoặc đơn vị nộp thay, chuyển phát thay", "One side is the applicant, or a private or postal body that acts for them"),
        flag("to_consult", "Chuyển để lấy ý kiến", "Handed over for an opinion"),
        flag("has_deadline", "Bước nhận có thời gian", "The step that takes over has a duration"),
        flag("is_return", "Quay lại đơn vị đã qua", "Back to a unit that had the file"),
        flag("is_loop", "Là cạnh quay lại bổ sung", "Edge of a loop"),
        *stem("reply", "Thời gian của bước nhận", "Time of the step that takes over", from_steps=True),
        *stem("statutory", "Thời hạn của thủ tục", "Limit of the procedure, where one"),
        *stem("extended", "Thời hạn của thủ tục khi được gia hạn", "That limit with every extension"),
    ),
)  # fmt: skip


def rows(measured: Measured) -> Iterator[Row]:
    """One row an edge whose two steps are done by different units."""
    procedure, survey = measured.procedure, measured.survey
    steps = {s.id: s for s in procedure.steps or ()}
    had = measured.units_before
    back = measured.back_edges
    limit = measured.common_limit
    longest = {clock.extended(given) for given in map(measured.limit, measured.cases) if given is not None}
    extended = longest.pop() if limit is not None and len(longest) == 1 else None
    limits: Row = {}
    put(limits, "statutory", limit)
    put(limits, "extended", extended)
    for i, source in enumerate(procedure.steps or ()):
        for j, edge in enumerate(source.next):
            target = steps[edge.to]
            if source.agency == target.agency:
                continue
            row: Row = {
                "procedure": procedure.key,
                "pointer": f"/steps/{i}/next/{j}",
                "from_step": source.id,
                "to_step": target.id,
                "from_name": source.name,
                "to_name": target.name,
                "from_kind": source.kind,
                "to_kind": target.kind,
                "from_agency": source.agency,
                "to_agency": target.agency,
                "from_agency_name": survey.name(source.agency),
                "to_agency_name": survey.name(target.agency),
                "between_bodies": measured.bodies[source.agency] != measured.bodies[target.agency],
                "with_applicant": survey.for_applicant(source.agency) or survey.for_applicant(target.agency),
                "to_consult": target.kind == "consult",
                "has_deadline": clock.is_stated(target.duration),
                "is_return": target.agency in had[source.id],
                "is_loop": (source.id, j) in back,
                **limits,
            }
            put(row, "reply", clock.span_of(target.duration) if target.duration else None)
            yield row
