"""A small catalogue on the disk, and what its errors say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tthc_audit.catalog.loading import Loaded, load
from tthc_audit.errors import Problem
from tthc_audit.i18n import LANGS, problem_words

AGENCIES = [{"id": "mot-cua", "name": "Bộ phận Một cửa"}, {"id": "chuyen-mon", "name": "Phòng chuyên môn"}]


def procedure(**changes: Any) -> dict[str, Any]:
    """A sound procedure of three steps, with some of its keys changed; ``None`` takes a key away."""
    start = {
        "code": "1.000001",
        "name": "Thủ tục thử",
        "documents": [{"id": "don", "name": "Đơn"}, {"id": "ban-do", "name": "Bản đồ"}],
        "time_limit": {"value": 5, "unit": "working_day"},
        "steps": [
            {"id": "a", "name": "Tiếp nhận", "kind": "receive", "agency": "mot-cua", "next": ["b"]},
            {
                "id": "b", "name": "Thẩm định", "kind": "appraise", "agency": "chuyen-mon",
                "duration": {"value": 2, "unit": "working_day"}, "next": ["c"],
            },
            {"id": "c", "name": "Trả kết quả", "kind": "return", "agency": "mot-cua"},
        ],
    }  # fmt: skip
    return {k: v for k, v in {**start, **changes}.items() if v is not None}


class Folder:
    """A catalogue folder that tests write into."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, content: Any) -> Path:
        """Write bytes as they are, text in UTF-8, anything else as indented JSON."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, bytes | str):
            content = json.dumps(content, ensure_ascii=False, indent=2)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def load(self) -> Loaded:
        return load([self.root])

    def problems(self, content: Any) -> tuple[Problem, ...]:
        """What is wrong with one procedure; a sound one beside it must load all the same."""
        self.write("1.999999.json", procedure(code="1.999999"))
        self.write("x.json", content)
        loaded = self.load()
        assert [p.procedure.code for p in loaded.procedures if p.file == "1.999999.json"] == ["1.999999"]
        assert all(p.file == "x.json" for p in loaded.problems)
        for problem in loaded.problems:
            tell(problem)
        return loaded.problems


def tell(problem: Problem) -> list[str]:
    """All its sentences; each is one, says something, and speaks no library's language."""
    sentences = [s for lang in LANGS for s in problem_words(lang, problem)]
    for sentence in sentences:
        assert sentence.strip()
        assert "is not valid under any of the given schemas" not in sentence
        assert "{" not in sentence.replace("{ …", "").replace('{"', "") or "part" not in sentence
        assert "\n" not in sentence
    return sentences


@pytest.fixture
def catalogue(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "danh mục thử")
    folder.write("catalog.json", {"name": "Danh mục thử"})
    folder.write("agencies.json", AGENCIES)
    return folder


@pytest.fixture
def sample() -> Callable[..., dict[str, Any]]:
    return procedure
