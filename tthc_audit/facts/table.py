"""How a fact table is declared: once, for the database, the rules, and ``facts --describe``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from tthc_audit.results import Words

NEAR = "_near"
"""Hidden column: what stands beside the row, to tell rows of one identity apart."""


class Type(Enum):
    """The type of a column, by its name in the database."""

    TEXT = "VARCHAR"
    BOOLEAN = "BOOLEAN"
    INTEGER = "BIGINT"
    DECIMAL = "DECIMAL(38,4)"
    DATE = "DATE"
    TEXTS = "VARCHAR[]"


class Unit(Enum):
    """What a number counts."""

    WORKING_MINUTE = "working_minute"
    CALENDAR_DAY = "calendar_day"
    DONG = "vnd"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, unit and meaning.

    ``from_steps`` is true where the value derives from the step graph: a finding that used it is
    capped to a warning when the steps were extracted. ``stem`` names the time that the column is a part of.
    """

    name: str
    type: Type
    meaning: Words
    unit: Unit | None = None
    from_steps: bool = False
    stem: str | None = None


@dataclass(frozen=True)
class Table:
    """A fact table. ``keys`` tell a row; ``identity`` tells its content, without ids, for fingerprints.

    ``places``: for some columns, the column that holds the place they speak of, finer than the row's own.
    ``told``: columns that every finding carries as evidence, read by its rule or not. ``other_place``: the columns with
    the file and the pointer of a second place. ``lacks``: the column that lists what is missing where a row is undecided.
    ``in_register``: its rows bring a place of their own, in a register, and may name a procedure that is not at hand.
    ``after_rules``: it tells what became of things when the other rules ran, and is filled after them.
    """

    name: str
    about: Words
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    identity: tuple[str, ...]
    places: Mapping[str, str] = field(default_factory=dict)
    in_register: bool = False
    told: tuple[str, ...] = ()
    other_place: tuple[str, str] | None = None
    lacks: str | None = None
    after_rules: bool = False

    @cached_property
    def carried(self) -> tuple[str, ...]:
        """The columns that findings need whatever their rule reads."""
        lacks = (self.lacks,) if self.lacks else ()
        return tuple(dict.fromkeys((*self.places.values(), *self.told, *(self.other_place or ()), *lacks)))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The times that the table holds, each as ``_min``, ``_max`` and ``_days``."""
        return frozenset(c.stem for c in self.columns if c.stem)

    def column(self, name: str) -> Column:
        """Return the column of that name; ``KeyError`` where there is none."""
        return self.by_name[name]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {c.name: c for c in self.columns}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all columns."""
        return frozenset(self.by_name)

    def meaning(self, name: str) -> Words:
        """What a column, or a time of the table, means. ``KeyError`` where there is neither."""
        if name in self.by_name:
            return self.by_name[name].meaning
        low = self.by_name[f"{name}_min"].meaning
        return Words(low.vi.removesuffix(": ít nhất"), low.en.removesuffix(": at least"))


def text(name: str, vi: str, en: str, *, from_steps: bool = False) -> Column:
    """A text column."""
    return Column(name, Type.TEXT, Words(vi, en), None, from_steps)


def texts(name: str, vi: str, en: str, *, from_steps: bool = False) -> Column:
    """A column of several texts in a stated order."""
    return Column(name, Type.TEXTS, Words(vi, en), None, from_steps)


def flag(name: str, vi: str, en: str, *, from_steps: bool = False) -> Column:
    """A yes-or-no column; null where nothing decides it."""
    return Column(name, Type.BOOLEAN, Words(vi, en), None, from_steps)


def count(name: str, vi: str, en: str, *, from_steps: bool = False) -> Column:
    """A whole number of things."""
    return Column(name, Type.INTEGER, Words(vi, en), Unit.COUNT, from_steps)


def day(name: str, vi: str, en: str) -> Column:
    """A date."""
    return Column(name, Type.DATE, Words(vi, en))


def money(name: str, vi: str, en: str) -> Column:
    """An amount in đồng."""
    return Column(name, Type.DECIMAL, Words(vi, en), Unit.DONG)


def stem(name: str, vi: str, en: str, *, from_steps: bool = False) -> tuple[Column, Column, Column]:
    """A time as three columns: bounds in working minutes, and exact calendar days where all parts are days."""
    return (
        Column(
            f"{name}_min", Type.DECIMAL, Words(f"{vi}: ít nhất", f"{en}: at least"),
            Unit.WORKING_MINUTE, from_steps, name,
        ),
        Column(
            f"{name}_max", Type.DECIMAL, Words(f"{vi}: nhiều nhất", f"{en}: at most"),
            Unit.WORKING_MINUTE, from_steps, name,
        ),
        Column(
            f"{name}_days", Type.DECIMAL, Words(f"{vi}: số ngày lịch", f"{en}: calendar days"),
            Unit.CALENDAR_DAY, from_steps, name,
        ),
    )  # fmt: skip


PLACE = (
    text("file", "Tệp", "File"),
    text("pointer", "Vị trí trong tệp", "Place in the file"),
    text("origin", "Nguồn của dòng (authored, extracted, register)", "Where the row comes from"),
)
"""Columns of every table."""

PROCEDURE = (
    text("procedure", "Mã thủ tục (kèm biến thể)", "Procedure key: code, with @variant where stated"),
    text("procedure_name", "Tên thủ tục", "Name of the procedure"),
    text("procedure_kind", "citizen hoặc internal; không nêu thì để trống", "citizen or internal; null if not stated"),
    text("procedure_scope", "national hoặc local", "national or local"),
    text("procedure_status", "in_force, amended hoặc abolished", "in_force, amended or abolished"),
    text("field", "Lĩnh vực", "Field"),
    texts("levels", "Cấp thực hiện", "Levels of government"),
    text("steps_origin", "authored hoặc extracted", "authored or extracted"),
    flag("source_complete", "Bản dữ liệu đầy đủ", "The copy is complete"),
)
"""Columns of every table that speaks of a procedure."""
