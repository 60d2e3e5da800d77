"""Keeps a tab on its sites: no document from elsewhere, no form sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any
from urllib.parse import urldefrag

from playwright.async_api import CDPSession, Error

from a11ycheck.model import Problem, ProblemKind

_MAX_HOPS = 20


class Guard:
    """Decides about every request for the main document, redirects included, before it is sent."""

    def __init__(self, session: CDPSession, frame: str, in_scope: Callable[[str], bool]) -> None:
        """
        Args:
            session: the tab's session.
            frame: id of the tab's main frame.
            in_scope: whether the main document may be loaded from an address.
        """
        self._session = session
        self._frame = frame
        self._in_scope = in_scope
        self._tasks: set[asyncio.Future[None]] = set()
        self.reset("")
        session.on("Fetch.requestPaused", self._on_paused)

    async def start(self) -> None:
        """Begins to watch."""
        await self._session.send("Fetch.enable", {"patterns": [{"urlPattern": "*", "resourceType": "Document"}]})

    def reset(self, url: str) -> None:
        """A new page begins, at ``url``."""
        self._wanted = url
        self.frozen = False
        """Set when the page is being judged: it may not leave any more."""
        self.refused: Problem | None = None
        """What the page was kept from before it was judged."""
        self.held_back = asyncio.Event()
        """Set when it was kept from something."""
        self.hops: list[str] = []
        """The addresses of its document, redirects included; the last one may be where it was stopped."""

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs something beside; the set keeps it from being thrown away half-way."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _on_paused(self, event: dict[str, Any]) -> None:
        request, method, params = event["request"], "Fetch.continueRequest", {"requestId": event["requestId"]}
        if event.get("frameId") == self._frame:
            problem = self._forbids(request["url"], request["method"])
            if problem is None or problem.kind is ProblemKind.OUT_OF_SCOPE:
                self.hops.append(request["url"])
            if problem is not None:
                if not self.frozen:
                    self.refused = problem
                    self.held_back.set()
                method, params = "Fetch.failRequest", {**params, "errorReason": "Aborted"}
        self.run(self._send(method, params))

    def _forbids(self, url: str, method: str) -> Problem | None:
        if not self.hops and urldefrag(url)[0] == urldefrag(self._wanted)[0] and method == "GET":
            return None
        if self.frozen or method not in ("GET", "HEAD"):
            return Problem(kind=ProblemKind.CHECK, detail="the page sends a form or leaves by itself")
        if not self._in_scope(url):
            return Problem(kind=ProblemKind.OUT_OF_SCOPE, detail=url)
        if len(self.hops) > _MAX_HOPS:
            return Problem(kind=ProblemKind.UNREACHABLE, detail="redirects without end")
        return None

    async def _send(self, method: str, params: dict[str, Any]) -> None:
        with suppress(Error):  # the request or the tab may be gone meanwhile
            await self._session.send(method, params)
