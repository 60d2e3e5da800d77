"""The pages of the report about pages, rules and shared parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from a11ycheck.exporters.digest import SITE, Fault, RuleLine, judged, numbered
from a11ycheck.exporters.htmlreport.answers import page_answers, rule_answers
from a11ycheck.exporters.htmlreport.book import Book
from a11ycheck.exporters.htmlreport.procedures import page_facts
from a11ycheck.exporters.priorities import Repair
from a11ycheck.exporters.standards import tools
from a11ycheck.exporters.text import one_line, safe_href
from a11ycheck.model import Finding, Impact, Outcome, PageResult, Rule

PER_LIST = 200
"""Entries of a list before it goes on in a further file."""
MAX_FAULTS = 200
"""Different faults that a rule's or part's page shows; the CSV file holds all."""
MAX_LINKS = 200
"""Pages that a rule's or part's page lists."""
MAX_PARTS = 200
"""Shared parts that get a page of their own, the most valuable first."""

MAX_WITH_HELP = 200
"""Pages up to which each page's file repeats why a rule matters and how to fix it. Larger reports link the
rule's page instead: the same texts a thousand times make a folder that nobody can send."""

File = tuple[str, str]
"""Path in the report's folder, text."""

# The sections of a page, in their order: failures by level, what a person has to see, advice.
_SECTIONS = ("section_level1", "section_level2", "section_level3", "section_review", "section_advice")
_REVIEW, _ADVICE = 3, 4
_IMPACTS = tuple(Impact)
_ORDER = ("failed", "review", "manual", "confirmed", "none_found", "untested", "inapplicable", "advice")


def page_files(books: Sequence[Book], pages: Iterable[PageResult]) -> Iterator[File]:
    """One file a page and language, from a stream of pages."""
    for number, result in numbered(books[0].data.scan, pages):
        for book in books:
            yield _page(book, number, result)


def page_lists(book: Book) -> Iterator[File]:
    """The list of pages."""
    lines = book.digest.pages
    rows = [(book.page_ref(line.number), line) for line in lines]
    yield from _list(book, "pages", "pages.html", book.words.words.pages_title, rows)


def rule_files(book: Book) -> Iterator[File]:
    """The list of rules, and one file a rule."""
    shown = [line for line in book.digest.rules.values() if not line.rule.disabled]
    order = {name: place for place, name in enumerate(_ORDER)}
    shown.sort(key=lambda line: (line.rule.advice, order[line.result], line.rule.level, -len(line.pages_failed)))
    rows = [(line, tools(line.rule, book.words)) for line in shown]
    yield from _list(book, "rules", "rules.html", book.words.words.rules_title, rows)
    for line in shown:
        yield _rule(book, line)


def part_files(book: Book) -> Iterator[File]:
    """The list of shared parts, and one file a part."""
    shared = shared_parts(book.repairs)
    left_out = sum(1 for r in book.repairs if r.slug) - len(shared)
    yield from _list(book, "parts", "parts.html", book.words.words.parts_title, shared, left_out=left_out)
    for repair in shared:
        yield book.render(
            "part.html",
            f"parts/{repair.slug}.html",
            f"{book.repair_place(repair)}: {repair.rule.name.get(book.lang)}",
            "parts",
            repair=repair,
            place=book.repair_place(repair),
            clears=book.repair_text(repair),
            head=book.head(repair.rule),
            help=book.help(repair.rule),
            **_faults(book, repair.rule, repair.faults),
            **_links(book, repair.pages),
        )


def shared_parts(repairs: Iterable[Repair]) -> list[Repair]:
    """The repairs that have a page of their own."""
    return [r for r in repairs if r.slug][:MAX_PARTS]


