"""Civil status, residence, interlinked groups and household business: what the published records say is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tthc_audit.catalog.loading import Loaded, load
from tthc_audit.catalog.model import Duration, Limit, Procedure

ROOT = Path(__file__).parents[2] / "procedures"
pytestmark = pytest.mark.skipif(not ROOT.is_dir(), reason="needs a checkout")


@cache
def loaded() -> Loaded:
    return load([ROOT])


def procedure(code: str) -> Procedure:
    return next(p.procedure for p in loaded().procedures if p.procedure.code == code)


def told(limit: Duration | None) -> tuple[str, str | None]:
    assert limit is not None
    return (limit.text or "trong ngày", None) if limit.value is None else (str(limit.value), limit.unit)


def cases(code: str) -> list[tuple[str, str | None]]:
    return [told(c.time_limit) for c in procedure(code).cases or ()]


def channels(code: str) -> list[Limit | None]:
    return [c.time_limit for c in procedure(code).channels or ()]


def test_marital_status_gives_words_by_channel_and_working_days_by_case() -> None:
    assert {told(limit)[1] for limit in channels("1.004873")} == {None}
    assert cases("1.004873") == [("3", "working_day")]


def test_copies_of_extracts_say_nothing_one_day_and_fifteen_days_at_once() -> None:
    assert all(limit is not None and limit.value is None for limit in channels("2.000635"))
    assert cases("2.000635") == [("15", "working_day"), ("1", "day"), ("1", "working_day"), ("1", "working_day")]


def test_death_registration_has_three_limits_that_only_codes_tell_apart() -> None:
    assert cases("1.000656") == [("5", "working_day"), ("1", "day"), ("2", "day")]
    assert len({c.name for c in procedure("1.000656").cases or ()}) == 1


@pytest.mark.parametrize("code", ["1.000656", "1.000894"])
def test_a_body_with_townships_is_still_named_as_competent(code: str) -> None:
    roles = procedure(code).agencies
    assert roles is not None
    assert roles.competent is not None
    assert loaded().agencies[roles.competent].valid_to == date(2025, 6, 30)


def test_verification_in_other_communes_runs_in_parallel_and_may_be_repeated() -> None:
    steps = {s.id: s for s in procedure("1.004873").steps or ()}
    assert steps["de-nghi-xac-minh"].split == "all"
    assert steps["tong-hop"].join == "all"
    assert "de-nghi-xac-minh" in [e.to for e in steps["tong-hop"].next]
    assert steps["tra-loi-trao-doi"].duration is None


def test_only_a_rented_home_waits_for_the_housing_area_confirmation() -> None:
    steps = {s.id: s for s in procedure("1.004222").steps or ()}
    (edge,) = [e for e in steps["nop-le-phi"].next if e.to == "chuyen-xac-nhan"]
    assert edge.cases == ("thue-muon-o-nho",)
    assert told(steps["xac-nhan"].duration) == told(procedure("1.013314").time_limit) == ("2", "working_day")
    papers = {d.id: d for d in procedure("1.004222").documents or ()}
    assert papers["xac-nhan-dien-tich"].result_of == "1.013314"


def test_confirmation_of_residence_has_two_limits_in_one_channel() -> None:
    assert [c.kind for c in procedure("1.010041").channels or ()] == ["online", "online"]
    assert cases("1.010041") == [("1", "working_day"), ("3", "working_day")]


def test_the_legacy_group_counts_days_where_its_text_counts_working_days() -> None:
    p = procedure("2.000986")
    assert told(p.time_limit) == ("20", "working_day")
    assert [told(limit) for limit in channels("2.000986")] == cases("2.000986") == [("20", "day")]
    assert p.agencies is not None
    assert p.agencies.competent == "bhxh-viet-nam"
    assert [(s.code, s.on) for s in p.replaced_by or ()] == [("3.000722", date(2026, 9, 1))]
    assert [told(r.time_limit) for r in p.results or () if r.time_limit] == [
        ("trong ngày", None), ("15", "day"), ("10", "day")
    ]  # fmt: skip


def test_the_health_card_waits_for_the_personal_number_and_not_for_the_police() -> None:
    steps = {s.id: s for s in procedure("3.000722").steps or ()}
    assert steps["chuyen-lien-thong"].split == "all"
    assert "so-dinh-danh" in (steps["cap-the-bhyt"].inputs or ())
    assert [e.to for e in steps["cap-the-bhyt"].next] == ["tra-ket-qua"]


@pytest.mark.parametrize("code", ["3.000722", "2.002913"])
def test_a_group_has_its_members_in_the_catalogue_with_their_own_limits(code: str) -> None:
    group = procedure(code).interlinked
    assert group is not None
    for member in group.members:
        own = procedure(member.code)
        assert member.time_limit is not None
        if member.code not in ("1.001193", "1.000656"):
            assert told(member.time_limit) == told(own.time_limit)


def test_a_household_business_pays_three_times_as_much_online_as_at_the_desk() -> None:
    fees = {c.kind: c.fees[0].amount_vnd for c in procedure("1.001612").channels or () if c.fees}
    assert fees == {"online": Decimal(150_000), "postal": Decimal(150_000), "in_person": Decimal(50_000)}
