"""Checks of how dates are written."""

from __future__ import annotations

from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.prose import japanese_blocks, some
from a11ycheck.language import date_style, dates
from a11ycheck.language.dates import FoundDate
from a11ycheck.model import Verdict

_CELLS = ("td", "th", "dd", "dt", "li")


def era_only(doc: Document, options: Options) -> Iterator[Verdict]:
    """Years of a Japanese era have the Western year beside them, and dates are unmistakable.

    One finding for each year of the page, at its first place: one addition there mends it.
    """
    blocks = list(japanese_blocks(doc))
    found = [(block, date) for block in blocks for date in dates.find(block.text)]
    western = {date.year for _, date in found if date.western}
    first: dict[int, tuple[TextBlock, FoundDate]] = {}
    clean = True
    for block, date in found:
        if (
            date.era
            and not date.inherited
            and date.year not in western
            and not date_style.is_citation(block.text, date)
        ):
            first.setdefault(date.year, (block, date))
    for year, (block, date) in first.items():
        clean = False
        yield failed("era-only", block.node, text=date.text, western=f"{year}年度" if date.fiscal else f"{year}年")
    unclear = [(block, text) for block in blocks for text in _unclear(block)]
    if unclear:
        clean = False
        texts = [text for _, text in unclear]
        yield cant_tell("ambiguous", unclear[0][0].node, text=some(texts), count=len(texts))
    if clean and found:
        yield passed()


def _unclear(block: TextBlock) -> Iterator[str]:
    """Dates and spans that a screen reader, or a reader from abroad, may take for something else."""
    for start, end in date_style.unclear(block.text):
        text = block.text[start:end]
        if "/" not in text or not _is_pager(block, text):
            yield text


def _is_pager(block: TextBlock, text: str) -> bool:
    """Whether “1/5” stands alone outside of tables and lists: it counts pages or pictures."""
    return block.text == text and block.tag not in _CELLS
