"""robots.txt, as RFC 9309 asks."""

from __future__ import annotations

import asyncio
from typing import Self

from protego import Protego

from a11ycheck.crawl.fetch import PRODUCT, Fetcher
from a11ycheck.crawl.text import decoded
from a11ycheck.crawl.urls import origin

MAX_BYTES = 500 * 1024
"""RFC 9309 lets a crawler stop here."""

_REDIRECT = 300
_SERVER_ERROR = 500


class Robots:
    """What one origin asks of crawlers."""

    def __init__(self, rules: Protego | None, *, forbidden: bool = False, reason: str = "") -> None:
        """Take the rules over; use ``parse``, ``everything`` or ``nothing`` instead."""
        self._rules = rules
        self._forbidden = forbidden
        self.reason = reason
        """Why there are no rules to go by, in plain words; empty if there are."""

    @classmethod
    def parse(cls, text: str | bytes) -> Self:
        """Read a robots.txt. Any text is one; what cannot be understood is no rule."""
        if isinstance(text, bytes):
            text = decoded(text[:MAX_BYTES])
        return cls(Protego.parse(text[:MAX_BYTES].removeprefix("\ufeff")))

    @classmethod
    def everything(cls, reason: str) -> Self:
        """All is allowed: there is no robots.txt, or the user does not want it followed."""
        return cls(None, reason=reason)

    @classmethod
    def nothing(cls, reason: str) -> Self:
        """Nothing is allowed: the server has failed, so that its wishes are unknown."""
        return cls(None, forbidden=True, reason=reason)

    @property
    def forbids_all(self) -> bool:
        """Whether nothing is allowed because the wishes are unknown."""
        return self._forbidden

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that it names."""
        return tuple(self._rules.sitemaps) if self._rules else ()

    def allows(self, url: str, agent: str = PRODUCT) -> bool:
        """Whether ``agent`` may fetch the address."""
        if self._rules is None:
            return not self._forbidden
        return self._rules.can_fetch(url, agent)

    def crawl_delay(self, agent: str = PRODUCT) -> float:
        """Seconds between two requests that it asks ``agent`` for; 0 for none."""
        return (self._rules.crawl_delay(agent) or 0.0) if self._rules else 0.0


class RobotsFiles:
    """The robots.txt of every origin, each fetched once and when it is first needed."""

    def __init__(self, fetcher: Fetcher) -> None:
        """Keep the fetcher; nothing is fetched yet."""
        self._fetcher = fetcher
        self._known: dict[str, asyncio.Task[Robots]] = {}

    async def of(self, url: str) -> Robots:
        """What the origin of the address asks."""
        place = origin(url)
        if not place:
            return Robots.everything("no web server")
        if place not in self._known:
            self._known[place] = asyncio.create_task(fetch_robots(place, self._fetcher))
        # Shielded: who stops waiting must not take the answer away from the others.
        return await asyncio.shield(self._known[place])


async def fetch_robots(place: str, fetcher: Fetcher) -> Robots:
    """Fetch and read the robots.txt of an origin such as ``https://www.example.jp``."""
    answer = await fetcher.get(f"{place}/robots.txt", MAX_BYTES)
    if answer.kind is None:
        body = answer.body
        # The line that the limit cut through may say something else than the whole one.
        return Robots.parse(body.rpartition(b"\n")[0] if answer.truncated else body)
    reason = f"robots.txt: {answer.error}"
    # A redirect without end and a client's error mean that there is none; all else, that it is unknown.
    if _REDIRECT <= answer.status < _SERVER_ERROR:
        return Robots.everything(reason)
    return Robots.nothing(reason)
