"""Rules: files that say in a closed language what must hold of a fact table, by which law, in which words."""

from tthc_audit.rules.compiling import AS_OF_COLUMN, Compiled, compile_rule, compile_rules
from tthc_audit.rules.loading import load_rules
from tthc_audit.rules.model import NO_OVERRIDE, Override, Rule

__all__ = [
    "AS_OF_COLUMN",
    "NO_OVERRIDE",
    "Compiled",
    "Override",
    "Rule",
    "compile_rule",
    "compile_rules",
    "load_rules",
]
