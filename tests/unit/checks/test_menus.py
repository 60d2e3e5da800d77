"""Menus compared over the pages of a site."""

from __future__ import annotations

from collections.abc import Sequence

from a11ycheck.checks.api import Site, SitePage
from a11ycheck.checks.menus import names, order
from a11ycheck.model import Outcome, Verdict

from .builder import TODAY

ROOT = "https://www.city.example.lg.jp"


def menu(*entries: str) -> str:
    """A menu as it is collected: one line a link, named after its address."""
    return "\n".join(f"{ROOT}/{entry} {entry}" for entry in entries)


def judged(check_pages: Sequence[str]) -> list[Verdict]:
    """What the order rule says of pages with one menu each."""
    pages = [
        SitePage(
            url=f"{ROOT}/p{n}", depth=1, status=200, found_on=ROOT, problem=None, value={"lang": "ja", "menus": [m]}
        )
        for n, m in enumerate(check_pages)
    ]
    return list(order.judge(Site(pages=pages, starts=(ROOT,), complete=True, today=TODAY), {}))


def odd(check_pages: Sequence[str]) -> list[str]:
    """The pages that are asked about."""
    return [verdict.page for verdict in judged(check_pages) if verdict.outcome is Outcome.CANT_TELL]


def test_one_page_against_many() -> None:
    """The page that turns the usual order round is named, and no other."""
    assert odd([menu("a", "b")] * 4 + [menu("b", "a")]) == [f"{ROOT}/p4"]


def test_one_template_is_one_finding() -> None:
    """Many pages with the same odd menu are told once."""
    assert odd([menu("a", "b")] * 20 + [menu("b", "a")] * 9) == [f"{ROOT}/p20"]


def test_no_order_is_the_usual_one() -> None:
    """Where neither order clearly prevails, nothing is said: such lists are sorted by something else."""
    assert odd([menu("a", "b")] * 5 + [menu("b", "a")] * 4) == []


def test_entries_that_come_and_go_keep_their_order() -> None:
    """A menu with more or fewer entries is no other order."""
    assert odd([menu("a", "b", "c"), menu("a", "c"), menu("a", "x", "b", "c"), menu("c", "y")]) == []


def test_pages_that_were_not_judged_are_left_out() -> None:
    """A page without a value neither counts nor fails."""
    page = SitePage(url=ROOT, depth=0, status=200, found_on="start", problem=None, value=None)
    site = Site(pages=[page, page], starts=(ROOT,), complete=True, today=TODAY)
    assert list(order.judge(site, {})) == []
    assert list(names.judge(site, {})) == []
