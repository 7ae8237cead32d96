"""What a place shows of a procedure, compared with its publication decision: each different way to show it once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from tthc_audit.catalog import register_values
from tthc_audit.catalog.model import Limit, Procedure
from tthc_audit.catalog.references import limits
from tthc_audit.facts.posting_numbers import Numbers
from tthc_audit.facts.publication import Publication, publication_of, stale
from tthc_audit.facts.survey import Survey

COLUMNS = ("decision_number", "time_limit", "fee", "papers", "competent")
"""The columns of a register that hold what was read at the place."""
NAMES = ("decision", "time_limit", "fee", "papers", "competent")
"""What they are called where they are compared."""


class Shown(NamedTuple):
    """What was read, as values that can be compared, and how it compares with the decision; ``None``: cannot be told."""

    procedure: int
    texts: tuple[str | None, ...]
    keys: tuple[str | None, ...]
    agreements: tuple[bool | None, ...]
    stale: bool | None
    superseded: bool | None

    @property
    def badness(self) -> tuple[int, int, tuple[str, ...]]:
        """Of several ways in which one place shows a procedure, the one that differs most counts."""
        return self.agreements.count(False), self.agreements.count(None), tuple(t or "" for t in self.texts)


class Comparison:
    """Compares with the decision of each procedure."""

    def __init__(self, survey: Survey, numbers: Numbers) -> None:
        self._survey = survey
        self._numbers = numbers
        self._stated: dict[int, _Stated | None] = {}

    def of(self, procedure: int, texts: tuple[str | None, ...]) -> Shown:
        """What ``texts``, in the order of ``COLUMNS``, say of a procedure."""
        if procedure not in self._stated:
            known = self._survey.procedures.get(self._keys.get(procedure, ""))
            self._stated[procedure] = _Stated(known, self._survey) if known else None
        stated = self._stated[procedure]
        decision, limit, fee, papers, competent = texts
        keys = (decision, _read("limit", limit), _read("money", fee), _read("count", papers), self._agency(competent))
        if stated is None:
            return Shown(procedure, texts, keys, (None,) * len(NAMES), None, None)
        old, superseded = stale(decision, stated.publication) if decision else (None, None)
        agreements = (
            None if old is None else not old,
            stated.has_limit(keys[1]),
            stated.has_fee(keys[2]),
            stated.has_papers(keys[3]),
            stated.is_competent(keys[4]),
        )
        return Shown(procedure, texts, keys, agreements, old, superseded)

    @cached_property
    def _keys(self) -> dict[int, str]:
        return {number: key for key, number in self._numbers.procedures.items()}

    def _agency(self, named: str | None) -> str | None:
        return None if named is None else self._survey.agency_called(named)


def _read(kind: str, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return str(register_values.parse(kind, text))
    except register_values.UnreadableError:
        return None


class _Stated:
    """What a procedure states, ready to be compared."""

    def __init__(self, procedure: Procedure, survey: Survey) -> None:
        self._procedure = procedure
        self._survey = survey
        self.publication: Publication = publication_of(procedure, survey.as_of)

    @cached_property
    def _limits(self) -> tuple[str | None, ...]:
        return tuple(_limit(limit) for _, limit in limits(self._procedure))

    @cached_property
    def _fees(self) -> tuple[str | None, ...] | None:
        given = [self._procedure.fees, *(c.fees for c in self._procedure.channels or ())]
        if all(fees is None for fees in given):
            return None
        amounts = [f.amount_vnd for fees in given for f in fees or ()]
        return tuple(None if a is None else _plain(a) for a in amounts) or ("0",)

    def has_limit(self, shown: str | None) -> bool | None:
        """Whether a limit is one of those stated; two units cannot be compared."""
        if shown is None or not self._limits:
            return None
        if shown in self._limits:
            return True
        unit = shown.partition(" ")[2]
        return False if all(known is not None and known.partition(" ")[2] == unit for known in self._limits) else None

    def has_fee(self, shown: str | None) -> bool | None:
        """Whether an amount is one of those stated; not known where one is told in words."""
        if shown is None or self._fees is None:
            return None
        if shown in self._fees:
            return True
        return None if None in self._fees else False

    def has_papers(self, shown: str | None) -> bool | None:
        """Whether the number of papers is that of the dossier, alternatives counted apart or as one."""
        papers = self._procedure.documents
        if shown is None or papers is None:
            return None
        submitted = {d.one_of or f"/{d.id}" for d in papers if d.handling in {None, "submit"}}
        counted = {len(papers), len(submitted), len({d.one_of or f"/{d.id}" for d in papers})}
        if any(d.cases or d.condition for d in papers) and int(shown) <= len(papers):
            # A place may show the papers of one case only.
            return True if int(shown) in counted else None
        return int(shown) in counted

    def is_competent(self, shown: str | None) -> bool | None:
        """Whether a registered agency is one that decides or implements, or an instance of it."""
        roles = self._procedure.agencies
        if shown is None or roles is None:
            return None
        declared = [a for a in (roles.competent, *(roles.implementing or ()), *(roles.delegated or ())) if a]
        if not declared:
            return None
        if any(self._survey.covers(a, shown) or self._survey.covers(shown, a) for a in declared):
            return True
        return None if any(self._may_belong(shown, a) for a in declared) else False

    def _may_belong(self, shown: str, declared: str) -> bool:
        """Whether an agency that names no class may be one of a declared class."""
        one, other = self._survey.agencies[shown], self._survey.agencies.get(declared)
        if other is None:
            return True
        unclassed = one.member_of is None and not one.is_class and one.body in {None, one.id}
        return unclassed and other.is_class and one.level in {None, other.level}


def against(one: Shown, other: Shown) -> tuple[list[str], list[str]]:
    """What two places both tell of a procedure, and what of that is not the same; decisions are compared apart."""
    compared, differs = [], []
    for name, mine, theirs in list(zip(NAMES, one.keys, other.keys, strict=True))[1:]:
        if mine is None or theirs is None:
            continue
        if name == "time_limit" and mine.partition(" ")[2] != theirs.partition(" ")[2]:
            continue
        compared.append(name)
        if mine != theirs:
            differs.append(name)
    return compared, differs


def _limit(limit: Limit) -> str | None:
    if limit.same_day:
        return "same_day"
    return None if limit.value is None or limit.unit is None else f"{_plain(limit.value)} {limit.unit}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rows(shown: list[Shown]) -> Iterator[list[object]]:
    """The rows of table ``shown``: their number grows with how much they differ."""
    for number, one in enumerate(shown):
        compared = [name for name, agrees in zip(NAMES, one.agreements, strict=True) if agrees is not None]
        differs = [n for n, agrees in zip(NAMES, one.agreements, strict=True) if agrees is False and n != "decision"]
        yield [number, one.procedure, *one.texts, *one.keys, one.stale, one.superseded, compared, differs]


TABLE = (
    ("n", "BIGINT"), ("p", "BIGINT"), *((f"{name}_text", "VARCHAR") for name in NAMES),
    *((f"{name}_key", "VARCHAR") for name in NAMES),
    ("stale", "BOOLEAN"), ("superseded", "BOOLEAN"), ("compared", "VARCHAR[]"), ("differs", "VARCHAR[]"),
)  # fmt: skip
