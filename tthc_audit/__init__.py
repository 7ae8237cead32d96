"""Audits administrative procedures: step graphs in, findings with their law and a report out."""

__version__ = "0.1.0"
