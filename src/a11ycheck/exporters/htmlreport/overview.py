"""The first page: where a site stands, what to do first, what a person still has to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from a11ycheck.exporters.htmlreport.answers import people_levels
from a11ycheck.exporters.htmlreport.book import Book
from a11ycheck.exporters.htmlreport.charts import trend
from a11ycheck.exporters.htmlreport.pages import File, shared_parts
from a11ycheck.exporters.htmlreport.procedures import procedures
from a11ycheck.exporters.htmlreport.updates import updates
from a11ycheck.exporters.standing import Standing, note_text, standings
from a11ycheck.exporters.text import one_line, safe_href
from a11ycheck.model import BENIGN_PROBLEMS, Outcome, Scan

FIRST = 5
"""Repairs that are shown at once; as many again can be opened."""
_GOOD, _HUMAN, _BROKEN, _STARTS = 8, 10, 20, 5


@dataclass(frozen=True, slots=True)
class Change:
    """What changed since the last scan, counted in failures."""

    before: str
    """When the last scan was."""
    rows: tuple[tuple[str, tuple[int, int, int]], ...]
    """Level or sum: new, fixed, remaining."""
    reasons: tuple[tuple[str, int], ...]
    """Why some cannot be compared, and how many."""


def overview_file(book: Book) -> File:
    """``index.html``."""
    data, words = book.data, book.words
    scan = data.scan
    shared = {repair.slug for repair in shared_parts(book.repairs)}
    return book.render(
        "index.html",
        "index.html",
        words.say("index_title", site=one_line(scan.site)),
        "index",
        book=book,
        scan=scan,
        moment=words.moment(scan.started),
        duration=words.duration((scan.finished - scan.started).total_seconds()) if scan.finished else "",
        starts=[(one_line(url), safe_href(url)) for url in scan.starts[:_STARTS]],
        starts_left=max(0, len(scan.starts) - _STARTS),
        standings=standings(scan, data.previous, book.digest),
        previous=words.date(data.previous.started) if data.previous else "",
        first=[(repair, repair.slug in shared) for repair in book.repairs[: 2 * FIRST]],
        at_once=FIRST,
        change=_change(book),
        humans=_humans(book),
        people=people_levels(book),
        good=_good(book),
        procedures=procedures(book),
        updates=updates(book),
        trend=trend((*data.trend, scan), words),
        broken=_broken(book),
        notes=[note_text(note, words) for note in scan.notes],
        settings=_settings(scan, book),
    )


def _change(book: Book) -> Change | None:
    comparison, previous = book.data.comparison, book.data.previous
    if comparison is None or previous is None:
        return None
    levels = {rule.id: int(rule.level) for scan in (previous, book.data.scan) for rule in scan.rules}
    advice = {rule.id for rule in book.data.scan.rules if rule.advice}
    counts = {0: [0, 0, 0], 1: [0, 0, 0], 2: [0, 0, 0], 3: [0, 0, 0]}
    for column, findings in enumerate((comparison.new, comparison.fixed, comparison.remaining)):
        for finding in findings:
            if finding.outcome is Outcome.FAILED and finding.rule_id not in advice:
                counts[0][column] += 1
                level = levels.get(finding.rule_id)
                if level:
                    counts[level][column] += 1
    reasons: dict[str, int] = {}
    for item in comparison.uncompared:
        text = book.words.get(f"incomparable_{item.reason.name.lower()}")
        reasons[text] = reasons.get(text, 0) + 1
    names = {0: book.words.words.total, **{n: book.words.get(f"level{n}") for n in (1, 2, 3)}}
    rows = tuple((names[n], (c[0], c[1], c[2])) for n, c in ((n, counts[n]) for n in (1, 2, 3, 0)))
    return Change(book.words.date(previous.started), rows, tuple(reasons.items()))


def _humans(book: Book) -> dict[str, Any]:
    lines = [line for line in book.digest.rules.values() if line.review and not line.rule.advice]
    lines.sort(key=lambda line: (line.rule.level, -len(line.pages_review), -line.review))
    return {"lines": lines[:_HUMAN], "left": max(0, len(lines) - _HUMAN)}


def _good(book: Book) -> list[Any]:
    """Rules that hold wherever they applied, on at least half of the pages."""
    enough = max(1, book.data.scan.pages_checked / 2)
    lines = [
        line
        for line in book.digest.rules.values()
        if line.result == "none_found" and not line.rule.advice and line.pages_applicable >= enough
    ]
    lines.sort(key=lambda line: (line.rule.level, -line.pages_applicable))
    return lines[:_GOOD]


def _broken(book: Book) -> dict[str, Any]:
    lines = [p for p in book.digest.pages if p.problem is not None and p.problem.kind not in BENIGN_PROBLEMS]
    shown = [
        (book.page_ref(line.number), book.words.get(f"problem_{line.problem.kind.name.lower()}"))
        for line in lines[:_BROKEN]
        if line.problem is not None
    ]
    return {"shown": shown, "left": max(0, len(lines) - _BROKEN)}


def _settings(scan: Scan, book: Book) -> list[tuple[str, str]]:
    """The settings that decided what was checked: those that say something, in the reader's words."""
    found = []
    for name, value in scan.settings.items():
        text = book.words.get(f"value_{name}_{value}", "") or _setting(value, book)
        if name == "viewport" and isinstance(value, list | tuple):
            text = "×".join(str(side) for side in value)
        if text and not (name == "seed" and not scan.settings.get("sample")):
            found.append((book.words.get(f"setting_{name}", one_line(str(name))), text))
    return found


def _setting(value: object, book: Book) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return str(book.words.words.yes)
    if isinstance(value, int):
        return book.words.number(value)
    if isinstance(value, Mapping):
        return ", ".join(one_line(f"{key}: {item}") for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(one_line(str(item)) for item in value)
    return one_line(str(value))


__all__ = ["FIRST", "Change", "Standing", "overview_file"]
