"""What reading a published text yields: acts in text order, each with the places it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

Span = tuple[int, int]
Limit = Mapping[str, object]

APPLICANT = "applicant"
_NO_SPANS: Mapping[str, Span] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ExtractedStep:
    """One act of one actor, as far as rules can read it.

    ``actor`` is the id of a declared agency, ``"applicant"``, the standard name of a body, or ``None``
    where nobody is named; ``actor_name`` is how the text calls it. ``spans`` gives, for ``step``, ``actor``,
    ``kind`` and ``duration``, the first and the last-plus-one character in the plain text. Numbers in
    ``parallel_with`` and ``shares_limit_with`` are positions in the list of steps, from 0. ``confidence`` is 0 to 1.
    """

    text: str
    kind: str
    actor: str | None = None
    actor_name: str | None = None
    duration: Limit | None = None
    conditional: bool = False
    condition: str | None = None
    parallel_with: tuple[int, ...] = ()
    shares_limit_with: tuple[int, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=lambda: _NO_SPANS)
    confidence: Decimal = Decimal(1)
