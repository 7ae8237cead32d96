import copy
from fractions import Fraction

import pytest
from support.measured import FLOW, days, measured, procedure, survey

from tthc_audit.catalog.model import DataSource, ReplacedPaper
from tthc_audit.catalog.shares import share
from tthc_audit.facts import case, channel, citation, document, handoff, procedure_rows, step
from tthc_audit.facts.build import TABLES
from tthc_audit.facts.papers import papers_of
from tthc_audit.facts.target import cut_bounds
from tthc_audit.worktime.span import Span


def flow():
    return copy.deepcopy(list(FLOW))


def one(rows):
    (row,) = rows
    return row


def test_every_cell_has_a_declared_column():
    told = measured(
        steps=flow(),
        time_limit=days(8),
        documents=[{"id": "d", "name": "Đơn"}],
        channels=[{"kind": "online"}],
        legal_basis=[{"document": "63/2010/NĐ-CP"}],
    )
    makers = {
        "procedure": procedure_rows,
        "case": case,
        "step": step,
        "handoff": handoff,
        "channel": channel,
        "document": document,
        "citation": citation,
    }
    for name, module in makers.items():
        rows = list(module.rows(told))
        assert rows, name
        for row in rows:
            assert set(row) <= TABLES[name].names, name


class TestProcedure:
    def test_a_component_absent_from_a_complete_copy_is_missing(self):
        row = one(procedure_rows.rows(measured(source={"kind": "decision", "complete": True})))
        assert row["documents_stated"] is False

    def test_a_component_absent_from_an_incomplete_copy_is_unknown(self):
        assert one(procedure_rows.rows(measured()))["documents_stated"] is None

    def test_a_component_stated_as_none_is_stated(self):
        row = one(procedure_rows.rows(measured(fees=())))
        assert row["fees_stated"] is True
        assert row["fees_count"] == 0

    def test_a_limit_told_by_case_or_channel_is_a_limit_stated(self):
        complete = {"kind": "decision", "complete": True}
        by_case = measured(source=complete, cases=[{"id": "a", "time_limit": days(1)}])
        by_channel = measured(source=complete, channels=[{"kind": "online", "time_limit": days(1)}])
        assert one(procedure_rows.rows(by_case))["time_limit_stated"] is True
        assert one(procedure_rows.rows(by_channel))["time_limit_stated"] is True

    def test_units_of_one_body_are_one_body(self):
        row = one(procedure_rows.rows(measured(steps=flow())))
        assert (row["agencies_count"], row["bodies_count"]) == (4, 2)

    def test_a_body_that_acts_without_a_declared_role_is_named(self):
        roles = {
            "competent": "ubnd-xa",
            "implementing": ["ubnd-xa"],
            "coordinating": [],
            "receiving": ["mot-cua"],
            "delegated": [],
        }
        row = one(procedure_rows.rows(measured(steps=flow(), agencies=roles)))
        assert row["undeclared_bodies"] == ["Thuế cơ sở"]

    def test_roles_left_out_of_an_incomplete_copy_accuse_nobody(self):
        row = one(procedure_rows.rows(measured(steps=flow(), agencies={"competent": "ubnd-xa"})))
        assert row["undeclared_bodies"] is None

    def test_an_agency_that_has_ended_is_named(self):
        row = one(procedure_rows.rows(measured(agencies={"competent": "ubnd-huyen"})))
        assert row["expired_agencies"] == ["Ủy ban nhân dân cấp huyện"]

    def test_an_unsound_flow_has_no_time(self):
        steps = flow()
        steps[2] |= {"split": "all", "next": [{"to": "hoi"}, {"to": "ky"}]}
        steps[4]["join"] = "any"
        row = one(procedure_rows.rows(measured(steps=steps)))
        assert row["flow_sound"] is False
        assert row["flow_problem"] == "double_finish"
        assert row["worst_min"] is None
        assert row["worst_max"] is None

    def test_a_step_without_duration_leaves_the_longest_time_unbounded(self):
        row = one(procedure_rows.rows(measured(steps=flow())))
        assert row["worst_min"] == 5 * 480
        assert row["worst_max"] is None
        assert row["steps_without_duration"] == ["hoi"]

    def test_two_channels_with_two_limits_leave_the_limit_unknown(self):
        row = one(
            procedure_rows.rows(
                measured(
                    channels=[{"kind": "online", "time_limit": days(3)}, {"kind": "postal", "time_limit": days(5)}]
                )
            )
        )
        assert row["channel_limits_differ"] is True
        assert row["statutory_max"] is None

    def test_the_last_publication_decision_of_the_province_comes_before_that_of_the_ministry(self):
        row = one(
            procedure_rows.rows(
                measured(
                    decisions=[
                        {"role": "national_publication", "number": "163/QĐ-BTP", "signed_on": "2026-01-16"},
                        {"role": "provincial_publication", "number": "2670/QĐ-UBND", "signed_on": "2025-07-13"},
                    ]
                )
            )
        )
        assert row["publication_number"] == "2670/QĐ-UBND"
        assert row["publisher"] == "Ủy ban nhân dân cấp tỉnh"

    def test_a_member_is_missing_only_from_a_whole_catalogue(self):
        group = {"members": [{"code": "1.000002"}]}
        assert one(procedure_rows.rows(measured(interlinked=group)))["members_missing"] == ["1.000002"]
        row = one(procedure_rows.rows(measured(registers=survey(whole=False), interlinked=group)))
        assert row["members_missing"] is None
        assert row["name_conflict"] is None


