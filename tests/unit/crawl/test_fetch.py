"""Fetching, against real servers."""

from __future__ import annotations

import asyncio
import base64
import gzip
import io
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.crawl.server import Reply, Server

from a11ycheck import __version__
from a11ycheck.crawl.cookies import read_cookies
from a11ycheck.crawl.fetch import USER_AGENT, Fetched, Fetcher, user_agent
from a11ycheck.errors import ConfigError
from a11ycheck.model import ProblemKind


def get(url: str, max_bytes: int = 1_000_000, scope: Callable[[str], bool] | None = None, **options: Any) -> Fetched:
    """Fetch one address."""

    async def run() -> Fetched:
        async with Fetcher(**options) as fetcher:
            return await fetcher.get(url, max_bytes, scope)

    return asyncio.run(run())


def test_answer(site: Server) -> None:
    """An answer comes with status, headers in lower case and body; we say honestly who asks."""
    site.replies["/a?b=1"] = Reply("こんにちは".encode(), headers={"X-Test": "1"})
    answer = get(f"{site.origin}/a?b=1#c")
    assert (answer.status, answer.body.decode(), answer.headers["x-test"]) == (200, "こんにちは", "1")
    assert (answer.error, answer.kind, answer.truncated, answer.redirects) == ("", None, False, ())
    assert site.asked[0].headers["user-agent"] == USER_AGENT
    assert f"a11ycheck/{__version__} (+https://" in USER_AGENT


def test_user_agent_of_the_browser() -> None:
    """The browser's user agent is kept as it is, headless or not, and our name is added."""
    assert user_agent("Mozilla/5.0 HeadlessChrome/1") == f"Mozilla/5.0 HeadlessChrome/1 a11ycheck/{__version__}"


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_error_status(site: Server, status: int) -> None:
    """A status of 400 or above is an error, and its body is kept."""
    site.replies["/"] = Reply(b"sorry", status)
    answer = get(site.origin)
    assert (answer.status, answer.error, answer.kind) == (status, f"HTTP {status}", ProblemKind.HTTP_ERROR)
    assert answer.body == b"sorry"


def test_limit(site: Server) -> None:
    """Reading stops at the limit, for packed answers at their unpacked size."""
    site.replies["/plain"] = Reply(b"x" * 5_000)
    site.replies["/packed"] = Reply(gzip.compress(b"x" * 20_000_000), headers={"Content-Encoding": "gzip"})
    site.replies["/exact"] = Reply(b"x" * 1_000)
    for path, truncated in (("/plain", True), ("/packed", True), ("/exact", False)):
        answer = get(site.origin + path, 1_000)
        assert (len(answer.body), answer.truncated, answer.kind) == (1_000, truncated, None)


def test_redirects(site: Server) -> None:
    """Redirects are followed with their parameters, and each one is named."""
    site.replies["/a"] = Reply(status=301, headers={"Location": "b?PHPSESSID=1"})
    site.replies["/b?PHPSESSID=1"] = Reply(status=307, headers={"Location": f"{site.origin}/c"})
    site.replies["/c"] = Reply(b"here")
    answer = get(f"{site.origin}/a")
    assert (answer.url, answer.body) == (f"{site.origin}/c", b"here")
    assert answer.redirects == (f"{site.origin}/a", f"{site.origin}/b?PHPSESSID=1")


def test_redirect_out_of_scope(site: Server, stranger: Server) -> None:
    """A redirect out of scope is not followed."""
    site.replies["/"] = Reply(status=302, headers={"Location": f"{stranger.origin}/x"})
    answer = get(site.origin, scope=lambda url: url.startswith(site.origin))
    assert (answer.url, answer.kind) == (f"{stranger.origin}/x", ProblemKind.OUT_OF_SCOPE)
    assert answer.error == f"redirects to {stranger.origin}/x"
    assert stranger.asked == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "http://u:secret@["])
def test_redirect_to_no_page(site: Server, target: str) -> None:
    """A redirect to something other than a web address is not followed, and its password not repeated."""
    site.replies["/"] = Reply(status=302, headers={"Location": target})
    answer = get(site.origin)
    assert answer.kind is ProblemKind.OUT_OF_SCOPE
    assert "secret" not in answer.error + answer.url


def test_redirect_limit(site: Server) -> None:
    """Five redirects are followed; a loop ends there."""
    for n in range(5):
        site.replies[f"/{n}"] = Reply(status=302, headers={"Location": f"/{n + 1}"})
    site.replies["/5"] = Reply(b"end")
    assert get(f"{site.origin}/0").body == b"end"
    site.replies["/5"] = Reply(status=302, headers={"Location": "/0"})
    answer = get(f"{site.origin}/0")
    assert (answer.kind, answer.error) == (ProblemKind.UNREACHABLE, "more than 5 redirects")
    assert len(site.asked) == 12


def test_secrets_stay_home(site: Server, stranger: Server) -> None:
    """Password and custom headers go to the origins that they are for, and not along with a redirect."""
    site.replies["/"] = Reply(status=302, headers={"Location": f"{stranger.origin}/"})
    stranger.replies["/"] = Reply(status=302, headers={"Location": f"{site.origin}/back"})
    site.replies["/back"] = Reply(b"ok")
    answer = get(
        site.origin,
        headers={"X-Token": "t"},
        header_origins=[site.origin],
        basic_auth=("user", "pässword", [site.origin]),
    )
    assert answer.body == b"ok"
    expected = "Basic " + base64.b64encode("user:pässword".encode()).decode()
    for asked in site.asked:
        assert (asked.headers["authorization"], asked.headers["x-token"]) == (expected, "t")
    (foreign,) = stranger.asked
    assert "authorization" not in foreign.headers
    assert "x-token" not in foreign.headers


