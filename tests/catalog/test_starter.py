from __future__ import annotations

import pytest

from tthc_audit.catalog.folder import LISTS, SETTINGS
from tthc_audit.catalog.loading import load
from tthc_audit.catalog.model import Agency
from tthc_audit.catalog.starter import new_catalog, new_procedure
from tthc_audit.errors import AuditError
from tthc_audit.flow.graph import of_case


def write(folder, files):
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def test_a_new_catalogue_loads_without_an_error_or_a_notice(tmp_path):
    write(tmp_path / "mới", new_catalog())
    loaded = load([tmp_path / "mới"])
    assert (loaded.problems, loaded.notices) == ((), ())
    assert len(loaded.procedures) == 1


def test_a_new_procedure_fits_the_new_catalogue(tmp_path):
    write(tmp_path, new_catalog() | new_procedure("1.009994"))
    loaded = load([tmp_path])
    assert loaded.problems == ()
    assert [p.file for p in loaded.procedures] == ["0.000001.json", "1.009994.json"]


def test_a_new_procedure_names_the_agencies_of_its_catalogue(catalogue):
    agencies = [
        Agency(id="chuyen-mon", name="Phòng", kind="specialised"),
        Agency(id="mot-cua", name="X", kind="one_stop"),
    ]
    write(catalogue.root, new_procedure("1.009994", agencies))
    loaded = catalogue.load()
    assert loaded.problems == ()
    assert {s.agency for s in loaded.procedures[0].procedure.steps} == {"applicant", "mot-cua", "chuyen-mon"}


def test_its_flow_goes_from_the_first_step_to_the_only_end(tmp_path):
    write(tmp_path, new_catalog())
    graph = of_case(load([tmp_path]).procedures[0].procedure)
    assert [graph.ids[i] for i, out in enumerate(graph.out) if not out] == ["tra"]
    assert [graph.ids[i] for i, into in enumerate(graph.into) if not into] == ["nop"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1.009994", "1.009994.json"),
        ("Thủ tục số 1", "Thủ_tục_số_1.json"),
        ("../../etc/passwd", "_.._etc_passwd.json"),
        (".ẩn", "ẩn.json"),
        ("agencies", "procedure-agencies.json"),
        ("//", "_.json"),
    ],
)
def test_a_file_is_named_by_its_code_and_stays_in_its_folder(tmp_path, code, name):
    assert list(new_procedure(code)) == [name]
    assert name not in (SETTINGS, *LISTS)
    write(tmp_path, new_catalog() | new_procedure(code))
    assert code in {p.procedure.code for p in load([tmp_path]).procedures}


@pytest.mark.parametrize("code", ["", "  ", "a\nb", "\x1b[0m", "\ud800"])
def test_what_cannot_be_a_code_is_told(code):
    with pytest.raises(AuditError) as error:
        new_procedure(code)
    assert error.value.problems[0].key == "load.no_code"
