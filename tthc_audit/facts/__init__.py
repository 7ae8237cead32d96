"""Fact tables: everything that can be measured about a catalogue, knowing nothing of the law."""

from tthc_audit.facts import case, channel, citation, document, handoff, procedure, step, target

TABLES = {
    module.TABLE.name: module.TABLE
    for module in (procedure, case, step, handoff, channel, document, citation, target)
}
"""Every fact table by name."""