def test_password_in_an_address_is_not_sent(site: Server) -> None:
    """Credentials that stand in an address are dropped."""
    site.replies["/"] = Reply(b"ok")
    answer = get(site.origin.replace("//", "//user:secret@"))
    assert "authorization" not in site.asked[0].headers
    assert "secret" not in answer.url


def test_self_signed(secure_site: Server) -> None:
    """A self-signed certificate is said to be one, and accepted only on demand."""
    secure_site.replies["/"] = Reply(b"ok")
    answer = get(secure_site.origin)
    assert (answer.status, answer.kind) == (0, ProblemKind.TLS)
    assert answer.error == "certificate not trusted: self-signed"
    assert get(secure_site.origin, verify=False).body == b"ok"


def test_no_tls(site: Server) -> None:
    """A plain server that is asked by https gives no secure connection."""
    answer = get(site.origin.replace("http:", "https:"))
    assert answer.kind is ProblemKind.TLS
    assert answer.error.startswith("no secure connection: ")


def test_no_such_host() -> None:
    """A name that does not exist is said not to."""
    answer = get("http://no-such-host.invalid/")
    assert answer.kind is ProblemKind.UNREACHABLE
    assert answer.error in ("no such host", "host name lookup failed")


def test_refused() -> None:
    """A port where nobody listens refuses the connection."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        # Bound but not listening: nobody else can take the port meanwhile.
        answer = get(f"http://127.0.0.1:{port}/")
    assert (answer.error, answer.kind) == ("connection refused", ProblemKind.UNREACHABLE)


def test_timeout(site: Server) -> None:
    """A server that never answers times out."""

    def never() -> Reply:
        site.release.wait()
        return Reply()

    site.replies["/"] = never
    answer = get(site.origin, timeout=0.2)
    assert (answer.error, answer.kind) == ("timed out", ProblemKind.TIMEOUT)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 999999 ?\r\n\r\n",
        b"\x00\xff" * 100,
    ],
)
def test_broken_server(site: Server, raw: bytes) -> None:
    """Whatever a server sends, there is a plain phrase and no exception; what was read is kept."""
    site.replies["/"] = Reply(raw=raw)
    answer = get(site.origin)
    assert answer.kind is ProblemKind.UNREACHABLE
    assert answer.error
    assert answer.body in (b"", b"half")


@pytest.mark.parametrize("url", ["", "mailto:a@example.jp", "file:///etc/passwd", "/a", "http://a b/", "http://[::g]/"])
def test_no_address(url: str) -> None:
    """What is no web address is not fetched."""
    assert get(url).error == "no web address"


@pytest.mark.parametrize("headers", [{"X-A": "a\r\nX-B: b"}, {"X A": "a"}, {"": "a"}, {"X-A": "日本"}, {"X-A\n": "a"}])
def test_wrong_header(headers: dict[str, str]) -> None:
    """A header that cannot be sent is refused before anything is."""
    with pytest.raises(ConfigError, match="cannot be sent"):
        Fetcher(headers=headers)


def test_into_a_file(site: Server) -> None:
    """A body goes into a file as it comes in; what is said to be too long is not begun, what becomes so is cut."""
    site.replies["/file.pdf"] = Reply(b"x" * 5_000)
    site.replies["/moved.pdf"] = Reply(b"moved", 302, {"Location": "/file.pdf"})
    site.replies["/gone.pdf"] = Reply(b"sorry", 404)
    site.replies["/packed.pdf"] = Reply(gzip.compress(b"x" * 50_000), headers={"Content-Encoding": "gzip"})

    def into(path: str, limit: int) -> tuple[Fetched, int]:
        async def run() -> tuple[Fetched, int]:
            buffer = io.BytesIO()
            async with Fetcher() as fetcher:
                answer = await fetcher.get(f"{site.origin}{path}", limit, None, buffer)
            return answer, len(buffer.getvalue())

        return asyncio.run(run())

    for path in ("/file.pdf", "/moved.pdf"):
        answer, size = into(path, 10_000)
        assert (answer.truncated, answer.body, size) == (False, b"", 5_000)
    answer, size = into("/file.pdf", 1_000)
    assert (answer.truncated, size) == (True, 0)
    answer, size = into("/packed.pdf", 10_000)
    assert answer.truncated
    answer, size = into("/gone.pdf", 10_000)
    assert (answer.kind, size) == (ProblemKind.HTTP_ERROR, 0)


def test_cookies_of_a_login(site: Server, tmp_path: Path) -> None:
    """The cookies that Playwright saved go to their host and to no other; a file that is none gives none."""
    state = tmp_path / "state.json"
    cookies = [
        {"name": "sid", "value": "1", "domain": "127.0.0.1", "path": "/", "expires": -1, "secure": False},
        {"name": "deep", "value": "2", "domain": "127.0.0.1", "path": "/deep", "expires": 4e9, "secure": False},
        {"name": "past", "value": "3", "domain": "127.0.0.1", "path": "/", "expires": 1e9, "secure": False},
        {"name": "tls", "value": "4", "domain": "127.0.0.1", "path": "/", "expires": -1, "secure": True},
        {"name": "other", "value": "5", "domain": ".example.jp", "path": "/", "expires": -1, "secure": False},
        {"name": "broken"},
    ]
    state.write_text(json.dumps({"cookies": cookies}), encoding="utf-8")
    get(site.origin, login=read_cookies(state))
    assert site.asked[0].headers.get("cookie") == "sid=1"
    state.write_text("no json", encoding="utf-8")
    get(site.origin, login=read_cookies(state))
    assert "cookie" not in site.asked[1].headers
