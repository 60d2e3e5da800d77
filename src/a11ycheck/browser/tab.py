"""One tab: opens a page once, waits until it is ready, takes the snapshot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urldefrag

import msgspec
from playwright.async_api import BrowserContext, CDPSession, Error, Frame, Request
from playwright.async_api import Page as Tabpage
from playwright.async_api import Response as PlaywrightResponse
from playwright.async_api import TimeoutError as PlaywrightTimeout

from a11ycheck.engine.ports import Unchecked
from a11ycheck.model import AxeRule, Kind, Node, Page, Problem, ProblemKind, Resource, Response, Snapshot, Style

WALKER = (Path(__file__).parent / "walker.js").read_text(encoding="utf-8")
_WORLD = "a11ycheck"
_QUIET_MS = 100
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_HANG_SECONDS = 5
"""A page that does not answer for so long has a script that never ends."""
_GRACE_SECONDS = 1
_MAX_RESOURCES = 5000
_MAX_CLIENT_REDIRECTS = 5
_NET_ERROR = re.compile(r"net::(ERR_[A-Z0-9_]+)")
# Requests that stay open for ever and say nothing about whether the page is ready.
_ENDLESS = frozenset({"eventsource", "websocket", "media", "ping", "other"})


class Walked(msgspec.Struct, frozen=True, kw_only=True):
    """What walker.js returns."""

    nodes: tuple[Node, ...]
    styles: tuple[Style, ...]
    urls: dict[int, str]
    cut: bool
    url: str
    title: str
    charset: str
    doctype: bool
    height: int
    axe: tuple[AxeRule, ...]
    axe_problem: str
    sizes: tuple[tuple[str, int], ...]
    bytes: int


class TabLost(Exception):
    """The tab crashed or hangs: it has to be thrown away."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


