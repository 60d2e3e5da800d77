"""How old the pages of a site are, and on how many of them readers can say what they think."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from a11ycheck.exporters.htmlreport.book import Book

_YEAR = 365
_BANDS = (("age_year", _YEAR), ("age_three_years", 3 * _YEAR), ("age_older", None))


@dataclass(frozen=True, slots=True)
class Updates:
    """The pages that inform about something, by the age of the last date that they give."""

    pages: int
    """Pages that inform about something."""
    bands: Sequence[tuple[str, int, int]]
    """Name of an age, pages, percent; the last one is of pages without any date."""
    feedback: int
    """Pages with a way to say what one thinks."""
    share: int
    """That in percent."""


def updates(book: Book) -> Updates | None:
    """What the overview says of updates; None where no page informs about anything."""
    lines = [line.measures for line in book.digest.pages if "feedback" in line.measures]
    if not lines:
        return None
    ages = [int(measures["age_days"]) for measures in lines if "age_days" in measures]
    counts = []
    since = 0
    for name, until in _BANDS:
        counts.append((name, sum(since <= age and (until is None or age < until) for age in ages)))
        since = until or since
    counts.append(("age_unknown", len(lines) - len(ages)))
    feedback = sum(1 for measures in lines if measures["feedback"])
    return Updates(
        pages=len(lines),
        bands=[(book.words.get(name), count, round(100 * count / len(lines))) for name, count in counts],
        feedback=feedback,
        share=round(100 * feedback / len(lines)),
    )
