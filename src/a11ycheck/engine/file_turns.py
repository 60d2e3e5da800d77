"""The files of a scan: they have their turn after the pages, the first ones are read."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable

import msgspec

from a11ycheck.engine.files import was_read
from a11ycheck.engine.frontier import Frontier
from a11ycheck.engine.ports import Admission, FileGatherer, Unchecked
from a11ycheck.model import Kind, Page, PageResult, ProblemKind, Snapshot
from a11ycheck.model.file import MEDIA_TYPES

Gathered = Snapshot | Unchecked | str
"""What became of an address; a text says why it was not opened."""
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


class FileTurns:
    """Fetches files in the order in which they were found."""

    def __init__(
        self,
        frontier: Frontier,
        admission: Admission,
        gatherer: FileGatherer,
        *,
        max_files: int | None,
        concurrency: int,
    ) -> None:
        """
        Args:
            frontier: holds their addresses.
            admission: politeness.
            gatherer: fetches and reads them.
            max_files: files to be read at most; of the others it is only asked whether they are there. None for all.
            concurrency: files that are fetched at once.
        """
        self._frontier = frontier
        self._admission = admission
        self._gatherer = gatherer
        self._max_files = max_files
        self._concurrency = concurrency
        self._wanted: set[str] = set()
        self._put_back: set[str] = set()
        self._counts: Counter[str] = Counter()

    async def run(self, stopping: asyncio.Event, take: Callable[[Page, Gathered], None]) -> None:
        """Works through the files that wait, until ``stopping`` is set.

        Args:
            stopping: ends it.
            take: is given every file with what became of it, in order.
        """
        opened: deque[tuple[Page, asyncio.Task[Gathered]]] = deque()
        stopped = asyncio.ensure_future(stopping.wait())
        try:
            while (self._frontier.files or opened) and not stopping.is_set():
                while self._frontier.files and len(opened) < self._concurrency:
                    page = self._frontier.files.popleft()
                    opened.append((page, asyncio.ensure_future(self._open(page))))
                page, task = opened[0]
                await asyncio.wait({stopped, task}, return_when=asyncio.FIRST_COMPLETED)
                if task.done():
                    opened.popleft()
                    take(page, task.result())
        finally:
            stopped.cancel()
            self._counts["files-left"] += len(opened)
            for _, task in opened:
                task.cancel()
            await asyncio.gather(stopped, *(task for _, task in opened), return_exceptions=True)

    def is_elsewhere(self, page: Page, gathered: Snapshot | Unchecked) -> bool:
        """Whether a page turned out to be a file, or a file to be a page: it then waits for that turn, once."""
        if not isinstance(gathered, Unchecked) or gathered.problem.kind is not ProblemKind.NOT_HTML:
            return False
        is_page = page.kind is Kind.HTML
        if is_page and gathered.content_type in MEDIA_TYPES and page.url not in self._put_back:
            self._frontier.files.append(msgspec.structs.replace(page, kind=Kind.OTHER))
            return True
        if not is_page and gathered.content_type in _HTML_TYPES:
            self._put_back.add(page.url)
            self._frontier.put_back(msgspec.structs.replace(page, kind=Kind.HTML))
            return True
        return False

    def count(self, result: PageResult) -> None:
        """Counts a file."""
        tried = result.page.url in self._wanted
        self._counts["files" if was_read(result) else "files-unread" if tried else "files-left"] += 1

    @property
    def counts(self) -> Counter[str]:
        """How many were read, could not be read, and were left."""
        return self._counts + Counter({"files-left": len(self._frontier.files)})

    async def _open(self, page: Page) -> Gathered:
        wanted = self._max_files is None or len(self._wanted) < self._max_files
        if wanted:
            self._wanted.add(page.url)
        async with self._admission.turn(page.url) as refused:
            return refused or await (self._gatherer.gather(page) if wanted else self._gatherer.glance(page))
