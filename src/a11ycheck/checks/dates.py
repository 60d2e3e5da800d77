"""Checks of how dates are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.checks.api import Options, cant_tell, failed, passed
from a11ycheck.checks.document import Document, TextBlock
from a11ycheck.checks.prose import japanese_blocks, some
from a11ycheck.language import dates
from a11ycheck.language.dates import FoundDate
from a11ycheck.model import Verdict

# Laws, documents, sessions and events have their era year in their name.
_CITATION = re.compile(
    r"[^。、\n]{0,25}?(?:法律|政令|省令|府令|勅令|条例|規則|規程|要綱|要領|告示|訓令|通知|通達|議案|公告|公示|最高裁|判決|裁判)"
    r"|[^。、\n]{0,14}?第[0-9０-９一二三四五六七八九十百]+(?:号|回|次|期)"
    r"|[^。、\n]{0,12}?(?:地震|震災|豪雨|台風|大雪|洪水|噴火|国勢調査|センサス)"
)
_MONTH_DAY = re.compile(
    r"(?<![0-9０-９A-Za-z./:#第%-])(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9０-９/.%A-Za-z])(?!以[上下内]|程度|ページ|件)"
)
_TILDE = re.compile(r"(?<![0-9A-Za-z/])[0-9]{1,4}(?::[0-9]{2})?~[0-9]{1,4}(?::[0-9]{2})?(?![0-9A-Za-z/])")
_CELLS = ("td", "th", "dd", "dt", "li")
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+")


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
        if date.era and not date.inherited and date.year not in western and not _is_citation(block.text, date):
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


def _is_citation(text: str, date: FoundDate) -> bool:
    return _CITATION.match(text, date.end) is not None


def _unclear(block: TextBlock) -> Iterator[str]:
    """Dates and spans that a screen reader, or a reader from abroad, may take for something else."""
    text = _ADDRESS.sub(" ", block.text)
    for date in dates.find(text):
        if date.short:
            yield date.text
    for match in _MONTH_DAY.finditer(text):
        if not _is_pager(block, match[0]):
            yield match[0]
    for match in _TILDE.finditer(text):
        yield match[0]


def _is_pager(block: TextBlock, text: str) -> bool:
    """Whether “1/5” stands alone outside of tables and lists: it counts pages or pictures."""
    return block.text == text and block.tag not in _CELLS
