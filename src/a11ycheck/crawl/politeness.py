"""Not to be a burden: a pause between requests to one host, and few at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic

from a11ycheck.crawl.address import parse
from a11ycheck.crawl.notice import Notice
from a11ycheck.crawl.urls import site_host

MAX_CRAWL_DELAY = 30.0
"""Seconds. A robots.txt that asks for more gets this, and the reader is told."""


@dataclass(slots=True)
class _Host:
    places: asyncio.Semaphore
    delay: float
    free_at: float = 0.0


class Politeness:
    """Gives out turns, host by host, in the order in which they were asked for."""

    def __init__(
        self,
        delay: float = 0.0,
        concurrency: int = 2,
        *,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Set the pace.

        Args:
            delay: seconds from the start of one visit to the start of the next, as the user wants it.
            concurrency: visits at a time to one host.
            clock: tells the time in seconds.
            sleep: waits for a number of seconds.
        """
        self._delay = delay
        self._concurrency = concurrency
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._notices: dict[str, Notice] = {}

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Where a wish of a robots.txt was not granted in full."""
        return tuple(self._notices.values())

    def ask(self, url: str, crawl_delay: float) -> None:
        """Take note of the pause that a host's robots.txt asks for; a longer one of the user's stays."""
        host = self._host(url)
        if crawl_delay > MAX_CRAWL_DELAY:
            detail = f"robots.txt asks for {crawl_delay:g} s between pages; {MAX_CRAWL_DELAY:g} s are kept"
            self._notices.setdefault(_key(url), Notice("crawl-delay-capped", url, detail))
        host.delay = max(host.delay, min(crawl_delay, MAX_CRAWL_DELAY))

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until the host may be visited; the visit lasts as long as the context."""
        host = self._host(url)
        async with host.places:
            now = self._clock()
            start = max(now, host.free_at)
            host.free_at = start + host.delay
            if start > now:
                await self._sleep(start - now)
            yield

    def _host(self, url: str) -> _Host:
        key = _key(url)
        if key not in self._hosts:
            self._hosts[key] = _Host(asyncio.Semaphore(self._concurrency), self._delay)
        return self._hosts[key]


def _key(url: str) -> str:
    address = parse(url)
    return site_host(address) if address else ""
