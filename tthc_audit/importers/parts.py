"""The components of a procedure as the portal publishes them: channels, charges, cases, acts, conditions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tthc_audit.importers import figures
from tthc_audit.importers.shape import cleaned, objects_of, text_of
from tthc_audit.importers.text import read_limit
from tthc_audit.importers.words import act_number, one_line, plain

Remark = Callable[[str, str], None]
"""Told what was not taken over as it stands, and of which field."""
VND = "019b3fb2-b5b8-70ac-85e2-9409ec1eaffa"
"""The portal's id of the đồng; charges under another id are in foreign money."""
_RETURNS = {"AT_SUBMISSION_PLACE": "at_desk", "AT_HOME": "at_home", "ONLINE": "online"}
_NONE = re.compile(r"[\s\-–+*.]*không(?: có| quy định| yêu cầu)?[\s.;]*", re.IGNORECASE)


def named(given: object, prefix: str) -> list[dict[str, Any]]:
    """Things with a name and perhaps a code, numbered."""
    made = []
    for n, part in enumerate(objects_of(given), 1):
        name = plain(text_of(part.get("name")))
        if name:
            entry = {"id": f"{prefix}{n}", "name": name}
            code = one_line(text_of(part.get("code")))
            made.append(entry | ({"x-code": code} if code else {}))
    return made


def conditions(raw: str) -> dict[str, Any]:
    """The conditions as one text; "Không" states that there are none."""
    told = plain(raw)
    if not told:
        return {}
    if _NONE.fullmatch(told):
        return {"conditions": {"none": True}, "x-conditions-as-published": told}
    return {"conditions": [{"id": "dk1", "name": told}]}


def bases(given: list[dict[str, Any]], remark: Remark) -> list[dict[str, Any]]:
    """Legal bases by their bare numbers, each with its published name."""
    made = []
    for part in given:
        raw, name = one_line(text_of(part.get("code"))), one_line(text_of(part.get("name")))
        document = act_number(raw, name) or raw or name
        if not document:
            continue
        entry = {"document": document}
        if name:
            entry["x-name"] = name
        if raw and raw != document:
            entry["x-number-as-published"] = raw
            remark("normalised", "legal_basis")
        made.append(entry)
    return made


def channels(tree: dict[str, Any], remark: Remark) -> list[dict[str, Any]]:
    """The ways to submit, each as published, with its charges and how the result comes back."""
    ways = {
        text_of(r.get("type")): [_RETURNS[v] for v in r.get("value") or () if v in _RETURNS]
        for r in objects_of(tree.get("returningMethods"))
    }
    made = []
    for given in objects_of(tree.get("executionMethods")):
        kind = figures.CHANNELS.get(text_of(given.get("submissionMethod")))
        if kind is None:
            remark("unknown_channel", "executionMethods[].submissionMethod")
            kind = "in_person"
        channel: dict[str, Any] = {"kind": kind}
        if given.get("submissionMethod") not in figures.CHANNELS:
            channel["x-kind-as-published"] = text_of(given.get("submissionMethod"))
        limit = published_limit(given.get("processingTime"), given.get("processingTimeUnit"))
        if limit is not None:
            channel["time_limit"] = limit
        if limit is not None and "text" in limit:
            remark("limit_as_words", "executionMethods[].processingTime")
        description = plain(text_of(given.get("description")))
        if description:
            channel["x-description"] = description
        fees = [_fee(f, remark) for f in objects_of(given.get("fees"))]
        if fees:
            channel["fees"] = fees
        back = ways.get("ONLINE" if kind == "online" else "OFFLINE")
        if back:
            channel["return"] = list(dict.fromkeys(back))
        made.append(channel)
    return made


def published_limit(value: object, unit: object) -> dict[str, Any] | None:
    """A limit as published; words that hold one limit are read, with the words beside it."""
    limit = figures.limit(value, unit)
    if limit is None or "text" not in limit or not isinstance(value, str) or figures.number(value) is not None:
        return limit
    words = limit["text"]
    reading = read_limit(words)
    if reading is None:
        return limit
    if reading.cases:
        return limit | {"x-cases": [{"name": name, "time_limit": part} for name, part in reading.cases]}
    return reading.limit | {"x-as-published": words}


def _fee(given: dict[str, Any], remark: Remark) -> dict[str, Any]:
    value, words, currency = given.get("value"), given.get("description"), text_of(given.get("currencyId"))
    if text_of(given.get("type")) not in figures.FEES:
        remark("unknown_fee_kind", "executionMethods[].fees[].type")
    if currency not in {"", VND}:
        remark("foreign_money", "executionMethods[].fees[].currencyId")
        # No amount of đồng: written as words, so that nothing adds it up.
        made = figures.fee(given.get("type"), None, words)
        made["text"] = f"{value}: {made['text']}" if "text" in made else str(value)
        made["x-currency"] = one_line(text_of(given.get("currencyName"))) or currency
    else:
        made = figures.fee(given.get("type"), value, words)
    file = given.get("attachment")
    if isinstance(file, dict) and file.get("fileName"):
        made["x-attachment"] = one_line(text_of(file["fileName"]))
    return made


def cases(given: object, remark: Remark) -> list[dict[str, Any]]:
    """The cases with their limits; a unit without a number is no limit."""
    made: list[dict[str, Any]] = []
    taken: set[str] = set()
    for n, part in enumerate(objects_of(given), 1):
        code = one_line(text_of(part.get("code")))
        case: dict[str, Any] = {"id": code if code and code not in taken else f"th{n}"}
        taken.add(case["id"])
        if code:
            case["code"] = code
        name = one_line(text_of(part.get("name")))
        if name:
            case["name"] = name
        stated = part.get("processingDay")
        if isinstance(stated, dict):
            limit = published_limit(stated.get("qty"), stated.get("type"))
            if limit is not None:
                case["time_limit"] = limit
            elif stated.get("type"):
                case["x-unit-as-published"] = text_of(stated["type"])
                remark("unit_without_value", "cases[].processingDay")
        if part.get("profileComponents"):
            case["x-papers"] = cleaned(part["profileComponents"])
        made.append(case)
    return made
