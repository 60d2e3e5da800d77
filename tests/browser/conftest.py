"""Real pages on a real server, opened in a real browser."""

from __future__ import annotations

import asyncio
import http.server
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

import pytest

from a11ycheck.browser.gatherer import BrowserGatherer
from a11ycheck.engine.ports import Unchecked
from a11ycheck.model import Page, Snapshot
from a11ycheck.settings import BrowserSettings

T = TypeVar("T")
Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


class PageServer:
    """Answers from a table of paths; keeps what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, str | Answer] = {}
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.requests.append((self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))
                answer = outer.pages.get(self.path.partition("?")[0])
                if answer is None:
                    send(self, "<!doctype html><title>404</title>", status=404)
                elif isinstance(answer, str):
                    send(self, answer)
                else:
                    answer(self)

            do_POST = do_GET

            def log_message(self, *args: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stops the server."""
        self._server.shutdown()
        self._server.server_close()


def send(
    handler: http.server.BaseHTTPRequestHandler,
    body: str | bytes,
    *,
    status: int = 200,
    content_type: str = "text/html; charset=utf-8",
    headers: dict[str, str] | None = None,
) -> None:
    """Sends one whole answer."""
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    try:
        handler.send_response(status)
        handler.send_header("Content-Type", content_type)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)
    except (BrokenPipeError, ConnectionResetError):
        pass  # the browser has lost interest


@pytest.fixture
def server() -> Iterator[PageServer]:
    """A server of this test's own."""
    found = PageServer()
    yield found
    found.close()


@pytest.fixture
def gather(server: PageServer) -> Callable[..., Any]:
    """Opens paths of the server one after another with one gatherer."""

    def run(*paths: str, axe: tuple[str, ...] = (), **settings: Any) -> list[Snapshot | Unchecked]:
        async def work() -> list[Snapshot | Unchecked]:
            options = {"concurrency": 1, "timeout": 10.0, "settle": 1.0, "origins": (server.url,), **settings}
            async with BrowserGatherer(
                BrowserSettings(**options), axe, lambda url: url.startswith(server.url)
            ) as gatherer:
                return [await gatherer.gather(Page(url=server.url + path)) for path in paths]

        return run_async(work())

    return run


def run_async(work: Coroutine[Any, Any, T]) -> T:
    """The coroutine's result, within a minute and a half."""

    async def bounded() -> T:
        async with asyncio.timeout(90):
            return await work

    return asyncio.run(bounded())
