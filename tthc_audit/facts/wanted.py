"""Which columns somebody will read: what nobody reads is neither measured nor loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tthc_audit.facts import TABLES
from tthc_audit.facts.table import PLACE, Table

_ALWAYS = frozenset(
    ("procedure", "steps_origin", "agency_name", "agency_level", "by_applicant", *(c.name for c in PLACE))
)
"""Columns that tell of any row where it stands and who acts."""
COSTLY = frozenset({"overlap", "posting"})
"""Tables that are made only where they are read."""
_MORE_THAN_LONGEST = ("best", "typical", "expected", "elapsed_worst", "parallel_floor", "slack", "minutes")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns of each table that are read; a table that is not named is not read."""

    columns: Mapping[str, frozenset[str]]

    @property
    def longest_only(self) -> bool:
        """Whether of all times that are measured only the longest run is read."""
        return not any(column.startswith(_MORE_THAN_LONGEST) for columns in self.columns.values() for column in columns)

    def reads(self, table: str) -> bool:
        """Whether anything of a table is read."""
        return table in self.columns

    def with_only(self, table: str) -> Wanted:
        """The same without the tables that cost much, but for the one named."""
        return Wanted({name: read for name, read in self.columns.items() if name == table or name not in COSTLY})

    def beside(self, table: str, columns: Iterable[str]) -> Wanted:
        """The same with further columns of a table."""
        return Wanted({**self.columns, table: self.columns.get(table, frozenset()) | frozenset(columns)})

    def of(self, table: Table) -> tuple[str, ...]:
        """The columns of a table that are read, in its order; those that every row needs among them."""
        read = self.columns.get(table.name, frozenset()) | _ALWAYS | set(table.keys) | set(table.identity)
        return tuple(c.name for c in table.columns if c.name in read)


EVERYTHING = Wanted({name: table.names for name, table in TABLES.items()})


def union(parts: Iterable[tuple[str, Iterable[str]]]) -> Wanted:
    """Everything that several readers want: pairs of a table and columns of it."""
    found: dict[str, set[str]] = {}
    for table, columns in parts:
        found.setdefault(table, set()).update(columns)
    return Wanted({table: frozenset(columns) for table, columns in found.items()})
