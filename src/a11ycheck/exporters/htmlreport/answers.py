"""People's answers as a page of the report shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from a11ycheck.exporters.digest import RuleLine
from a11ycheck.exporters.htmlreport.book import Book
from a11ycheck.exporters.text import one_line
from a11ycheck.model import Answer, Finding, Level

MAX_ANSWERS = 200
"""Answers that a page lists; ``review --export`` holds all."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer."""

    about: str
    """The page, or the whole site."""
    outcome: str
    """passed, failed, inapplicable."""
    note: str
    """What the person saw."""
    by: str
    """Who."""
    when: str
    """The date."""
    reason: str = ""
    """Why it is not counted; empty if it is."""
    rule_id: str = ""
    """The rule."""
    rule_name: str = ""
    """Its name."""
    message: Markup | str = ""
    """What the finding says that was answered."""


def rule_answers(book: Book, line: RuleLine) -> dict[str, list[AnswerRow]]:
    """The answers about a rule: those that count for the rule as a whole or on pages, and those that lapsed."""
    people = book.data.people
    lapsed = [item for item in people.lapsed if item.answer.rule_id == line.rule.id]
    return {
        "answers": [_row(book, answer) for answer in line.people.answers[:MAX_ANSWERS]],
        "lapsed": [
            _row(book, item.answer, book.words.get(f"lapse_{item.reason.name.lower()}"))
            for item in lapsed[:MAX_ANSWERS]
        ],
    }


def page_answers(book: Book, findings: Iterable[Finding], declared: str) -> list[AnswerRow]:
    """The answers about the findings of a page."""
    found: list[AnswerRow] = []
    for finding in findings:
        answer = book.data.people.answer(finding)
        line = book.digest.rules.get(finding.rule_id)
        if answer is None or line is None or len(found) >= MAX_ANSWERS:
            continue
        row = book.rows.one(line.rule, finding, declared)
        made = _row(book, answer)
        found.append(
            AnswerRow(
                row.selectors[0] if row.selectors else made.about,
                made.outcome,
                made.note,
                made.by,
                made.when,
                rule_id=line.rule.id,
                rule_name=line.rule.name.get(book.lang),
                message=row.message,
            )
        )
    return found


def people_levels(book: Book) -> dict[Level, tuple[int, int]]:
    """For each level: questions to people that are open, and answers that count."""
    counts = dict.fromkeys(Level, (0, 0))
    for line in book.digest.rules.values():
        state, level = line.people, line.rule.level
        opened, done = counts[level]
        counts[level] = (opened + state.open, done + state.passed + state.failed + state.inapplicable)
    return counts


def _row(book: Book, answer: Answer, reason: str = "") -> AnswerRow:
    about = one_line(answer.place) or book.words.get("place_rule")
    if answer.fingerprint:
        about = book.words.say("place_finding", page=about)
    return AnswerRow(
        about,
        str(answer.outcome),
        one_line(answer.note),
        one_line(answer.by),
        book.words.date(answer.when),
        reason,
    )
