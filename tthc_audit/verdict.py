"""What an audit amounts to: its totals, the same in every format, and the exit code of ``check``."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from tthc_audit.results import Audit, Finding

_RANK = {"violation": 3, "warning": 2, "suggestion": 1, "never": 4}


@dataclass(frozen=True, slots=True)
class Totals:
    """How many findings of which kind.

    ``violation``, ``warning``, ``suggestion``: those that stand, new and known. ``known``: how many of them a
    baseline knows. ``waived``: accepted ones, counted nowhere else. ``undecided``: rows that no rule could decide.
    ``procedures``: all that were judged; ``touched``: those of them with a finding that stands.
    ``failing``: those that end ``check`` with 1. ``errors``: what could not be read; ``rule_failed``: a rule crashed.
    """

    violation: int
    warning: int
    suggestion: int
    known: int
    waived: int
    undecided: int
    procedures: int
    touched: int
    failing: int
    errors: int
    rule_failed: bool

    @property
    def standing(self) -> int:
        """All findings that stand."""
        return self.violation + self.warning + self.suggestion

    def as_dict(self) -> dict[str, int | bool]:
        """The totals by name, as machines read them."""
        return asdict(self)


def totals(found: Audit, fail_on: str = "violation") -> Totals:
    """The totals of an audit."""
    standing = [f for f in found.findings if f.outcome == "fail" and f.status != "waived"]
    touched = {f.procedure for f in standing if f.procedure is not None}
    return Totals(
        violation=sum(f.severity == "violation" for f in standing),
        warning=sum(f.severity == "warning" for f in standing),
        suggestion=sum(f.severity == "suggestion" for f in standing),
        known=sum(f.status == "known" for f in standing),
        waived=sum(f.status == "waived" for f in found.findings),
        undecided=sum(rule.unknown for rule in found.rules),
        procedures=len(found.sources) or len(touched),
        touched=len(touched),
        failing=sum(fails(f, fail_on) for f in standing),
        errors=len(found.errors),
        rule_failed=found.rule_failed,
    )


def fails(finding: Finding, fail_on: str = "violation") -> bool:
    """Whether a finding ends ``check`` with 1: new, and at or above ``fail_on``."""
    return finding.outcome == "fail" and finding.status == "new" and _RANK[finding.severity] >= _RANK[fail_on]


def exit_code(found: Audit, *, fail_on: str = "violation", require_evidence: bool = False) -> int:
    """The exit code of ``check``: 2 before 1 before 3 before 0.

    2: a file did not load, or a rule could not be worked out; 1: a finding at or above ``fail_on``;
    3: something could not be decided, where ``require_evidence`` asks for it.
    """
    if found.errors or found.rule_failed:
        return 2
    if any(fails(f, fail_on) for f in found.findings):
        return 1
    return 3 if require_evidence and any(rule.unknown for rule in found.rules) else 0