class TestCase:
    def test_each_case_has_its_own_limit_and_flow(self):
        steps = flow()
        steps[2] |= {
            "split": "one",
            "next": [{"to": "hoi", "cases": ["co-thue"]}, {"to": "ky", "cases": ["khong-thue"]}],
        }
        rows = list(
            case.rows(
                measured(
                    steps=steps,
                    time_limit=days(8),
                    cases=[{"id": "co-thue"}, {"id": "khong-thue", "time_limit": days(5)}],
                )
            )
        )
        assert [r["statutory_max"] for r in rows] == [8 * 480, 5 * 480]
        assert [r["worst_max"] for r in rows] == [None, 5 * 480]

    def test_the_clock_stops_at_the_result_of_the_case(self):
        steps = flow()
        steps[3] |= {"outputs": ["trung-gian"], "duration": days(2)}
        steps[5] |= {"outputs": ["giay"]}
        rows = list(
            case.rows(
                measured(
                    steps=steps,
                    cases=[{"id": "nhanh"}, {"id": "day-du"}],
                    results=[
                        {"id": "trung-gian", "name": "Phiếu", "cases": ["nhanh"]},
                        {"id": "giay", "name": "Giấy", "cases": ["day-du"]},
                    ],
                )
            )
        )
        assert [r["worst_max"] for r in rows] == [5.5 * 480, 7 * 480]

    def test_an_extension_is_told_beside_the_limit(self):
        limit = {**days(17), "extensions": [{"when": "xã miền núi", "add": days(10)}]}
        row = one(case.rows(measured(time_limit=limit)))
        assert (row["statutory_max"], row["extended_max"]) == (17 * 480, 27 * 480)


class TestChannel:
    def test_calendar_days_and_working_days_are_compared_by_their_bounds(self):
        row = one(
            channel.rows(
                measured(time_limit={"value": 20, "unit": "day"}, channels=[{"kind": "online", "time_limit": days(10)}])
            )
        )
        assert row["agrees_with_main"] is False
        row = one(
            channel.rows(
                measured(time_limit={"value": 20, "unit": "day"}, channels=[{"kind": "online", "time_limit": days(14)}])
            )
        )
        assert row["agrees_with_main"] is None

    def test_a_channel_that_agrees_with_one_case_agrees(self):
        row = one(
            channel.rows(
                measured(
                    cases=[{"id": "a", "time_limit": days(3)}, {"id": "b", "time_limit": days(5)}],
                    channels=[{"kind": "online", "time_limit": days(5)}],
                )
            )
        )
        assert row["agrees_with_main"] is True


