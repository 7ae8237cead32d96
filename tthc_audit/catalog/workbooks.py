"""Opens Excel workbooks for their values, and no larger ones than can be needed."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path
from typing import Any

from tthc_audit.errors import AuditError, Problem

_MOST_UNPACKED = 1024**3
_MOST_PACKED = 256 * 1024**2


def open_book(path: Path, *, formulas: bool = False) -> Any:
    """The workbook at a path, its values only; of a formula its last result, or with ``formulas`` what was typed.

    Raises ``AuditError`` where it is none, or unpacks to more than is ever needed.
    """
    import openpyxl  # noqa: PLC0415  heavy, and only for workbooks

    try:
        _refuse_bomb(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # From memory: a workbook that is read row by row would keep its file open.
            return openpyxl.load_workbook(
                io.BytesIO(path.read_bytes()), read_only=True, data_only=not formulas, keep_links=False
            )
    except AuditError:
        raise
    except Exception:  # noqa: BLE001  a damaged workbook breaks its reader in many ways
        raise AuditError(Problem("import.not_a_workbook", {}, file=path.name)) from None


def letter(index: int) -> str:
    """The letters of the column with that index, which counts from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _refuse_bomb(path: Path) -> None:
    if path.stat().st_size > _MOST_PACKED:
        raise AuditError(Problem("load.too_large", {"limit": _MOST_PACKED >> 20}, file=path.name))
    with zipfile.ZipFile(path) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
            raise AuditError(Problem("load.too_large", {"limit": _MOST_UNPACKED >> 20}, file=path.name))
