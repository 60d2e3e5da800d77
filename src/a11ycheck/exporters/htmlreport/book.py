"""A report in one language: what all its pages share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from a11ycheck import __version__
from a11ycheck.exporters.digest import SITE, Digest, PageLine
from a11ycheck.exporters.htmlreport.environment import render
from a11ycheck.exporters.htmlreport.findings import Rows
from a11ycheck.exporters.htmlreport.markup import language_of, markdown
from a11ycheck.exporters.priorities import Repair
from a11ycheck.exporters.report_data import ReportInput
from a11ycheck.exporters.standards import Reference, references, tools
from a11ycheck.exporters.text import one_line, visible
from a11ycheck.exporters.wording import wording
from a11ycheck.model import Expected, Lang, Level, Rule, file_kind

ENDONYMS = {Lang.JA: "日本語", Lang.EN: "English"}


@dataclass(frozen=True, slots=True)
class PageRef:
    """A link to a page of the report about a scanned page."""

    href: str
    """From the language's root."""
    title: str
    """Title, else address."""
    lang: str
    """Language to mark on the title; empty if it is the reader's."""
    url: str
    """The address, to be shown."""


class Book:
    """The pages of one language have this in common.

    Args:
        data: what is reported.
        digest: the pass over its pages.
        repairs: what to repair, ordered.
        lang: the language.
        folder: where the language's pages stand in the report: empty for its root.
        other: the other language, and its folder.
    """

    def __init__(
        self,
        data: ReportInput,
        digest: Digest,
        repairs: list[Repair],
        lang: Lang,
        folder: str,
        other: tuple[Lang, str],
    ) -> None:
        self.data = data
        self.digest = digest
        self.repairs = repairs
        self.lang = lang
        self.words = wording(lang)
        self.rows = Rows(self.words)
        self._folder = folder
        self._other = other
        self._cards: dict[tuple[str, str], Markup] = {}
        self._refs: dict[int, PageRef] = {}
        scan = data.scan
        self._common: dict[str, Any] = {
            "w": self.words.words,
            "say": self.words.say,
            "num": self.words.number,
            "score": self.words.score,
            "lang": str(lang),
            "other_lang": str(other[0]),
            "other_name": ENDONYMS[other[0]],
            "own_name": ENDONYMS[lang],
            "site": one_line(scan.site),
            "scanned": self.words.date(scan.started),
            "version": __version__,
            "levels": list(Level),
            "standard": data.standard.label,
        }

    def render(self, template: str, path: str, title: str, here: str, **values: Any) -> tuple[str, str]:
        """A page of the report: its path in the report's folder, and its text.

        Args:
            template: file name of the template.
            path: from the language's root.
            title: of the page.
            here: which entry of the navigation it belongs to.
            values: for the template.
        """
        depth = path.count("/")
        up = "../" * (depth + bool(self._folder))
        own = f"{self._folder}/{path}" if self._folder else path
        other = f"{self._other[1]}/{path}" if self._other[1] else path
        common = {
            **self._common,
            "title": title,
            "here": here,
            "root": "../" * depth,
            "assets": f"{up}assets/",
            "other_href": f"{up}{other}",
        }
        return own, render(template, {**common, **values})

    def head(self, rule: Rule) -> Markup:
        """Badges and criteria of a rule, the same wherever it stands."""
        return self._card("rule_head.html", rule, lambda: {"references": self.references(rule)})

    def help(self, rule: Rule) -> Markup:
        """Who is hurt, how to fix it, an example, and what checks it."""
        return self._card("rule_help.html", rule, lambda: self._help(rule))

    def references(self, rule: Rule) -> dict[str, list[Reference]]:
        """The criteria that a failure violates, and those that it only touches."""
        # Advice violates nothing, whatever its file says.
        violated = () if rule.advice else rule.requirements
        related = (*rule.requirements, *rule.related) if rule.advice else rule.related
        return {
            "violated": references(violated, self.data.standard, self.data.criteria, self.words),
            "related": references(related, self.data.standard, self.data.criteria, self.words),
        }

    def page_ref(self, number: int) -> PageRef:
        """The link to a page's findings."""
        made = self._refs.get(number)
        if made is None:
            made = self._refs[number] = self._page_ref(self.digest.by_number[number])
        return made

    def repair_text(self, repair: Repair) -> str:
        """“310 pages: clears 1,240 findings”."""
        if repair.whole_site:
            return self.words.say("repair_site", n=repair.findings)
        return self.words.say("repair_clears", n=len(repair.pages), findings=repair.findings)

    def repair_place(self, repair: Repair) -> str:
        """The part of the page that has to be edited."""
        if repair.whole_site:
            return self.words.get("whole_site")
        if not repair.region:
            return self.words.get("place_single")
        if repair.region in ("main", "body"):
            return self.words.get("place_main")
        return self.rows.region(repair.region)

    def repair_example(self, repair: Repair) -> Markup:
        """What one of its findings says."""
        finding = repair.faults[0].finding
        declared = self.digest.by_number[repair.faults[0].pages[0]].lang
        return self.rows.one(repair.rule, finding, declared).message

    def _page_ref(self, line: PageLine) -> PageRef:
        if line.number == SITE:
            return PageRef("pages/site.html", self.words.get("whole_site"), "", one_line(line.url))
        title = one_line(line.title) or one_line(line.url)
        lang = language_of(title, line.lang, self.lang) if line.title else ""
        if file_kind(line.url) is not None:
            title = f"{title} [{urlsplit(line.url).path.rpartition('.')[2].upper()}]"
        return PageRef(page_path(line.number), title, lang, one_line(line.url))

    def _card(self, template: str, rule: Rule, values: Any) -> Markup:
        key = (template, rule.id)
        made = self._cards.get(key)
        if made is None:
            text = render(template, {**self._common, "root": "../", "rule": rule, **values()})
            made = self._cards[key] = Markup(text)  # noqa: S704 - an autoescaped template
        return made

    def _help(self, rule: Rule) -> dict[str, Any]:
        bad = next((e for e in rule.examples if e.expected in (Expected.FAILED, Expected.REVIEW)), None)
        good = next((e for e in rule.examples if e.expected is Expected.PASSED), None)
        examples = [
            (
                kind,
                visible(example.title),
                language_of(example.title, "", self.lang),
                visible(example.html.strip()),
                language_of(example.html, "", self.lang),
            )
            for kind, example in (("failed", bad), ("passed", good))
            if example
        ]
        return {
            "why": markdown(rule.why.get(self.lang)),
            "fix": markdown(rule.fix.get(self.lang)),
            "examples": examples,
            "tools": tools(rule, self.words),
        }


def page_path(number: int) -> str:
    """Where a page's findings stand."""
    return f"pages/{number:04d}.html"
