"""The closed language of predicates: a parsed expression in, checked SQL over one fact table out.

Nothing of the author's text is ever run: every part of the syntax tree must be one that is listed here, and
the SQL is written anew from what was checked. A part that is not listed is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tthc_audit.errors import Phrase
from tthc_audit.facts.table import Table
from tthc_audit.rules import functions, nodes, terms
from tthc_audit.rules.names import nearest
from tthc_audit.rules.nodes import Node
from tthc_audit.rules.terms import DIGITS, Kind, RefusedError, Term, Uses

LONGEST = 10_000
"""Characters of a predicate."""
_DEEPEST = 60
"""Levels of parts within parts."""
_COMPARISONS = {
    "COMPARE_EQUAL": "=",
    "COMPARE_NOTEQUAL": "<>",
    "COMPARE_LESSTHAN": "<",
    "COMPARE_GREATERTHAN": ">",
    "COMPARE_LESSTHANOREQUALTO": "<=",
    "COMPARE_GREATERTHANOREQUALTO": ">=",
}
_REFUSED_CLASSES = {
    "SUBQUERY": "subquery",
    "WINDOW": "window",
    "STAR": "star",
    "LAMBDA": "lambda",
    "COLLATE": "collate",
    "POSITIONAL_REFERENCE": "not_listed",
}
_REFUSED_TYPES = {
    "OPERATOR_COALESCE": "stand_in",
    "OPERATOR_TRY": "stand_in",
    "GROUPING_FUNCTION": "aggregate",
    "ARRAY_EXTRACT": "inside",
    "ARRAY_SLICE": "inside",
    "STRUCT_EXTRACT": "inside",
    "COMPARE_DISTINCT_FROM": "distinct",
    "COMPARE_NOT_DISTINCT_FROM": "distinct",
}


@dataclass(slots=True)
class Reader:
    """Reads one predicate over ``table``; ``params`` are the terms of its parameters by name.

    What the predicate reads is gathered in ``uses``; where several parts joined by ``and`` or ``or`` are refused,
    the first is raised and the others are gathered in ``also``.
    """

    text: str
    table: Table
    params: Mapping[str, Term]
    uses: Uses
    also: list[RefusedError] = field(default_factory=list)
    _depth: int = 0
    _testing: bool = False

    def condition(self, tree: Node) -> str:
        """The SQL of the whole predicate, a yes-or-no expression; raises ``RefusedError``."""
        root = nodes.expression(tree, self.text)
        return self._boolean(root).sql

    def term(self, node: Node) -> Term:
        """One part of the predicate, checked."""
        self._depth += 1
        try:
            if self._depth > _DEEPEST:
                raise RefusedError("too_deep", self._at(node))
            if node.get("alias"):
                raise RefusedError("not_one_expression", self._at(node))
            return self._part(node)
        finally:
            self._depth -= 1

    def _part(self, node: Node) -> Term:
        match node["class"]:
            case "CONSTANT":
                return nodes.constant(node, self._at(node))
            case "CAST":
                return nodes.cast(node, self._at(node))
            case "COLUMN_REF":
                return self._column(node)
            case "PARAMETER":
                return self._parameter(node)
            case "CONJUNCTION":
                return self._junction(node)
            case "COMPARISON":
                return self._comparison(node)
            case "BETWEEN":
                return self._between(node)
            case "OPERATOR":
                return self._operator(node)
            case "CASE":
                return self._case(node)
            case "FUNCTION":
                return self._function(node)
            case other:
                raise RefusedError(_REFUSED_CLASSES.get(other, "not_listed"), self._at(node))

    def _unknown(self, what: str, node: Node, name: str, known: Iterable[str]) -> RefusedError:
        """A name that is not there: ``unknown_…`` with the nearest one, ``unlisted_…`` where none is like it."""
        near = nearest(name, known)
        key = f"unlisted_{what}" if near is None else f"unknown_{what}"
        return RefusedError(key, self._at(node), name=name, near=near, table=self.table.name)

    def _at(self, node: Node) -> int:
        return nodes.offset(node, self.text)

    def _boolean(self, node: Node) -> Term:
        return self._of_kind(node, Kind.BOOLEAN)

    def _of_kind(self, node: Node, *kinds: Kind) -> Term:
        term = self.term(node)
        if term.kind not in kinds:
            wanted = Phrase(f"rules.kind.{kinds[0].value}")
            raise RefusedError("wrong_kind", self._at(node), kind=_kind(term), wanted=wanted)
        return term

    def _column(self, node: Node) -> Term:
        path = node["column_names"]
        name = ".".join(path)
        if len(path) == 1 and name in self.table.names:
            (self.uses.tested if self._testing else self.uses.columns).add(name)
            return terms.column(self.table.column(name))
        if name.lower() in functions.VARYING:
            raise RefusedError("varying", self._at(node), name=name)
        if len(path) > 1:
            raise RefusedError("qualified", self._at(node), name=name, table=self.table.name)
        if name in self.table.stems:
            raise RefusedError("stem_as_column", self._at(node), name=name)
        raise self._unknown("column", node, name, self.table.names | self.table.stems)

    def _stem(self, node: Node) -> str:
        name: str | None = None
        if node["class"] == "COLUMN_REF" and len(node["column_names"]) == 1:
            name = node["column_names"][0]
        if name is None or name not in self.table.stems:
            if name is None or name in self.table.names:
                raise RefusedError("not_a_time", self._at(node), table=self.table.name)
            raise self._unknown("time", node, name, self.table.stems)
        self.uses.stems.add(name)
        return name

    def _parameter(self, node: Node) -> Term:
        name = str(node["identifier"])
        if name not in self.params:
            raise self._unknown("parameter", node, name, self.params)
        self.uses.params.add(name)
        return self.params[name]

    def _junction(self, node: Node) -> Term:
        word = {"CONJUNCTION_AND": " AND ", "CONJUNCTION_OR": " OR "}[node["type"]]
        parts: list[str] = []
        refused: list[RefusedError] = []
        for child in node["children"]:
            try:
                parts.append(self._boolean(child).sql)
            except RefusedError as error:
                refused.append(error)
        if refused:
            first, *others = refused
            self.also.extend(others)
            raise first
        return Term(f"({word.join(parts)})", Kind.BOOLEAN)

    def _comparison(self, node: Node) -> Term:
        if node["type"] not in _COMPARISONS:
            raise RefusedError(_REFUSED_TYPES.get(node["type"], "not_listed"), self._at(node))
        sign = _COMPARISONS[node["type"]]
        left, right = self._alike(node, [node["left"], node["right"]], ordered=sign not in ("=", "<>"))
        return Term(f"({left.sql} {sign} {right.sql})", Kind.BOOLEAN)

    def _between(self, node: Node) -> Term:
        value, low, high = self._alike(node, [node["input"], node["lower"], node["upper"]], ordered=True)
        return Term(f"({value.sql} BETWEEN {low.sql} AND {high.sql})", Kind.BOOLEAN)

    def _alike(self, node: Node, parts: list[Node], *, ordered: bool) -> list[Term]:
        """The parts, which must be of one kind; a text literal beside a date is read as a day."""
        found = [self.term(part) for part in parts]
        if any(term.kind is Kind.DATE for term in found):
            found = [
                term if term.text is None else nodes.day(term.text, self._at(part))
                for term, part in zip(found, parts, strict=True)
            ]
        for term, part in zip(found, parts, strict=True):
            if term.kind is Kind.NOTHING:
                raise RefusedError("compared_with_null", self._at(part))
        first, *others = found
        for other in others:
            if other.kind is not first.kind:
                raise RefusedError("unlike", self._at(node), left=_kind(first), right=_kind(other))
        if ordered and first.kind in (Kind.BOOLEAN, Kind.TEXTS):
            raise RefusedError("no_order", self._at(node), kind=_kind(first))
        return found

    def _operator(self, node: Node) -> Term:
        kind, children = node["type"], node["children"]
        if kind == "OPERATOR_NOT":
            return Term(f"(NOT {self._boolean(children[0]).sql})", Kind.BOOLEAN)
        if kind in ("OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL"):
            word = "IS NULL" if kind == "OPERATOR_IS_NULL" else "IS NOT NULL"
            return Term(f"({self._tested(children[0]).sql} {word})", Kind.BOOLEAN)
        if kind in ("COMPARE_IN", "COMPARE_NOT_IN"):
            value, *listed = self._alike(node, children, ordered=False)
            word = "IN" if kind == "COMPARE_IN" else "NOT IN"
            return Term(f"({value.sql} {word} ({', '.join(term.sql for term in listed)}))", Kind.BOOLEAN)
        raise RefusedError(_REFUSED_TYPES.get(kind, "not_listed"), self._at(node))

    def _tested(self, node: Node) -> Term:
        before, self._testing = self._testing, True
        try:
            term = self.term(node)
        finally:
            self._testing = before
        if term.kind is Kind.NOTHING:
            raise RefusedError("compared_with_null", self._at(node))
        return term

    def _case(self, node: Node) -> Term:
        checks = [(self._boolean(c["when_expr"]).sql, self.term(c["then_expr"])) for c in node["case_checks"]]
        last = self.term(node["else_expr"])
        answers = [answer for _, answer in checks] + [last]
        kinds = {answer.kind for answer in answers} - {Kind.NOTHING}
        if len(kinds) != 1:
            raise RefusedError("case_kinds", self._at(node))
        branches = " ".join(f"WHEN {when} THEN {answer.sql}" for when, answer in checks)
        return Term(
            f"(CASE {branches} ELSE {last.sql} END)",
            kinds.pop(),
            digits=max(answer.digits for answer in answers),
            scale=max(answer.scale for answer in answers),
        )

    def _function(self, node: Node) -> Term:
        name, given = node["function_name"], nodes.arguments(node)
        beside = (node["schema"], node["catalog"], node["distinct"], node["filter"], node["order_bys"]["orders"])
        plain = not any(beside)
        if node["is_operator"] and plain and given and name in ("+", "-", "*"):
            return self._arithmetic(node, name, given)
        listed = functions.FUNCTIONS.get(name)
        if listed is None and name not in functions.OVER_TIMES:
            key = functions.refusal(name)
            if key == "function":
                raise self._unknown("function", node, name, [*functions.FUNCTIONS, *functions.OVER_TIMES])
            raise RefusedError(key, self._at(node), name=name)
        if given is None or not plain:
            raise RefusedError("call_form", self._at(node), name=name)
        wanted = len(listed.takes) if listed else 2
        if len(given) != wanted:
            raise RefusedError("arguments", self._at(node), name=name, wanted=wanted, given=len(given))
        if listed is None:
            a, b = (self._stem(part) for part in given)
            return Term(functions.at_most(a, b) if name == "at_most" else functions.at_most(b, a), Kind.BOOLEAN)
        found = [
            self._dated(self._of_kind(part, *_accepted(kinds)), kinds, part)
            for part, kinds in zip(given, listed.takes, strict=True)
        ]
        if name == "share_at_least":
            self._held(node, terms.product(found[1], found[2]))
        return Term(listed.sql(found), listed.gives, digits=listed.digits)

    def _dated(self, term: Term, kinds: frozenset[Kind], part: Node) -> Term:
        """A text literal where a date is wanted, read as a day."""
        if term.kind in kinds:
            return term
        if term.text is None:
            raise RefusedError("wrong_kind", self._at(part), kind=_kind(term), wanted=Phrase("rules.kind.date"))
        return nodes.day(term.text, self._at(part))

    def _arithmetic(self, node: Node, name: str, given: list[Node]) -> Term:
        found = [self._of_kind(part, Kind.NUMBER) for part in given]
        if len(found) == 1:
            return terms.total(name, terms.number("0"), found[0])
        left, right = found
        return self._held(node, terms.product(left, right) if name == "*" else terms.total(name, left, right))

    def _held(self, node: Node, term: Term) -> Term:
        if term.digits + term.scale > DIGITS:
            raise RefusedError("too_large", self._at(node))
        return term


def _kind(term: Term) -> Phrase:
    return Phrase(f"rules.kind.{term.kind.value}")


def _accepted(kinds: frozenset[Kind]) -> list[Kind]:
    """The kinds an argument may have: where a date is wanted, also the text of one."""
    return sorted(kinds, key=lambda kind: kind.value) + [Kind.TEXT] * (Kind.DATE in kinds)
