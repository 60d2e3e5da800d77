"""The scan loop: order, limits, interruption, and what a site rule may rely on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from tests.fakes.engine import SITE, FakeAdmission, FakeGatherer, MemoryStore, Told

from a11ycheck.checks.api import Options, Site, SiteCheck, failed, passed
from a11ycheck.checks.document import Document
from a11ycheck.engine.frontier import Frontier
from a11ycheck.engine.ports import Links
from a11ycheck.engine.registry import BoundRule
from a11ycheck.engine.scan import ScanRun
from a11ycheck.errors import StoreError
from a11ycheck.model import LinkAnswer, Page, PageResult, Problem, ProblemKind, Rule, Scan, ScanState, Snapshot, Verdict

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
GONE = Problem(kind=ProblemKind.UNREACHABLE, detail="net::ERR_CONNECTION_REFUSED")
PDF = Problem(kind=ProblemKind.NOT_HTML, detail="application/pdf")


def html(*paths: str, body: str = "") -> str:
    """A page with links."""
    return f"<html><body>{''.join(f'<a href={path}>x</a>' for path in paths)}{body}</body></html>"


def has_image(doc: Document, _options: Options) -> Iterator[Verdict]:
    """Fails for every image."""
    for node in doc.by_tag("img"):
        yield failed("image", node)


def judge_site(site: Site, _options: Options) -> Iterator[Verdict]:
    """Says what a site check was told."""
    seen = ",".join(str(page.value) for page in site.pages)
    yield failed("seen", complete=site.complete, pages=len(site.pages), seen=seen) if site.pages else passed()


def answers_of(site: Site, _options: Options) -> Iterator[Verdict]:
    """Says which answers a site check was given."""
    yield failed("seen", answers=",".join(f"{url}={answer.status}" for url, answer in site.answers.items()))


COLLECT = SiteCheck(collect=lambda doc, _options: len(doc.links), judge=judge_site)
ASKING = SiteCheck(
    collect=lambda doc, _options: [doc.href(i) for i in doc.links],
    judge=answers_of,
    asks=lambda site, _options: [url for page in site.judged for url in page.value],
)
Run = Callable[..., "Done"]


class FakeLinks(Links):
    """Answers 200 to everything, or nothing for ever."""

    def __init__(self, *, silent: bool = False) -> None:
        self._silent = silent
        self.asked: list[str] = []

    async def ask(self, urls: Sequence[str]) -> Mapping[str, LinkAnswer]:
        """The same answer for all."""
        self.asked += urls
        if self._silent:
            await asyncio.Event().wait()
        return {url: LinkAnswer(status=200, url=url) for url in urls}


class Done:
    """A run that has ended, and all that it touched."""

    def __init__(
        self, gatherer: FakeGatherer, store: MemoryStore, told: Told, snapshots: Mapping[int, Snapshot]
    ) -> None:
        self.gatherer, self.store, self.told, self.snapshots = gatherer, store, told, snapshots
        self.scan: Scan

    @property
    def results(self) -> list[PageResult]:
        """The pages as they are stored."""
        return list(self.store.pages("s"))

    @property
    def paths(self) -> list[str]:
        """Their paths."""
        return [result.page.url.removeprefix(SITE) for result in self.results]

    @property
    def site_data(self) -> Mapping[str, Any]:
        """What the site check was told."""
        (finding,) = self.scan.site_findings
        return finding.data


@pytest.fixture
def scan(make_scan: Callable[..., Scan], make_rule: Callable[..., Rule]) -> Run:
    """A function that scans a made-up site."""
    rules = [make_rule("image"), make_rule("site", needs=("html", "site"))]
    bound = [BoundRule(rules[0], has_image)]
    begun = make_scan("s", *rules, state=ScanState.RUNNING, started=NOW, pages_checked=0)

    def run(
        pages: Mapping[str, str | Problem],
        *,
        turns: Mapping[str, int] | None = None,
        moved: Mapping[str, str] | None = None,
        sitemap: tuple[str, ...] = (),
        admission: FakeAdmission | None = None,
        max_pages: int = 100,
        max_depth: int | None = None,
        concurrency: int = 2,
        stop_after: int = 0,
        settings: dict[str, Any] | None = None,
        links: Links | None = None,
        site_check: SiteCheck = COLLECT,
    ) -> Done:
        gatherer, store, told = FakeGatherer(pages, turns, moved), MemoryStore(), Told()
        door = admission or FakeAdmission()
        frontier = Frontier(door, max_depth=max_depth)
        frontier.add("/", depth=0, found_on="start")
        for path in sitemap:
            frontier.add(path, depth=1, found_on="sitemap", reserve=True)
        kept: dict[int, Snapshot] = {}

        def keep(position: int, snapshot: Snapshot) -> None:
            kept[position] = snapshot

        work = ScanRun(
            msgspec.structs.replace(begun, settings=settings or {}), [*bound, BoundRule(rules[1], site_check)],
            frontier,
            gatherer=gatherer, admission=door, store=store, progress=told, now=lambda: NOW,
            max_pages=max_pages, concurrency=concurrency, keep=keep, links=links,
        )  # fmt: skip
        done = Done(gatherer, store, told, kept)

        async def go() -> Scan:
            async def stop() -> None:
                while len(store.kept.get("s", {})) < stop_after:  # noqa: ASYNC110 - a store knows no events
                    await asyncio.sleep(0)
                work.stop()

            stopper = asyncio.create_task(stop()) if stop_after else None
            async with asyncio.timeout(30):
                finished = await work.run()
            if stopper is not None:
                await stopper
            return finished

        done.scan = asyncio.run(go())
        return done

    return run


def test_order_does_not_depend_on_the_pace(scan: Run) -> None:
    """Slow pages, quick pages, one tab or eight: the same pages in the same order, sitemap or not."""
    pages = {"/": html("/a", "/b", "/c"), "/a": html("/d"), "/b": html("/e", "/a"), "/c": html("/f"), "/m1": html("/n")}
    pages |= {path: html() for path in ("/d", "/e", "/f", "/m2", "/m3", "/n")}
    wanted = ["/", "/a", "/b", "/c", "/d", "/e", "/f", "/m1", "/n", "/m2", "/m3"]
    for turns in ({}, {"/": 50}, {"/a": 40, "/m1": 30}, {"/f": 60, "/c": 9}):
        for tabs in (1, 2, 3, 8):
            done = scan(pages, turns=turns, sitemap=("/m1", "/m2", "/m3"), concurrency=tabs)
            assert done.paths == wanted
            assert done.gatherer.most_open <= tabs
            assert sorted(done.gatherer.opened) == sorted(wanted)


def test_limit_does_not_depend_on_the_pace(scan: Run) -> None:
    """With a limit, too, the same pages are judged; pages that could not be judged do not use it up."""
    pages: dict[str, str | Problem] = {"/": html("/gone", "/file.pdf", "/a", "/b"), "/gone": GONE, "/file.pdf": PDF}
    pages |= {path: html() for path in ("/a", "/b", "/m")}
    for tabs in (1, 4):
        done = scan(pages, turns={"/gone": 30}, sitemap=("/m",), max_pages=2, concurrency=tabs)
        assert done.paths == ["/", "/gone", "/file.pdf", "/a"]
        assert (done.scan.pages_checked, done.scan.pages_broken, done.scan.pages_other) == (2, 1, 1)
        assert done.scan.notes == ("limit:2",)
        assert done.scan.state is ScanState.COMPLETE


def test_a_slow_page_holds_up_no_other(scan: Run) -> None:
    """While one page is slow, the other tab goes on with the pages behind it."""
    pages = {"/": html("/slow", "/a", "/b", "/c"), **{path: html() for path in ("/slow", "/a", "/b", "/c")}}
    done = scan(pages, turns={"/slow": 200, "/a": 2, "/b": 2, "/c": 2}, concurrency=2)
    assert done.gatherer.finished == ["/", "/a", "/b", "/c", "/slow"]
    assert done.paths == ["/", "/slow", "/a", "/b", "/c"]


def test_results_are_kept_at_once(scan: Run) -> None:
    """Progress, store and snapshots hear of every page in its turn."""
    done = scan({"/": html("/a", "/b"), "/a": html(body="<img>"), "/b": GONE})
    assert done.told.done == [(SITE + "/", 1, 2), (SITE + "/a", 2, 1), (SITE + "/b", 3, 0)]
    assert sorted(done.snapshots) == [0, 1]
    assert [len(result.findings) for result in done.results] == [0, 1, 0]
    assert [result.links for result in done.results] == [2, 0, 0]
    assert done.store.scans["s"] == done.scan
    assert done.scan.score[0].total.findings == 2  # the image, and what the site rule says


def test_each_page_is_opened_once(scan: Run) -> None:
    """The loop itself tries nothing again: that is the gatherer's affair."""
    done = scan({"/": html("/a", "/a#x", "/index.html", "/a"), "/a": GONE})
    assert done.gatherer.opened == ["/", "/a"]


