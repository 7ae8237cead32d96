"""The rows of each sheet of a filled workbook as parts of our documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tthc_audit.importers import figures, parts, transforms, workbook_form
from tthc_audit.importers.register import Register
from tthc_audit.importers.shape import text_of
from tthc_audit.importers.words import act_number, folded, one_line, plain

if TYPE_CHECKING:
    from tthc_audit.importers.workbook import Filled

_APPLICANT = {folded("Người nộp"), folded("Người nộp hồ sơ"), folded("Tổ chức, cá nhân"), "applicant"}
_ROW = "x-row"


def code(value: object) -> str:
    """A code as text; a number has lost the zeros at its end."""
    return f"{value:.6f}" if isinstance(value, float) and not value.is_integer() else short(value)


def short(value: object) -> str:
    """A short id as text: 1.0 is "1"."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else one_line(text_of(value))


def agency(row: Filled, register: Register) -> None:
    """Enter an agency."""
    given = register.add(row.text("name"), is_class=chosen(row, "is_class", workbook_form.YES) == "yes")
    if given is None:
        return
    stated = {
        "level": chosen(row, "level", workbook_form.LEVELS),
        "kind": chosen(row, "kind", workbook_form.AGENCY_KINDS),
        "body": row.text("body") and (register.add(row.text("body")) or ""),
    }
    register.state(given, {key: value for key, value in stated.items() if value})


def procedure(row: Filled, register: Register, procedures: dict[str, dict[str, Any]]) -> None:
    """Enter a procedure; of two with one code, the first."""
    key = code(row.values.get("code"))
    if key in procedures:
        row.told("import.twice_here", "code", name=key)
        return
    made: dict[str, Any] = {"code": key, "name": row.text("name")}
    for name, choices in (("kind", workbook_form.KINDS), ("status", workbook_form.STATES)):
        word = chosen(row, name, choices)
        if word:
            made[name] = word
    if row.text("field"):
        made["field"] = row.text("field")
    levels = [chosen_word(row, "levels", word, workbook_form.LEVELS) for word in several(row, "levels")]
    if any(levels):
        made["levels"] = [level for level in dict.fromkeys(levels) if level]
    made["source"] = {"kind": "office"}
    roles = _roles(row, register)
    if roles:
        made["agencies"] = roles
    for name in ("time_limit", "committed_time_limit"):
        limit = transforms.read_limit(row.values.get(name))
        if limit is not None:
            made[name] = limit
        if limit is not None and "text" in limit:
            row.wrong(name, name, "limit")
    for name, prefix in (("applicants", "a"), ("results", "r")):
        names = several(row, name)
        if names:
            made[name] = [{"id": f"{prefix}{n}", "name": told} for n, told in enumerate(names, 1)]
    made |= parts.conditions(plain(text_of(row.values.get("conditions"))))
    bases = parts.bases([{"code": number} for number in several(row, "legal_basis")], lambda kind, field: None)  # noqa: ARG005
    channels = [chosen_word(row, "channels", word, workbook_form.CHANNELS) for word in several(row, "channels")]
    fees = _fees(row)
    decision = _decision(row)
    for name, value in (
        ("legal_basis", bases),
        ("channels", [{"kind": kind} for kind in channels if kind]),
        ("fees", fees),
        ("decisions", [decision] if decision else []),
    ):
        if value:
            made[name] = value
    for name in ("dossier_sets", "annual_cases"):
        found = whole(row, name)
        if found is not None:
            made[name] = found
    procedures[key] = _with_unread(row, made)


def _roles(row: Filled, register: Register) -> dict[str, Any]:
    roles: dict[str, Any] = {}
    competent = register.add(row.text("agencies.competent"))
    if competent:
        roles["competent"] = competent
    for role in ("implementing", "coordinating"):
        names = [found for name in several(row, f"agencies.{role}") if (found := register.add(name))]
        if names:
            roles[role] = list(dict.fromkeys(names))
    return roles


def _fees(row: Filled) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for name in ("phi", "le_phi"):
        told = row.text(name)
        if not told:
            continue
        digits = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,15})(?:\s*(?:đ|đồng|vnđ))?", told.casefold())
        amount = figures.number(row.values.get(name)) if not isinstance(row.values.get(name), str) else None
        if digits is not None:
            made.append({"kind": name, "amount_vnd": int(re.sub(r"[.,]", "", digits[1]))})
        elif amount is not None and 0 <= amount <= 10**15:
            made.append({"kind": name, "amount_vnd": figures.plain_number(amount)})
        else:
            made.append({"kind": name, "text": told})
    return made


def _decision(row: Filled) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if row.text("decision"):
        made["number"] = act_number(row.text("decision")) or row.text("decision")
    signed = day(row, "signed_on")
    if signed:
        made["signed_on"] = signed
    return made


