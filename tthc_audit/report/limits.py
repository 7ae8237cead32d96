"""Where the limit and the target of a procedure lie, for the lines across a time axis."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tthc_audit.report.wording import Row, known, stem
from tthc_audit.results import Audit, Time


def limit_and_target(audit: Audit, procedure: str, case: str | None = None) -> tuple[Time | None, Time | None]:
    """The statutory limit and the time to which a target cuts, of one case or of the procedure.

    Of a procedure with several cases each is ``None`` unless all cases have the same. Of several targets the
    strictest counts. Needs the rows of the tables ``case`` and ``target``.
    """
    limits = {stem(row, "statutory") for row in _rows(audit, "case", procedure, case)}
    limit = limits.pop() if len(limits) == 1 else None
    wanted: dict[str, list[Time]] = {}
    for row in _rows(audit, "target", procedure, case):
        aim = _aim(row)
        if aim is not None:
            wanted.setdefault(str(row["case"]), []).append(aim)
    aims = {min(times, key=_length) for times in wanted.values()}
    complete = len(wanted) == len({str(row["case"]) for row in _rows(audit, "case", procedure, case)})
    return limit if limit and known(limit) else None, aims.pop() if complete and len(aims) == 1 else None


def _rows(audit: Audit, table: str, procedure: str, case: str | None) -> Iterator[Row]:
    for row in audit.tables.get(table, ()):
        if row["procedure"] == procedure and case in (None, row["case"]):
            yield row


def _aim(row: Row) -> Time | None:
    """The baseline less the required cut; ``None`` where no baseline is known or the target is not about time."""
    baseline = stem(row, "baseline")
    if row["measure"] == "cost" or not known(baseline) or baseline.max is None or row["required_cut"] is None:
        return None
    left = 1 - Fraction(str(row["required_cut"]))
    return Time(*(None if part is None else _plain(Fraction(part) * left) for part in baseline))


def _plain(value: Fraction) -> str:
    rounded = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.0001"))
    return f"{rounded.normalize():f}"


def _length(time: Time) -> Decimal:
    return Decimal(time.max or 0)
