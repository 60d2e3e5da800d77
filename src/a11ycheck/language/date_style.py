"""How dates and times are written: eras, slashes, and hours that can be taken for others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11ycheck.language import dates
from a11ycheck.language.dates import FoundDate
from a11ycheck.language.marks import Mark, mark

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
_ADDRESS = re.compile(r"(?:https?:|www\.)\S+")
_TWELVE = re.compile(r"午(?P<half>[前後])\s?(?:12|１２|十二)時(?!間)")
_HALF = {"前": "夜の12時（午前0時）か昼の12時（正午）", "後": "昼の12時（正午）か夜の12時（午前0時）"}


def is_citation(text: str, date: FoundDate) -> bool:
    """Whether a date belongs to the name of a law, a document or an event."""
    return _CITATION.match(text, date.end) is not None


def unclear(text: str) -> Iterator[tuple[int, int]]:
    """Spans of dates and ranges that a reader from abroad, or a screen reader, may take for something else."""
    text = _ADDRESS.sub(lambda m: " " * len(m[0]), text)
    for date in dates.find(text):
        if date.short:
            yield date.start, date.end
    for pattern in (_MONTH_DAY, _TILDE):
        for match in pattern.finditer(text):
            yield match.span()


def era_marks(text: str) -> Iterator[Mark]:
    """The first date of each year whose Western year the text never gives, with both years."""
    found = dates.find(text)
    western = {date.year for date in found if date.western}
    for date in found:
        if date.era and not date.inherited and date.year not in western and not is_citation(text, date):
            western.add(date.year)
            yield mark("era-only", text, date.start, date.end, _with_western(date), western=_western(date))


def marks(text: str) -> Iterator[Mark]:
    """Marks on the dates and times of one sentence, era years aside."""
    for start, end in unclear(text):
        words = text[start:end]
        yield mark("unclear-date", text, start, end, _plain(words))
    for match in _TWELVE.finditer(text):
        yield mark("twelve-hours", text, *match.span(), _HALF[match["half"]])


def _western(date: FoundDate) -> str:
    return f"{date.year}年度" if date.fiscal else f"{date.year}年"


def _with_western(date: FoundDate) -> str:
    """「令和8年4月1日」 → 「2026年（令和8年）4月1日」."""
    years = dates.era_year(date)
    if date.fiscal and not date.month:
        return f"{date.year}年度（{years}年度）"
    rest = f"{date.month}月" if date.month else ""
    rest += f"{date.day}日" if date.day else ""
    return f"{date.year}年（{years}年）{rest}"


def _plain(words: str) -> str:
    month_day = _MONTH_DAY.fullmatch(words)
    if month_day:
        return f"{int(month_day['month'])}月{int(month_day['day'])}日"
    if "~" in words:
        return words.replace("~", "から")
    date = next(iter(dates.find(words)), None)
    return _with_western(date) if date else ""