def paper(row: Filled, _: Register, owner: dict[str, Any]) -> None:
    """Enter a paper of the dossier."""
    papers = owner.setdefault("documents", [])
    given = short(row.values.get("id"))
    if any(p["id"] == given for p in papers):
        row.told("import.twice_here", "id", name=given)
        return
    made: dict[str, Any] = {"id": given, "name": row.text("name")}
    for name in ("originals", "copies"):
        found = whole(row, name)
        if found is not None:
            made[name] = found
    handling = chosen(row, "handling", workbook_form.HANDLINGS)
    if handling:
        made["handling"] = handling
    for name in ("form", "one_of", "issued_by", "condition", "note"):
        if row.text(name):
            made[name] = row.text(name)
    papers.append(_with_unread(row, made))


def step(row: Filled, register: Register, owner: dict[str, Any]) -> None:
    """Enter a step."""
    steps = owner.setdefault("steps", [])
    given = short(row.values.get("id"))
    if any(s["id"] == given for s in steps):
        row.told("import.twice_here", "id", name=given)
        return
    who = row.text("agency")
    made: dict[str, Any] = {
        "id": given,
        "name": row.text("name"),
        "kind": chosen(row, "kind", workbook_form.STEP_KINDS) or "other",
        "agency": "applicant" if folded(who) in _APPLICANT else register.add(who) or who,
    }
    if row.text("role"):
        made["role"] = row.text("role")
    duration = _duration(row)
    if duration is not None:
        made["duration"] = duration
    for name in ("inputs", "outputs"):
        names = several(row, name)
        if names:
            made[name] = names
    following = [short(part) for part in several(row, "next")]
    if following:
        made["next"] = list(dict.fromkeys(following))
    for name, choices in (("split", workbook_form.SPLITS), ("join", workbook_form.JOINS)):
        word = chosen(row, name, choices)
        if word:
            made[name] = word
    steps.append(_with_unread(row, made) | {_ROW: row})


def _with_unread(row: Filled, made: dict[str, Any]) -> dict[str, Any]:
    return made | ({"x-unread": dict(row.unread)} if row.unread else {})


def link(document: dict[str, Any]) -> None:
    """Leave out links that lead nowhere, and settle how steps branch; what had to be settled is told."""
    steps = document.get("steps", [])
    known = {s["id"] for s in steps}
    for one in steps:
        row: Filled = one.pop(_ROW)
        following = one.pop("next", [])
        there = [to for to in following if to in known]
        for to in following:
            if to not in known:
                row.told("import.no_next", "next", to=to)
        if there:
            one["next"] = there
        if len(there) > 1 and "split" not in one:
            one["split"] = "one"
            row.told("import.no_split", "split")
        elif len(there) < 2:
            one.pop("split", None)


def posting(row: Filled, register: Register) -> dict[str, str] | None:
    """A line of the posting register."""
    channel = chosen(row, "channel", workbook_form.PLACES)
    given = register.add(row.text("agency"))
    if not channel or given is None:
        return None
    posted_on, decision = day(row, "posted_on") or "", row.text("decision")
    # The form says: no day where it is not posted. A day that cannot be read says nothing.
    seen = "yes" if posted_on or decision else "" if row.text("posted_on") else "no"
    return {
        "agency": given,
        "procedure": code(row.values.get("procedure")),
        "channel": channel,
        "seen": seen,
        "posted_on": posted_on,
        "decision_number": decision,
    }


def _duration(row: Filled) -> dict[str, Any] | None:
    value = row.values.get("value")
    if value in (None, ""):
        return None
    unit = chosen(row, "unit", workbook_form.UNITS)
    words = f"{row.text('value')} {row.text('unit')}".strip()
    limit = figures.limit(value, unit.upper()) if unit else transforms.read_limit(words)
    if limit is None or "value" not in limit:
        row.wrong("value", "duration", "limit")
        return {"text": words}
    return {key: part for key, part in limit.items() if key in {"value", "unit"}}


def whole(row: Filled, name: str) -> int | None:
    """A whole number; what is none is told."""
    value = row.values.get(name)
    if value in (None, ""):
        return None
    found = figures.count(value)
    if found is None:
        row.wrong(name, name, "whole")
    return found


def day(row: Filled, name: str) -> str | None:
    """A day; what is none is told."""
    value = row.values.get(name)
    if value in (None, ""):
        return None
    found = transforms.read_day(value) if isinstance(value, str) else None
    if found is None:
        row.wrong(name, name, "day")
    return found


def several(row: Filled, name: str) -> list[str]:
    """The entries of a cell, between semicolons or on lines of their own."""
    value = row.values.get(name)
    return transforms.items(short(value) if isinstance(value, float) else text_of(value))


def chosen(row: Filled, name: str, choices: dict[str, str]) -> str | None:
    """Our word for the one that was chosen; another one is told."""
    return chosen_word(row, name, row.text(name), choices)


def chosen_word(row: Filled, name: str, word: str, choices: dict[str, str]) -> str | None:
    """Our word for one of the entries of a cell; another one is told."""
    if not word:
        return None
    found = next((ours for heading, ours in choices.items() if folded(word) in {folded(heading), folded(ours)}), None)
    if found is None:
        row.wrong(name, name, "word")
    return found
