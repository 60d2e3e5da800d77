"""The files of a scan: after the pages, in order, the first ones read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec
import pytest
from tests.fakes.engine import SITE, TAKEN, FakeAdmission, FakeGatherer, MemoryStore, Told

from a11ycheck.engine.file_turns import FileTurns
from a11ycheck.engine.frontier import Frontier
from a11ycheck.engine.ports import FileGatherer, Unchecked
from a11ycheck.engine.scan import ScanRun
from a11ycheck.model import (
    FileFacts,
    FileKind,
    Kind,
    Page,
    PageResult,
    Problem,
    ProblemKind,
    Response,
    Scan,
    Snapshot,
    Unread,
    Versions,
)

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class FakeFiles(FileGatherer):
    """Reads files out of a table: by path, facts, or the media type of what is no such file."""

    def __init__(self, files: Mapping[str, FileFacts | str]) -> None:
        self._files = files
        self.read: list[str] = []
        """Paths that were read, in order."""
        self.asked: list[str] = []
        """Paths that were only asked for."""

    async def gather(self, page: Page) -> Snapshot | Unchecked:
        """The file of the table."""
        path = page.url.removeprefix(SITE)
        self.read.append(path)
        found = self._files.get(path)
        if isinstance(found, FileFacts):
            response = Response(url=page.url, status=200)
            return Snapshot(
                page=msgspec.structs.replace(page, kind=Kind.PDF), response=response, taken=TAKEN, file=found
            )
        return self._unchecked(found)

    async def glance(self, page: Page) -> Unchecked:
        """Whether it is there."""
        path = page.url.removeprefix(SITE)
        self.asked.append(path)
        found = self._files.get(path)
        return self._unchecked("application/pdf" if isinstance(found, FileFacts) else found)

    def _unchecked(self, media_type: str | None) -> Unchecked:
        kind = ProblemKind.HTTP_ERROR if media_type is None else ProblemKind.NOT_HTML
        problem = Problem(kind=kind, detail=media_type or "HTTP 404")
        return Unchecked(problem=problem, status=404 if media_type is None else 200, content_type=media_type or "")


def facts(**more: object) -> FileFacts:
    """Facts of a PDF that was read."""
    return FileFacts(kind=FileKind.PDF, size=10, **more)  # type: ignore[arg-type]


def links(*paths: str) -> str:
    """A page with links."""
    return f"<html><body>{''.join(f'<a href={path}>x</a>' for path in paths)}</body></html>"


class Done:
    """A scan that has ended."""

    def __init__(
        self,
        pages: Mapping[str, str | Problem],
        files: Mapping[str, FileFacts | str],
        *,
        max_files: int | None = None,
        max_pages: int = 100,
        concurrency: int = 2,
        late: Mapping[str, str] | None = None,
        found_on: str = "start",
        start: str = "/",
    ) -> None:
        self.gatherer, self.files, self.store = FakeGatherer(pages), FakeFiles(files), MemoryStore()
        admission = FakeAdmission(late=late)
        frontier = Frontier(admission, files=True)
        frontier.add(SITE + start, depth=0, found_on=found_on)
        versions = Versions(tool="0", axe="0", browser="0", rules="0")
        run = ScanRun(
            Scan(id="x", site="x", starts=(SITE + start,), started=NOW, versions=versions),
            (),
            frontier,
            gatherer=self.gatherer,
            admission=admission,
            store=self.store,
            progress=Told(),
            now=lambda: NOW,
            max_pages=max_pages,
            concurrency=concurrency,
            files=FileTurns(frontier, admission, self.files, max_files=max_files, concurrency=concurrency),
        )
        self.scan = asyncio.run(run.run())
        self.results: list[PageResult] = list(self.store.pages("x"))
        self.paths = [result.page.url.removeprefix(SITE) for result in self.results]


PAGES = {"/": links("/a.pdf", "/b", "/c.csv"), "/b": links("/d.xlsx", "/a.pdf")}
FILES = {"/a.pdf": facts(), "/c.csv": facts(), "/d.xlsx": facts()}


@pytest.mark.parametrize("concurrency", [1, 4])
def test_files_come_after_the_pages_in_the_order_of_finding(concurrency: int) -> None:
    """Each file is read once, and no browser opens it."""
    done = Done(PAGES, FILES, concurrency=concurrency)
    assert done.paths == ["/", "/b", "/a.pdf", "/c.csv", "/d.xlsx"]
    assert done.files.read == ["/a.pdf", "/c.csv", "/d.xlsx"]
    assert done.gatherer.opened == ["/", "/b"]
    assert done.scan.notes == ("files:3",)


def test_files_are_no_pages() -> None:
    """They take no place of pages, and do not count as pages that were checked."""
    done = Done(PAGES, FILES, max_pages=2)
    assert (done.scan.pages_checked, done.scan.pages_broken, done.scan.pages_other) == (2, 0, 3)


def test_the_first_files_are_read() -> None:
    """Of those beyond the limit it is only asked whether they are there."""
    done = Done(PAGES, {"/a.pdf": facts(), "/c.csv": facts()}, max_files=1)
    assert (done.files.read, done.files.asked) == (["/a.pdf"], ["/c.csv", "/d.xlsx"])
    assert done.scan.notes == ("files:1", "files-left:2")
    assert [r.problem.kind for r in done.results if r.problem] == [ProblemKind.NOT_HTML, ProblemKind.HTTP_ERROR]


def test_a_file_alone_makes_no_scan() -> None:
    """A start page that is a file leaves nothing checked; one that the user listed is what was asked for."""
    assert Done({}, FILES, start="/a.pdf").scan.pages_checked == 0
    assert Done({}, FILES, start="/a.pdf", found_on="list").scan.pages_checked == 1


def test_what_cannot_be_read_is_counted() -> None:
    """An unreadable or missing file is told apart from those that were read."""
    done = Done(PAGES, {"/a.pdf": facts(unread=Unread.DAMAGED), "/c.csv": facts()})
    assert done.scan.notes == ("files:1", "files-unread:2")
    unread = Done({}, {"/a.pdf": facts(unread=Unread.DAMAGED)}, start="/a.pdf", found_on="list")
    assert (unread.scan.pages_checked, unread.scan.pages_other) == (0, 1)


def test_a_page_that_turns_out_to_be_a_file() -> None:
    """An address without a telling name is read when the browser has seen its media type."""
    pdf = Problem(kind=ProblemKind.NOT_HTML, detail="application/pdf")
    pages: dict[str, str | Problem] = {"/": links("/download?id=1"), "/download?id=1": pdf}
    done = Done(pages, {"/download?id=1": facts()})
    assert done.paths == ["/", "/download?id=1"]
    assert (done.files.read, done.scan.notes) == (["/download?id=1"], ("files:1",))


def test_a_file_that_turns_out_to_be_a_page() -> None:
    """An address that ends in .pdf and sends HTML is opened as a page, once, and its links are followed."""
    pages = {"/": links("/a.pdf"), "/a.pdf": links("/deep", "/b.pdf"), "/deep": links()}
    done = Done(pages, {"/a.pdf": "text/html", "/b.pdf": facts()})
    assert done.paths == ["/", "/a.pdf", "/deep", "/b.pdf"]
    assert done.scan.pages_checked == 3


def test_neither_page_nor_file() -> None:
    """An address that both turn away ends, instead of going to and fro."""
    pages: dict[str, str | Problem] = {
        "/": links("/a.pdf"),
        "/a.pdf": Problem(kind=ProblemKind.NOT_HTML, detail="application/pdf"),
    }
    done = Done(pages, {"/a.pdf": "text/html"})
    assert done.paths == ["/", "/a.pdf"]


def test_refusal() -> None:
    """What robots.txt forbids is not fetched either."""
    done = Done(PAGES, FILES, late={"/a.pdf": "robots"})
    assert done.files.read == ["/c.csv", "/d.xlsx"]
    assert done.scan.notes == ("files:2", "robots:1")
