"""Which addresses are visited, and when: scope, robots.txt, traps and politeness behind the engine's port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from a11ycheck.crawl import urls
from a11ycheck.crawl.discovery import Discovery
from a11ycheck.crawl.politeness import Politeness
from a11ycheck.crawl.robots import Robots, RobotsFiles
from a11ycheck.crawl.scope import Scope
from a11ycheck.crawl.traps import TrapGuard
from a11ycheck.engine.ports import Admission


class SiteAdmission(Admission):
    """Admits the pages of one site."""

    def __init__(
        self,
        scope: Scope,
        discovery: Discovery,
        robots_files: RobotsFiles,
        *,
        ignore_robots: bool,
        delay: float,
        concurrency: int,
    ) -> None:
        """
        Args:
            scope: the site.
            discovery: robots.txt of the start addresses' origins.
            robots_files: robots.txt of any further origin.
            ignore_robots: visit what robots.txt forbids.
            delay: seconds between two visits to one host.
            concurrency: visits to one host at a time.
        """
        self._scope = scope
        self._known = discovery.robots
        self._files = robots_files
        self._ignore_robots = ignore_robots
        self._traps = TrapGuard()
        self.politeness = Politeness(delay, concurrency)

    def canonical(self, url: str, base: str = "") -> str:
        """The one address for a link; empty where it leads to no page."""
        return urls.canonical(url, base or None) or ""

    def identity(self, url: str) -> str:
        """Equal for addresses that are the same page."""
        return urls.identity(url)

    def refuse(self, url: str) -> str:
        """Why an address is not visited: scope, exclude, include, robots, trap; empty if it is."""
        reason = self._scope.why_not(url)
        if reason:
            return "scope" if reason in ("host", "path") else reason
        robots = self._known.get(urls.origin(url))
        if robots is not None and self._forbids(robots, url):
            return "robots"
        return "trap" if self._traps.why_not(url) else ""

    def turn(self, url: str) -> AbstractAsyncContextManager[str]:
        """Waits until it is polite to open the address; the value says why it is not to be opened."""
        return self._turn(url)

    @asynccontextmanager
    async def _turn(self, url: str) -> AsyncIterator[str]:
        if not self._ignore_robots:
            robots = await self._files.of(url)
            if self._forbids(robots, url):
                yield "robots"
                return
            self.politeness.ask(url, robots.crawl_delay())
        async with self.politeness.turn(url):
            yield ""

    def _forbids(self, robots: Robots, url: str) -> bool:
        if self._ignore_robots:
            return False
        # Where the server does not answer at all the page will not either, and its own failure says more.
        if robots.forbids_all and robots.reason and not robots.reason.startswith("robots.txt: HTTP "):
            return False
        return not robots.allows(url)
