"""The queue of pages: breadth first, each once, linked pages before those of a sitemap."""

from __future__ import annotations

from tests.fakes.engine import SITE, FakeAdmission

from a11ycheck.engine.frontier import Frontier
from a11ycheck.model import Page


def taken(frontier: Frontier) -> list[str]:
    """The paths of all pages that wait, in the order in which they are taken."""
    return [frontier.take().url.removeprefix(SITE) for _ in range(len(frontier))]


def add(frontier: Frontier, path: str, *, depth: int = 0, reserve: bool = False) -> str:
    """Adds a path of the site."""
    return frontier.add(path, depth=depth, found_on="start", reserve=reserve)


def test_order() -> None:
    """Pages come in the order in which they were added, those out of a sitemap after all linked ones."""
    frontier = Frontier(FakeAdmission())
    add(frontier, "/map", reserve=True)
    add(frontier, "/")
    frontier.follow(Page(url=SITE + "/"), SITE + "/", ["b", "a"])
    assert [page.url for page in frontier.upcoming(2)] == [SITE + "/", SITE + "/b"]
    assert taken(frontier) == ["/", "/b", "/a", "/map"]
    assert frontier.upcoming(5) == []


def test_each_once() -> None:
    """One page under several addresses is added once; a link to a page of the sitemap adds nothing."""
    frontier = Frontier(FakeAdmission())
    add(frontier, "/map", reserve=True)
    for path in ("/", "/index.html", "/#top", "/map"):
        assert add(frontier, path) == ""
    assert taken(frontier) == ["/", "/map"]


def test_refused() -> None:
    """What is not visited is counted once by its reason; what is no address is not counted."""
    frontier = Frontier(FakeAdmission({"/secret": "robots"}))
    assert add(frontier, "/secret") == "robots"
    assert add(frontier, "/secret") == ""
    assert add(frontier, "https://elsewhere.example/") == "scope"
    assert add(frontier, "mailto:city@example.lg.jp") == "address"
    assert frontier.refused == {"robots": 1, "scope": 1}
    assert len(frontier) == 0


def test_depth() -> None:
    """Links of pages at the greatest depth are not followed, and are counted."""
    frontier = Frontier(FakeAdmission(), max_depth=1)
    assert frontier.follow(Page(url=SITE + "/", depth=0), SITE, ["/a"]) == 1
    assert frontier.follow(Page(url=SITE + "/a", depth=1), SITE, ["/b", "/c", "/b"]) == 1
    assert frontier.refused == {"depth": 2}
    assert taken(frontier) == ["/a"]


def test_list() -> None:
    """From a list of pages no link is followed."""
    frontier = Frontier(FakeAdmission(), follow=False)
    assert frontier.follow(Page(url=SITE + "/"), SITE, ["/a"]) == 0
    assert len(frontier) == 0


def test_found_on() -> None:
    """A page knows the page whose link led to it, and its depth."""
    frontier = Frontier(FakeAdmission())
    frontier.follow(Page(url=SITE + "/", depth=2), SITE + "/folder/", ["../up"])
    page = frontier.take()
    assert (page.url, page.depth, page.found_on) == (SITE + "/up", 3, SITE + "/")


def test_arrived() -> None:
    """A redirect to a page that is known is told, one to a new page makes that page known."""
    frontier = Frontier(FakeAdmission())
    add(frontier, "/")
    add(frontier, "/old")
    old = Page(url=SITE + "/old")
    assert frontier.arrived(old, SITE + "/old")
    assert frontier.arrived(old, SITE + "/new")
    assert not frontier.arrived(old, SITE + "/index.html")
    assert add(frontier, "/new") == ""
    assert taken(frontier) == ["/", "/old"]
