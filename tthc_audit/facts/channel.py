"""Table ``channel``: one row a way to submit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tthc_audit.catalog.model import Fee, Limit
from tthc_audit.facts.cells import Row, put
from tthc_audit.facts.limits import same_limit
from tthc_audit.facts.table import PLACE, PROCEDURE, Table, count, flag, money, stem, text, texts
from tthc_audit.flow import clock
from tthc_audit.results import Words

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured

TABLE = Table(
    name="channel",
    about=Words("Mỗi dòng là một cách thức nộp", "One row a way to submit"),
    keys=("procedure", "channel"),
    identity=("procedure", "channel"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("channel", "in_person, online hoặc postal", "Way to submit"),
        *stem("limit", "Thời hạn theo cách nộp", "Limit of the channel"),
        *stem("main", "Thời hạn chung của thủ tục", "Limit of the procedure"),
        text("limit_unit", "Đơn vị thời hạn", "Unit of the limit"),
        text("limit_text", "Thời hạn ghi bằng lời", "Limit as words"),
        flag("limit_stated", "Có nêu thời hạn riêng", "States its own limit"),
        flag("agrees_with_main", "Khớp với thời hạn chung, hoặc với một trường hợp", "Agrees with the limit of the procedure or of one of its cases"),
        count("fees_count", "Số khoản phí, lệ phí riêng", "Charges stated for the channel"),
        money("fee_total_vnd", "Tổng mức thu nêu cho cách nộp", "Sum of the amounts stated for the channel"),
        money("fee_highest_vnd", "Tổng mức thu cao nhất trong các cách nộp", "Highest such sum among the channels"),
        flag("fee_zero_by_council", "Ghi 0 đồng nhưng dẫn chiếu nghị quyết HĐND", "Says 0 đồng and refers to a council's resolution"),
        text("fee_text", "Nội dung thu bằng lời", "Fees as words"),
        texts("return_ways", "Cách trả kết quả", "Ways the result is returned"),
    ),
)  # fmt: skip


def rows(measured: Measured) -> Iterator[Row]:
    """One row a way to submit."""
    procedure = measured.procedure
    channels = procedure.channels or ()
    limits = [measured.limit_span(c.time_limit) for c in channels]
    totals = [_total(c.fees) for c in channels]
    highest = max((t for t in totals if t is not None), default=None)
    for i, channel in enumerate(channels):
        stated = channel.time_limit
        row: Row = {
            "procedure": procedure.key,
            "pointer": f"/channels/{i}",
            "channel": channel.kind,
            "limit_unit": stated.unit if stated else None,
            "limit_text": stated.text if stated else None,
            "limit_stated": stated is not None,
            "agrees_with_main": _agrees(stated, measured),
            "fees_count": None if channel.fees is None else len(channel.fees),
            "fee_total_vnd": _plain(totals[i]),
            "fee_highest_vnd": _plain(highest),
            "fee_zero_by_council": any(
                f.amount_vnd == 0 and f.text is not None and _COUNCIL.search(f.text) is not None
                for f in channel.fees or ()
            ),
            "fee_text": "; ".join(f.text for f in channel.fees or () if f.text) or None,
            "return_ways": None if channel.returns is None else list(channel.returns),
        }
        put(row, "limit", limits[i])
        put(row, "main", measured.limit_span(procedure.time_limit))
        yield row


_COUNCIL = re.compile(r"HĐND|hội đồng nhân dân", re.IGNORECASE)


def _total(fees: tuple[Fee, ...] | None) -> Decimal | None:
    amounts = [f.amount_vnd for f in fees or () if f.amount_vnd is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _agrees(limit: Limit | None, measured: Measured) -> bool | None:
    """Whether a channel's limit is that of the procedure or of one of its cases."""
    others = [s for s in (measured.stated_limit(case) for case in measured.cases) if s is not None]
    if limit is None or clock.span_of(limit) is None or not others:
        return None
    verdicts = [same_limit(limit, other) for other in others]
    return True if True in verdicts else None if None in verdicts else False
