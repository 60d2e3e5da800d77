"""What a tab loads: whether something is still on its way, and what came."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Mapping
from contextlib import suppress

import msgspec
from playwright.async_api import Error, Page, Request
from playwright.async_api import Response as PlaywrightResponse

from a11ycheck.model import Resource

_MAX_RESOURCES = 5000
_MAX_DIGITS = 16
_MAX_COOKIE = 1000
_VALUE = re.compile(r"^([^=;]*=)[^;]*")
# Requests that stay open for ever and say nothing about whether the page is ready.
_ENDLESS = frozenset({"eventsource", "websocket", "media", "ping", "other"})


class Traffic:
    """Follows the requests of one tab, page after page."""

    def __init__(self, page: Page) -> None:
        """
        Args:
            page: the tab.
        """
        self._page = page
        self.reset()
        page.on("request", self._on_request)
        page.on("requestfinished", self._on_finished)
        page.on("requestfailed", self._on_failed)
        page.on("response", self._on_response)

    def reset(self) -> None:
        """A new page begins."""
        self._open: set[Request] = set()
        self._resources: list[Resource] = []
        self.idle = asyncio.Event()
        """Set while nothing that matters is on its way."""
        self.idle.set()
        self.document: PlaywrightResponse | None = None
        """The last answer to a request for the main document."""

    def redirects(self) -> tuple[str, ...]:
        """The addresses that redirected to the document, the first one first."""
        chain: list[str] = []
        earlier = self.document.request.redirected_from if self.document else None
        while earlier is not None:
            chain.append(earlier.url)
            earlier = earlier.redirected_from
        return tuple(reversed(chain))

    async def cookies(self) -> str:
        """The cookies that the document's answer sets, a line each, without their values: those are secrets."""
        if self.document is None:
            return ""
        with suppress(Error):
            lines = await self.document.header_values("set-cookie")
            return "\n".join(_VALUE.sub(r"\1…", line[:_MAX_COOKIE]) for text in lines for line in text.split("\n"))
        return ""

    def resources(self, sizes: Mapping[str, int], ours: Collection[str] = ()) -> tuple[Resource, ...]:
        """What the page loaded besides itself.

        Args:
            sizes: bytes by address, as the browser measured them; better than what the server said.
            ours: addresses that the walker fetched, which is not the page's doing.
        """
        return tuple(
            msgspec.structs.replace(r, size=sizes[r.url]) if sizes.get(r.url) else r
            for r in self._resources
            if r.kind != "fetch" or r.url not in ours
        )

    def _on_request(self, request: Request) -> None:
        if request.resource_type not in _ENDLESS:
            self._open.add(request)
            self.idle.clear()

    def _on_finished(self, request: Request) -> None:
        self._open.discard(request)
        if not self._open:
            self.idle.set()

    def _on_failed(self, request: Request) -> None:
        self._on_finished(request)
        if not self._is_document(request):
            self._add(request, error=(request.failure or "")[:100])

    def _on_response(self, response: PlaywrightResponse) -> None:
        if self._is_document(response.request):
            self.document = response
        else:
            length = response.headers.get("content-length", "")
            self._add(
                response.request,
                status=response.status,
                size=int(length) if length.isascii() and length.isdecimal() and len(length) < _MAX_DIGITS else 0,
            )

    def _add(self, request: Request, *, status: int = 0, size: int = 0, error: str = "") -> None:
        if len(self._resources) < _MAX_RESOURCES:
            self._resources.append(
                Resource(url=request.url[:2000], kind=request.resource_type, status=status, size=size, error=error)
            )

    def _is_document(self, request: Request) -> bool:
        if request.resource_type != "document":
            return False
        try:
            return request.frame == self._page.main_frame
        except Error:
            return False  # a service worker's request has no frame
