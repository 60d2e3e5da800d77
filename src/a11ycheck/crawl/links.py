"""Asks the addresses that a site links to whether they are there: one small question each, and politely."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from a11ycheck.checks.hosts import is_public
from a11ycheck.crawl.address import parse
from a11ycheck.crawl.failures import NO_HOST
from a11ycheck.crawl.fetch import Fetched, Fetcher
from a11ycheck.crawl.politeness import Politeness
from a11ycheck.crawl.robots import Robots, RobotsFiles
from a11ycheck.crawl.urls import absolute
from a11ycheck.engine.ports import Links
from a11ycheck.model import LinkAnswer, ProblemKind

TIMEOUT = 10.0
"""Seconds for a connection and for each read. A page may be slow; whether it is there shows sooner."""

_CONCURRENCY = 8
"""Questions at a time, over all hosts."""
_PAUSE = 0.5
"""Seconds between two questions to one host."""
_LONGEST_PAUSE = 5.0
"""Seconds. A host that asks for longer pauses gets them, but few questions."""
_FEW = 10
_PER_HOST = 200
_SILENT = 3
"""Times in a row that a host may not answer before it is left alone."""
_SILENCE = frozenset({ProblemKind.TIMEOUT, ProblemKind.UNREACHABLE})


class PoliteLinks(Links):
    """Asks over HTTP, without cookies, passwords or headers of the user.

    Each host is asked one question at a time with a pause between them, its robots.txt is obeyed,
    and one that does not answer is left alone. Hosts inside private networks are asked only if the
    site itself is inside one: else a page could make the checker knock on doors behind the firewall.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        allowed: Callable[[str], bool],
        private: bool,
        limit: int,
        politeness: Politeness | None = None,
    ) -> None:
        """
        Args:
            fetcher: opened already; must hold no secrets.
            allowed: whether an address may be asked; what is not allowed gets no answer.
            private: whether hosts that are not public may be asked.
            limit: addresses to ask at most.
            politeness: the pace; one question at a time to a host by default.
        """
        self._fetcher = fetcher
        self._robots = RobotsFiles(fetcher)
        self._allowed = allowed
        self._private = private
        self._limit = limit
        self._politeness = politeness or Politeness(_PAUSE, 1)
        self._places = asyncio.Semaphore(_CONCURRENCY)
        self._silent: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()
        self._unknown: set[str] = set()

    async def ask(self, urls: Sequence[str]) -> Mapping[str, LinkAnswer]:
        """The answers by address, in the order of the questions."""
        wanted = [url for url in dict.fromkeys(urls) if self._allowed(url)]
        answers = await asyncio.gather(*(self._one(url) for url in wanted[: self._limit]))
        found = dict(zip(wanted, answers, strict=False))
        return found | {url: LinkAnswer(held_back="limit") for url in wanted[self._limit :]}

    async def _one(self, url: str) -> LinkAnswer:
        target = absolute(url) or ""
        host = _host(target)
        if not self._may_reach(target):
            return LinkAnswer(held_back="private")
        # Who waits for its host takes no place away from the others.
        async with self._politeness.turn(target), self._places:
            if host in self._unknown:
                return LinkAnswer(problem=ProblemKind.UNREACHABLE, no_host=True)
            if self._silent[host] >= _SILENT:
                return LinkAnswer(held_back="silent-host")
            robots = await self._robots.of(target)
            if _forbids(robots, target):
                return LinkAnswer(held_back="robots")
            pause = robots.crawl_delay()
            self._politeness.ask(target, pause)
            if self._asked[host] >= (_FEW if pause > _LONGEST_PAUSE else _PER_HOST):
                return LinkAnswer(held_back="limit")
            self._asked[host] += 1
            answer = await self._fetcher.head(target, self._may_reach)
            if answer.error == NO_HOST and not answer.redirects:
                self._unknown.add(host)
            self._silent[host] = self._silent[host] + 1 if answer.kind in _SILENCE else 0
            return _answer(answer)

    def _may_reach(self, url: str) -> bool:
        return bool(url) and (self._private or is_public(_host(url)))


def _host(url: str) -> str:
    address = parse(url)
    return address.host if address else ""


def _forbids(robots: Robots, url: str) -> bool:
    # Where the host does not answer at all, its own failure says more than its missing robots.txt.
    if robots.forbids_all and not robots.reason.startswith("robots.txt: HTTP "):
        return False
    with suppress(ValueError):
        return not robots.allows(url)
    return False


def _answer(fetched: Fetched) -> LinkAnswer:
    if fetched.kind is ProblemKind.OUT_OF_SCOPE:
        return LinkAnswer(status=fetched.status, url=fetched.url, held_back="private")
    return LinkAnswer(
        status=fetched.status,
        url=fetched.url,
        problem=fetched.kind,
        no_host=fetched.error == NO_HOST,
    )
