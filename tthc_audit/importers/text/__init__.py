"""Reads published prose: sequences of acts into steps, and time limits given in words."""

from tthc_audit.importers.text.extraction import extract_steps
from tthc_audit.importers.text.limits import LimitReading, read_limit
from tthc_audit.importers.text.model import ExtractedStep
from tthc_audit.importers.text.plain import plain_text
from tthc_audit.importers.text.steps import to_steps

__all__ = ["ExtractedStep", "LimitReading", "extract_steps", "plain_text", "read_limit", "to_steps"]
