"""The table that the Tokyo guideline asks for on each level: guideline, check item, check tool – and result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from a11ycheck.exporters.digest import RuleLine
from a11ycheck.exporters.htmlreport.book import Book
from a11ycheck.exporters.htmlreport.pages import File
from a11ycheck.exporters.standards import source, tools
from a11ycheck.exporters.standing import standings
from a11ycheck.model import CheckItem, Level, Method

RESULTS = ("failed", "review", "person", "none_found", "confirmed", "inapplicable", "uncovered")
"""Results of an item, the one that asks for most attention first."""

Check = tuple[RuleLine, tuple[tuple[str, str], ...]]
"""A rule with its tools."""
_FEW = 3


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A check item with what checked it."""

    item: CheckItem
    """The item."""
    result: str
    """One of ``RESULTS``."""
    sources: tuple[tuple[str, str], ...]
    """Guidelines: name of the document, place in it."""
    checks: tuple[Check, ...]
    """Rules with their tools that are shown at once: those that ask for attention, or few."""
    folded: tuple[Check, ...]
    """Rules that found nothing, which can be opened."""
    failed: int
    """Failed findings."""
    review: int
    """Findings for a person."""
    pages: int
    """Pages with a failure."""


def level_files(book: Book) -> Iterator[File]:
    """``levels/1.html`` to ``levels/3.html``."""
    data = book.data
    by_item: dict[tuple[Level, str], list[RuleLine]] = {}
    for line in book.digest.rules.values():
        if not line.rule.disabled:
            by_item.setdefault((line.rule.level, line.rule.item), []).append(line)
    items = {item.id: item for item in data.items}
    standing = {s.level: s for s in standings(data.scan, data.previous, book.digest)}
    for level in Level:
        # A rule that a bureau moved to this level brings its item along.
        moved = [items[i] for (at, i) in by_item if at == level and i in items and items[i].level != level]
        rows = [
            _row(book, item, by_item.get((level, item.id), []))
            for item in (*(item for item in data.items if item.level == level), *moved)
        ]
        rows.sort(key=lambda row: RESULTS.index(row.result))
        yield book.render(
            "level.html",
            f"levels/{int(level)}.html",
            f"{book.words.get(f'level{int(level)}')} {book.words.get(f'level{int(level)}_name')}",
            f"level{int(level)}",
            level=int(level),
            standing=standing[level],
            rows=rows,
            results=[(result, sum(1 for row in rows if row.result == result)) for result in RESULTS],
        )


def item_result(item: CheckItem, lines: Sequence[RuleLine]) -> str:
    """The result of an item from its rules. Only what a machine can decide alone ends without a person."""
    counted = [line for line in lines if not line.rule.advice]
    results = {line.result for line in counted}
    for result in ("failed", "review"):
        if result in results:
            return result
    if not counted:
        return "person" if item.method is Method.MANUAL else "uncovered"
    if "confirmed" in results and not any(line.people.open for line in counted):
        return "confirmed"
    if results & {"none_found", "confirmed"}:
        return "none_found"
    return "person" if results & {"manual", "untested"} else "inapplicable"


def _row(book: Book, item: CheckItem, lines: Sequence[RuleLine]) -> ItemRow:
    counted = [line for line in lines if not line.rule.advice]
    checks = [(line, tuple(tools(line.rule, book.words))) for line in lines]
    asking = [check for check in checks if check[0].result in ("failed", "review", "advice", "manual")]
    quiet = [check for check in checks if check not in asking]
    if len(checks) <= _FEW:
        asking, quiet = asking + quiet, []
    return ItemRow(
        item,
        item_result(item, lines),
        tuple(source(code, book.words) for code in item.sources),
        tuple(asking),
        tuple(quiet),
        sum(line.failed for line in counted),
        sum(line.review for line in counted),
        len({number for line in counted for number in line.pages_failed}),
    )
