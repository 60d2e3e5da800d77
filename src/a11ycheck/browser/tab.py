"""One tab: opens a page once, waits until it is ready, takes the snapshot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from urllib.parse import urldefrag

import msgspec
from playwright.async_api import BrowserContext, CDPSession, Dialog, Error
from playwright.async_api import Page as TabPage
from playwright.async_api import Response as PlaywrightResponse
from playwright.async_api import TimeoutError as PlaywrightTimeout

from a11ycheck.browser.guard import Guard
from a11ycheck.browser.looks import LOOKS, FocusKey, World, take
from a11ycheck.browser.probes import Controls, run_probes
from a11ycheck.browser.traffic import Traffic
from a11ycheck.engine.ports import Unchecked
from a11ycheck.model import (
    AxeRule,
    Frame,
    Kind,
    LookName,
    Looks,
    Media,
    Motion,
    Node,
    Page,
    Problem,
    ProblemKind,
    Resource,
    Response,
    Snapshot,
    Style,
)

WALKER = "\n;".join(
    (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("media.js", "motion.js", "walker.js")
)
_WORLD = "a11ycheck"
_QUIET_MS = 100
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_HANG_SECONDS = 5
"""A page that does not answer for so long has a script that never ends."""
_GRACE_SECONDS = 1
_MAX_CLIENT_REDIRECTS = 5
_NET_ERROR = re.compile(r"net::(ERR_[A-Z0-9_]+)")


class Walked(msgspec.Struct, frozen=True, kw_only=True):
    """What walker.js returns."""

    nodes: tuple[Node, ...]
    styles: tuple[Style, ...]
    urls: dict[int, str]
    media: tuple[Media, ...]
    motion: tuple[Motion, ...]
    frames: tuple[Frame, ...]
    fetched: tuple[str, ...]
    cut: bool
    url: str
    title: str
    charset: str
    doctype: bool
    height: int
    axe: tuple[AxeRule, ...]
    axe_problem: str
    looks: Looks
    sizes: tuple[tuple[str, int], ...]
    bytes: int


class TabLostError(Exception):
    """The tab crashed or hangs: it has to be thrown away."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


