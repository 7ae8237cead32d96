"""Work that a second process takes over is done once, whether there is one, none, or one that fails."""

from __future__ import annotations

import os

import pytest

from tthc_audit import hands

MANY = 10_000
FAULT = "hỏng"


def written(folder, name="kết quả"):
    return (folder / name).read_text().split()


@pytest.mark.parametrize("forks", [True, False])
def test_what_is_done_beside_is_done_once_when_the_block_ends(tmp_path, monkeypatch, forks):
    monkeypatch.setattr(hands, "_may_fork", lambda _: forks)

    def work():
        with (tmp_path / "kết quả").open("a") as file:
            file.write("xong\n")

    with hands.beside(work, MANY):
        pass
    assert written(tmp_path) == ["xong"]


def test_what_failed_beside_is_done_here_so_that_the_fault_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(hands, "_may_fork", lambda _: True)
    here = os.getpid()

    def work():
        if os.getpid() != here:
            os._exit(1)
        (tmp_path / "kết quả").write_text("ở đây")

    with hands.beside(work, MANY):
        pass
    assert written(tmp_path) == ["ở", "đây"]


def test_a_fault_in_the_block_is_told_and_nothing_is_done_in_its_stead(tmp_path, monkeypatch):
    monkeypatch.setattr(hands, "_may_fork", lambda _: False)
    with pytest.raises(ValueError, match=FAULT), hands.beside((tmp_path / "x").touch, MANY):
        raise ValueError(FAULT)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("forks", [True, False])
def test_shared_items_are_each_worked_on_once(tmp_path, monkeypatch, forks):
    monkeypatch.setattr(hands, "_may_fork", lambda _: forks)
    hands.share(list("abcde"), lambda part, items: (tmp_path / f"{part}").write_text(" ".join(items)))
    assert sorted(x for file in tmp_path.iterdir() for x in file.read_text().split()) == list("abcde")


@pytest.mark.parametrize("forks", [True, False])
def test_what_is_made_of_each_item_comes_back_in_their_order(monkeypatch, forks):
    monkeypatch.setattr(hands, "_may_fork", lambda _: forks)
    assert hands.each([3, 1, 2, 5, 4], lambda n: {n: "x" * n}) == [{n: "x" * n} for n in (3, 1, 2, 5, 4)]
    assert hands.each([], str) == []


def test_a_fault_in_making_something_is_told(monkeypatch):
    monkeypatch.setattr(hands, "_may_fork", lambda _: True)
    with pytest.raises(ZeroDivisionError):
        hands.each([1, 2, 3, 0], lambda n: 1 // n)
