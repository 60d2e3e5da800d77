"""Dates are found, dated and placed in the Western calendar."""

from __future__ import annotations

from datetime import date

import pytest

from a11ycheck.language import dates
from a11ycheck.language.dates import Precision


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("令和8年11月23日", date(2026, 11, 23), date(2026, 11, 23)),
        ("令和元年5月1日", date(2019, 5, 1), date(2019, 5, 1)),
        ("令和六年四月", date(2024, 4, 1), date(2024, 4, 30)),
        ("平成三十一年四月三十日", date(2019, 4, 30), date(2019, 4, 30)),
        ("令和 ８ 年 １１ 月 ３ 日", date(2026, 11, 3), date(2026, 11, 3)),
        ("令和8年度", date(2026, 4, 1), date(2027, 3, 31)),
        ("令和8（2026）年度", date(2026, 4, 1), date(2027, 3, 31)),
        ("H30年度", date(2018, 4, 1), date(2019, 3, 31)),
        ("R8.3.31", date(2026, 3, 31), date(2026, 3, 31)),
        ("令和8.3.31", date(2026, 3, 31), date(2026, 3, 31)),
        ("㍻30年", date(2018, 1, 1), date(2018, 12, 31)),
        ("昭和64年1月7日", date(1989, 1, 7), date(1989, 1, 7)),
        ("明治45年", date(1912, 1, 1), date(1912, 12, 31)),
        ("2026年2月", date(2026, 2, 1), date(2026, 2, 28)),
        ("２０２６年", date(2026, 1, 1), date(2026, 12, 31)),
        ("二〇二六年", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-11-23", date(2026, 11, 23), date(2026, 11, 23)),
        ("2026/1/2", date(2026, 1, 2), date(2026, 1, 2)),
        ("23 November 2026", date(2026, 11, 23), date(2026, 11, 23)),
        ("Nov. 3rd, 2026", date(2026, 11, 3), date(2026, 11, 3)),
        ("May 2026", date(2026, 5, 1), date(2026, 5, 31)),
    ],
)
def test_span(text: str, first: date, last: date) -> None:
    """A date covers the days that it says, and no more is read into it."""
    (found,) = dates.find(f" {text} ")
    assert (found.first, found.last) == (first, last)
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "2026年13月1日",
        "2026/2/30",
        "R2D2",
        "192.168.1.20",
        "電話 03-1234-5678",
        "may 2026 be good",
        "Sample No. 2026",
        "令和の時代",
        "平成〇年",
    ],
)
def test_no_date(text: str) -> None:
    """What no calendar knows, and what only looks like a date, is not found."""
    assert [d for d in dates.find(text) if d.precision is not Precision.YEAR] == []


def test_both_calendars() -> None:
    """A date with the other calendar in brackets is one date, and its Western year counts as written."""
    for text in ("令和8年（2026年）11月23日", "2026年（令和8年）11月23日", "令和8年(西暦2026年)11月23日"):
        (found,) = dates.find(text)
        assert found.western
        assert found.last == date(2026, 11, 23)


def test_era_alone() -> None:
    """An era date without the Western year says so."""
    (found,) = dates.find("令和8年11月23日")
    assert found.era == "令和"
    assert not found.western


def test_span_inherits_year() -> None:
    """The end of a span takes year and month from its beginning, and the next year where the months say so."""
    assert [d.last for d in dates.find("2026年4月1日（水曜日）午前9時から4月30日（木曜日）まで")] == [
        date(2026, 4, 1),
        date(2026, 4, 30),
    ]
    assert dates.find("令和8年12月1日から1月31日まで")[1].last == date(2027, 1, 31)
    assert dates.find("令和8年4月1日～30日")[1].last == date(2026, 4, 30)


def test_span_is_no_number_of_days() -> None:
    """「30日間」 is no date."""
    assert len(dates.find("令和8年4月1日から30日間")) == 1


def test_numbers() -> None:
    """Numbers are read in every way of writing them."""
    assert [dates.number(t) for t in ("元", "８", "十", "二十三", "三十一", "二〇二六")] == [1, 8, 10, 23, 31, 2026]
    assert dates.number("十二十") is None
    assert dates.number("") is None


def test_western_year() -> None:
    """The first year of an era is the year in which it began."""
    assert (dates.western_year("令和", 1), dates.western_year("昭和", 64)) == (2019, 1989)
