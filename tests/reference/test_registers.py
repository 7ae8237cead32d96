"""The registers that ship with the tool: every entry is told apart, dated in order, and refers to what is there."""

from __future__ import annotations

import re
import unicodedata

import msgspec
import pytest

from tthc_audit import resources
from tthc_audit.catalog.model import DataSource, Instrument


class Paper(msgspec.Struct, forbid_unknown_fields=True):
    """A common paper: its names, who issues it, the database that holds its data, and how names are told apart."""

    id: str
    names: list[str]
    issuer: str
    database: str | None = None
    goes_on: list[str] = []
    proofs: list[str] = []


INSTRUMENTS = msgspec.json.decode(resources.data("reference", "instruments.json"), type=list[Instrument])
DATABASES = msgspec.json.decode(resources.data("reference", "databases.json"), type=list[DataSource])
PAPERS = msgspec.json.decode(resources.data("reference", "papers.json"), type=list[Paper])
BY_NUMBER = {i.number: i for i in INSTRUMENTS}
RANKS = ["internal_rule", "provincial_decision", "circular", "decree", "law"]
NUMBER = re.compile(r"[0-9.a-z]+(/[0-9]{4})?/(QH[0-9]{2}|(NĐ|NQ)-CP|QĐ-(TTg|[A-ZĐ]+)|(TT|TTLT)(-[A-ZĐ]+)+)")


@pytest.mark.parametrize(
    "keys",
    [[i.number for i in INSTRUMENTS], [d.id for d in DATABASES], [p.id for p in PAPERS]],
    ids=["instruments", "databases", "papers"],
)
def test_entries_are_sorted_and_told_apart(keys: list[str]) -> None:
    assert keys == sorted(set(keys))


def test_every_number_is_written_as_the_official_gazette_writes_it() -> None:
    assert [i.number for i in INSTRUMENTS if not NUMBER.fullmatch(i.number)] == []


def test_every_instrument_says_what_it_is_and_where_its_dates_were_read() -> None:
    bare = [i.number for i in INSTRUMENTS if not (i.name and i.kind and i.issuer and i.rank and i.source)]
    assert bare == []


def test_no_instrument_lapses_before_it_takes_effect() -> None:
    for i in INSTRUMENTS:
        if i.in_force_from and i.in_force_to:
            assert i.in_force_from <= i.in_force_to, i.number


def test_a_replaced_instrument_has_lapsed_and_names_one_in_the_register() -> None:
    for i in INSTRUMENTS:
        if i.replaced_by is not None:
            assert i.in_force_to is not None, i.number
            assert i.replaced_by in BY_NUMBER, i.number


def test_an_instrument_is_replaced_by_a_later_one_of_no_lower_rank() -> None:
    for i in INSTRUMENTS:
        heir = BY_NUMBER.get(i.replaced_by or "")
        if heir is None:
            continue
        assert RANKS.index(str(heir.rank)) >= RANKS.index(str(i.rank)), i.number
        if heir.in_force_from and i.in_force_to:
            assert heir.in_force_from > i.in_force_to, i.number


def test_following_replacements_always_ends() -> None:
    for i in INSTRUMENTS:
        seen = {i.number}
        heir = i.replaced_by
        while heir is not None:
            assert heir not in seen, i.number
            seen.add(heir)
            heir = BY_NUMBER[heir].replaced_by


def test_what_was_verified_has_a_date_of_effect() -> None:
    assert [i.number for i in INSTRUMENTS if i.verified and i.in_force_from is None] == []


@pytest.mark.parametrize(
    ("number", "last_day"),
    [
        ("42/2022/NĐ-CP", "2026-06-30"),
        ("60/2014/QH13", "2027-02-28"),
        ("61/2018/NĐ-CP", "2025-06-30"),
        ("66.7/2025/NQ-CP", "2027-02-28"),
    ],
)
def test_the_last_day_of_effect_counts_as_in_force(number: str, last_day: str) -> None:
    assert str(BY_NUMBER[number].in_force_to) == last_day


def test_papers_that_data_replace_are_common_papers_held_by_that_database() -> None:
    by_id = {p.id: p for p in PAPERS}
    for source in DATABASES:
        assert source.owner
        for paper in source.papers or ():
            assert paper.id is not None
            common = by_id[paper.id.removesuffix("-phu-luc-1")]
            assert (common.names[0], common.database) == (paper.name, source.id), paper.id


def test_a_paper_is_replaced_only_while_the_act_that_says_so_is_in_force() -> None:
    for source in DATABASES:
        for paper in source.papers or ():
            act = BY_NUMBER[str(paper.by)]
            assert (paper.held_since, paper.until) == (act.in_force_from, act.in_force_to), paper.id
            assert act.verified


def test_no_name_means_two_papers() -> None:
    names = [unicodedata.normalize("NFC", name).casefold() for p in PAPERS for name in (*p.names, *p.proofs)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("file", ["instruments.json", "databases.json", "papers.json"])
def test_files_are_nfc_with_real_letters_and_a_final_newline(file: str) -> None:
    text = resources.data("reference", file).decode()
    assert unicodedata.is_normalized("NFC", text)
    assert "\\u" not in text
    assert text.endswith("]\n")
