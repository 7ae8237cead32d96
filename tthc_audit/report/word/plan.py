"""The plan of simplification as a Word document: what changes and why, what law must change, what is gained."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tthc_audit.i18n import Lang, number, say
from tthc_audit.office.wordml import Line, Part, Run
from tthc_audit.plans import STATUSES, Plans
from tthc_audit.report.plan_html import drawings
from tthc_audit.report.plan_view import ActRow, ChangeRow, Page, acts_of, page, percent, saved_of
from tthc_audit.report.word.front import letterhead, signature, titled
from tthc_audit.report.word.setting import Setting, printed
from tthc_audit.report.word.start import finished, opened
from tthc_audit.report.wording import joined

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SMALL = 9.5


def render_docx(plans: Plans, lang: Lang, *, template: Path | None = None) -> bytes:
    """The plans as one document; the same plans give the same bytes.

    Raises ``AuditError`` where the office's own form (``template``) cannot be used.
    """
    shown = [page(one, lang) for one in plans.procedures]
    title = shown[0].name if len(shown) == 1 else plans.catalog
    document = opened(lang, template, owner="", title=title, day=plans.as_of)
    to = Setting(document, lang)
    plan = _Plan(to)
    if template is None:
        letterhead(to, "", number=say(lang, "plan.number"))
        titled(to, title, kind=plan.words("title"))
    if len(shown) > 1:
        plan.rolled(plans, shown)
    for n, one in enumerate(shown):
        plan.procedure(one, alone=len(shown) == 1, new_page=n > 0 or len(shown) > 1)
    if template is None:
        signature(to)
    return finished(document, to, title=title, day=plans.as_of)


class _Plan:
    """Sets the parts of a plan."""

    def __init__(self, to: Setting) -> None:
        self.to = to

    def words(self, key: str, **values: object) -> str:
        return joined(say(self.to.lang, f"plan.{key}", **values))

    def heads(self, *names: str) -> Line:
        return self.to.heads([(Run(self.words(f"col.{name}")),) for name in names])

    def rolled(self, plans: Plans, shown: Sequence[Page]) -> None:
        """All plans in one table, and the acts that they need together."""
        to = self.to
        names = [to.named("col.code"), to.named("col.name")]
        names += [(Run(self.words(name)),) for name in ("status", "col.cut", "col.changes")]
        lines = [to.heads(names, (3, 4))]
        for plan, one in zip(plans.procedures, shown, strict=True):
            cut = percent(to.lang, plan.cut) or to.words("nothing")
            changes = number(to.lang, len(one.chosen))
            lines.append(to.row(one.key, one.name, one.status, cut, changes, role="small", numbers=(3, 4)))
        to.table((13, 41, 22, 11, 13), lines, self.words("all"))
        for status in STATUSES:
            count = sum(p.status == status for p in plans.procedures)
            if count:
                to.text("listed", f"– {say(to.lang, f'simplify.status.{status}')}: {number(to.lang, count)}")
        saved = saved_of(plans, to.lang)
        if saved:
            to.text("listed", f"– {saved}")
        to.heading(1, self.words("section.acts"))
        self.acts(acts_of(plans, to.lang), needed=False)

    def procedure(self, one: Page, *, alone: bool, new_page: bool) -> None:
        """The plan of one procedure."""
        to = self.to
        level = 1 if alone else 2
        if not alone:
            to.heading(1, f"{one.key} · {one.name}", new_page=new_page)
        facts = [
            (to.words("fact.code"), one.key),
            (to.words("fact.field"), one.field),
            (self.words("status"), one.status),
        ]
        to.bare((46.0, 118.0), [to.row(((Run(n, size=_SMALL),),), value) for n, value in facts if value])
        for line in one.told:
            to.text("body", line)
        to.heading(level, f"1. {self.words('section.content')}")
        if one.chosen:
            self.changes(one.chosen, self.words("chosen"), lettered=True)
        else:
            to.text("body", self.words("none_chosen"))
        to.heading(level, f"2. {self.words('section.acts')}")
        self.acts(one.acts, needed=True)
        to.heading(level, f"3. {self.words('section.benefit')}")
        self.benefit(one)
        drawn = drawings(one.plan, "", to.lang)
        if drawn:
            caption = self.words("figure", code=one.key)
            many = len(drawn)
            told = [
                caption if many == 1 else f"{caption} ({to.words('figure.sheet', n=n, of=many)})"
                for n in range(1, many + 1)
            ]
            title = (Run(f"4. {self.words('section.diagram')}"),)
            to.sheets(level, title, [(d.scene, words) for d, words in zip(drawn, told, strict=True)])
        if one.others:
            to.heading(level, f"5. {self.words('section.others')}")
            self.changes(one.others, self.words("others"), lettered=False)

    def changes(self, rows: Sequence[ChangeRow], caption: str, *, lettered: bool) -> None:
        to = self.to
        lines = [self.heads("number", "content", "effect", "acts")]
        for place, row in enumerate(rows):
            letter = _LETTERS[place] if lettered and place < len(_LETTERS) else ""
            name: list[Part] = [Run(printed(row.content), bold=True)]
            name += [Run(f" {row.id}", size=_SMALL)] if letter else []
            told = [
                name,
                *(self._line(key, words) for key, words in (("reason", row.reason), ("trade_off", row.trade_off))),
            ]
            acts: list[str | Sequence[Part]] = list(row.acts)
            acts += [self._line("excludes", ", ".join(row.excludes))] if row.excludes else []
            lines.append(
                to.row(
                    ((Run(letter or row.id, bold=True),),), told, row.effect or to.words("nothing"), acts, role="small"
                )
            )
        to.table((8, 42, 26, 24), lines, caption, say(to.lang, "simplify.question"))

    def _line(self, key: str, words: str) -> tuple[Run, ...]:
        return (Run(f"{self.words(key)}: {printed(words)}"),)

    def acts(self, groups: Sequence[tuple[str, Sequence[ActRow]]], *, needed: bool) -> None:
        to = self.to
        for authority, acts in groups:
            lines = [self.heads("act", "rank", "provisions", *(["needed_by"] if needed else []))]
            for act in acts:
                cells = [act.name, act.rank, act.provisions or to.words("nothing")]
                lines.append(to.row(*cells, *([act.needed_by] if needed else []), role="small"))
            to.table((36, 20, 28, 16) if needed else (40, 25, 35), lines, authority)
        if not groups:
            to.text("body", self.words("no_acts"))
        to.text("note", self.words("roadmap"))

    def benefit(self, one: Page) -> None:
        to = self.to
        nothing = to.words("nothing")
        lines = [self.heads("case", "before", "after", "cut", "goal")]
        lines += [
            to.row(t.name, t.before, t.after, t.cut or nothing, t.goal or nothing, role="small") for t in one.times
        ]
        to.table((28, 20, 20, 16, 16), lines, self.words("times"))
        for line in one.counts:
            to.text("listed", f"– {line}")
        if not one.cost:
            to.text("note", self.words("cost.none"))
            return
        to.text("caption", self.words("cost"))
        to.bare((90.0, 74.0), [to.row(name, value, role="small") for name, value in one.cost])
        if one.missing:
            to.text("note", self.words("cost.missing", names=one.missing))
        if one.plan.cost and one.plan.cost.sources:
            sources = "; ".join(f"{name}: {source}, {year}" for name, source, year in one.plan.cost.sources)
            to.text("note", f"{self.words('cost.sources')}: {sources}")
