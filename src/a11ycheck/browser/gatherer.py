"""A browser with a few tabs that are used again and again: the engine's Gatherer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from playwright.async_api import Browser, BrowserContext, Error, Playwright, Request, Route, async_playwright
from playwright.async_api import Page as TabPage

from a11ycheck.browser.axe import axe_source, axe_version
from a11ycheck.browser.launch import launch
from a11ycheck.browser.tab import Tab, TabLostError
from a11ycheck.engine.ports import Gatherer, Unchecked
from a11ycheck.errors import BrowserError, ConfigError
from a11ycheck.model import LookName, Page, Problem, ProblemKind, Snapshot
from a11ycheck.settings import BrowserSettings

_RETRIED = frozenset({ProblemKind.UNREACHABLE, ProblemKind.TIMEOUT, ProblemKind.CRASH, ProblemKind.CHECK})


class BrowserGatherer(Gatherer):
    """Opens pages in Chromium. Use as an async context manager."""

    def __init__(
        self,
        settings: BrowserSettings,
        axe_rules: tuple[str, ...],
        in_scope: Callable[[str], bool],
        user_agent: Callable[[str], str] = str,
        prepare: Callable[[BrowserContext], Awaitable[None]] | None = None,
        looks: tuple[LookName, ...] = tuple(LookName),
    ) -> None:
        """
        Args:
            settings: how pages are opened.
            axe_rules: ids of the axe rules to run on every page; none for no axe.
            in_scope: whether the main document may be loaded from an address.
            user_agent: makes the user agent out of the browser's own.
            prepare: called with every new browser context.
            looks: closer looks to take on every page.
        """
        self._settings = settings
        self.axe_rules = axe_rules
        self.probes = settings.probes
        self.looks = looks
        self._in_scope = in_scope
        self._user_agent = user_agent
        self._prepare = prepare
        self._axe = axe_source(settings.axe_script)
        self._tabs: asyncio.Queue[Tab | None] = asyncio.Queue()
        self._restart = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._context: BrowserContext | None = None

    @property
    def browser(self) -> str:
        """Name and version of the browser."""
        return f"{self._browser.browser_type.name} {self._browser.version}" if self._browser else ""

    @property
    def axe(self) -> str:
        """Version of axe-core."""
        return axe_version(self._axe)

    async def __aenter__(self) -> Self:
        """Starts the browser.

        Raises:
            BrowserError: there is none, or it does not start.
            ConfigError: the storage state cannot be used.
        """
        self._playwright = await async_playwright().start()
        try:
            await self._start()
        except BaseException:
            await self._playwright.stop()
            raise
        for _ in range(self._settings.concurrency):
            self._tabs.put_nowait(None)  # tabs are opened when they are first needed
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the browser."""
        try:
            if self._browser is not None:
                async with asyncio.timeout(10):
                    await self._browser.close()
        except (Error, TimeoutError):
            pass  # it is gone already
        if self._playwright is not None:
            await self._playwright.stop()

    async def gather(self, page: Page) -> Snapshot | Unchecked:
        """Opens a page; a page that could not be gathered is tried once more, in a fresh tab."""
        result = await self._attempt(page)
        if isinstance(result, Unchecked) and result.problem.kind in _RETRIED:
            result = await self._attempt(page)
        return result

    async def _attempt(self, page: Page) -> Snapshot | Unchecked:
        tab = await self._tabs.get()
        try:
            if tab is None:
                tab = await self._new_tab()
            result = await tab.gather(page, self.axe_rules, self.looks, self.probes)
            if tab.spent or (isinstance(result, Unchecked) and result.problem.kind is ProblemKind.TIMEOUT):
                await tab.close()  # a probe has used it, or it may still be loading: the next page gets a fresh tab
                tab = None
        except TabLostError as lost:
            if tab is not None:
                await tab.close()
            tab = None
            return Unchecked(problem=lost.problem, final_url=page.url)
        except Error as error:
            tab = None
            return Unchecked(
                problem=Problem(kind=ProblemKind.CRASH, detail=error.message.splitlines()[0][:200]),
                final_url=page.url,
            )
        else:
            return result
        finally:
            self._tabs.put_nowait(tab)

    async def _new_tab(self) -> Tab:
        async with self._restart:
            if self._browser is None or not self._browser.is_connected():
                await self._start()
        if self._context is None:
            raise BrowserError("The browser is not running.")
        return await Tab.open(
            self._context,
            self._axe,
            in_scope=self._in_scope,
            timeout=self._settings.timeout,
            settle=self._settings.settle,
        )

    async def _start(self) -> None:
        if self._playwright is None:
            raise BrowserError("The browser is not running.")
        settings = self._settings
        self._browser = await launch(self._playwright, settings.executable)
        own_agent = settings.user_agent or self._user_agent(await _own_agent(self._browser))
        auth = settings.basic_auth
        try:
            self._context = await self._browser.new_context(
                viewport={"width": settings.viewport[0], "height": settings.viewport[1]},
                user_agent=own_agent,
                locale="ja-JP",
                reduced_motion="reduce",
                service_workers="block",
                accept_downloads=False,
                ignore_https_errors=settings.ignore_https_errors,
                storage_state=settings.storage_state,
                http_credentials=None
                if auth is None
                else {
                    "username": auth.user,
                    "password": auth.password,
                    "origin": settings.origins[0] if settings.origins else "",
                },
            )
        except (Error, OSError, ValueError) as error:
            raise ConfigError(
                f"The storage state {settings.storage_state} cannot be used: {str(error).splitlines()[0]}."
            ) from error
        self._context.on("page", _close_popup)
        if self._prepare is not None:
            await self._prepare(self._context)
        if settings.headers:
            await self._context.route(self._trusted, self._add_headers)

    def _trusted(self, url: str) -> bool:
        return any(url == origin or url.startswith(origin + "/") for origin in self._settings.origins)

    async def _add_headers(self, route: Route, request: Request) -> None:
        await route.continue_(headers={**request.headers, **self._settings.headers})


async def _own_agent(browser: Browser) -> str:
    session = await browser.new_browser_cdp_session()
    try:
        version = await session.send("Browser.getVersion")
    finally:
        await session.detach()
    return str(version["userAgent"])


async def _close_popup(page: TabPage) -> None:
    """A page that has an opener is a pop-up: it is closed at once."""
    try:
        if await page.opener() is not None:
            await page.close()
    except Error:
        pass  # it has gone by itself
