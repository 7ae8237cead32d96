"""Packs of evidence: the same bytes everywhere, every change named, and nothing unpacked that could do harm."""

import hashlib
import io
import json
import os
import random
import shutil
import struct
import zipfile
from pathlib import Path

import pytest
from support.command_line import AGENCIES, CATALOG, LONG, spawn, tree

from tthc_audit import api
from tthc_audit.errors import AuditError
from tthc_audit.office.packing import packed
from tthc_audit.pack import archive, layout
from tthc_audit.pack.build import build
from tthc_audit.pack.layout import CONFIGURATION, MANIFEST, RESULT, allowed, rendered
from tthc_audit.pack.verify import verify

BROKEN = '{"code": "1.000009", "name": "Hỏng"'


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    root = tmp_path_factory.mktemp("danh mục")
    (root / "con").mkdir()
    (root / "catalog.json").write_text(CATALOG, "utf-8")
    (root / "agencies.json").write_text(AGENCIES, "utf-8")
    (root / "con" / "1.000002.json").write_text(LONG, "utf-8")
    (root / "hỏng.json").write_text(BROKEN, "utf-8")
    (root / "waivers.json").write_text("[]", "utf-8")
    (root / "ghi chú.txt").write_text("không thuộc danh mục", "utf-8")
    return root


@pytest.fixture(scope="module")
def pack(catalogue):
    return build(catalogue, api.Options()).data


def saved(folder, data):
    (folder / "gói.zip").write_bytes(data)
    return folder / "gói.zip"


def files_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def wrong(folder, data):
    return {(p.key, p.file) for p in verify(saved(folder, data)).wrong}


def test_it_holds_inputs_rules_configuration_result_and_a_manifest_of_all(pack):
    held = files_of(pack)
    for name in ("catalog.json", "agencies.json", "waivers.json", "con/1.000002.json", "hỏng.json"):
        assert f"catalogue/{name}" in held
    assert "catalogue/ghi chú.txt" not in held
    assert {
        "rules/default.json",
        "rules/time/process-longer-than-limit.json",
        "reference/instruments.json",
    } <= held.keys()
    assert json.loads(held[CONFIGURATION]) == {"as_of": "2026-10-15", "profile": "default", "more_rules": 0}
    manifest = json.loads(held[MANIFEST])
    assert {one["file"]: one["sha256"] for one in manifest["files"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in held.items() if name != MANIFEST
    }
    assert "time/process-longer-than-limit" in {f["rule"] for f in json.loads(held[RESULT])["findings"]}


def test_a_pack_proves_itself(pack, tmp_path):
    found = verify(saved(tmp_path, pack))
    assert found.wrong == ()
    assert found.sha256 == hashlib.sha256(pack).hexdigest()


def test_two_folders_two_time_zones_and_two_locales_give_the_same_bytes(catalogue, pack, tmp_path):
    for number, zone, locale, lang in ((1, "Asia/Ho_Chi_Minh", "C.UTF-8", "en"), (2, "America/New_York", "C", "vi")):
        copy = tmp_path / f"bản sao {number}"
        shutil.copytree(catalogue, copy)
        for file in copy.rglob("*"):
            os.utime(file, (number * 10**8, number * 10**8))
        told = spawn(
            "pack",
            copy,
            "-o",
            tmp_path / f"{number}.zip",
            "--lang",
            lang,
            TZ=zone,
            LC_ALL=locale,
            PYTHONHASHSEED=str(number),
        )
        assert told.code == 0, told.err
        assert (tmp_path / f"{number}.zip").read_bytes() == pack


def test_any_changed_bit_is_found_and_its_file_is_named(pack, tmp_path):
    places = list(archive._places(pack))
    chosen = random.Random(8)
    spots = [chosen.randrange(len(pack)) for _ in range(80)]
    spots += [
        spot for _, start, end in places[:4] + places[-4:] for spot in (*range(start, min(start + 60, end)), end - 1)
    ]
    spots += range(len(pack) - 22, len(pack))
    for spot in spots:
        bit = 1 << chosen.randrange(8)
        changed = pack[:spot] + bytes([pack[spot] ^ bit]) + pack[spot + 1 :]
        told = {file for _, file in wrong(tmp_path, changed)}
        owners = {name for name, start, end in places if start <= spot < end} or {"gói.zip"}
        assert told & owners, (spot, owners, told)


def test_a_file_that_was_changed_and_packed_again_is_named(pack, tmp_path):
    held = files_of(pack)
    other = {**held, "catalogue/catalog.json": held["catalogue/catalog.json"] + b" "}
    assert wrong(tmp_path, packed(other.items(), compressed=False)) == {("pack.differs", "catalogue/catalog.json")}
    less = {name: data for name, data in held.items() if name != "rules/default.json"}
    assert wrong(tmp_path, packed(less.items(), compressed=False)) == {("pack.missing", "rules/default.json")}
    more = {**held, "rules/x/y.json": b"{}"}
    assert wrong(tmp_path, packed(more.items(), compressed=False)) == {("pack.added", "rules/x/y.json")}


def test_a_pack_whose_result_was_rewritten_with_its_manifest_is_found_by_running_it_again(pack, tmp_path):
    held = {name: data for name, data in files_of(pack).items() if name != MANIFEST}
    result = json.loads(held[RESULT])
    result["findings"] = []
    forged = rendered({**held, RESULT: json.dumps(result).encode()})
    assert wrong(tmp_path, packed(forged.items(), compressed=False)) == {("pack.other_result", RESULT)}
    forged = rendered({**held, "catalogue/con/1.000002.json": LONG.replace('"value": 9', '"value": 8').encode()})
    assert ("pack.other_result", RESULT) in wrong(tmp_path, packed(forged.items(), compressed=False))


def test_it_is_run_with_its_own_rules(pack, tmp_path):
    held = {name: data for name, data in files_of(pack).items() if name != MANIFEST}
    kept = {
        n: d for n, d in held.items() if not n.startswith("rules/") or n.count("/") == 1 or n.startswith("rules/time/")
    }
    told = wrong(tmp_path, packed(rendered(kept).items(), compressed=False))
    assert told == {("pack.other_result", RESULT)}


def refused(folder, data):
    inside = folder / "nơi chứa" / "gói"
    inside.mkdir(parents=True)
    file = saved(inside, data)
    before = tree(folder)
    with pytest.raises(AuditError) as told:
        verify(file)
    assert tree(folder) == before
    shutil.rmtree(inside.parent)
    return told.value.problems[0].key


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "catalogue/../../x",
        "/etc/x",
        "catalogue\\..\\x",
        "C:/x",
        "catalogue//x",
        "catalogue/x.",
        "khác/x",
        "catalogue/./x",
        "catalogue/a\nb",
    ],
)
def test_names_that_lead_out_are_refused_and_nothing_is_written(pack, tmp_path, name):
    assert not allowed(name)
    held = {**files_of(pack), name: b"{}"}
    assert refused(tmp_path, packed(held.items(), compressed=False)) == "pack.name"


