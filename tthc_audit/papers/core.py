"""The name of a paper taken apart: what it is, whose, on which form, in which case; copies and remarks left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tthc_audit.papers.vocabulary import vocabulary
from tthc_audit.papers.wording import plain

_MOST = 1_000
"""Characters that are taken apart: a longer name is a story, and its beginning tells the paper."""
_MARK = re.compile(
    r"^[\W_]*(?:(?:[0-9]{1,2}(?:[.][0-9]{1,2})*|[a-zđ]|[ivx]{1,4})[.)/](?=[\W\d_]*[^\W\d_])[\W_]*)*",
)
_MADE = r"(?:bản (?:sao|chính|gốc|chụp|photo|photocopy|điện tử|giấy|scan|sao điện tử|in|cứng)|tệp tin|file|ảnh chụp)"
_FROM = r"từ (?:bản (?:chính|gốc)|sổ gốc)"
_ATTESTED = (
    rf"(?:hợp lệ|hợp pháp|điện tử|(?:có |được |đã được )?(?:chứng thực|công chứng|sao y)(?: điện tử)?(?: hợp lệ)?"
    rf"(?: {_FROM})?|có (?:xác nhận|đóng dấu)[^,;:.()]{{0,60}}|(?:và|kèm|kèm theo) bản (?:chính|gốc) để đối chiếu"
    rf"|{_FROM}|của)"
)
_HOW_MANY = r"(?:(?:[0-9]{1,2}|một|hai|ba|bốn)(?: ?\((?:[0-9]{1,2}|một|hai|ba|bốn)\))? )"
_COPY = re.compile(
    rf"^(?:{_HOW_MANY}?(?:(?<=\d )(?:bộ|tờ|cuốn) )?{_MADE}(?: {_ATTESTED})*"
    rf"(?: ?(?:hoặc|/|,|và) ?(?=bản|{_HOW_MANY}bản|tệp))? ?)+(?=\w)"
    rf"|^{_HOW_MANY}(?:bộ |tờ |cuốn |tập )?"
)
_COPY_AFTER = re.compile(rf"[:,;-] ?(?:số lượng:? ?)?(?:{_HOW_MANY}|[0-9]+ )?{_MADE}(?: {_ATTESTED})*[ .;]*$")
_BRACKETS = re.compile(r"\(([^()]{0,400})\)")
_FORM = re.compile(
    r"(?:theo |- )?(?:mẫu|biểu mẫu)(?: (?:số|đơn|tờ khai))*[: ]*(?P<number>[a-z]{0,4}[-. ]?[0-9]+[0-9a-z./-]*)?"
)
_FORM_TAIL = re.compile(
    r"[,;-]? ?(?:được )?(?:theo|lập theo|thực hiện theo|quy định tại|ban hành kèm theo|kèm theo)"
    r" (?:mẫu|biểu mẫu|phụ lục|quy định|thông tư|nghị định|quyết định|luật|điều|khoản|pháp luật).*$"
)
_CASE = re.compile(r"[,;-]? ?\b(?:đối với|trong trường hợp|trường hợp|nếu(?! có\b)|áp dụng|khi|trừ)\b.*$")
_OWNER = re.compile(r" của (?P<owner>[^,;.:()]{1,120}).*$")
_ISSUED = re.compile(
    r"[,;-]? ?\b(?:do|được cấp|đã được cấp|đã cấp|còn hiệu lực|còn giá trị|có giá trị|còn thời hạn)\b.*$"
)
_REST = re.compile(r"[;:.].*$")
_TITLE = re.compile(r"^\W*thủ tục(?: hành chính)?\b")
_JOINING = re.compile(r"\b(?:đối với|cho|tại)\b")
_FILLING = re.compile(
    r"\b(?:theo (?:đúng )?quy định(?: của pháp luật)?|hợp lệ|hợp pháp|nếu có|có liên quan|liên quan|nêu trên|nói trên"
    r"|kèm theo|các|những|một|về|việc|và|hoặc|bao gồm|gồm|là|của)\b"
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Core:
    """What a name says apart from copies and remarks.

    ``words`` of the paper itself, fillers left out, the same as one ``text``, the ``numbers`` among them, and the
    ``rest`` after the head of an application; ``owner`` whose it is, ``forms`` the numbers of its form, ``case`` the
    words of the case it is for: each empty where not told. ``empty`` where the name tells nothing that could be
    compared: numbers, or general words that fit any paper.
    """

    words: tuple[str, ...]
    text: str
    numbers: frozenset[str]
    rest: tuple[str, ...]
    owner: str
    forms: frozenset[str]
    case: str
    empty: bool


@lru_cache(maxsize=1 << 16)
def core(name: str) -> Core:
    """Take a name apart.

    >>> core("- 01 bản sao có chứng thực Giấy khai sinh của con (nếu có);").words
    ('giấy', 'khai', 'sinh')
    """
    text = _MARK.sub("", plain(name)[:_MOST]).strip()
    forms = frozenset(m["number"].strip(" .-/") for m in _FORM.finditer(text) if m["number"] is not None)
    case = " ".join(m[0] for m in _CASE.finditer(" ".join(_BRACKETS.findall(text))))
    text = _BRACKETS.sub(" ", text)
    text = " ".join(text.split())
    while True:
        shorter = _MARK.sub("", _COPY_AFTER.sub("", _COPY.sub("", text))).strip(" -+*,;.")
        if shorter == text:
            break
        text = shorter
    text = _FORM_TAIL.sub("", text)
    found = _CASE.search(text)
    if found is not None and found.start() > 0:
        case = f"{found[0]} {case}"
        text = text[: found.start()]
    text = _FORM.sub(" ", text) if forms else text
    text = _ISSUED.sub("", text) or text
    owner = _OWNER.search(text)
    text = text[: owner.start()] if owner is not None else text
    first = _REST.sub("", text) or text
    return _of(_FILLING.sub(" ", first), _bare(owner["owner"]) if owner is not None else "", forms, _bare(case))


@lru_cache(maxsize=1 << 14)
def whole(name: str) -> Core:
    """The name of a procedure, of which every word counts: only fillers are left out.

    >>> whole("Thủ tục cấp lại giấy phép (bị mất)").text
    'cấp lại giấy phép bị mất'
    """
    return _of(_JOINING.sub(" ", _FILLING.sub(" ", _TITLE.sub("", plain(name)[:_MOST]))), "", frozenset(), "")


def _of(text: str, owner: str, forms: frozenset[str], case: str) -> Core:
    words = tuple(_WORD.findall(text))
    general = vocabulary().general
    return Core(
        words=words,
        text=" ".join(words),
        numbers=frozenset(word for word in words if not word.isalpha()),
        rest=_without_head(words),
        owner=owner,
        forms=forms,
        case=case,
        empty=not any(word.isalpha() and word not in general for word in words),
    )


def _without_head(words: tuple[str, ...]) -> tuple[str, ...]:
    heads = (tuple(head.split()) for head in vocabulary().heads)
    return next((words[len(head) :] for head in heads if words[: len(head)] == head), words)


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(_FILLING.sub(" ", text)))