class Tab:
    """A tab that is used for one page after another."""

    def __init__(
        self,
        page: Tabpage,
        session: CDPSession,
        *,
        in_scope: Callable[[str], bool],
        timeout: float,
        settle: float,
    ) -> None:
        self._page = page
        self._session = session
        self._in_scope = in_scope
        self._timeout = timeout
        self._settle = settle
        self._main_frame = ""
        self._reset("")

    @classmethod
    async def open(
        cls,
        context: BrowserContext,
        axe: str,
        *,
        in_scope: Callable[[str], bool],
        timeout: float,
        settle: float,
    ) -> Tab:
        """Opens a tab with axe and the walker waiting in every document to come.

        They live in an isolated world: neither a content security policy nor a page script that has
        changed Array or JSON can disturb them, and the page does not notice them.
        """
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        tab = cls(page, session, in_scope=in_scope, timeout=timeout, settle=settle)
        await session.send("Page.enable")
        await session.send(
            "Page.addScriptToEvaluateOnNewDocument", {"source": axe + "\n;" + WALKER, "worldName": _WORLD}
        )
        tree = await session.send("Page.getFrameTree")
        tab._main_frame = tree["frameTree"]["frame"]["id"]
        session.on("Fetch.requestPaused", tab._on_paused)
        await session.send("Fetch.enable", {"patterns": [{"urlPattern": "*", "resourceType": "Document"}]})
        page.on("request", tab._on_request)
        page.on("requestfinished", tab._on_finished)
        page.on("requestfailed", tab._on_failed)
        page.on("response", tab._on_response)
        page.on("dialog", lambda dialog: asyncio.ensure_future(_dismiss(dialog)))
        page.on("crash", lambda _: tab._crashed.set())
        return tab

    async def close(self) -> None:
        """Closes the tab, whatever state it is in."""
        try:
            async with asyncio.timeout(5):
                await self._page.close()
        except (Error, TimeoutError):
            pass  # it is gone already, or hangs and goes with the browser

    async def gather(self, page: Page, axe_rules: tuple[str, ...]) -> Snapshot | Unchecked:
        """Opens ``page`` and takes its snapshot.

        Raises:
            TabLost: the tab crashed or hangs and has to be replaced.
        """
        self._reset(page.url)
        started, taken = monotonic(), datetime.now(UTC).astimezone()
        work = asyncio.ensure_future(self._gather(page, axe_rules, started, taken))
        crash = asyncio.ensure_future(self._crashed.wait())
        try:
            await asyncio.wait({work, crash}, timeout=self._timeout * 2 + 60, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
        finally:
            for task in (work, crash):
                task.cancel()
            await asyncio.gather(work, crash, return_exceptions=True)
        if self._crashed.is_set():
            raise TabLost(Problem(kind=ProblemKind.CRASH, detail="the page killed its tab"))
        raise TabLost(Problem(kind=ProblemKind.TIMEOUT, detail="the page hangs"))

    # ---- one page

    def _reset(self, url: str) -> None:
        self._wanted = url
        self._frozen = False
        self._refused: Problem | None = None
        self._held_back = asyncio.Event()
        self._hops: list[str] = []
        self._open: set[Request] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._crashed = asyncio.Event()
        self._resources: list[Resource] = []
        self._document: PlaywrightResponse | None = None

    async def _gather(
        self, page: Page, axe_rules: tuple[str, ...], started: float, taken: datetime
    ) -> Snapshot | Unchecked:
        try:
            answer = await self._navigate(page.url)
        except TimeoutError:
            return await self._give_up(self._refused or Problem(kind=ProblemKind.TIMEOUT, detail="no document"))
        except PlaywrightTimeout:
            return await self._give_up(
                Problem(kind=ProblemKind.TIMEOUT, detail=f"no document within {self._timeout:g} s")
            )
        except Error as error:
            if self._crashed.is_set():
                raise TabLost(Problem(kind=ProblemKind.CRASH, detail="the page killed its tab")) from error
            return await self._give_up(self._refused or _problem(error.message))
        if answer is None and not page.url.startswith("file:"):
            return await self._give_up(Problem(kind=ProblemKind.NOT_HTML, detail="the server sent no document"))
        refusal = self._judge(answer)
        if refusal is not None:
            return refusal
        try:
            world = await self._ready(started)
            if self._refused is not None and self._refused.kind is ProblemKind.OUT_OF_SCOPE:
                return await self._give_up(self._refused)
            self._frozen = True
            text = await self._evaluate(world, f"a11ycheck.gather({msgspec.json.encode(axe_rules).decode()})")
        except TimeoutError as error:
            raise TabLost(Problem(kind=ProblemKind.TIMEOUT, detail="a script of the page never ends")) from error
        except Error as error:
            if self._crashed.is_set() or self._page.is_closed():
                raise TabLost(Problem(kind=ProblemKind.CRASH, detail="the page killed its tab")) from error
            if self._refused is not None:
                return await self._give_up(self._refused)
            raise TabLost(Problem(kind=ProblemKind.CHECK, detail=_first_line(error.message))) from error
        return self._snapshot(page, msgspec.json.decode(text, type=Walked), taken, started)

    async def _navigate(self, url: str) -> PlaywrightResponse | None:
        """Opens the address and waits for its document.

        A page that leaves by script while it is being read, and is held back, never finishes reading.

        Raises:
            TimeoutError: the page was held back and does not finish.
        """
        going = asyncio.ensure_future(
            self._page.goto(url, wait_until="domcontentloaded", timeout=self._timeout * 1000)
        )
        held = asyncio.ensure_future(self._held_back.wait())
        try:
            await asyncio.wait({going, held}, return_when=asyncio.FIRST_COMPLETED)
            async with asyncio.timeout(None if going.done() else _GRACE_SECONDS):
                return await going
        finally:
            held.cancel()

    async def _ready(self, started: float) -> int:
        """Waits until the page is loaded and quiet; the isolated world's context id.

        The world is asked for again after a client-side redirect, which throws the document away.
        """
        deadline = max(started + self._timeout, monotonic() + self._settle)
        end = monotonic() + self._settle
        for _ in range(_MAX_CLIENT_REDIRECTS + 1):
            try:
                world = await self._world()
                while True:
                    rest = max(0.1, min(deadline, end) - monotonic())
                    async with asyncio.timeout(rest + _HANG_SECONDS):
                        state = await self._evaluate(world, f"a11ycheck.settle({_QUIET_MS},{int(rest * 1000)})")
                    now = monotonic()
                    if state != "complete" and now < deadline:
                        end = now + self._settle  # still loading: the time for settling has not begun
                        continue
                    if self._idle.is_set() or now >= end:
                        return world
                    try:
                        async with asyncio.timeout(end - now):
                            await self._idle.wait()
                    except TimeoutError:
                        return world
            except Error as error:
                if self._crashed.is_set() or self._refused or not _is_navigation(error.message):
                    raise
                await self._page.wait_for_load_state("domcontentloaded", timeout=self._timeout * 1000)
        return await self._world()

    async def _world(self) -> int:
        answer = await self._session.send(
            "Page.createIsolatedWorld", {"frameId": self._main_frame, "worldName": _WORLD}
        )
        return int(answer["executionContextId"])

    async def _evaluate(self, world: int, expression: str) -> str:
        answer = await self._session.send(
            "Runtime.evaluate",
            {"expression": expression, "contextId": world, "awaitPromise": True, "returnByValue": True},
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            text = details.get("exception", {}).get("description") or details.get("text", "")
            raise Error(str(text))
        return str(answer["result"].get("value", ""))

    def _judge(self, answer: PlaywrightResponse | None) -> Unchecked | None:
        """Whether the answer is a page at all; None if it is."""
        if answer is None:
            return None
        if self._refused is not None:
            return self._unchecked(self._refused, answer)
        if answer.status >= 400:
            return self._unchecked(Problem(kind=ProblemKind.HTTP_ERROR, detail=f"HTTP {answer.status}"), answer)
        kind = _media_type(answer.headers.get("content-type", ""))
        if kind and kind not in _HTML_TYPES:
            return self._unchecked(Problem(kind=ProblemKind.NOT_HTML, detail=kind), answer)
        return None

    def _unchecked(self, problem: Problem, answer: PlaywrightResponse | None) -> Unchecked:
        return Unchecked(
            problem=problem,
            status=answer.status if answer else 0,
            final_url=self._hops[-1] if self._hops else answer.url if answer else self._wanted,
            content_type=_media_type(answer.headers.get("content-type", "")) if answer else "",
        )

    async def _give_up(self, problem: Problem) -> Unchecked:
        answer = self._document
        if problem.kind is ProblemKind.NOT_HTML and answer is not None:
            problem = Problem(
                kind=problem.kind, detail=_media_type(answer.headers.get("content-type", "")) or problem.detail
            )
        return self._unchecked(problem, answer)

    def _snapshot(self, page: Page, walked: Walked, taken: datetime, started: float) -> Snapshot:
        answer = self._document
        sizes = dict(walked.sizes)
        headers = dict(answer.headers) if answer else {}
        redirects = _redirects(answer.request) if answer else ()
        document = Resource(url=walked.url, kind="document", status=answer.status if answer else 0, size=walked.bytes)
        resources = [
            msgspec.structs.replace(r, size=sizes[r.url]) if sizes.get(r.url) else r for r in self._resources
        ]
        return Snapshot(
            page=msgspec.structs.replace(page, kind=Kind.HTML),
            response=Response(
                url=urldefrag(walked.url)[0],
                status=answer.status if answer else 0,
                headers=headers,
                redirects=redirects,
                content_type=_media_type(headers.get("content-type", "")),
                load_ms=int((monotonic() - started) * 1000),
            ),
            taken=taken,
            title=walked.title,
            charset=walked.charset,
            doctype=walked.doctype,
            height=walked.height,
            nodes=walked.nodes,
            styles=walked.styles,
            urls=walked.urls,
            axe=walked.axe,
            axe_problem=walked.axe_problem,
            resources=(document, *resources),
            cut=walked.cut,
        )

    # ---- events

    def _on_paused(self, event: dict[str, Any]) -> None:
        """Decides about every document request: the checker never leaves its sites and never submits."""
        request, method, params = event["request"], "Fetch.continueRequest", {"requestId": event["requestId"]}
        if event.get("frameId") == self._main_frame:
            url = request["url"]
            problem = self._forbids(url, request["method"])
            if problem is not None:
                if problem.kind is ProblemKind.OUT_OF_SCOPE:
                    self._hops.append(url)
                if not self._frozen:
                    self._refused = problem
                    self._held_back.set()
                method, params = "Fetch.failRequest", {**params, "errorReason": "Aborted"}
            else:
                self._hops.append(url)
        asyncio.ensure_future(self._send(method, params))

    def _forbids(self, url: str, method: str) -> Problem | None:
        if not self._hops and urldefrag(url)[0] == urldefrag(self._wanted)[0] and method == "GET":
            return None
        if self._frozen or method not in ("GET", "HEAD"):
            return Problem(kind=ProblemKind.CHECK, detail="the page sends a form or leaves by itself")
        if not self._in_scope(url):
            return Problem(kind=ProblemKind.OUT_OF_SCOPE, detail=url)
        if len(self._hops) > 20:
            return Problem(kind=ProblemKind.UNREACHABLE, detail="redirects without end")
        return None

    async def _send(self, method: str, params: dict[str, Any]) -> None:
        try:
            await self._session.send(method, params)
        except Error:
            pass  # the request or the tab is gone meanwhile

    def _on_request(self, request: Request) -> None:
        if request.resource_type not in _ENDLESS:
            self._open.add(request)
            self._idle.clear()

    def _on_finished(self, request: Request) -> None:
        self._open.discard(request)
        if not self._open:
            self._idle.set()

    def _on_failed(self, request: Request) -> None:
        self._on_finished(request)
        if len(self._resources) < _MAX_RESOURCES and not self._is_document(request):
            failure = request.failure or ""
            # Chromium names the reason only in the console; the address says as much here.
            self._resources.append(
                Resource(url=request.url[:2000], kind=request.resource_type, status=0, error=failure[:100])
            )

    def _on_response(self, response: PlaywrightResponse) -> None:
        request = response.request
        if self._is_document(request):
            self._document = response
        elif len(self._resources) < _MAX_RESOURCES:
            length = response.headers.get("content-length", "0")
            self._resources.append(
                Resource(
                    url=response.url[:2000],
                    kind=request.resource_type,
                    status=response.status,
                    size=int(length) if length.isdigit() else 0,
                )
            )

    def _is_document(self, request: Request) -> bool:
        return request.resource_type == "document" and self._frame_of(request) == self._page.main_frame

    @staticmethod
    def _frame_of(request: Request) -> Frame | None:
        try:
            return request.frame
        except Error:
            return None  # a service worker's request has none


async def _dismiss(dialog: Any) -> None:
    try:
        # “Leave this page?” must be accepted, or the next navigation never happens.
        await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())
    except Error:
        pass  # it was closed meanwhile


def _redirects(request: Request) -> tuple[str, ...]:
    chain: list[str] = []
    earlier = request.redirected_from
    while earlier is not None:
        chain.append(earlier.url)
        earlier = earlier.redirected_from
    return tuple(reversed(chain))


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()


def _first_line(message: str) -> str:
    return (message.strip().splitlines() or ["unknown error"])[0][:200]


def _is_navigation(message: str) -> bool:
    return any(
        words in message
        for words in ("Cannot find context", "context was destroyed", "navigated or closed", "uniqueContextId")
    )


def _problem(message: str) -> Problem:
    match = _NET_ERROR.search(message)
    code = match[1] if match else ""
    if "CERT" in code or "SSL" in code:
        return Problem(kind=ProblemKind.TLS, detail=f"net::{code}")
    if "TIMED_OUT" in code:
        return Problem(kind=ProblemKind.TIMEOUT, detail=f"net::{code}")
    if "Download is starting" in message or code == "ERR_ABORTED":
        return Problem(kind=ProblemKind.NOT_HTML, detail="download")
    return Problem(kind=ProblemKind.UNREACHABLE, detail=f"net::{code}" if code else _first_line(message))
