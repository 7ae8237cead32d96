"""Fact tables: everything that can be measured about a catalogue, knowing nothing of the law."""

from tthc_audit.facts.build import TABLES, build, build_targets

__all__ = ["TABLES", "build", "build_targets"]
