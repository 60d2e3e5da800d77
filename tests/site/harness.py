"""The real program as a subprocess, against real servers that each test fills with pages."""

from __future__ import annotations

import base64
import http.server
import io
import json
import os
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import IO, Any

import pytest

from a11ycheck.cli.main import main

Handler = http.server.BaseHTTPRequestHandler
Answer = Callable[[Handler], None]

FAULT = '<img src="/logo.gif">'
"""A Level 1 fault: an image without a text alternative."""
PROGRAM = [sys.executable, "-m", "a11ycheck.cli.main"]


def page(body: str = "", *, title: str = "くらしの手続き", head: str = "") -> str:
    """A page without a Level 1 fault unless ``body`` brings one."""
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title>{head}</head><body><main><h1>{title}</h1>{body}</main>"
        # Every site has to publish its policy; here it stands on a site that no test visits.
        '<footer><a href="https://www.example.lg.jp/policy/">ウェブアクセシビリティ方針</a></footer></body></html>'
    )


def links(*paths: str) -> str:
    """A list of links."""
    return "<ul>" + "".join(f'<li><a href="{path}">{path}のページ</a></li>' for path in paths) + "</ul>"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that a server received."""

    at: float
    path: str
    headers: dict[str, str]


class Site:
    """A web site on 127.0.0.1 that answers from a table of paths and remembers what it was asked."""

    def __init__(self, *, tls: tuple[Path, Path] | None = None) -> None:
        self.pages: dict[str, str | Answer] = {}
        self.asked: list[Asked] = []
        self.login = ""
        """USER:PASSWORD that every request has to bring; empty for none."""
        outer = self

        class _Handler(Handler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:  # noqa: N802 - its name in http.server
                outer._answer(self)

            def do_HEAD(self) -> None:  # noqa: N802
                outer._answer(self)

            def log_message(self, *args: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        if tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"{'http' if tls is None else 'https'}://{self.host}"

    def paths(self) -> list[str]:
        """The addresses that were asked for, in order, without those that stand beside the pages."""
        aside = ("/robots.txt", "/favicon.ico", "/sitemap.xml", "/sitemap_index.xml", "/logo.gif")
        return [asked.path for asked in list(self.asked) if asked.path not in aside]

    def close(self) -> None:
        """Stops the server."""
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler: Handler) -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.asked.append(Asked(monotonic(), handler.path, headers))
        if self.login:
            wanted = "Basic " + base64.b64encode(self.login.encode()).decode()
            if headers.get("authorization") != wanted:
                send(handler, page("login"), status=401, headers={"WWW-Authenticate": 'Basic realm="staging"'})
                return
        answer = self.pages.get(handler.path, self.pages.get(handler.path.partition("?")[0]))
        if answer is None:
            send(handler, page("not here", title="404"), status=404)
        elif isinstance(answer, str):
            send(handler, answer)
        else:
            answer(handler)


def send(
    handler: Handler,
    body: str | bytes,
    *,
    status: int = 200,
    content_type: str = "text/html; charset=utf-8",
    headers: dict[str, str] | None = None,
) -> None:
    """Sends one whole answer."""
    data = body.encode() if isinstance(body, str) else body
    try:
        handler.send_response(status)
        handler.send_header("Content-Type", content_type)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(data)
    except (BrokenPipeError, ConnectionResetError):
        pass  # the browser has lost interest


def answer(body: str | bytes, **options: Any) -> Answer:
    """An answer as ``send`` gives it."""
    return lambda handler: send(handler, body, **options)


def redirect(target: str) -> Answer:
    """A permanent redirect."""
    return answer(b"", status=301, headers={"Location": target})


@dataclass(frozen=True, slots=True)
class Run:
    """How a run of the program ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on stdout, read as JSON."""
        return json.loads(self.out)

    @property
    def said(self) -> list[str]:
        """The sentences that the program says in its own name."""
        return [line for line in self.err.splitlines() if line.startswith("a11ycheck: ")]


class Program:
    """Runs the command line in a folder of its own, with a history of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "history.sqlite3"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("A11YCHECK_")},
            "A11YCHECK_DB": str(self.db),
            "PYTHONUTF8": "1",
        }
        if "A11YCHECK_BROWSER" in os.environ:
            self.environment["A11YCHECK_BROWSER"] = os.environ["A11YCHECK_BROWSER"]

    def __call__(
        self,
        *args: str | Path,
        stdin: str = "",
        env: dict[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> Run:
        """Runs the program to its end. Whatever happens, it shows no traceback and no control character."""
        done = subprocess.run(  # noqa: PLW1509 - a limit for the child has to be set in the child
            [*PROGRAM, *map(str, args)],
            cwd=self.folder,
            env={**self.environment, **(env or {})},
            input=stdin.encode(),
            capture_output=True,
            timeout=120,
            check=False,
            preexec_fn=before,
        )
        return checked(done.returncode, done.stdout, done.stderr)

    def inside(self, *args: str | Path) -> Run:
        """The same in this process, for what ends before anything is opened: it saves the start of a Python."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.folder)
            patch.setenv("A11YCHECK_DB", str(self.db))
            patch.setattr(sys, "argv", ["a11ycheck", *map(str, args)])
            with pytest.raises(SystemExit) as end:
                main()
        return checked(int(end.value.code or 0), out.getvalue().encode(), err.getvalue().encode())

    def start(self, *args: str | Path, stdout: IO[bytes] | int = subprocess.PIPE) -> subprocess.Popen[bytes]:
        """Starts the program, as a shell in the foreground does."""
        return subprocess.Popen(
            [*PROGRAM, *map(str, args)],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def scan(self, *args: str | Path, out: str = "report") -> tuple[Run, dict[str, Any]]:
        """Scans; the run and its scan.json."""
        run = self("scan", *args, "--out", out, "--format", "json")
        written = self.folder / out / "scan.json"
        assert written.exists(), run.err
        return run, json.loads(written.read_text(encoding="utf-8"))


def checked(status: int, out: bytes, err: bytes) -> Run:
    """The run, after what holds for every run was looked at."""
    run = Run(status, out.decode(), err.decode())
    assert status in (0, 1, 2, 3), run.err
    for text in (run.out, run.err):
        assert "Traceback" not in text, text
        assert "internal error" not in text, text
        assert "\x1b" not in text, text
    return run


def paths_of(document: dict[str, Any], site: Site) -> list[str]:
    """The pages of a scan.json that were checked, as paths."""
    return [p["url"].removeprefix(site.url) for p in document["pages"] if p["problem"] is None]


def browsers_below(group: int) -> list[int]:
    """The processes of a session that are left."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[3]) == group and fields[0] != "Z":
            found.append(int(entry.name))
    return found
