"""A record of the national portal's interface as a procedure of our format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tthc_audit.importers import dossier, figures, parts
from tthc_audit.importers.ledger import Ledger
from tthc_audit.importers.parts import Remark
from tthc_audit.importers.portal_fields import FATES, KEPT_AS_IS, NOT_COVERED
from tthc_audit.importers.records import Gathered, Record, read
from tthc_audit.importers.register import Register
from tthc_audit.importers.sequence import Sequences
from tthc_audit.importers.shape import cleaned, objects_of, text_of
from tthc_audit.importers.words import act_number, folded, one_line, plain
from tthc_audit.importers.writing import Batch, Progress

_LEVELS = (("isMinistry", "ministry"), ("isProvince", "province"), ("isWard", "commune"))
_ROLES = (
    ("Authority", ""),
    ("Executing", "implementing"),
    ("Coordinating", "coordinating"),
    ("Authorized", "delegated"),
)
_TEXTS = (
    ("executingAgencies", "Executing", "x-executing-text"),
    ("delegatedAgencies", "Authority", "x-authority-text"),
    ("authorizedAgencies", "Authorized", "x-authorized-text"),
    ("coordinatingAgencies", "Coordinating", "x-coordinating-text"),
)


def take_in(
    paths: Sequence[Path], met: Gathered, *, taken_on: date | None, progress: Progress | None = None
) -> tuple[Batch, Register, Ledger]:
    """Every record of the files; what is wrong with a record is told and the others are read."""
    batch, register, ledger = Batch(issuer_of), Register(), Ledger(FATES)
    sequences = Sequences(batch, register)
    for n, record in enumerate(read(paths, met), 1):
        ledger.count(record.tree)
        document = procedure(record, register, ledger, met)
        if document is not None:
            if taken_on is not None:
                document["source"]["taken_on"] = taken_on.isoformat()
            sequences.add(document, "\n".join(_sequence(record.tree)))
        if progress is not None and n % 50 == 0:
            progress("import", n, 0)
    sequences.finish()
    return batch, register, ledger


def issuer_of(document: dict[str, Any]) -> str:
    """Who issued this variant of a procedure."""
    portal = document.get("x-portal", {})
    return str(portal.get("promulgated_by") or next((d.get("x-issuer", "") for d in document.get("decisions", [])), ""))


def procedure(record: Record, register: Register, ledger: Ledger, met: Gathered) -> dict[str, Any] | None:
    """The procedure of a record; ``None``, with a problem told, where it has no code or no name."""
    tree = record.tree
    code = one_line(text_of(tree.get("code") or tree.get("codeNotation")))
    name = one_line(text_of(tree.get("name")))
    if not code or not name:
        met.told(record.problem("import.no_code" if not code else "import.no_name", code=code, name=name))
        return None

    def remark(kind: str, field: str) -> None:
        ledger.remark(kind, field, code)

    made: dict[str, Any] = {"code": code, "name": name, **_identity(tree)}
    made["source"] = {"kind": "portal_api", "complete": True, "not_covered": list(NOT_COVERED)}
    made |= _decisions(tree, remark)
    agencies = _agencies(tree, register, remark)
    if agencies:
        made["agencies"] = agencies
    papers = dossier.sort_out(dossier.of_portal(tree.get("executionCases")))
    found: tuple[tuple[str, list[Any]], ...] = (
        ("applicants", parts.named(tree.get("subjectTypesDetails"), "a")),
        ("results", parts.named(tree.get("resultsDetails"), "r")),
        ("legal_basis", parts.bases(objects_of(tree.get("legalBasisesDetails")), remark)),
        ("channels", parts.channels(tree, remark)),
        ("documents", papers.documents),
        ("cases", parts.cases(tree.get("cases"), remark)),
        ("x-notes", papers.notes),
        ("x-case-headings", list(papers.headings)),
    )
    made |= {key: value for key, value in found if value}
    made |= parts.conditions(text_of(tree.get("requirementsAndConditions")))
    made |= _online(tree, made.get("channels", []))
    portal = _kept(tree)
    if portal:
        made["x-portal"] = portal
    return made


def _identity(tree: dict[str, Any]) -> dict[str, Any]:
    kind = text_of(tree.get("type"))
    made: dict[str, Any] = {
        "kind": "internal" if tree.get("isInternal") is True or "INTERNAL" in kind else "citizen",
        "scope": "local" if kind == "SPECIFIC" else "national",
        "status": "in_force",
    }
    if kind not in {"STANDARD", "SPECIFIC", "STANDARD_INTERNAL"}:
        del made["scope"]
    if text_of(tree.get("state")) not in {"ACTIVE", "UPDATED"}:
        del made["status"]
    fields = [one_line(text_of(c.get("name"))) for c in objects_of(tree.get("categoriesDetails"))]
    if fields and fields[0]:
        made["field"] = fields[0]
    levels = [level for key, level in _LEVELS if tree.get(key) is True]
    return made | ({"levels": levels} if levels else {})


def _decisions(tree: dict[str, Any], remark: Remark) -> dict[str, Any]:
    given = tree.get("procedureProposal")
    if not isinstance(given, dict):
        return {}
    role = {"STANDARD": "national_publication", "SPECIFIC": "provincial_publication"}
    issuer = given.get("issuingAgency")
    stated = (
        ("role", role.get(text_of(given.get("proposalType")))),
        ("number", _number(text_of(given.get("proposalNumber")))),
        ("signed_on", figures.day(given.get("decisionDate"))),
        ("x-decision-number", given.get("decisionNumber")),
        ("x-issuer", one_line(text_of(issuer.get("name"))) if isinstance(issuer, dict) else ""),
    )
    decision = {key: value for key, value in stated if value}
    raw = text_of(given.get("proposalNumber"))
    if raw and decision.get("number") != raw:
        decision["x-number-as-published"] = plain(raw)
        remark("normalised", "procedureProposal.proposalNumber")
    made: dict[str, Any] = {"decisions": [decision]} if decision else {}
    published = figures.day(given.get("publicationDate"))
    if published:
        # The portal writes the day anew at every publication: it is the last one, and says nothing of the first.
        made["published"] = [{"channel": "portal", "last_update_on": published}]
    return made


def _number(raw: str) -> str:
    return act_number(raw) or one_line(raw)


def _agencies(tree: dict[str, Any], register: Register, remark: Remark) -> dict[str, Any]:
    roles: dict[str, Any] = {}
    spelt: dict[str, list[str]] = {}
    for theirs, ours in _ROLES:
        found: dict[str, None] = {}
        for field, is_class in (("departments", False), ("unitGroups", True)):
            for given in objects_of(tree.get(f"{field}{theirs}")):
                raw = text_of(given.get("name"))
                agency = register.add(raw, is_class=is_class, code=text_of(given.get("code")))
                if agency is not None:
                    found[agency] = None
                    spelt.setdefault(theirs, []).append(folded(raw))
        if found and ours:
            roles[ours] = list(found)
        elif found:
            first, *rest = found
            roles["competent"] = first
            if rest:
                roles["x-also-competent"] = rest
                remark("several_competent", "departmentsAuthority")
    for theirs, role, ours in _TEXTS:
        told = plain(text_of(tree.get(theirs)))
        # The portal repeats the listed names as one text; only what the list does not say is kept.
        if told and not _repeats(told, spelt.get(role, [])):
            roles[ours] = told
            remark("kept_as_text", theirs)
    address = plain(text_of(tree.get("dossierReceivingAddresses")))
    return roles | ({"x-receiving-address": address} if address else {})


def _repeats(told: str, names: Iterable[str]) -> bool:
    rest = folded(told)
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, " ")
    return not rest.strip(" ,;.-")


def _online(tree: dict[str, Any], channels: list[dict[str, Any]]) -> dict[str, Any]:
    full = tree.get("isFullProcess")
    if not isinstance(full, bool):
        return {}
    level = "full" if full else "partial" if any(c["kind"] == "online" for c in channels) else "none"
    return {"online_service": {"level": level}}


def _kept(tree: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for theirs, ours in KEPT_AS_IS.items():
        value = tree.get(theirs)
        if value in (None, "", [], {}):
            continue
        if theirs in {"createdAt", "updatedAt"}:
            value = figures.day(value) or value
        made[ours] = cleaned(value)
    categories = objects_of(tree.get("categoriesDetails"))
    if any(c.get("code") for c in categories):
        made["field_codes"] = [text_of(c.get("code")) for c in categories]
    if len(categories) > 1:
        made["more_fields"] = [one_line(text_of(c.get("name"))) for c in categories[1:]]
    for theirs, ours, other in (
        ("codeNotation", "code_notation", "code"),
        ("description", "description", "requirementsAndConditions"),
    ):
        value = plain(text_of(tree.get(theirs)))
        if value and value != plain(text_of(tree.get(other))):
            made[ours] = value
    return made


def _sequence(tree: dict[str, Any]) -> Iterable[str]:
    for step in objects_of(tree.get("executionSteps")):
        for part in (step.get("name"), step.get("description")):
            if part and text_of(part).strip():
                yield text_of(part)
