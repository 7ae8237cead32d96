"""The registers beside the procedures: those that ship with the tool, and a catalogue's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

import msgspec
import orjson

from tthc_audit import resources
from tthc_audit.catalog import convert, references, schema
from tthc_audit.catalog.document import Document
from tthc_audit.catalog.model import Agency, CommonPaper, DataSource, Instrument, Target
from tthc_audit.catalog.settings import Days, Settings, Waiver
from tthc_audit.catalog.shares import share
from tthc_audit.errors import Problem
from tthc_audit.results import Review

T = TypeVar(
    "T", Settings, tuple[Agency, ...], tuple[DataSource, ...], tuple[Instrument, ...], tuple[Waiver, ...],
    tuple[Review, ...],
)  # fmt: skip


@cache
def databases() -> dict[str, DataSource]:
    """The databases that ship with the tool, by id."""
    tree = convert.spell_out_entries(orjson.loads(resources.data("reference", "databases.json")))
    return {d.id: d for d in convert.typed(tree, tuple[DataSource, ...])}


@cache
def instruments() -> dict[str, Instrument]:
    """The acts that ship with the tool, by number."""
    tree = orjson.loads(resources.data("reference", "instruments.json"))
    return {i.number: i for i in convert.typed(tree, tuple[Instrument, ...])}


@cache
def common_papers() -> tuple[CommonPaper, ...]:
    """The common papers that ship with the tool."""
    return convert.typed(orjson.loads(resources.data("reference", "papers.json")), tuple[CommonPaper, ...])


def read(document: Document, name: str, kind: type[T]) -> tuple[T | None, tuple[Problem, ...]]:
    """A register or the settings of a catalogue from its document; ``None`` where something in it is wrong."""
    if document.problems:
        return None, document.problems
    tree = convert.spell_out_entries(document.tree)
    try:
        value = convert.typed(tree, kind)
    except msgspec.ValidationError as error:
        return None, document.placed(schema.impossible(name, document.tree, str(error)))
    wrong = document.placed(_wrong(value))
    if wrong and isinstance(value, Settings):
        value = msgspec.structs.replace(value, targets=tuple(t for t in value.targets if not any(_no_shares("", t))))
    return value, wrong


def _wrong(value: object) -> Iterator[Problem]:
    """What no schema can say of a register or the settings."""
    if isinstance(value, Settings):
        yield from references.repeated("/targets", value.targets)
        for i, target in enumerate(value.targets):
            yield from _no_shares(f"/targets/{i}", target)
        for year, days in value.calendar.items():
            yield from _other_years(year, days)
    elif isinstance(value, tuple):
        yield from references.repeated("", [v for v in value if isinstance(v, Agency | DataSource)])
        yield from _strangers([v for v in value if isinstance(v, Agency)])
        yield from references.repeated("", [v for v in value if isinstance(v, Instrument)], "number")
        yield from _accepted_twice([v for v in value if isinstance(v, Waiver)])


def _accepted_twice(waivers: Sequence[Waiver]) -> Iterator[Problem]:
    """Waivers that name what an earlier one names: it would not be known who answers for it."""
    first: dict[tuple[str, str], int] = {}
    for i, waiver in enumerate(waivers):
        other = first.setdefault((waiver.rule, waiver.names), i)
        if other != i:
            values: dict[str, object] = {"rule": waiver.rule, "n": i + 1, "first": other + 1}
            yield Problem("load.duplicate_waiver", values, pointer=f"/{i}")


def _strangers(agencies: Sequence[Agency]) -> Iterator[Problem]:
    """Agencies that name one that is not registered, or end before they begin."""
    known = dict.fromkeys(a.id for a in agencies)
    for i, agency in enumerate(agencies):
        for name in ("member_of", "parent", "replaced_by"):
            other = getattr(agency, name)
            if other is not None and other not in known:
                yield references.unknown_agency(f"/{i}/{name}", other, known)
        if agency.valid_from and agency.valid_to and agency.valid_to < agency.valid_from:
            dates: dict[str, object] = {"first": agency.valid_from, "last": agency.valid_to}
            yield Problem("load.ends_before_it_begins", dates, pointer=f"/{i}/valid_to")


def _no_shares(pointer: str, target: Target) -> Iterator[Problem]:
    for name in ("cut", "required_share"):
        stated = getattr(target, name)
        try:
            if stated is not None:
                share(stated)
        except ValueError:
            yield Problem("load.no_share", {"value": stated}, pointer=f"{pointer}/{name}")


def _other_years(year: str, days: Days) -> Iterator[Problem]:
    for name in ("days_off", "working_saturdays"):
        for i, day in enumerate(getattr(days, name) or ()):
            if day.year != int(year):
                values: dict[str, object] = {"day": day, "year": year}
                yield Problem("load.day_of_other_year", values, pointer=f"/calendar/{year}/{name}/{i}")
