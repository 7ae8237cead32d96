from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tthc_audit.report.names import file_names


@given(st.lists(st.text(max_size=200)))
def test_no_two_keys_share_a_file_and_none_leaves_the_folder(keys: list[str]) -> None:
    names = file_names(keys)
    assert set(names) == set(keys)
    assert len({n.lower() for n in names.values()}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}", n) for n in names.values())


def test_a_plain_code_is_its_own_name() -> None:
    assert file_names(["1.009994", "2.000986"]) == {"1.009994": "1.009994", "2.000986": "2.000986"}


def test_a_variant_is_told_apart_and_stays_readable() -> None:
    (name,) = file_names(["1.009994@Tỉnh Đắk Lắk"]).values()
    assert re.fullmatch(r"1\.009994-Tinh-Dak-Lak-[0-9a-f]{10}", name)


def test_names_reserved_by_a_system_are_avoided() -> None:
    assert all(re.search(r"-[0-9a-f]{10}$", n) for n in file_names(["CON", "nul.1", "aux"]).values())
