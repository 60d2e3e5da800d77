"""Dates in Japanese and English text: the Western calendar and Japanese eras."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from unicodedata import normalize

_FIRST_YEAR = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}
_SHORT = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
_SQUARED = {"㋿": "令和", "㍻": "平成", "㍼": "昭和", "㍽": "大正", "㍾": "明治"}
_WIDE = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_YEAR = range(1, 9999)
_MONTH = range(1, 13)
_KANJI_DIGITS = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Precision(StrEnum):
    """How much of a date is said."""

    YEAR = "year"
    FISCAL_YEAR = "fiscal-year"
    """年度: 1 April to 31 March."""
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text."""

    text: str
    """As it is written."""
    start: int
    """Where it begins in the text."""
    end: int
    """One past its last character."""
    year: int
    """Year of the Western calendar."""
    month: int = 0
    """1–12; 0 where it is not said."""
    day: int = 0
    """1–31; 0 where it is not said."""
    fiscal: bool = False
    """Whether the year is a fiscal year (年度)."""
    era: str = ""
    """令和, 平成 …; empty for a date of the Western calendar."""
    western: bool = True
    """Whether the Western year is written: 「令和8年（2026年）」 has both."""
    short: bool = False
    """Whether the era is only a letter: R8.3.31."""
    inherited: bool = False
    """Whether the year was taken from the date before it: 「2026年4月1日から5月31日まで」."""

    @property
    def precision(self) -> Precision:
        """How much of the date is said."""
        if self.day:
            return Precision.DAY
        if self.month:
            return Precision.MONTH
        return Precision.FISCAL_YEAR if self.fiscal else Precision.YEAR

    @property
    def first(self) -> date:
        """The first day that it covers."""
        if self.fiscal and not self.month:
            return date(self.year, 4, 1)
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it covers."""
        if self.fiscal and not self.month:
            return date(self.year + 1, 3, 31)
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def western_year(era: str, year: int) -> int:
    """The Western year of a year of an era.

    Raises:
        KeyError: there is no such era.
    """
    return _FIRST_YEAR[era] + year - 1


def era_year(date: FoundDate) -> str:
    """The era and the year in it of a date of an era: 令和8, 令和元."""
    year = date.year - _FIRST_YEAR[date.era] + 1
    return f"{date.era}{'元' if year == 1 else year}"


def number(text: str) -> int | None:
    """A whole number in half-width, full-width or kanji digits (元 is 1); None if it is none."""
    text = text.strip(" 　\xa0").translate(_WIDE)
    if text == "元":
        return 1
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in _KANJI_DIGITS and c != "十" for c in text):
        return None
    if "十" not in text:
        return int("".join(str(_KANJI_DIGITS[c]) for c in text))
    tens, _, ones = text.partition("十")
    if "十" in ones or len(tens) > 1 or len(ones) > 1:
        return None
    return (_KANJI_DIGITS[tens] if tens else 1) * 10 + (_KANJI_DIGITS[ones] if ones else 0)


def find(text: str) -> list[FoundDate]:
    """All dates with a year in a text, in their order.

    A month and day after a full date (「…から5月31日まで」) take its year. Days that no calendar
    knows, such as 13月, are left out.
    """
    found: list[FoundDate] = []
    for match in _DATE.finditer(text):
        made = _make(match)
        if made is not None:
            found.append(made)
            found.extend(_followers(text, made))
    return sorted(found, key=lambda d: d.start)


_N = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_Y = r"(?:[0-9０-９]{1,3}|元|[一二三四五六七八九十]{1,3})"
_SP = "[ 　\xa0]{0,3}"


def _tail(name: str) -> str:
    """What may follow 「…年」: 度, or month and day."""
    fiscal, month, day = (f"(?P<{name}_{part}>" for part in ("fiscal", "month", "day"))
    return rf"(?:{_SP}{fiscal}度)|{_SP}{month}{_N}){_SP}月(?:{_SP}{day}{_N}){_SP}日)?)?"


_ERA_NAME = r"令和|平成|昭和|大正|明治|[㋿㍻㍼㍽㍾]"
_W4 = r"(?:1[6-9]|20|２０|１[６-９])[0-9０-９]{2}"
_DATE = re.compile(
    # 令和8年11月23日, 令和8（2026）年度, 令和8年（2026年）11月23日
    rf"(?P<era>{_ERA_NAME}){_SP}(?P<era_year>{_Y}){_SP}"
    rf"(?:[（(](?:西暦)?(?P<inner>{_W4})年?[）)]{_SP}年|年{_SP}(?:[（(](?:西暦)?(?P<beside>{_W4})年?[）)])?)"
    + _tail("era")
    + "|"
    # 令和8.3.31
    rf"(?P<dot_era>{_ERA_NAME}){_SP}(?P<dot_year>[0-9０-９]{{1,2}})[./．／]"
    rf"(?P<dot_month>[0-9０-９]{{1,2}})[./．／](?P<dot_day>[0-9０-９]{{1,2}})(?![0-9０-９])|"
    # R8.3.31, R8/3/31
    r"(?<![A-Za-z0-9.])(?P<letter>[RHSTMＲＨＳＴＭ])(?P<letter_year>[0-9０-９]{1,2}|元)"
    r"(?:[./．／-](?P<letter_month>[0-9０-９]{1,2})[./．／-](?P<letter_day>[0-9０-９]{1,2})(?![0-9０-９])|年"
    + _tail("short")
    + ")|"
    # 2026年11月23日, 2026年（令和8年）11月23日, 2026年度
    rf"(?<![0-9０-９])(?P<year>{_W4}|二〇[〇一二三四五六七八九]{{2}}){_SP}(?:年{_SP}"
    rf"(?:[（(]{_SP}(?:{_ERA_NAME}){_SP}{_Y}{_SP}年?{_SP}[）)]|[（(][RHS][0-9]{{1,2}}年?[）)])?|"
    rf"[（(](?:{_ERA_NAME}){_SP}{_Y}年?[）)]{_SP}年)" + _tail("west") + "|"
    # 2026-11-23, 2026/11/23, 2026.11.23
    r"(?<![0-9０-９./-])(?P<iso_year>(?:1[6-9]|20|２０)[0-9０-９]{2})(?P<sep>[-/.．／－])"
    r"(?P<iso_month>[0-9０-９]{1,2})(?P=sep)(?P<iso_day>[0-9０-９]{1,2})(?![0-9０-９])|"
    # 23 November 2026, November 23, 2026, November 2026
    r"\b(?:(?P<en_day>\d{1,2})(?:st|nd|rd|th)?(?: of)? )?(?P<en_month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?"
    r"|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
    r"(?: (?P<en_day2>\d{1,2})(?:st|nd|rd|th)?)?,? (?P<en_year>(?:1[6-9]|20)\d{2})\b"
)
_WEEKDAY = r"(?:[（(][^）)]{1,6}[）)])?"
_CLOCK = rf"(?:午[前後])?{_SP}[0-9０-９]{{1,2}}(?:時(?:半|[0-9０-９]{{1,2}}分)?|[:：][0-9０-９]{{2}})"
_FOLLOWER = re.compile(
    rf"{_SP}{_WEEKDAY}{_SP}(?:{_CLOCK})?(?:[^。\n0-9０-９]{{0,12}}?)(?:から|より|～|〜|~|－|―|-|ー|、|，|及び|又は|・){_SP}"
    rf"(?:[^。\n0-9０-９年]{{0,6}}?)(?:(?P<month>{_N}){_SP}月{_SP})?(?P<day>{_N}){_SP}日(?!間)"
)


def _make(match: re.Match[str]) -> FoundDate | None:
    part = match.groupdict()
    if part["era"]:
        rest = part["era_month"], part["era_day"], part["era_fiscal"]
        return _era(match, part["era"], part["era_year"], *rest, part["inner"] or part["beside"])
    if part["dot_era"]:
        return _era(match, part["dot_era"], part["dot_year"], part["dot_month"], part["dot_day"])
    if part["letter"]:
        return _short(match, part)
    if part["year"]:
        return _checked(match, part["year"], part["west_month"], part["west_day"], fiscal=bool(part["west_fiscal"]))
    if part["iso_year"]:
        return _checked(match, part["iso_year"], part["iso_month"], part["iso_day"])
    month = str(_MONTHS.index(part["en_month"][:3]) + 1)
    return _checked(match, part["en_year"], month, part["en_day"] or part["en_day2"])


def _short(match: re.Match[str], part: dict[str, str | None]) -> FoundDate | None:
    month, day = part["letter_month"] or part["short_month"], part["letter_day"] or part["short_day"]
    letter = normalize("NFKC", part["letter"] or "")
    return _era(match, _SHORT[letter], part["letter_year"] or "", month, day, part["short_fiscal"], short=True)


def _era(
    match: re.Match[str],
    era: str,
    year: str,
    month: str | None,
    day: str | None,
    fiscal: str | None = None,
    beside: str | None = None,
    *,
    short: bool = False,
) -> FoundDate | None:
    era = _SQUARED.get(era, era)
    count = number(year)
    if not count:
        return None
    made = _checked(match, str(western_year(era, count)), month, day, fiscal=bool(fiscal))
    return made and replace(made, era=era, western=beside is not None, short=short)


def _checked(
    match: re.Match[str], year: str, month: str | None, day: str | None, *, fiscal: bool = False
) -> FoundDate | None:
    y, m, d = number(year), number(month or "0"), number(day or "0")
    if y is None or m is None or d is None or (month and m not in _MONTH) or y not in _YEAR:
        return None
    if day and not (m and 1 <= d <= monthrange(y, m)[1]):
        return None
    return FoundDate(match[0].rstrip(" 　\xa0"), match.start(), match.end(), y, m, d, fiscal)


def _followers(text: str, first: FoundDate) -> Iterator[FoundDate]:
    """Dates without a year that follow a full one and so belong to its year."""
    while first.day:
        match = _FOLLOWER.match(text, first.end)
        if not match or _DATE.search(text, first.end, match.end()):
            return
        month = number(match["month"]) if match["month"] else first.month
        day = number(match["day"])
        if not day or not month or month not in _MONTH:
            return
        year = first.year + (month < first.month)
        if day > monthrange(year, month)[1]:
            return
        start = match.start("month") if match["month"] else match.start("day")
        first = replace(
            first,
            text=text[start : match.end()],
            start=start,
            end=match.end(),
            year=year,
            month=month,
            day=day,
            inherited=True,
        )
        yield first
