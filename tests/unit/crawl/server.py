"""A real local web server whose answers a test sets."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What a server answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    """Bytes to write instead of an HTTP answer, before the connection is cut."""


@dataclass
class Asked:
    """What a server was asked."""

    path: str
    headers: dict[str, str]
    method: str = "GET"


class Server:
    """A server whose answers a test sets by path."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        """Start it on a free port."""
        self.replies: dict[str, Reply | Callable[[], Reply]] = {}
        self.asked: list[Asked] = []
        self.release = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:  # noqa: N802 (the name is http.server's)
                server._answer(self)

            def do_HEAD(self) -> None:  # noqa: N802
                server._answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's name)
                """Keep the test's output clean."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        if context is not None:
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        scheme = "http" if context is None else "https"
        self.port = self._http.server_address[1]
        self.origin = f"{scheme}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        """Stop it."""
        self.release.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(Asked(handler.path, {k.lower(): v for k, v in handler.headers.items()}, handler.command))
        missing = self.replies.get(handler.path, Reply(b"not found", 404))
        reply = self.replies.get(f"{handler.command} {handler.path}", missing)
        if not isinstance(reply, Reply):
            reply = reply()
        if reply.raw is not None:
            handler.close_connection = True
            handler.wfile.write(reply.raw)
            return
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if "Content-Length" not in reply.headers:
            handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(reply.body)
