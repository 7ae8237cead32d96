"""Fact tables: everything that can be measured about a catalogue, knowing nothing of the law."""

from tthc_audit.facts import (
    case,
    change,
    channel,
    citation,
    decision,
    document,
    handoff,
    overlap,
    posting,
    procedure,
    step,
    target,
    target_total,
    waiver,
)
from tthc_audit.facts.table import Table

TABLES: dict[str, Table] = {
    module.TABLE.name: module.TABLE
    for module in (
        procedure,
        case,
        step,
        handoff,
        channel,
        document,
        citation,
        decision,
        target,
        target_total,
        overlap,
        posting,
        waiver,
        change,
    )
}
"""Every fact table by name, as declared; ``facts.build`` fills them."""
OF_VERSIONS = frozenset({change.TABLE.name})
"""The tables that it takes two versions of a catalogue to fill."""
