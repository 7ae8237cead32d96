"""Reads published prose: sequences of acts into steps, and time limits given in words."""

from tthc_audit.importers.text.extraction import extract_steps
from tthc_audit.importers.text.model import ExtractedStep
from tthc_audit.importers.text.plain import plain_text

__all__ = ["ExtractedStep", "extract_steps", "plain_text"]