class TestStep:
    def test_inputs_that_nothing_produces_are_unknown_while_outputs_are_not_stated(self):
        steps = flow()
        steps[2]["inputs"] = ["la"]
        rows = {r["step"]: r for r in step.rows(measured(steps=steps, documents=()))}
        assert rows["xet"]["missing_inputs"] is None
        for one_step in steps:
            one_step.setdefault("outputs", [])
        rows = {r["step"]: r for r in step.rows(measured(steps=steps, documents=()))}
        assert rows["xet"]["missing_inputs"] == ["la"]


class TestHandoff:
    def test_a_return_to_a_unit_that_had_the_file_is_told(self):
        rows = {(r["from_step"], r["to_step"]): r for r in handoff.rows(measured(steps=flow()))}
        assert rows["ky", "tra"]["is_return"] is True
        assert rows["xet", "hoi"]["is_return"] is False
        assert rows["xet", "hoi"]["between_bodies"] is True
        assert rows["nhan", "xet"]["between_bodies"] is False
        assert rows["xet", "hoi"]["has_deadline"] is False


class TestDocument:
    HELD = papers_of(
        [
            DataSource(
                id="dan-cu",
                name="CSDL quốc gia về dân cư",
                papers=(ReplacedPaper(name="Thẻ căn cước", procedures=("1.000001",), by="66.7/2025/NQ-CP"),),
            )
        ]
    )

    @pytest.mark.parametrize(
        ("name", "held"),
        [
            ("Thẻ căn cước", True),
            ("01 bản sao thẻ căn cước của người nộp", True),
            ("Giấy ủy quyền kèm thẻ căn cước", True),
            ("Đơn đề nghị cấp lại thẻ căn cước", False),
            ("Thẻ căn cướcc", False),
        ],
    )
    def test_a_paper_is_held_only_where_it_is_that_paper(self, name, held):
        told = measured(registers=survey(papers=self.HELD), documents=[{"id": "d", "name": name}])
        assert (one(document.rows(told))["held_by_database"] is not None) is held

    def test_a_register_entry_for_other_procedures_says_nothing(self):
        told = measured(
            code="9.999999", registers=survey(papers=self.HELD), documents=[{"id": "d", "name": "Thẻ căn cước"}]
        )
        assert one(document.rows(told))["held_by_database"] is None

    def test_a_result_of_a_member_is_known_by_its_name(self):
        member = procedure(code="1.000002", results=[{"id": "k", "name": "Giấy khai sinh"}])
        told = measured(
            registers=survey(procedures={"1.000002": member}),
            interlinked={"members": [{"code": "1.000002"}]},
            documents=[{"id": "d", "name": "Giấy  khai sinh"}],
        )
        assert one(document.rows(told))["result_of_member"] == "1.000002"


class TestCitation:
    def test_validity_is_unknown_where_no_register_tells(self):
        rows = list(
            citation.rows(
                measured(
                    legal_basis=[
                        {"document": "63/2010/nđ-cp"},
                        {"document": "61/2018/NĐ-CP"},
                        {"document": "42/2022/NĐ-CP"},
                        {"document": "999/2099/NĐ-CP"},
                    ]
                )
            )
        )
        assert [r["in_force"] for r in rows] == [True, False, None, None]
        assert [r["known"] for r in rows] == [True, True, True, False]


class TestTarget:
    @pytest.mark.parametrize(
        ("before", "after", "low", "high"),
        [
            (Span(15, 15, None), Span(8, 8, None), Fraction(7, 15), Fraction(7, 15)),
            (Span(150, 150, None), Span(75, 75, None), Fraction(1, 2), Fraction(1, 2)),
            (Span(20, 22, 30), Span(9, 13, 15), Fraction(1, 2), Fraction(1, 2)),
            (Span(20, 22, 30), Span(10, 10, None), Fraction(1, 2), Fraction(6, 11)),
            (Span(0, None, None), Span(10, 10, None), None, None),
        ],
    )
    def test_cuts_are_exact_fractions_or_bounds(self, before, after, low, high):
        assert cut_bounds(before, after) == (low, high)

    @pytest.mark.parametrize(
        ("stated", "meant"),
        [("50%", Fraction(1, 2)), ("7/15", Fraction(7, 15)), (0.3, Fraction(3, 10)), ("12,5 %", Fraction(1, 8))],
    )
    def test_a_share_may_be_written_in_several_ways(self, stated, meant):
        assert share(stated) == meant
