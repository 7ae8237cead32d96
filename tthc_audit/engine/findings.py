"""Turns failing rows and undecided groups into findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from tthc_audit.catalog.model import Instrument
from tthc_audit.engine.fingerprints import Fingerprints
from tthc_audit.engine.outcomes import BOUNDS, Undecided
from tthc_audit.engine.responsible import answerable
from tthc_audit.facts.table import NEAR
from tthc_audit.i18n import LANGS, Lang, has, say
from tthc_audit.results import Finding, LegalBasis, Location, Severity, Value, Words
from tthc_audit.rules import Compiled, basis, words


def plain(value: object) -> Value:
    """A cell as results hold it: decimals as text in plain notation."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, bool | int | date):
        return value
    return [str(v) for v in value] if isinstance(value, list | tuple) else str(value)


def failed(
    compiled: Compiled,
    rows: Iterable[Mapping[str, object]],
    stated: Mapping[str, Mapping[str, object]],
    *,
    instruments: Mapping[str, Instrument],
    twins: frozenset[tuple[object, ...]],
    fingerprints: Fingerprints,
) -> Iterator[Finding]:
    """The failing rows of one rule, a finding each.

    ``stated`` are the facts of each procedure that say who answers, ``twins`` the identities that several
    rows of the rule's table share.
    """
    table, rule, legal_basis = compiled.table, compiled.rule, cited(compiled)
    read = tuple(dict.fromkeys((*compiled.used, *table.told)))
    caps: dict[object, Severity] = {}
    for row in rows:
        identity = tuple([row[column] for column in table.identity])
        procedure = None if row.get("procedure") is None else str(row["procedure"])
        on = row["_law_date"]
        if on not in caps:
            caps[on] = basis.cap(rule, compiled.severity, instruments, on if isinstance(on, date) else None)
        answers = answerable(rule.addressee, row, stated.get(procedure or "", {}), in_register=table.in_register)
        yield Finding(
            rule=rule.id,
            severity=_severity(compiled, row, caps[on]),
            outcome="fail",
            table=table.name,
            subject_keys={key: plain(row[key]) for key in table.keys},
            message=words.message(compiled, row),
            evidence={column: plain(row[column]) for column in read},
            location=Location(str(row["file"] or ""), _pointer(compiled, row)),
            related=_related(compiled, row),
            fingerprint=fingerprints.of(
                rule.id, table.name, identity, str(row[NEAR] or "") if identity in twins else None
            ),
            procedure=procedure,
            responsible=answers.agency,
            authority=answers.authority,
            legal_basis=legal_basis,
            remedy=words.remedy(compiled, row),
            title=rule.title,
        )


def undecided(
    compiled: Compiled,
    groups: Iterable[Undecided],
    stated: Mapping[str, Mapping[str, object]],
    *,
    instruments: Mapping[str, Instrument],
    as_of: date,
    fingerprints: Fingerprints,
) -> Iterator[Finding]:
    """The undecided rows of one rule, a finding a procedure; they accuse nobody.

    ``stated`` are the facts of each procedure that say who answers. Their severity is what a failure could amount to
    on the day of the audit.
    """
    rule, table = compiled.rule, compiled.table.name
    severity = basis.cap(rule, compiled.severity, instruments, as_of)
    legal_basis = cited(compiled)
    # Many procedures of one source lack the same.
    sentences: dict[tuple[object, ...], Words] = {}
    for group in groups:
        told = (group.lacks, group.reasons, group.count)
        if told not in sentences:
            sentences[told] = _undecided_words(compiled, group)
        answers = answerable(rule.addressee, {}, stated.get(group.procedure or "", {}))
        yield Finding(
            rule=rule.id,
            severity=severity,
            outcome="unknown",
            table=table,
            subject_keys={"procedure": group.procedure} if group.procedure is not None else {},
            message=sentences[told],
            evidence={},
            location=Location(group.file, group.pointer),
            fingerprint=fingerprints.of(rule.id, table, ["unknown", group.procedure]),
            procedure=group.procedure,
            responsible=answers.agency,
            authority=answers.authority,
            legal_basis=legal_basis,
            title=rule.title,
            reasons=group.lacks or group.reasons,
            count=group.count,
        )


def cited(compiled: Compiled) -> tuple[LegalBasis, ...]:
    """The provisions a rule rests on."""
    return tuple(LegalBasis(b.document, b.provision, b.verified) for b in compiled.rule.legal_basis)


def _pointer(compiled: Compiled, row: Mapping[str, object]) -> str:
    """The place a finding speaks of: finer than its row's where a column that the rule read has one."""
    finer = (row[place] for column, place in compiled.table.places.items() if column in compiled.used)
    return str(next((place for place in finer if place is not None), row["pointer"]) or "")


def _related(compiled: Compiled, row: Mapping[str, object]) -> tuple[Location, ...]:
    """The second place that a finding speaks of, where its table has one and the row names it."""
    if compiled.table.other_place is None:
        return ()
    file, pointer = (row[column] for column in compiled.table.other_place)
    return () if file is None else (Location(str(file), str(pointer or "")),)


def _severity(compiled: Compiled, row: Mapping[str, object], severity: Severity) -> Severity:
    """The severity that the law allows, lowered where steps behind it were taken from a text."""
    if severity == "violation" and compiled.derives_from_steps and row.get("steps_origin") == "extracted":
        return "warning"
    return severity


def _undecided_words(compiled: Compiled, group: Undecided) -> Words:
    told = []
    for n, lang in enumerate(LANGS):
        because = [say(lang, "engine.reason.fact", fact=_lacking(code, lang)) for code in group.lacks]
        because = because or [_reason(compiled, reason)[n] for reason in group.reasons]
        told.append(
            say(lang, "engine.undecided", title=compiled.rule.title[n], n=group.count, reasons="; ".join(because))
        )
    return Words(*told)


def _lacking(code: str, lang: Lang) -> str:
    """What the table of a rule says is missing, in words; the code itself where there are none."""
    return say(lang, f"engine.lacks.{code}") if has(f"engine.lacks.{code}") else code


def _reason(compiled: Compiled, reason: str) -> Words:
    """Why rows stay undecided: a fact that is not there, a number of the law that has no value then, or bounds."""
    if reason == BOUNDS:
        return _in_words("engine.reason.bounds", Words("", ""))
    if reason.startswith("$"):
        name = reason.removeprefix("$")
        return _in_words("engine.reason.parameter", Words(name, name))
    return _in_words("engine.reason.fact", Words(*compiled.table.meaning(reason)))


def _in_words(key: str, what: Words) -> Words:
    return Words(*(say(lang, key, fact=told, name=told) for lang, told in zip(LANGS, what, strict=True)))