def test_redirects(scan: Run) -> None:
    """A page that leads to one that is known is a duplicate; its links count from where it led to."""
    pages = {"/": html("/old", "/moved"), "/new/": html("x"), "/new/x": html()}
    done = scan(pages, moved={"/old": "/", "/moved": "/new/"})
    assert done.paths == ["/", "/old", "/moved", "/new/x"]
    kinds = [result.problem.kind if result.problem else "" for result in done.results]
    assert kinds == ["", ProblemKind.DUPLICATE, "", ""]
    assert done.scan.pages_other == 1


def test_refused_in_its_turn(scan: Run) -> None:
    """A page that robots.txt of another host forbids only when it is asked is counted and not opened."""
    done = scan({"/": html("/late"), "/late": html()}, admission=FakeAdmission(late={"/late": "robots"}))
    assert done.paths == ["/"]
    assert done.gatherer.opened == ["/"]
    assert done.scan.notes == ("robots:1",)


def test_interrupted(scan: Run) -> None:
    """A scan that is stopped keeps what was judged, closes what is open and says how much is missing."""
    pages = {"/": html("/a", "/never", "/b"), "/a": html(body="<img>"), "/b": html()}
    done = scan(pages | {"/never": html()}, turns={"/never": -1}, stop_after=2)
    assert done.scan.state is ScanState.INTERRUPTED
    assert done.paths == ["/", "/a"]
    assert done.gatherer.open == 0
    assert done.scan.finished == NOW
    assert done.scan.notes == ("limit:2",)
    assert not done.site_data["complete"]