def test_a_bomb_is_refused_without_being_unpacked(pack, tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, data in files_of(pack).items():
            opened.writestr(name, data)
        opened.writestr("catalogue/bom.json", bytes(200 * 1024**2), zipfile.ZIP_DEFLATED)
    assert refused(tmp_path, made.getvalue()) == "pack.squeezed"


def test_pieces_that_lie_over_each_other_are_refused(tmp_path):
    """One long file to which many lines of the table point."""
    body = packed([(MANIFEST, b"{" + b" " * 10**6)], compressed=False)
    table = body.index(b"PK\x01\x02")
    line, end = body[table : table + 46 + len(MANIFEST)], body[table + 46 + len(MANIFEST) :]
    many = line * 5000
    fields = list(struct.unpack("<4s4H2LH", end))
    fields[3:6] = [5000, 5000, len(many)]
    broken = b"X" + body[1:table]
    assert refused(tmp_path, broken + many + struct.pack("<4s4H2LH", *fields)) == "pack.squeezed"


@pytest.mark.parametrize(
    "data", [b"", b"no zip", packed([("a.txt", b"1")], compressed=False), packed([(MANIFEST, b"[]")], compressed=False)]
)
def test_what_is_no_pack_is_told(tmp_path, data):
    assert refused(tmp_path, data) in {"pack.not_a_pack", "pack.name"}


def test_newer_packs_and_newer_tools_are_refused(pack, tmp_path, monkeypatch):
    held = {name: data for name, data in files_of(pack).items() if name != MANIFEST}
    monkeypatch.setattr(layout, "SCHEMA", "tthc-audit/pack/v2")
    newer = packed(rendered(held).items(), compressed=False)
    monkeypatch.undo()
    assert refused(tmp_path, newer) == "pack.newer"
    monkeypatch.setattr(layout, "__version__", "99.1.0")
    newer = packed(rendered(held).items(), compressed=False)
    monkeypatch.undo()
    assert refused(tmp_path, newer) == "pack.newer_tool"


def test_further_rules_are_packed_and_run(catalogue, tmp_path):
    rules = tmp_path / "quy tắc"
    assert spawn("rules", "new", "my-pack/my-rule", "--rules", rules, "--about", "case").code == 0
    built = build(catalogue, api.Options(rules=(rules,)))
    assert "more-rules/1/my-pack/my-rule.json" in files_of(built.data)
    assert verify(saved(tmp_path, built.data)).wrong == ()


def test_the_commands_end_with_what_they_promise(catalogue, pack, tmp_path):
    file = tmp_path / "g.zip"
    assert spawn("pack", catalogue, "-o", file).code == 0
    assert file.read_bytes() == pack
    told = spawn("verify", file)
    assert (told.code, told.out) == (0, "")
    assert hashlib.sha256(pack).hexdigest() in told.err
    spot = pack.index(b"1.000002", 5000)
    file.write_bytes(pack[:spot] + b"9" + pack[spot + 1 :])
    assert spawn("verify", file).code == 1
    file.write_bytes(b"PK")
    assert spawn("verify", file).code == 2
    assert not [p for p in Path(tmp_path).iterdir() if p.name != "g.zip"]
