"""Whether names mean one paper or one procedure: measured on labelled pairs, half of them look-alikes."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_audit.papers.candidates import Index
from tthc_audit.papers.core import core, whole
from tthc_audit.papers.sameness import CERTAIN, SUSPECTED, same

CRAWL = Path(__file__).parents[3] / "shared" / "data" / "national_catalogue.jsonl.gz"
LABELS = json.loads((Path(__file__).parent / "labels" / "pairs.json").read_text("utf-8"))


@cache
def records():
    codes = {p[side][0] for p in LABELS["papers"] for side in "ab"}
    codes |= {p[side] for p in LABELS["procedures"] for side in "ab"}
    with gzip.open(CRAWL, "rt", encoding="utf-8") as lines:
        return {record["code"]: record for record in map(json.loads, lines) if record["code"] in codes}


def paper(place):
    code, number = place
    return records()[code]["documents"][number]["name"]


def quality(pairs, taken):
    right = sum(pair["same"] and bool(taken(pair)) for pair in pairs)
    found = sum(bool(taken(pair)) for pair in pairs)
    return right / sum(pair["same"] for pair in pairs), right / found


@pytest.mark.skipif(not CRAWL.exists(), reason="needs ../shared/data")
def test_papers_that_are_the_same_are_told_from_look_alikes():
    pairs = LABELS["papers"]
    scores = {id(pair): same(paper(pair["a"]), paper(pair["b"])) for pair in pairs}
    shown, _ = quality(pairs, lambda pair: scores[id(pair)] >= SUSPECTED)
    recall, precision = quality(pairs, lambda pair: scores[id(pair)] >= CERTAIN)
    print(
        f"\n{len(pairs)} pairs of papers: precision {precision:.3f}, recall {shown:.3f} (certain alone: {recall:.3f})"
    )
    assert precision >= 0.90
    assert shown >= 0.85


@pytest.mark.skipif(not CRAWL.exists(), reason="needs ../shared/data")
def test_procedures_of_one_subject_are_told_from_look_alikes():
    pairs = LABELS["procedures"]
    recall, precision = quality(
        pairs, lambda pair: whole(records()[pair["a"]]["name"]) == whole(records()[pair["b"]]["name"])
    )
    print(f"\n{len(pairs)} pairs of procedures: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.90
    assert recall >= 0.85


def test_the_labels_hold_as_many_look_alikes_as_twins():
    for kind in ("papers", "procedures"):
        different = sum(not pair["same"] for pair in LABELS[kind])
        assert different >= len(LABELS[kind]) * 0.45
    assert len(LABELS["papers"]) + len(LABELS["procedures"]) >= 200


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Giấy phép hoạt động bưu chính", "- 01 bản sao có chứng thực GIẤY PHÉP hoạt động bưu chính;"),
        ("Phương án sử dụng đất: 01 bản chính", "b) Phương án sử dụng đất (bản gốc)"),
        (
            "Đơn đăng ký đất đai theo Mẫu số 15",
            "Đơn đăng ký đất đai (Mẫu số 15 ban hành kèm theo Nghị định 1/2025/NĐ-CP)",
        ),
        ("Hóa đơn thương mại", "Hoá đơn thương mại"),
        ("Giấy phép xây dựng, trừ trường hợp được miễn", "Giấy phép xây dựng trừ trường hợp được miễn"),
    ],
)
def test_copies_forms_marks_and_spellings_do_not_matter(a, b):
    assert same(a, b) >= CERTAIN


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Giấy chứng nhận đăng ký doanh nghiệp", "Giấy chứng nhận đăng ký đầu tư"),
        ("Đơn đề nghị cấp giấy phép bưu chính", "Đơn đề nghị cấp lại giấy phép bưu chính"),
        ("Đơn đề nghị hỗ trợ học phí theo Mẫu số 01", "Đơn đề nghị hỗ trợ học phí theo Mẫu số 02"),
        ("Giấy khai sinh của cha", "Giấy khai sinh của mẹ"),
        ("Tài liệu khác có liên quan", "Tài liệu khác có liên quan"),
        ("Giấy chứng nhận đã cấp", "Giấy chứng nhận đã cấp"),
        ("12345", "12345"),
        ("", ""),
        ("Bản vẽ số 1", "Bản vẽ số 2"),
    ],
)
def test_another_object_act_form_or_owner_or_nothing_told_is_not_the_same(a, b):
    assert same(a, b) < SUSPECTED


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Giấy khai sinh", "Giấy khai sinh của con"),
        ("Văn bản đề nghị cấp giấy phép bưu chính", "Đơn đề nghị cấp giấy phép bưu chính"),
        ("Giấy phép hoạt động bưu chính", "Giấy phép hoạt động bưu chánh"),
        ("Đơn đề nghị hỗ trợ học phí", "Đơn đề nghị hỗ trợ học phí theo Mẫu số 02"),
    ],
)
def test_below_certainty_somebody_must_look(a, b):
    assert SUSPECTED <= same(a, b) < CERTAIN


WORDS = st.lists(
    st.sampled_from(
        [
            "giấy",
            "phép",
            "hoạt",
            "động",
            "bưu",
            "chính",
            "viễn",
            "thông",
            "khai",
            "thác",
            "nước",
            "12",
            "của",
            "đối",
            "với",
        ]
    ),
    max_size=12,
)
NAME = WORDS.map(" ".join)


@given(NAME, NAME)
def test_sameness_has_no_direction(a, b):
    assert same(a, b) == same(b, a)


@given(NAME)
def test_a_name_that_tells_something_is_the_same_as_itself(a):
    assert same(a, a) == (Decimal(0) if core(a).empty else Decimal(1))


@given(st.lists(NAME, max_size=8), NAME)
def test_the_index_finds_what_comparing_all_with_all_finds(names, asked):
    cores = [core(name) for name in names]
    found = Index(cores).like(core(asked))
    assert dict(found) == {i: score for i, name in enumerate(names) if (score := same(name, asked))}


@pytest.mark.parametrize(
    "name", ["1.1.1." * 4000, "(" * 5000, "a) " * 2000, "bản sao " * 800, "của " * 2000, "mẫu số " * 900]
)
def test_long_names_are_taken_apart_quickly(name):
    assert same(name, name) in {Decimal(0), Decimal(1)}