def test_error_of_the_store(scan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error ends the scan, and what was kept before is finished as interrupted."""
    kept: list[Scan] = []

    def full(self: MemoryStore, scan_id: str, position: int, result: PageResult) -> None:
        if position:
            raise StoreError("The disk is full.")
        self.kept[scan_id][position] = result

    monkeypatch.setattr(MemoryStore, "add_page", full)
    monkeypatch.setattr(MemoryStore, "finish", lambda _self, scan: kept.append(scan))
    with pytest.raises(StoreError):
        scan({"/": html("/a"), "/a": html()})
    assert [found.state for found in kept] == [ScanState.INTERRUPTED]


@pytest.mark.parametrize(
    ("pages", "options", "complete"),
    [
        ({"/": html("/a"), "/a": html()}, {}, True),
        ({"/": html("/gone")}, {}, True),
        ({"/": html("/file"), "/file": PDF}, {}, True),
        ({"/": html("https://elsewhere.example/")}, {}, True),
        ({"/": html("/a"), "/a": GONE}, {}, False),
        ({"/": html("/a"), "/a": html()}, {"max_pages": 1}, False),
        ({"/": html("/a"), "/a": html()}, {"max_depth": 0}, False),
        ({"/": html("/a")}, {"admission": FakeAdmission({"/a": "exclude"})}, False),
        ({"/": html("/a")}, {"admission": FakeAdmission({"/a": "include"})}, False),
        ({"/": html()}, {"settings": {"urls_only": True}}, False),
    ],
    ids=["all", "404", "file", "elsewhere", "unreachable", "limit", "depth", "exclude", "include", "list"],
)
def test_completeness(scan: Run, pages: dict[str, Any], options: dict[str, Any], complete: bool) -> None:  # noqa: FBT001
    """Site rules may speak of the whole site only if no limit, filter or failure hid a part of it."""
    assert scan(pages, **options).site_data["complete"] is complete


def test_site_rules_see_all_pages(scan: Run) -> None:
    """A site rule sees every page, with what it collected of those that were judged."""
    done = scan({"/": html("/a", "/b"), "/a": html("/"), "/b": GONE})
    assert done.site_data["seen"] == "2,1,None"
    assert done.scan.site_outcomes["site"].failed == 1


def test_no_page(scan: Run) -> None:
    """Where no page could be judged, no site rule judges either."""
    done = scan({"/": GONE})
    assert done.scan.site_findings == ()
    assert done.scan.pages_checked == 0
    assert done.results == [PageResult(page=Page(url=SITE + "/", found_on="start"), problem=GONE)]


def test_site_rules_get_the_answers_that_they_ask_for(scan: Run) -> None:
    """What the judged pages link to is asked once, after the last page, and the answers reach the site rule."""
    links = FakeLinks()
    done = scan({"/": html("/a", "http://other.example/"), "/a": html("http://other.example/")},
                links=links, site_check=ASKING)  # fmt: skip
    assert links.asked == [f"{SITE}/a", "http://other.example/"]
    assert done.site_data["answers"] == f"{SITE}/a=200,http://other.example/=200"


def test_a_scan_can_be_stopped_while_it_asks(scan: Run) -> None:
    """Servers that do not answer hold up no one who wants to end the scan; what was judged is kept."""
    done = scan({"/": html("http://other.example/")}, links=FakeLinks(silent=True), site_check=ASKING, stop_after=1)
    assert done.scan.state is ScanState.INTERRUPTED
    assert (done.paths, done.site_data["answers"]) == (["/"], "")
