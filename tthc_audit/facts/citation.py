"""Table ``citation``: procedure × act that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tthc_audit.facts.cells import Row
from tthc_audit.facts.table import PLACE, PROCEDURE, Table, day, flag, text
from tthc_audit.results import Words

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured

TABLE = Table(
    name="citation",
    about=Words("Mỗi dòng là một căn cứ pháp lý được viện dẫn", "One row a legal basis cited"),
    keys=("procedure", "instrument", "pointer"),
    identity=("procedure", "instrument", "provision"),
    columns=(
        *PLACE,
        *PROCEDURE,
        text("instrument", "Số, ký hiệu văn bản", "Number of the act"),
        text("provision", "Điều khoản", "Provision"),
        text("instrument_kind", "Loại văn bản", "Kind of act"),
        text("instrument_rank", "Thứ bậc", "Rank"),
        flag("known", "Có trong danh mục văn bản", "Found in a register"),
        flag("in_force", "Còn hiệu lực vào ngày kiểm tra", "In force on the day of the audit"),
        flag("verified", "Hiệu lực đã được đối chiếu", "Its validity was checked"),
        day("in_force_from", "Hiệu lực từ", "In force from"),
        day("in_force_to", "Hiệu lực đến", "In force to"),
        text("replaced_by", "Văn bản thay thế", "Replaced by"),
        text("cited_for", "Chỗ viện dẫn: procedure, step, off_clock, online_service", "What cites it"),
    ),
)  # fmt: skip


def rows(measured: Measured) -> Iterator[Row]:
    """One row a citation: of the procedure, of its steps, and of its online service."""
    procedure = measured.procedure
    for i, basis in enumerate(procedure.legal_basis or ()):
        yield _row(measured, basis.document, basis.provision, f"/legal_basis/{i}", "procedure")
    for i, step in enumerate(procedure.steps or ()):
        for j, basis in enumerate(step.legal_basis or ()):
            yield _row(measured, basis.document, basis.provision, f"/steps/{i}/legal_basis/{j}", "step")
    if procedure.online_service and procedure.online_service.under:
        yield _row(measured, procedure.online_service.under, None, "/online_service/under", "online_service")


def _row(measured: Measured, number: str, provision: str | None, pointer: str, cited_for: str) -> Row:
    act = measured.survey.instrument(number)
    return {
        "procedure": measured.procedure.key,
        "pointer": pointer,
        "instrument": number,
        "provision": provision,
        "instrument_kind": act.kind if act else None,
        "instrument_rank": act.rank if act else None,
        "known": act is not None,
        "in_force": measured.survey.in_force(number),
        "verified": None if act is None else act.verified,
        "in_force_from": act.in_force_from.isoformat() if act and act.in_force_from else None,
        "in_force_to": act.in_force_to.isoformat() if act and act.in_force_to else None,
        "replaced_by": act.replaced_by if act else None,
        "cited_for": cited_for,
    }
