"""The part of the report about publication: shares with both numbers, the matrix, and pages to hand over."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from support.published import procedure

from tthc_audit import api
from tthc_audit.report.publication import percent

DATA = Path(__file__).parents[3] / "shared" / "data" / "index766_gia_lai_units.json"
HEAD = "agency,procedure,channel,means,depth,seen,decision_number,posted_on,seen_on,shows_feedback\n"


@pytest.fixture
def written(catalogue):
    catalogue.procedures(
        procedure("1.000002"), procedure("1.000003", replaced_by=[{"code": "1.000002", "on": "2026-01-01"}])
    )
    catalogue.write(
        "postings.csv",
        HEAD
        + "mc-a,1.000001,office,board,full,,163/QĐ-BTP,2026-02-02,2026-10-01,yes\n"
        + "mc-a,1.000002,office,board,full,,163/QĐ-BTP,2026-02-02,2026-10-01,yes\n"
        + "mc-b,1.000001,office,board,list,,100/QĐ-BTP,2026-03-02,2026-10-01,no\n"
        + "mc-b,1.000002,office,,,no,,,2026-10-01,\n"
        + "mc-b,1.000003,office,board,list,,,,2026-10-01,\n",
    )
    folder = catalogue.root / "báo cáo"
    audit, _ = api.report(catalogue.root, folder, api.Options())
    return audit, folder


def share(audit, scope, key, measure):
    (row,) = [
        r for r in audit.tables["publication_share"] if (r["scope"], r["key"], r["measure"]) == (scope, key, measure)
    ]
    return row["part"], row["whole"], row["unknown"]


def test_every_share_has_both_numbers_and_the_unknown(written):
    audit, _ = written
    assert share(audit, "agency", "mc-a", "posted") == (2, 2, 0)
    assert share(audit, "agency", "mc-b", "posted") == (1, 2, 0)
    assert share(audit, "agency", "mc-b", "in_time") == (0, 2, 0)
    assert share(audit, "agency", "mc-b", "complete") == (0, 2, 0)
    assert share(audit, "agency", "mc-b", "consistent") == (0, 1, 0)
    assert share(audit, "channel", "office", "posted") == (3, 4, 0)
    assert share(audit, "channel", "national_db", "posted") == (0, 0, 2)
    assert share(audit, "level", "commune", "posted") == (3, 4, 0)
    assert share(audit, "all", "", "posted") == (3, 4, 4)


def test_the_weakest_agency_stands_first_and_fractions_are_printed(written):
    _, folder = written
    page = (folder / "publication.html").read_text("utf-8")
    matrix = page[page.index('class="dense matrix"') :]
    assert matrix.index("TTPVHCC xã B") < matrix.index("TTPVHCC xã A")
    assert re.findall(r'<td class="shade\d[^>]*>([^<]*)</td>', matrix)[:2] == ["1/5", "0/1"]
    assert "3/4 (75%)" in page.replace("\u00a0", " ")


def test_the_page_of_an_agency_says_what_to_put_up_take_down_and_correct(written):
    _, folder = written
    page = (folder / "publication" / "mc-b.html").read_text("utf-8")
    order = [page.index(f'id="{kind}"') for kind in ("put_up", "take_down", "correct", "explain")]
    assert order == sorted(order)
    assert "1.000003" in page[page.index('id="take_down"') : page.index('id="correct"')]
    clean = (folder / "publication" / "mc-a.html").read_text("utf-8")
    assert "Không có nội dung nào cần thực hiện." in clean


def test_a_catalogue_without_a_register_has_no_such_page(catalogue):
    folder = catalogue.root / "báo cáo"
    api.report(catalogue.root, folder, api.Options())
    assert not (folder / "publication.html").exists()


def test_names_of_a_register_are_printed_as_text(catalogue):
    catalogue.write("postings.csv", HEAD + '"<script>x</script>",1.000001,office,board,list,,,,,\n')
    folder = catalogue.root / "báo cáo"
    api.report(catalogue.root, folder, api.Options())
    assert all("<script>x" not in p.read_text("utf-8") for p in folder.rglob("*.html"))


@pytest.mark.skipif(not DATA.exists(), reason="the published figures lie beside the checkout")
def test_the_published_ratios_are_recomputed_to_two_decimals():
    metrics = json.loads(DATA.read_text("utf-8"))["CKMB_metrics_H21.17"]
    assert len(metrics) == 4
    for metric in metrics:
        recomputed = percent(metric["numerator"], metric["denominator"], "en")
        assert Fraction(recomputed.removesuffix("%")) == Fraction(str(metric["ratio"])), metric["code"]
