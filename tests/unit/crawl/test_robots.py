"""robots.txt."""

from __future__ import annotations

import asyncio
import random

import pytest
from tests.unit.crawl.server import Reply, Server

from a11ycheck.crawl.fetch import Fetcher
from a11ycheck.crawl.robots import MAX_BYTES, Robots, RobotsFiles, fetch_robots

TEXT = """
User-agent: *
Disallow: /private/
Allow: /private/open.html
Disallow: /*.pdf$
Disallow: /ひみつ/
Crawl-delay: 2.5
Sitemap: https://example.jp/sitemap.xml

User-agent: BadBot
Disallow: /
"""
SITE = "https://example.jp"
PIECES = "User-agent Disallow Allow Sitemap Crawl-delay a11ycheck : * $ / % %E3 あ nan 1e999 -1 # http://["


def fetch(server: Server) -> Robots:
    """Fetch a server's robots.txt."""

    async def run() -> Robots:
        async with Fetcher(timeout=5) as fetcher:
            return await fetch_robots(server.origin, fetcher)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/a", False),
        ("/private/open.html", True),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
        ("/%E3%81%B2%E3%81%BF%E3%81%A4/1", False),
        ("/robots.txt", True),
    ],
)
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text,
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: "\ufeff" + text,
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp932"),
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_rules(encode: object, path: str, *, allowed: bool) -> None:
    """Rules hold in every encoding; the longest one wins."""
    assert callable(encode)
    robots = Robots.parse(encode(TEXT))
    assert robots.allows(SITE + path) is allowed
    assert robots.crawl_delay() == 2.5
    assert robots.sitemaps == (f"{SITE}/sitemap.xml",)
    assert not robots.allows(SITE + "/", "BadBot")
    assert robots.reason == ""


def test_named_group() -> None:
    """A group for us counts instead of the one for all."""
    robots = Robots.parse("User-agent: *\nDisallow: /\n\nUser-agent: a11ycheck\nDisallow: /x/\n")
    assert robots.allows(SITE + "/a")
    assert not robots.allows(SITE + "/x/")


@pytest.mark.parametrize(
    ("reply", "allowed", "reason"),
    [
        (Reply(b"User-agent: *\nDisallow: /"), False, ""),
        (Reply(b""), True, ""),
        (Reply(b"<!DOCTYPE html><title>Not found</title>"), True, ""),
        (Reply(b"", 404), True, "robots.txt: HTTP 404"),
        (Reply(b"", 401), True, "robots.txt: HTTP 401"),
        (Reply(b"", 500), False, "robots.txt: HTTP 500"),
        (Reply(b"", 503), False, "robots.txt: HTTP 503"),
        (Reply(status=302, headers={"Location": "/robots.txt"}), True, "robots.txt: more than 5 redirects"),
        (Reply(raw=b""), False, "robots.txt: connection cut, or no HTTP server"),
        (
            Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent: *\n"),
            False,
            "robots.txt: connection cut, or no HTTP server",
        ),
    ],
)
def test_answers(site: Server, reply: Reply, reason: str, *, allowed: bool) -> None:
    """No robots.txt allows all; a failing server allows nothing, and the reason is said (RFC 9309)."""
    site.replies["/robots.txt"] = reply
    robots = fetch(site)
    assert robots.allows(f"{site.origin}/a") is allowed
    assert robots.reason == reason
    assert robots.forbids_all is (bool(reason) and not allowed)


def test_redirected(site: Server, stranger: Server) -> None:
    """A robots.txt may lie elsewhere."""
    site.replies["/robots.txt"] = Reply(status=301, headers={"Location": f"{stranger.origin}/r.txt"})
    stranger.replies["/r.txt"] = Reply(b"User-agent: *\nDisallow: /no/")
    robots = fetch(site)
    assert not robots.allows(f"{site.origin}/no/")
    assert robots.allows(f"{site.origin}/yes/")


def test_size_limit(site: Server) -> None:
    """Only the first 500 KiB count, and no line that they cut through."""
    head = b"User-agent: *\nDisallow: /first/\n"
    filler = b"#" * (MAX_BYTES - len(head) - 13) + b"\n"
    site.replies["/robots.txt"] = Reply(head + filler + b"Disallow: /second/\n" + b"Disallow: /third/\n" * 1_000)
    robots = fetch(site)
    assert not robots.allows(f"{site.origin}/first/")
    assert robots.allows(f"{site.origin}/second/")
    assert robots.allows(f"{site.origin}/third/")


def test_fetched_once(site: Server) -> None:
    """The robots.txt of an origin is fetched once, however many ask at a time."""
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /no/")

    async def run() -> list[Robots]:
        async with Fetcher() as fetcher:
            files = RobotsFiles(fetcher)
            return await asyncio.gather(*(files.of(f"{site.origin}/{n}") for n in range(10)))

    assert len(set(map(id, asyncio.run(run())))) == 1
    assert site.paths == ["/robots.txt"]


def test_file_has_none() -> None:
    """A file on disk has no robots.txt."""

    async def run() -> Robots:
        async with Fetcher() as fetcher:
            return await RobotsFiles(fetcher).of("file:///a.html")

    assert asyncio.run(run()).allows("file:///a.html")


def test_any_text() -> None:
    """No text raises."""
    rng = random.Random(9309)  # noqa: S311 (no secrets here)
    pieces = [*PIECES.split(), " ", "\n", "\0", "\ufeff", "\u2028"]
    for _ in range(500):
        robots = Robots.parse("".join(rng.choices(pieces, k=60)))
        robots.allows("https://example.jp/%/a")
        assert robots.crawl_delay() >= 0
        assert isinstance(robots.sitemaps, tuple)
        Robots.parse(rng.randbytes(100)).allows("https://example.jp/")
