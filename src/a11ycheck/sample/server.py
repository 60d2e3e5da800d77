"""Serve the sample site on this machine, as it is or with every planted fault fixed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from a11ycheck.errors import UsageError
from a11ycheck.sample import generated
from a11ycheck.sample.pages import Renderer, charset_of

SITE = Path(__file__).parent / "site"
"""The pages of the sample site."""
PLANTED = Path(__file__).parent / "planted.yaml"
"""What is wrong with them, and what only looks wrong."""

REDIRECTS = {"/old-top.html": "/"}
"""Addresses that moved for good."""
CALENDAR = "/event/calendar.html"
"""The page without end: every month links to the next and the previous one."""

_ERROR_PAGE = "/404.html"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".vtt": "text/vtt",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".bmp": "image/bmp",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".pdf": "application/pdf",
}
_RENDERED = (".html", ".xml", ".txt")  # of these, faults are chosen and placeholders filled in


@contextmanager
def serve(
    folder: Path | None = None, port: int = 0, *, fixed: bool = False, today: date | None = None
) -> Iterator[str]:
    """Serve a site on 127.0.0.1 and yield its base URL, without a slash at the end.

    Args:
        folder: The site's folder; the sample city if left out.
        port: The port; 0 takes a free one.
        fixed: Whether the pages are served without the planted faults.
        today: The day that the pages' dates are counted from; the real one if left out.

    Raises:
        UsageError: The port is taken or may not be used.
    """
    renderer = Renderer(folder or SITE, fixed=fixed, today=today or date.today())  # noqa: DTZ011 – local day

    class Handler(_Handler):
        site = renderer

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise UsageError(f"Port {port} on 127.0.0.1 cannot be used ({error.strerror}). Give another one.") from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is sent back."""

    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


class _Handler(BaseHTTPRequestHandler):
    """One request. It says nothing on the terminal."""

    site: Renderer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send the page with its body."""
        self._send(self._answer(), with_body=True)

    def do_HEAD(self) -> None:
        """Send the page's head alone."""
        self._send(self._answer(), with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 – the base class' name
        """Keep the terminal quiet."""

    def _answer(self) -> _Answer:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        if path in REDIRECTS:
            return _Answer(status=HTTPStatus.MOVED_PERMANENTLY, location=REDIRECTS[path])
        made = (generated.MENDED.get(path) if self.site.fixed else None) or generated.FILES.get(path)
        if made and self.site.root == SITE:
            return _Answer(made(), _TYPES[Path(path).suffix])
        file = self.site.find(path)
        if file is None or path == _ERROR_PAGE:
            return self._not_found()
        if file.is_dir():
            return _Answer(status=HTTPStatus.MOVED_PERMANENTLY, location=parts.path + "/")
        return self._file(file, path, parts.query)

    def _file(self, file: Path, path: str, query: str) -> _Answer:
        if file.suffix not in _RENDERED:
            return _Answer(file.read_bytes(), _type_of(file.suffix))
        values = {"base": f"http://{self.headers.get('Host', 'localhost')}"}
        if path == CALENDAR:
            month = generated.calendar_values(parse_qs(query), self.site.today)
            if month is None:
                return self._not_found()
            values |= month
        return self._page(file, values, HTTPStatus.OK)

    def _not_found(self) -> _Answer:
        file = self.site.find(_ERROR_PAGE)
        if file is None:
            return _Answer(b"Not found", "text/plain; charset=utf-8", HTTPStatus.NOT_FOUND)
        return self._page(file, {}, HTTPStatus.NOT_FOUND)

    def _page(self, file: Path, values: dict[str, str], status: HTTPStatus) -> _Answer:
        text = self.site.render(file, values)
        charset = charset_of(text)
        return _Answer(text.encode(charset, "xmlcharrefreplace"), _type_of(file.suffix, charset), status)

    def _send(self, answer: _Answer, *, with_body: bool) -> None:
        try:
            self.send_response(answer.status)
            if answer.location:
                self.send_header("Location", answer.location)
            else:
                self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if with_body:
                self.wfile.write(answer.body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the browser went on to another page


def _type_of(suffix: str, charset: str = "utf-8") -> str:
    media = _TYPES.get(suffix.lower(), "application/octet-stream")
    is_text = media.startswith("text/") or media in ("application/json", "application/xml", "image/svg+xml")
    return f"{media}; charset={charset}" if is_text else media
