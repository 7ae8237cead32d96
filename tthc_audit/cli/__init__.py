"""The command line: ``tthc-audit COMMAND``. Commands hold no logic and load what they need when they run."""

from tthc_audit.cli.program import entry, main

__all__ = ["entry", "main"]
