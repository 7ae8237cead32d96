"""The places in a rule's words where measured values and parameters stand: ``{column}``, ``{stem}``, ``{param}``."""

from __future__ import annotations

from string import Formatter

from tthc_audit.errors import Problem
from tthc_audit.facts.table import Table
from tthc_audit.results import Words
from tthc_audit.rules import place
from tthc_audit.rules.model import AS_OF, Rule
from tthc_audit.rules.names import nearest

_LANGS = ("vi", "en")


def of_text(text: str) -> tuple[str, ...]:
    """The names in braces, in their order; doubled braces are plain text.

    Raises ``ValueError`` for a brace without its partner, and for anything but a bare name in braces.
    """
    found = []
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            raise ValueError(name)
        found.append(name)
    return tuple(found)


def problems(rule: Rule, table: Table) -> list[Problem]:
    """What is wrong with the placeholders of message and remedy."""
    return [
        problem
        for key, words in (("message", rule.message), ("remedy", rule.remedy))
        if words is not None
        for problem in _of_words(rule, table, key, words)
    ]


def needed(rule: Rule, table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns and the parameters that message and remedy show, sorted."""
    names = {
        name
        for words in (rule.message, rule.remedy)
        for text in words or ()
        for name in of_text(text)
    }  # fmt: skip
    params = names & (set(rule.params) | {AS_OF})
    columns = {
        column.name
        for column in table.columns
        if column.name in names - params or (column.stem or "") in names - params
    }
    return tuple(sorted(columns)), tuple(sorted(params))


def _of_words(rule: Rule, table: Table, key: str, words: Words) -> list[Problem]:
    known = table.names | table.stems | set(rule.params) | {AS_OF}
    found: list[Problem] = []
    used: list[set[str]] = []
    for lang, text in zip(_LANGS, words, strict=True):
        pointer = f"/{key}/{lang}"
        try:
            names = of_text(text)
        except ValueError:
            found.append(place.problem(rule, pointer, "rules.braces", {}))
            continue
        used.append(set(names))
        for name in dict.fromkeys(names):
            if name not in known:
                near = nearest(name, known)
                problem_key = "rules.unlisted_placeholder" if near is None else "rules.unknown_placeholder"
                values = {"name": name, "near": near, "table": table.name}
                found.append(place.in_text(rule, pointer, text.index(f"{{{name}}}"), problem_key, values))
    if len(used) == len(_LANGS) and used[0] != used[1] and not found:
        lacking = sorted(used[0] ^ used[1])
        found.append(place.problem(rule, f"/{key}", "rules.placeholders_differ", {"names": lacking}, at_key=True))
    return found
