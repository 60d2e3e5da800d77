"""The page “言葉 / Language”: in which languages a site speaks, and how plainly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from a11ycheck.checks import language_names
from a11ycheck.exporters.digest import RuleLine
from a11ycheck.exporters.htmlreport.book import Book, PageRef
from a11ycheck.exporters.htmlreport.pages import File
from a11ycheck.exporters.htmlreport.plainness import plainness
from a11ycheck.exporters.language_tally import LanguageLine

MAX_LISTED = 50
"""Pages that are listed for one language."""
MAX_FIRST = 10
"""Rules that are named under what to do first."""
_ITEMS = ("LNG-", "PLN-", "CHR-", "WC-3.1.")
"""Check items about words and languages."""


@dataclass(frozen=True, slots=True)
class Row:
    """A language in the matrix."""

    code: str
    """Its code."""
    name: str
    """Its own name, and its code."""
    pages: int
    """Pages written in it."""
    share: float
    """Of all pages that could be told, in percent."""
    undeclared: int
    """Pages in it that declare another language, or none."""
    versions: str
    """“12 of 40” Japanese pages with a version in it; empty for Japanese."""
    procedures: str
    """The same for pages about procedures; empty where there are none."""
    coverage: float
    """Share of the Japanese pages with a version in it, in percent."""
    listed: tuple[PageRef, ...]
    """Its pages."""
    left: int
    """Pages that are not listed."""
    mixed: tuple[PageRef, ...]
    """Pages in another language that hold much of it."""
    wrong: tuple[PageRef, ...]
    """Pages in it that declare another language."""


def language_files(book: Book) -> Iterator[File]:
    """``language/index.html``."""
    tally = book.digest.languages
    rows = [_row(book, line) for line in tally.ordered()]
    yield book.render(
        "language.html",
        "language/index.html",
        book.words.words.language_title,
        "language",
        book=book,
        rows=rows,
        judged=tally.judged,
        japanese=tally.japanese,
        procedures=tally.procedures,
        missing=_refs(book, tally.missing),
        missing_left=max(0, len(tally.missing) - MAX_LISTED),
        first=_first(book),
        plain=plainness(book),
        review=[row for row in rows if row.wrong or row.mixed],
    )


def _row(book: Book, line: LanguageLine) -> Row:
    tally, words = book.digest.languages, book.words
    foreign = line.code != "ja"
    return Row(
        code=line.code,
        name=language_names.title(line.code),
        pages=len(line.pages),
        share=_percent(len(line.pages), tally.judged),
        undeclared=len(line.undeclared),
        versions=words.say("n_of_all", part=line.versions, whole=tally.japanese) if foreign and tally.japanese else "",
        procedures=(
            words.say("n_of_all", part=line.procedures, whole=tally.procedures) if foreign and tally.procedures else ""
        ),
        coverage=_percent(line.versions, tally.japanese),
        listed=_refs(book, line.pages),
        left=max(0, len(line.pages) - MAX_LISTED),
        mixed=_refs(book, line.mixed),
        wrong=_refs(book, line.undeclared),
    )


def _refs(book: Book, numbers: Sequence[int]) -> tuple[PageRef, ...]:
    return tuple(book.page_ref(number) for number in numbers[:MAX_LISTED])


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _first(book: Book) -> list[RuleLine]:
    """Rules about words and languages that found something: failures before what a person has to see."""
    found = [
        line
        for line in book.digest.rules.values()
        if line.rule.item.startswith(_ITEMS) and (line.failed or line.review)
    ]
    found.sort(
        key=lambda line: (
            line.rule.advice,
            not line.failed,
            line.rule.level,
            -len(line.pages_failed) - len(line.pages_review),
            line.rule.id,
        )
    )
    return found[:MAX_FIRST]
