"""Which procedure of one version of a catalogue is which of another."""

from __future__ import annotations

import json

from support.planting import typed

from tthc_audit.catalog.loading import load
from tthc_audit.compare.catalogues import match_procedures


def step(name, *following):
    return {"id": name, "name": name, "kind": "check", "agency": "a", "next": list(following)}


def made(code, *names, **more):
    steps = [step(n, *names[i + 1 : i + 2]) for i, n in enumerate(names)]
    return {"code": code, "name": f"Thủ tục {code}", "steps": steps, **more}


def catalogue(folder, *procedures):
    folder.mkdir()
    (folder / "catalog.json").write_text('{"name": "Thử"}', "utf-8")
    for one in procedures:
        typed(one)
        (folder / f"{one['code']}.json").write_text(json.dumps(one), "utf-8")
    loaded = load([folder])
    assert not loaded.problems
    return loaded


def matched(tmp_path, before, after):
    found, same = match_procedures(
        catalogue(tmp_path / "old", *before).procedures, catalogue(tmp_path / "new", *after).procedures
    )
    return {
        (m.old.procedure.code if m.old else None, m.new.procedure.code if m.new else None): (m.into, m.out_of)
        for m in found
    }, same


LONG = ("Nhận", "Kiểm tra", "Thẩm định", "Khảo sát", "Ký", "Trả")


def test_what_is_the_same_is_only_counted(tmp_path):
    one = made("1.000001", *LONG)
    assert matched(tmp_path, [one], [one]) == ({}, 1)


def test_a_procedure_is_known_by_its_code(tmp_path):
    other = made("1.000002", "Đo", "Vẽ")
    found, _ = matched(tmp_path, [made("1.000001", *LONG), other], [made("1.000001", "Khác"), other])
    assert found == {("1.000001", "1.000001"): ((), ())}


def test_one_procedure_beside_one_is_that_procedure(tmp_path):
    found, _ = matched(tmp_path, [made("1.000001", *LONG)], [made("1.000002", "Khác")])
    assert found == {("1.000001", "1.000002"): ((), ())}


def test_under_another_code_it_is_known_by_its_name_or_by_its_steps(tmp_path):
    before = [made("1.000001", *LONG, name="Cấp giấy"), made("1.000002", "Đo", "Vẽ", "Nộp")]
    after = [made("1.000009", "Khác", name="Cấp  GIẤY"), made("1.000008", "Đo", "Vẽ", "Nộp", "Trả")]
    assert matched(tmp_path, before, after)[0] == {
        ("1.000001", "1.000009"): ((), ()), ("1.000002", "1.000008"): ((), ()),
    }  # fmt: skip


def test_what_a_version_says_replaces_another_does(tmp_path):
    other = made("1.000002", "Đo", "Vẽ")
    found, _ = matched(
        tmp_path, [made("1.000001", *LONG), other], [made("1.000007", "Khác", replaces=["1.000001"]), other]
    )
    assert found == {("1.000001", "1.000007"): ((), ())}


def test_of_several_that_replace_one_it_is_the_one_that_has_most_of_it(tmp_path):
    before = [made("1.000001", *LONG), made("1.000002", "Đo", "Vẽ")]
    after = [
        made("1.000005", *LONG[:2], replaces=["1.000001"]),
        made("1.000006", *LONG[2:], replaces=["1.000001"]),
        before[1],
    ]
    found, _ = matched(tmp_path, before, after)
    assert found == {("1.000001", "1.000006"): ((), ()), (None, "1.000005"): ((), ("1.000001",))}


def test_a_procedure_that_was_split_is_told_with_both_parts(tmp_path):
    before = [made("1.000001", *LONG)]
    after = [made("1.000001", *LONG[:3]), made("1.000005", *LONG[3:])]
    found, _ = matched(tmp_path, before, after)
    assert found[None, "1.000005"] == ((), ("1.000001",))


def test_procedures_that_were_merged_are_told_with_where_they_went(tmp_path):
    before = [made("1.000001", *LONG[:3]), made("1.000002", *LONG[3:])]
    found, _ = matched(tmp_path, before, [made("1.000001", *LONG)])
    assert found["1.000002", None] == (("1.000001",), ())
