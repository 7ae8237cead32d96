"""What a refusal says."""

from __future__ import annotations

import pytest

from tthc_audit.errors import AuditError
from tthc_audit.i18n import LANGS, problem_words


def told(error: pytest.ExceptionInfo[AuditError]) -> list[str]:
    """The keys of the problems of a refusal, each of which has its words in both languages."""
    for problem in error.value.problems:
        for lang in LANGS:
            assert all(problem_words(lang, problem))
    return [p.key for p in error.value.problems]
