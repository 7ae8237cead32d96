"""Table ``case``: procedure × case, each with its own limits and the figures of its own flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tthc_audit.catalog.model import Limit
from tthc_audit.facts.cells import Row, put
from tthc_audit.facts.limits import same_limit
from tthc_audit.facts.table import PLACE, PROCEDURE, Table, count, flag, stem, text, texts
from tthc_audit.flow import clock
from tthc_audit.results import Words

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured

TABLE = Table(
    name="case",
    about=Words("Mỗi dòng là một trường hợp của một thủ tục", "One row a procedure and case"),
    keys=("procedure", "case"),
    identity=("procedure", "case_code", "case_name"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("case", "Trường hợp (trống khi thủ tục không chia trường hợp)", "Case id; empty where there are no cases"),
        text("case_code", "Mã trường hợp", "Code of the case"),
        text("case_name", "Tên trường hợp", "Name of the case"),
        *stem("statutory", "Thời hạn giải quyết", "Statutory limit"),
        *stem("extended", "Thời hạn khi được gia hạn", "Limit with every extension"),
        *stem("committed", "Thời hạn cam kết", "Committed limit"),
        *stem("baseline", "Thời hạn tại mốc so sánh", "Limit at the baseline"),
        text("limit_kind", "result: hạn trả kết quả; objection: hạn phản đối", "result or objection window"),
        text("limit_text", "Thời hạn ghi bằng lời, chưa đọc được", "Limit as words that cannot be read as one"),
        flag("limit_stated", "Có nêu thời hạn bằng số", "A limit is stated as a figure"),
        text("limit_unit", "Đơn vị của thời hạn", "Unit of the limit"),
        flag("limit_from_channels", "Thời hạn lấy từ cách thức nộp", "The limit is the one all channels agree on"),
        flag("channels_agree", "Các cách nộp cùng thời hạn với trường hợp này", "Channels state the same limit as this case"),
        count("steps_count", "Số bước", "Number of steps", from_steps=True),
        flag("flow_sound", "Quy trình chạy được trọn vẹn", "Flow is sound", from_steps=True),
        *stem("best", "Thời gian ngắn nhất", "Shortest time", from_steps=True),
        *stem("typical", "Thời gian thường gặp", "Typical time", from_steps=True),
        *stem("expected", "Thời gian trung bình", "Expected time", from_steps=True),
        *stem("worst", "Thời gian dài nhất", "Longest time", from_steps=True),
        *stem("elapsed_worst", "Thời gian dài nhất kể cả thời gian không tính", "Longest time, off-clock steps included", from_steps=True),
        *stem("parallel_floor", "Thời gian nếu chỉ giữ thứ tự cần thiết", "Longest time with only the needed order", from_steps=True),
        texts("critical_path", "Chuỗi bước quyết định thời hạn (đường găng)", "Steps that decide the time (critical path)", from_steps=True),
        texts("critical_path_names", "Tên các bước quyết định thời hạn", "Names of the steps that decide the time", from_steps=True),
        texts("steps_without_duration", "Bước chưa nêu thời gian", "Steps without a duration", from_steps=True),
        flag("deadlines_contradict", "Các hạn tính từ sự kiện mâu thuẫn nhau", "Deadlines counted from events contradict each other", from_steps=True),
        flag("uses_calendar_days", "Có quy đổi ngày lịch (không tính dịp lễ, Tết)", "Calendar days were bounded over weeks without holidays", from_steps=True),
        flag("mixes_hours_and_days", "Có quy đổi giữa giờ và ngày", "Hours and days were converted", from_steps=True),
    ),
)  # fmt: skip


def rows(measured: Measured) -> Iterator[Row]:
    """One row a case; a procedure without cases is one case with an empty id."""
    procedure = measured.procedure
    for i, case in enumerate(measured.cases):
        limit = measured.limit(case)
        own = case.time_limit or procedure.time_limit
        span = measured.limit_span(limit)
        committed = case.committed_time_limit or procedure.committed_time_limit
        baseline = case.baseline or procedure.baseline
        graph = measured.graphs.get(case.id)
        figures = measured.figures[case.id]
        sound = measured.soundness.get(case.id)
        row: Row = {
            "procedure": procedure.key,
            "pointer": f"/cases/{i}" if procedure.cases else "",
            "case": case.id,
            "case_code": case.code,
            "case_name": case.name,
            "limit_kind": limit.kind if limit else None,
            "limit_text": limit.text if limit else None,
            "limit_stated": span is not None,
            "limit_unit": limit.unit if limit else None,
            "limit_from_channels": own is None and limit is not None,
            "channels_agree": _channels_agree(measured, own),
            "steps_count": None if procedure.steps is None else len(graph.ids) if graph else 0,
            "flow_sound": sound.sound if sound else None,
            "critical_path": list(figures.critical_path) if figures else None,
            "critical_path_names": measured.step_names(figures.critical_path) if figures else None,
            "steps_without_duration": list(figures.steps_without_duration) if figures else None,
            "deadlines_contradict": figures.deadlines_contradict if figures else None,
            "uses_calendar_days": figures.uses_calendar_days if figures else None,
            "mixes_hours_and_days": figures.mixes_hours_and_days if figures else None,
        }
        put(row, "statutory", span)
        put(row, "extended", clock.extended(limit) if limit and span else None)
        put(row, "committed", measured.limit_span(committed))
        put(row, "baseline", measured.limit_span(baseline.time_limit) if baseline else None)
        for name in measured.times:
            put(row, name, getattr(figures, name) if figures else None)
        yield row


def _channels_agree(measured: Measured, limit: Limit | None) -> bool | None:
    """Whether every channel that states a limit states this one."""
    stated = [c.time_limit for c in measured.channels if c.time_limit is not None]
    if not stated or limit is None:
        return None
    verdicts = [same_limit(limit, s) for s in stated]
    return False if False in verdicts else None if None in verdicts else True