def _list(book: Book, folder: str, template: str, title: str, rows: Sequence[Any], **values: Any) -> Iterator[File]:
    count = max(1, -(-len(rows) // PER_LIST))
    names = ["index.html", *(f"index-{n}.html" for n in range(2, count + 1))]
    for index, name in enumerate(names):
        part = rows[index * PER_LIST : (index + 1) * PER_LIST]
        full = title if count == 1 else book.words.say("list_part", title=title, part=index + 1, of=count)
        yield book.render(
            template,
            f"{folder}/{name}",
            full,
            folder,
            book=book,
            rows=part,
            total=len(rows),
            first=index * PER_LIST + 1,
            pager=[(n + 1, page, n == index) for n, page in enumerate(names)] if count > 1 else [],
            **values,
        )


def _page(book: Book, number: int, result: PageResult | None) -> File:
    ref = book.page_ref(number)
    line = book.digest.by_number[number]
    scan = book.data.scan
    findings = scan.site_findings if result is None else result.findings
    sections, left_out = _sections(book, findings, line.lang)
    return book.render(
        "page.html",
        ref.href,
        ref.title,
        "pages",
        ref=ref,
        line=line,
        result=result,
        whole_site=number == SITE,
        href=safe_href(line.url),
        problem=_problem(book, result),
        facts=page_facts(line.measures, book.words),
        sections=sections,
        left_out=left_out,
        answers=page_answers(book, findings, line.lang),
    )


def _sections(book: Book, findings: Iterable[Finding], declared: str) -> tuple[list[dict[str, Any]], int]:
    rules = book.digest.rules
    with_help = len(book.digest.pages) <= MAX_WITH_HELP
    by_rule: dict[tuple[int, int, str], list[Finding]] = {}
    for found_first in findings:
        line, finding = rules.get(found_first.rule_id), judged(found_first, book.data.people)
        if line is None or finding is None:
            continue
        level = int(line.rule.level)
        kind = _ADVICE if line.rule.advice else level - 1 if finding.outcome is Outcome.FAILED else _REVIEW
        by_rule.setdefault((kind, level, finding.rule_id), []).append(finding)
    sections: dict[int, dict[str, Any]] = {}
    left_out = 0

    def order(entry: tuple[tuple[int, int, str], list[Finding]]) -> tuple[int, int, int, int, str]:
        (kind, level, rule_id), found = entry
        return kind, level, _IMPACTS.index(rules[rule_id].rule.impact), -len(found), rule_id

    for (kind, _, rule_id), found in sorted(by_rule.items(), key=order):
        rule = rules[rule_id].rule
        rows, more = book.rows.grouped(rule, found, declared)
        left_out += more
        name = _SECTIONS[kind]
        section = sections.setdefault(
            kind, {"id": name, "title": book.words.get(name), "kind": kind, "blocks": [], "count": 0}
        )
        section["count"] += len(found)
        section["blocks"].append(
            {
                "id": rule.id,
                "name": rule.name.get(book.lang),
                "head": book.head(rule),
                "help": book.help(rule) if with_help else "",
                "rows": rows,
                "count": len(found),
            }
        )
    return list(sections.values()), left_out


def _problem(book: Book, result: PageResult | None) -> str:
    if result is None or result.problem is None:
        return ""
    text = book.words.get(f"problem_{result.problem.kind.name.lower()}")
    detail = one_line(result.problem.detail)
    return book.words.say("problem_detail", text=text, detail=detail) if detail else text


def _rule(book: Book, line: RuleLine) -> File:
    rule = line.rule
    return book.render(
        "rule.html",
        f"rules/{rule.id}.html",
        rule.name.get(book.lang),
        "rules",
        line=line,
        rule=rule,
        head=book.head(rule),
        help=book.help(rule),
        **rule_answers(book, line),
        item=next((item for item in book.data.items if item.id == rule.item), None),
        **_faults(book, rule, line.ordered()),
        **_links(book, sorted({*line.pages_failed, *line.pages_review})),
    )


def _faults(book: Book, rule: Rule, faults: Sequence[Fault]) -> dict[str, Any]:
    by_number = book.digest.by_number
    rows = []
    for fault in faults[:MAX_FAULTS]:
        first = by_number[fault.pages[0]]
        rows.append(
            (
                book.rows.one(rule, fault.finding, first.lang, fault.count),
                len(fault.pages),
                book.page_ref(fault.pages[0]),
            )
        )
    return {"advice": rule.advice, "faults": rows, "faults_left": max(0, len(faults) - MAX_FAULTS)}


def _links(book: Book, numbers: Sequence[int]) -> dict[str, Any]:
    refs = [book.page_ref(number) for number in numbers[:MAX_LINKS]]
    return {"refs": refs, "refs_left": max(0, len(numbers) - MAX_LINKS)}
