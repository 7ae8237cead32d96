"""Changes of the dossier: a paper looked up instead of asked for, a paper that no step uses left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tthc_audit.facts import document
from tthc_audit.facts.measured import Measured
from tthc_audit.simplify import law, tree
from tthc_audit.simplify.change import Act, Change, Tree


def changes(measured: Measured) -> Iterator[Change]:
    """Every change of the dossier that the data prove to be possible."""
    survey, procedure = measured.survey, measured.procedure
    for row in document.rows(measured):
        name = str(row["document"])
        if row["handling"] not in {"submit", "present"} or row["one_of"] is not None or row["bundled"]:
            continue
        touches = frozenset({(f"document {name}", "self")})
        values = {"a": row["name"], "database": row["held_by_database"], "act": row["held_by_act"]}
        if row["held_by_database"] is not None and not row["only_if_not_found"]:
            acts: tuple[Act, ...] = law.of_publication(procedure)
            yield Change("look_up", name, _look_up(name), touches, acts, values)
        elif row["uses_stated"] and not row["used_by_steps"]:
            yield Change("drop_paper", name, _drop(name), touches, law.of_papers(survey, procedure), values)


def _look_up(name: str) -> Any:
    def edit(tree_: Tree) -> None:
        tree.entry(tree_, "documents", name)["handling"] = "lookup"

    return edit


def _drop(name: str) -> Any:
    def edit(tree_: Tree) -> None:
        tree.drop(tree_, "documents", name)

    return edit
