"""The scan loop: opens pages, judges them, keeps them, follows their links."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import msgspec

from a11ycheck.checks.api import Site
from a11ycheck.engine.evaluate import Kept, addresses_to_ask, evaluate, evaluate_site, unchecked
from a11ycheck.engine.file_turns import FileTurns
from a11ycheck.engine.files import was_read
from a11ycheck.engine.frontier import Frontier
from a11ycheck.engine.ports import Admission, Gatherer, Links, Progress, Store, Unchecked
from a11ycheck.engine.registry import BoundRule
from a11ycheck.engine.score import Tally
from a11ycheck.model import (
    BENIGN_PROBLEMS,
    Kind,
    LinkAnswer,
    Page,
    PageResult,
    Problem,
    ProblemKind,
    Scan,
    ScanState,
    Snapshot,
)

_AHEAD = 2
"""Pages that may be open or wait for their turn, for each tab: a slow page then holds up no other."""
_CUTS = ("depth", "include", "exclude", "limit")
"""Reasons for leaving pages out after which “the whole site was seen” is not true."""


class ScanRun:
    """One scan. Memory does not grow with the size of the pages: results stream to the store."""

    def __init__(
        self,
        scan: Scan,
        rules: Sequence[BoundRule],
        frontier: Frontier,
        *,
        gatherer: Gatherer,
        admission: Admission,
        store: Store,
        progress: Progress,
        now: Callable[[], datetime],
        max_pages: int,
        concurrency: int,
        keep: Callable[[int, Snapshot], None] | None = None,
        links: Links | None = None,
        files: FileTurns | None = None,
    ) -> None:
        """
        Args:
            scan: the scan as it begins.
            rules: the rules that judge.
            frontier: holds the start pages already.
            gatherer: opens pages.
            admission: politeness.
            store: keeps the results.
            progress: is told of every page.
            now: the clock.
            max_pages: HTML pages to be judged at most.
            concurrency: pages that are open at once.
            keep: is given every snapshot, with the page's position.
            links: asks what the pages link to, once they are all judged; None asks nothing.
            files: fetches and reads files, after the pages; None opens their addresses like any other.
        """
        self._scan = scan
        self._rules = rules
        self._frontier = frontier
        self._gatherer = gatherer
        self._admission = admission
        self._store = store
        self._progress = progress
        self._now = now
        self._max_pages = max_pages
        self._concurrency = concurrency
        self._keep = keep
        self._links = links
        self._files = files
        self._stopping = asyncio.Event()
        self._tally = Tally(scan.rules)
        self._light: list[Kept] = []
        self._checked = 0
        self._broken = 0
        self._other = 0
        self._position = 0

    def stop(self) -> None:
        """Ends the scan soon: what was judged is kept, what is open is dropped."""
        self._stopping.set()

    async def run(self) -> Scan:
        """Scans until no page is left, the limit is reached or ``stop`` is called.

        Returns:
            The finished scan, as it was stored.
        """
        self._store.begin(self._scan)
        state = ScanState.INTERRUPTED
        answers: Mapping[str, LinkAnswer] = {}
        try:
            await self._loop()
            answers = await self._ask()
            if not self._stopping.is_set():
                state = ScanState.COMPLETE
        finally:
            # Whatever happened, what was judged so far is a scan that can be shown.
            self._scan = self._finished(state, answers)
            self._store.finish(self._scan)
        return self._scan

    async def _loop(self) -> None:
        """First the pages, then the files, and then what turned out to be a page after all."""
        await self._pages()
        while self._files is not None and self._frontier.files and not self._stopping.is_set():
            await self._files.run(self._stopping, self._take)
            await self._pages()

    async def _pages(self) -> None:
        """Opens pages ahead of their turn, several at once, but takes their results in turn.

        So the links that they hold are added in that order too, and the same site gives the same
        scan, however fast each page answers and however many are open.
        """
        opened: dict[str, asyncio.Task[Snapshot | Unchecked | str]] = {}
        stopped = asyncio.ensure_future(self._stopping.wait())
        try:
            while self._checked < self._max_pages and not self._stopping.is_set():
                first = self._frontier.upcoming(1)
                if not first:
                    return
                turn = opened.get(first[0].url)
                if turn is not None and turn.done():
                    del opened[first[0].url]
                    self._take(self._frontier.take(), turn.result())
                    continue
                self._open_ahead(opened)
                open_ones = (task for task in opened.values() if not task.done())
                await asyncio.wait({stopped, *open_ones}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            for task in opened.values():
                task.cancel()
            await asyncio.gather(stopped, *opened.values(), return_exceptions=True)

    def _open_ahead(self, opened: dict[str, asyncio.Task[Snapshot | Unchecked | str]]) -> None:
        """Opens the page whose turn it is, and of the next ones as many as there are tabs.

        A page out of a sitemap can lose its turn to links that are found meanwhile; it then waits, opened.
        """
        ahead = min(_AHEAD * self._concurrency, self._max_pages - self._checked)
        for place, page in enumerate(self._frontier.upcoming(ahead)):
            if page.url in opened:
                continue
            busy = sum(not task.done() for task in opened.values())
            if busy >= self._concurrency or (place and len(opened) >= ahead):
                return
            opened[page.url] = asyncio.ensure_future(self._open(page))

    async def _open(self, page: Page) -> Snapshot | Unchecked | str:
        async with self._admission.turn(page.url) as refused:
            return refused or await self._gatherer.gather(page)

    async def _ask(self) -> Mapping[str, LinkAnswer]:
        """The answers that the site rules want; none if the scan is stopped meanwhile."""
        if self._links is None or not self._checked or self._stopping.is_set():
            return {}
        urls = addresses_to_ask(self._rules, self._light, self._site(complete=False))
        if not urls:
            return {}
        asking = asyncio.ensure_future(self._links.ask(urls))
        stopped = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({asking, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return asking.result() if asking.done() else {}
        finally:
            asking.cancel()
            stopped.cancel()
            await asyncio.gather(asking, stopped, return_exceptions=True)

    def _take(self, page: Page, gathered: Snapshot | Unchecked | str) -> None:
        if isinstance(gathered, str):
            self._frontier.refused[gathered] += 1
            return
        if self._files is not None and self._files.is_elsewhere(page, gathered):
            return
        kept: Kept | None = None
        if isinstance(gathered, Unchecked):
            result = unchecked(page, gathered)
        elif not self._frontier.arrived(page, gathered.response.url):
            problem = Problem(kind=ProblemKind.DUPLICATE, detail=gathered.response.url)
            result = unchecked(page, Unchecked(problem=problem, status=gathered.response.status))
        else:
            judged = evaluate(gathered, self._rules)
            kept = judged.kept
            if self._keep is not None:
                self._keep(self._position, gathered)
            followed = self._frontier.follow(page, gathered.response.url, judged.links)
            result = msgspec.structs.replace(judged.result, links=followed)
        self._count(result)
        self._tally.add(result)
        self._store.add_page(self._scan.id, self._position, result)
        self._position += 1
        self._light.append(kept or Kept(result))
        self._progress.page_done(result, self._position, len(self._frontier))

    def _count(self, result: PageResult) -> None:
        is_file = result.page.kind is not Kind.HTML
        if is_file and self._files is not None:
            self._files.count(result)
        if result.problem is None:
            # A file counts as checked only where it was what the user asked for: a site is made of pages.
            named = not is_file or (was_read(result) and result.page.found_on == "list")
            self._checked += named
            self._other += not named
        elif result.problem.kind in BENIGN_PROBLEMS:
            self._other += 1
        else:
            self._broken += 1

    def _site(self, *, complete: bool, answers: Mapping[str, LinkAnswer] | None = None) -> Site:
        return Site(
            pages=(),
            starts=self._scan.starts,
            complete=complete,
            today=self._scan.started,
            answers=answers or {},
        )

    def _finished(self, state: ScanState, answers: Mapping[str, LinkAnswer]) -> Scan:
        refused = self._frontier.refused
        if len(self._frontier):
            refused["limit"] += len(self._frontier)
        counts = refused + self._files.counts if self._files is not None else refused
        complete = (
            state is ScanState.COMPLETE
            and not any(refused[reason] for reason in _CUTS)
            and not any(_hides_links(kept.result) for kept in self._light)
            and not self._scan.settings.get("urls_only", False)
        )
        site = self._site(complete=complete, answers=answers)
        findings, outcomes = evaluate_site(self._rules, self._light, site) if self._checked else ((), {})
        self._tally.add_site(outcomes, findings)
        return msgspec.structs.replace(
            self._scan,
            finished=self._now(),
            state=state,
            site_findings=findings,
            site_outcomes=outcomes,
            score=self._tally.levels(),
            pages_checked=self._checked,
            pages_broken=self._broken,
            pages_other=self._other,
            notes=(
                *self._scan.notes,
                *(f"{reason}:{count}" for reason, count in sorted(counts.items()) if count),
            ),
        )


def _hides_links(result: PageResult) -> bool:
    """Whether a page that could not be checked may hold links that nobody saw (a 404 page holds none)."""
    return (
        result.problem is not None
        and result.problem.kind not in BENIGN_PROBLEMS
        and result.problem.kind is not ProblemKind.HTTP_ERROR
    )
