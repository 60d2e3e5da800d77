"""A browser that starts with the first page: to check a single PDF file nobody needs one."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from a11ycheck.browser.gatherer import BrowserGatherer
from a11ycheck.engine.ports import Gatherer, Unchecked
from a11ycheck.model import Page, Snapshot


class OnDemand(Gatherer):
    """Starts a browser when it is needed, and leaves it to a stack to close it."""

    def __init__(self, gatherer: BrowserGatherer, stack: AsyncExitStack) -> None:
        """
        Args:
            gatherer: not started yet.
            stack: closes it.
        """
        self._gatherer = gatherer
        self._stack = stack
        self._started = False
        self._starting = asyncio.Lock()

    async def start(self) -> None:
        """Starts the browser, once.

        Raises:
            BrowserError: there is none, or it does not start.
            ConfigError: the storage state cannot be used.
        """
        async with self._starting:
            if not self._started:
                await self._stack.enter_async_context(self._gatherer)
                self._started = True

    @property
    def browser(self) -> str:
        """Name and version of the browser; empty before it started."""
        return self._gatherer.browser

    @property
    def axe(self) -> str:
        """Version of axe-core."""
        return self._gatherer.axe

    async def gather(self, page: Page) -> Snapshot | Unchecked:
        """Opens a page."""
        await self.start()
        return await self._gatherer.gather(page)
