"""The table of success criteria: what was found on each, and what people still have to look at."""

from __future__ import annotations

from a11ycheck.exporters.criteria import RESULTS, criterion_lines
from a11ycheck.exporters.htmlreport.book import Book
from a11ycheck.exporters.htmlreport.pages import File
from a11ycheck.exporters.standards import criterion_address


def criteria_file(book: Book) -> File:
    """``criteria/index.html``."""
    data = book.data
    lines = criterion_lines(book.digest, data.standard, data.criteria)
    rows = [(line, criterion_address(line.criterion)) for line in lines]
    return book.render(
        "criteria.html",
        "criteria/index.html",
        book.words.say("criteria_title"),
        "criteria",
        rows=rows,
        results=[(result, sum(1 for line in lines if line.result == result)) for result in RESULTS],
    )
