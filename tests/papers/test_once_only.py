"""How well papers are recognised: recall and precision against the resolution that says which paper data replace."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path

import pytest

from tthc_audit.catalog import lists
from tthc_audit.catalog.model import Document, Procedure
from tthc_audit.facts.papers import papers_of

DATA = Path(__file__).parents[3] / "shared" / "data"
READ = Path(__file__).parent / "labels" / "dossiers_read.json"
KINDS = {
    "Căn cước/CCCD/CMND": "can-cuoc",
    "Giấy chứng nhận kết hôn": "giay-ket-hon",
    "Giấy chứng nhận quyền sử dụng đất": "gcn-qsdd",
    "Giấy chứng nhận đăng ký doanh nghiệp": "gcn-dkdn",
    "Giấy chứng nhận đăng ký hoạt động chi nhánh/địa điểm kinh doanh": "gcn-chi-nhanh",
    "Giấy chứng nhận đăng ký hộ kinh doanh": "gcn-hkd",
    "Giấy chứng nhận đăng ký hợp tác xã": "gcn-htx",
    "Giấy chứng nhận đăng ký xe": "dang-ky-xe",
    "Giấy chứng tử/Trích lục khai tử": "trich-luc-khai-tu",
    "Giấy khai sinh": "giay-khai-sinh",
    "Giấy khám sức khỏe": "giay-kham-suc-khoe",
    "Giấy phép lái xe": "giay-phep-lai-xe",
    "Giấy tờ chứng minh ly hôn": "ly-hon",
    "Giấy tờ cư trú (sổ hộ khẩu)": "giay-to-cu-tru",
    "Giấy xác nhận tình trạng hôn nhân": "giay-xac-nhan-hon-nhan",
    "Hộ chiếu": "ho-chieu",
    "Phiếu lý lịch tư pháp": "phieu-lltp",
    "Sổ bảo hiểm xã hội": "so-bhxh",
    "Thẻ bảo hiểm y tế": "the-bhyt",
}
NAMED = {"asked", "asked_in_bundle", "asked_as_alternative", "asked_unless_in_db", "asked_beyond"}
MANNERS = {
    "asked": {"asked"},
    "asked_in_bundle": {"bundle"},
    "asked_as_alternative": {"alternative", "bundle"},
    "asked_unless_in_db": {"only_if_not_found"},
}
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data")


@cache
def official():
    return json.loads((DATA / "once_only.json").read_text("utf-8"))["items"]


@cache
def crawl():
    named = {item["code"] for item in official()}
    with gzip.open(DATA / "national_catalogue.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {record["code"]: record for record in map(json.loads, lines) if record["code"] in named}


@cache
def labels():
    """By code and kind of paper: what the dossier says of it."""
    told = {(r["code"], r["paper"]): r["status"] for r in json.loads(READ.read_text("utf-8"))["rows"]}
    for item in official():
        for match in item.get("matches", ()):
            told[item["code"], KINDS[match["paper"]]] = match["status"]
    return {key: status for key, status in told.items() if key[0] in crawl()}


@cache
def read():
    """By code and kind of paper that a database holds: the lines that ask for it, with the manner of each."""
    papers = papers_of(list(lists.databases().values()), lists.common_papers())
    found = {}
    for code, record in crawl().items():
        documents = tuple(
            Document(id=str(n), name=line["name"] or "?", condition=line["case"] or None)
            for n, line in enumerate(record["documents"])
        )
        for n, several in enumerate(papers.asked(Procedure(code=code, name="x", documents=documents))):
            for one in several:
                if one.kind in papers.held:
                    found.setdefault((code, one.kind), []).append((n, one.manner))
    return found


def measured(codes):
    """Recall over what dossiers name and the resolution lists, precision over everything that was read."""
    wanted = {key for key, status in labels().items() if key[0] in codes and status in NAMED - {"asked_beyond"}}
    right = {key for key, status in labels().items() if key[0] in codes and status in NAMED}
    got = {key for key in read() if key[0] in codes}
    return len(got & wanted) / len(wanted), len(got & right) / len(got)


def test_papers_that_the_resolution_lists_are_found():
    recall, precision = measured(set(crawl()))
    listed = {(i["code"], KINDS[p]) for i in official() for p in i["papers"]}
    strict = len(set(read()) & listed) / len(read())
    print(
        f"\n{len(crawl())} codes: recall {recall:.3f}, precision {precision:.3f} (counting papers of other announced groups as wrong: {strict:.3f})"
    )
    assert recall >= 0.85
    assert precision >= 0.90


@pytest.mark.parametrize("half", [0, 1])
def test_both_halves_of_the_codes_come_out_alike(half):
    recall, precision = measured(set(sorted(crawl())[half::2]))
    print(f"\nhalf {half}: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.85
    assert precision >= 0.90


def test_each_entry_that_was_read_comes_out_as_it_was_read():
    right = wrong = missed = manners = 0
    for item in official():
        for match in item.get("matches", ()) if item["code"] in crawl() else ():
            lines = dict(read().get((item["code"], KINDS[match["paper"]]), ()))
            right += len(lines.keys() & set(match["document_index"]))
            wrong += len(lines.keys() & set(match["hard_negative_index"]))
            missed += len(set(match["document_index"]) - lines.keys())
            if match["status"] in MANNERS and lines:
                manners += bool(set(lines.values()) & MANNERS[match["status"]])
    print(f"\nentries: {right} found, {missed} missed, {wrong} look-alikes taken; manner as read for {manners}")
    assert right / (right + missed) >= 0.85
    assert right / (right + wrong) >= 0.90


def test_no_label_speaks_of_an_unknown_paper():
    known = {p.id for p in lists.common_papers()} | {"ly-hon"}
    assert {paper for _, paper in labels()} <= known