class Tab:
    """A tab that is used for one page after another."""

    def __init__(
        self, page: TabPage, session: CDPSession, frame: str, guard: Guard, *, timeout: float, settle: float
    ) -> None:
        """
        Args:
            page: the tab.
            session: its session.
            frame: id of its main frame.
            guard: keeps it on its sites.
            timeout: seconds until a document must have arrived.
            settle: seconds that a page may go on changing after it loaded.
        """
        self._page = page
        self._session = session
        self._frame = frame
        self._guard = guard
        self._traffic = Traffic(page)
        self._timeout = timeout
        self._settle = settle
        self._marked: dict[FocusKey, bool] = {}
        self.spent = False
        """Whether a probe has used the page: the tab is to be closed."""
        self._crashed = asyncio.Event()
        page.on("crash", lambda _: self._crashed.set())
        page.on("dialog", lambda dialog: guard.run(_dismiss(dialog)))

    @classmethod
    async def open(
        cls,
        context: BrowserContext,
        axe: str,
        *,
        in_scope: Callable[[str], bool],
        timeout: float,  # noqa: ASYNC109 - it is kept for the pages to come
        settle: float,
    ) -> Tab:
        """Opens a tab with axe and the walker waiting in every document to come.

        They live in an isolated world: neither a content security policy nor a page script that has
        changed Array or JSON can disturb them, and the page does not notice them.
        """
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        await session.send("Page.enable")
        await session.send(
            "Page.addScriptToEvaluateOnNewDocument", {"source": f"{axe}\n;{LOOKS}\n;{WALKER}", "worldName": _WORLD}
        )
        tree = await session.send("Page.getFrameTree")
        frame = tree["frameTree"]["frame"]["id"]
        guard = Guard(session, frame, in_scope)
        await guard.start()
        return cls(page, session, frame, guard, timeout=timeout, settle=settle)

    async def close(self) -> None:
        """Closes the tab, whatever state it is in."""
        with suppress(Error, TimeoutError):  # it is gone already, or hangs and goes with the browser
            async with asyncio.timeout(5):
                await self._page.close()

    async def gather(
        self,
        page: Page,
        axe_rules: tuple[str, ...],
        looks: tuple[LookName, ...] = (),
        probes: tuple[str, ...] = (),
    ) -> Snapshot | Unchecked:
        """Opens ``page`` and takes its snapshot.

        Args:
            page: what to open.
            axe_rules: ids of the axe rules to run.
            looks: closer looks to take.
            probes: names of the probes to run when all else is gathered. The tab is ``spent`` afterwards.

        Raises:
            TabLostError: the tab crashed or hangs and has to be replaced.
        """
        self._guard.reset(page.url)
        self._traffic.reset()
        started, taken = monotonic(), datetime.now(UTC).astimezone()
        work = asyncio.ensure_future(self._gather(page, axe_rules, looks, started, taken))
        crash = asyncio.ensure_future(self._crashed.wait())
        try:
            await asyncio.wait({work, crash}, timeout=self._timeout * 2 + 60, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return await self._probed(work.result(), probes)
        finally:
            for task in (work, crash):
                task.cancel()
            await asyncio.gather(work, crash, return_exceptions=True)
        if self._crashed.is_set():
            raise TabLostError(Problem(kind=ProblemKind.CRASH, detail="the page killed its tab"))
        raise TabLostError(Problem(kind=ProblemKind.TIMEOUT, detail="the page hangs"))

    async def _probed(self, result: Snapshot | Unchecked, names: tuple[str, ...]) -> Snapshot | Unchecked:
        """The snapshot with what the probes found."""
        if not names or isinstance(result, Unchecked):
            return result
        self.spent = True
        try:
            async with asyncio.timeout(_HANG_SECONDS):
                world = await self._world()
        except (Error, TimeoutError):
            return result
        outcomes = await run_probes(names, Controls(self._session, partial(self._evaluate, world)))
        return msgspec.structs.replace(result, probes=outcomes)

    # ---- one page

    async def _gather(
        self,
        page: Page,
        axe_rules: tuple[str, ...],
        looks: tuple[LookName, ...],
        started: float,
        taken: datetime,
    ) -> Snapshot | Unchecked:
        try:
            answer = await self._navigate(page.url)
        except TimeoutError:
            return await self._give_up(self._guard.refused or Problem(kind=ProblemKind.TIMEOUT, detail="no document"))
        except PlaywrightTimeout:
            return await self._give_up(
                Problem(kind=ProblemKind.TIMEOUT, detail=f"no document within {self._timeout:g} s")
            )
        except Error as error:
            if self._crashed.is_set():
                raise TabLostError(Problem(kind=ProblemKind.CRASH, detail="the page killed its tab")) from error
            return await self._give_up(self._guard.refused or _problem(error.message))
        if answer is None and not page.url.startswith("file:"):
            return await self._give_up(Problem(kind=ProblemKind.NOT_HTML, detail="the server sent no document"))
        refusal = self._judge(answer)
        if refusal is not None:
            return refusal
        try:
            world = await self._ready(started)
            if self._guard.refused is not None and self._guard.refused.kind is ProblemKind.OUT_OF_SCOPE:
                return await self._give_up(self._guard.refused)
            self._guard.frozen = True
            asked = ",".join(msgspec.json.encode(names).decode() for names in (axe_rules, looks))
            text = await self._evaluate(world, f"a11ycheck.gather({asked})")
            walked = msgspec.json.decode(text, type=Walked)
            within = World(world, self._session, partial(self._evaluate, world), self._marked)
            seen = await take(looks, within, walked.nodes, walked.styles, walked.axe, walked.looks)
            walked = msgspec.structs.replace(walked, looks=seen)
        except TimeoutError as error:
            raise TabLostError(Problem(kind=ProblemKind.TIMEOUT, detail="a script of the page never ends")) from error
        except Error as error:
            if self._crashed.is_set() or self._page.is_closed():
                raise TabLostError(Problem(kind=ProblemKind.CRASH, detail="the page killed its tab")) from error
            if self._guard.refused is not None:
                return await self._give_up(self._guard.refused)
            raise TabLostError(Problem(kind=ProblemKind.CHECK, detail=_first_line(error.message))) from error
        cookies = await self._traffic.cookies()
        return self._snapshot(page, walked, taken, started, cookies)

    async def _navigate(self, url: str) -> PlaywrightResponse | None:
        """Opens the address and waits for its document.

        A page that leaves by script while it is being read, and is held back, never finishes reading.

        Raises:
            TimeoutError: the page was held back and does not finish.
        """
        going = asyncio.ensure_future(self._page.goto(url, wait_until="domcontentloaded", timeout=self._timeout * 1000))
        # Whoever stops waiting for it, what becomes of it is no news.
        going.add_done_callback(lambda task: task.cancelled() or task.exception())
        held = asyncio.ensure_future(self._guard.held_back.wait())
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
                    if self._traffic.idle.is_set() or now >= end:
                        return world
                    try:
                        async with asyncio.timeout(end - now):
                            await self._traffic.idle.wait()
                    except TimeoutError:
                        return world
            except Error as error:
                if self._crashed.is_set() or self._guard.refused or not _is_navigation(error.message):
                    raise
                await self._page.wait_for_load_state("domcontentloaded", timeout=self._timeout * 1000)
        return await self._world()

    async def _world(self) -> int:
        answer = await self._session.send("Page.createIsolatedWorld", {"frameId": self._frame, "worldName": _WORLD})
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
        if self._guard.refused is not None:
            return self._unchecked(self._guard.refused, answer)
        if answer.status >= HTTPStatus.BAD_REQUEST:
            return self._unchecked(Problem(kind=ProblemKind.HTTP_ERROR, detail=f"HTTP {answer.status}"), answer)
        kind = _media_type(answer.headers.get("content-type", ""))
        if kind and kind not in _HTML_TYPES:
            return self._unchecked(Problem(kind=ProblemKind.NOT_HTML, detail=kind), answer)
        return None

    def _unchecked(self, problem: Problem, answer: PlaywrightResponse | None) -> Unchecked:
        return Unchecked(
            problem=problem,
            status=answer.status if answer else 0,
            final_url=self._guard.hops[-1] if self._guard.hops else answer.url if answer else self._page.url,
            content_type=_media_type(answer.headers.get("content-type", "")) if answer else "",
        )

    async def _give_up(self, problem: Problem) -> Unchecked:
        answer = self._traffic.document
        if problem.kind is ProblemKind.NOT_HTML and answer is not None:
            problem = Problem(
                kind=problem.kind, detail=_media_type(answer.headers.get("content-type", "")) or problem.detail
            )
        return self._unchecked(problem, answer)

    def _snapshot(self, page: Page, walked: Walked, taken: datetime, started: float, cookies: str) -> Snapshot:
        answer = self._traffic.document
        headers = dict(answer.headers) if answer else {}
        if cookies:
            headers["set-cookie"] = cookies
        document = Resource(url=walked.url, kind="document", status=answer.status if answer else 0, size=walked.bytes)
        return Snapshot(
            page=msgspec.structs.replace(page, kind=Kind.HTML),
            response=Response(
                url=urldefrag(walked.url)[0],
                status=answer.status if answer else 0,
                headers=headers,
                redirects=self._traffic.redirects(),
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
            media=walked.media,
            motion=walked.motion,
            frames=walked.frames,
            axe=walked.axe,
            axe_problem=walked.axe_problem,
            looks=walked.looks,
            resources=(document, *self._traffic.resources(dict(walked.sizes), walked.fetched)),
            cut=walked.cut,
        )


async def _dismiss(dialog: Dialog) -> None:
    with suppress(Error):  # it may be closed meanwhile
        # “Leave this page?” must be accepted, or the next navigation never happens.
        await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())


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
