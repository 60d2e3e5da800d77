"""A site, a gatherer and a store in memory, behind the engine's ports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag

from a11ycheck.engine.ports import Admission, Gatherer, Progress, Store, Unchecked
from a11ycheck.model import Node, Page, PageResult, Problem, ProblemKind, Response, Scan, Snapshot, State

SITE = "https://www.city.example.lg.jp"
TAKEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_VISIBLE = State.RENDERED | State.EXPOSED
_ADDRESSES = ("href", "src", "action")


def snapshot(html: str, url: str = f"{SITE}/", page: Page | None = None) -> Snapshot:
    """What a browser would gather of the HTML at ``url``, as far as its elements go."""
    soup = BeautifulSoup(html, "lxml")
    nodes: list[Node] = []
    urls: dict[int, str] = {}

    def walk(element: Tag, parent: int) -> None:
        here = len(nodes)
        attrs = {name: " ".join(v) if isinstance(v, list) else str(v) for name, v in element.attrs.items()}
        nodes.append(Node(parent, 0, element.name, "", attrs, int(_VISIBLE)))
        for name in _ADDRESSES:
            if name in attrs:
                urls[here] = urljoin(url, attrs[name])
        for child in element.children:
            if isinstance(child, Tag):
                walk(child, here)
            elif type(child) is NavigableString:
                nodes.append(Node(here, len(nodes) + 1, "#text", str(child), {}, int(_VISIBLE)))
        nodes[here] = Node(parent, len(nodes), element.name, "", attrs, int(_VISIBLE))

    root = soup.find("html")
    assert isinstance(root, Tag)
    walk(root, -1)
    title = soup.title.get_text() if soup.title else ""
    return Snapshot(
        page=page or Page(url=url),
        response=Response(url=url, status=200),
        taken=TAKEN,
        title=title,
        nodes=tuple(nodes),
        urls=urls,
    )


class FakeGatherer(Gatherer):
    """Opens pages out of a table: HTML, a problem, or the address that a page redirects to.

    Each page takes the number of turns of the event loop that ``turns`` gives it, so that pages
    can finish in any order without a clock.
    """

    def __init__(
        self,
        pages: Mapping[str, str | Problem],
        turns: Mapping[str, int] | None = None,
        moved: Mapping[str, str] | None = None,
    ) -> None:
        """
        Args:
            pages: by path, HTML or why there is none; a path that is missing is a 404.
            turns: by path, how long a page takes; 1 by default, -1 for ever.
            moved: by path, the path that it redirects to.
        """
        self._pages = pages
        self._turns = turns or {}
        self._moved = moved or {}
        self.opened: list[str] = []
        """Paths in the order in which they were opened."""
        self.finished: list[str] = []
        """Paths in the order in which they were done."""
        self.open = 0
        """How many are open now."""
        self.most_open = 0
        """How many were open at once."""

    @property
    def browser(self) -> str:
        """A name."""
        return "fake 1.0"

    @property
    def axe(self) -> str:
        """A version."""
        return "0"

    async def gather(self, page: Page) -> Snapshot | Unchecked:
        """The page of the table, after its turns."""
        path = page.url.removeprefix(SITE)
        self.opened.append(path)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            turns = self._turns.get(path, 1)
            if turns < 0:
                await asyncio.Event().wait()
            for _ in range(turns):
                await asyncio.sleep(0)
            self.finished.append(path)
        finally:
            self.open -= 1
        place = self._moved.get(path, path)
        found = self._pages.get(place, Problem(kind=ProblemKind.HTTP_ERROR, detail="HTTP 404"))
        if isinstance(found, Problem):
            media_type = found.detail if found.kind is ProblemKind.NOT_HTML else ""
            status = 404 if found.kind is ProblemKind.HTTP_ERROR else 0
            return Unchecked(problem=found, status=status, content_type=media_type)
        return snapshot(found, SITE + place, page)


class FakeAdmission(Admission):
    """Admits the pages of SITE. An address is known by what stands before the fragment."""

    def __init__(self, refused: Mapping[str, str] | None = None, late: Mapping[str, str] | None = None) -> None:
        """
        Args:
            refused: by path, why it is not visited.
            late: by path, why it is refused only when its turn has come.
        """
        self._refused = refused or {}
        self._late = late or {}

    def canonical(self, url: str, base: str = "") -> str:
        """Absolute, without a fragment; empty for what is no web address."""
        address = urldefrag(urljoin(base or SITE, url))[0]
        return address if urlsplit(address).scheme in ("http", "https") else ""

    def identity(self, url: str) -> str:
        """``/index.html`` is ``/``."""
        return url.removesuffix("index.html")

    def refuse(self, url: str) -> str:
        """As the table says; ``scope`` for another site."""
        if not url.startswith(SITE + "/"):
            return "scope"
        return self._refused.get(url.removeprefix(SITE), "")

    def turn(self, url: str) -> AbstractAsyncContextManager[str]:
        """At once."""
        return self._turn(url)

    @asynccontextmanager
    async def _turn(self, url: str) -> AsyncIterator[str]:
        yield self._late.get(url.removeprefix(SITE), "")


class MemoryStore(Store):
    """Keeps scans in dictionaries."""

    def __init__(self) -> None:
        self.scans: dict[str, Scan] = {}
        """By id, as they were last told."""
        self.kept: dict[str, dict[int, PageResult]] = {}
        """Pages by scan and position."""

    def begin(self, scan: Scan) -> None:
        """A scan starts."""
        self.scans[scan.id] = scan
        self.kept[scan.id] = {}

    def add_page(self, scan_id: str, position: int, result: PageResult) -> None:
        """Keeps a page."""
        self.kept[scan_id][position] = result

    def finish(self, scan: Scan) -> None:
        """A scan has ended."""
        self.scans[scan.id] = scan

    def pages(self, scan_id: str) -> Iterator[PageResult]:
        """The pages of a scan in their order."""
        kept = self.kept[scan_id]
        return iter([kept[position] for position in sorted(kept)])


class Told(Progress):
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.done: list[tuple[str, int, int]] = []
        """Address, number of pages done, number that wait."""

    def page_done(self, result: PageResult, done: int, queued: int) -> None:
        """A page was judged or given up."""
        self.done.append((result.page.url, done, queued))
