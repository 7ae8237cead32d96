"""Which step of one version of a flow is which step of another: by content and place, never by ids."""

from tthc_audit.matching.steps import Matching, match

__all__ = ["Matching", "match"]
