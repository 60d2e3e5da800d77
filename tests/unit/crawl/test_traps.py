"""Crawler traps."""

from __future__ import annotations

import pytest

from a11ycheck.crawl.traps import TrapGuard

SITE = "https://www.city.example.lg.jp"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/a/b/a/b/a/b", "repeats"),
        ("/x/a/a/a/y", "repeats"),
        ("/a/b/a/b/", ""),
        ("/soshiki/1/1/1/1005.html", ""),
        ("/" + "/".join(f"s{n}" for n in range(21)), "depth"),
        ("/" + "/".join(f"s{n}" for n in range(20)), ""),
        ("/?a=1&a=1&a=1", "growing-query"),
        ("/?c[]=1&c[]=2&c[]=3&c[]=4", ""),
        ("/?" + "&".join(f"p{n}=1" for n in range(31)), "growing-query"),
        ("/?q=" + "a" * 1_001, "growing-query"),
        ("/login?next=%252Flogin%253Fnext%253D", "growing-query"),
        ("/login?next=%2Fmypage", ""),
    ],
)
def test_shape(target: str, reason: str) -> None:
    """An address that feeds on itself is a trap; deep or numbered ones are not."""
    assert TrapGuard().why_not(SITE + target) == reason


@pytest.mark.parametrize(
    "template",
    [
        "/calendar/?y=2026&m={n}",
        "/event?date=2026-11-{n}",
        "/event?ym=2026{n:02}",
        "/event?tribe_date=202611{n:02}",
        "/yoyaku?year=R{n}",
        "/list?month={n}&day=1",
        "/list?start=20261{n:03}",
        "/event-calendar/2026{n:02}.html",
        "/calendar/2026/11/{n}/",
        "/カレンダー/2026/{n}/",
    ],
)
def test_calendar(template: str) -> None:
    """A calendar gives so many pages and no more."""
    guard = TrapGuard(calendar_limit=10)
    reasons = [guard.why_not(SITE + template.format(n=n)) for n in range(10, 30)]
    assert reasons == [""] * 10 + ["calendar"] * 10


@pytest.mark.parametrize(
    "template",
    [
        "/kurashi/1001{n}/1005{n}.html",
        "/news/2026/11/{n}.html",
        "/shisei/schedule/10056{n}.html",
        "/page.php?id={n}",
        "/list?start={n}&end=9",
        "/detail?d={n}",
        "/list?offset=20{n}",
    ],
)
def test_no_calendar(template: str) -> None:
    """Numbered and dated articles are no calendar."""
    guard = TrapGuard(calendar_limit=10)
    assert {guard.why_not(SITE + template.format(n=n)) for n in range(10, 90)} == {""}


def test_pattern_limits() -> None:
    """Queries whose values vary without end are cut off, paths much later."""
    guard = TrapGuard(query_limit=20, path_limit=40)
    queries = [guard.why_not(f"{SITE}/search?q=word{'x' * n}&page=1") for n in range(25)]
    assert queries == [""] * 20 + ["pattern"] * 5
    paths = [guard.why_not(f"{SITE}/page/{n}.html") for n in range(45)]
    assert paths == [""] * 40 + ["pattern"] * 5
    assert guard.why_not(f"{SITE}/about.html") == ""


def test_query_order() -> None:
    """The same filters in another order are the same page."""
    guard = TrapGuard()
    assert guard.why_not(f"{SITE}/list?area=1&kind=2") == ""
    assert guard.why_not(f"{SITE}/list?kind=2&area=1") == "query-order"
    assert guard.why_not(f"{SITE}/list?kind=1&area=2") == ""


def test_admitted_stays_admitted() -> None:
    """An address that was admitted is not refused when it comes again, and counts once."""
    guard = TrapGuard(query_limit=1)
    assert guard.why_not(f"{SITE}/?id=1") == ""
    assert guard.why_not(f"{SITE}/?id=2") == "pattern"
    assert guard.why_not(f"{SITE}/?id=1") == ""


def test_same_answers() -> None:
    """The same addresses in the same order get the same answers."""
    urls = [f"{SITE}/e?y=2026&m={n % 40}&x={n}" for n in range(300)]
    first, second = TrapGuard(), TrapGuard()
    assert [first.why_not(url) for url in urls] == [second.why_not(url) for url in urls]
