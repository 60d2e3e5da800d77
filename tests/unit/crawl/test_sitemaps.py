"""Sitemaps."""

from __future__ import annotations

import asyncio
import gzip
import random
from pathlib import Path

import pytest
from tests.unit.crawl.server import Reply, Server

from a11ycheck.crawl import sitemaps
from a11ycheck.crawl.fetch import Fetcher
from a11ycheck.crawl.notice import Notice
from a11ycheck.crawl.sitemaps import Sitemap, parse_sitemap, read_sitemaps

URL = "https://example.jp/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
RSS = b"""<rss version="2.0"><channel><link>https://example.jp/</link>
<item><title>x</title><link>https://example.jp/a</link></item></channel></rss>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://r.example/" xmlns="http://purl.org/rss/1.0/"><channel><link>/</link></channel>
<item><link>/a</link></item></rdf:RDF>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/>
<entry><link rel="edit" href="/x"/><link href="/a"/></entry></feed>"""


def urlset(*addresses: str) -> bytes:
    """A sitemap."""
    entries = "".join(f"<url><loc>{address}</loc><lastmod>2026-11-01</lastmod></url>" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NS}>{entries}</urlset>'.encode()


def index(*addresses: str) -> bytes:
    """A sitemap index."""
    entries = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f'<?xml version="1.0"?><sitemapindex {NS}>{entries}</sitemapindex>'.encode()


def read(server: Server, *paths: str, optional: bool = False) -> tuple[tuple[str, ...], tuple[Notice, ...]]:
    """Read sitemaps of a server."""

    async def run() -> tuple[tuple[str, ...], tuple[Notice, ...]]:
        async with Fetcher(timeout=5) as fetcher:
            urls = [server.origin + path for path in paths]
            return await read_sitemaps(
                urls, fetcher, may_fetch=lambda url: url.startswith(server.origin + "/"), optional=optional
            )

    return asyncio.run(run())


def keys(found: Sitemap) -> list[str]:
    """The notices' keys."""
    return [notice.key for notice in found.notices]


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (urlset("https://example.jp/a", " https://example.jp/b?x=1&amp;y=2\n"), ("a", "b?x=1&y=2")),
        (b"\xef\xbb\xbf" + urlset("https://example.jp/a"), ("a",)),
        (b"\n\n" + b"<urlset><url><loc>https://example.jp/a</loc></url></urlset>", ("a",)),
        (
            b"<s:urlset xmlns:s='http://x'><s:url><s:loc>https://example.jp/a</s:loc></s:url></s:urlset>",
            ("a",),
        ),
        (b"<urlset><url><loc><![CDATA[https://example.jp/a?x=1&y=2]]></loc></url></urlset>", ("a?x=1&y=2",)),
        # an ampersand that should be &amp; is the commonest fault, and harmless
        (urlset("https://example.jp/a?x=1&y=2"), ("a?x=1&y=2",)),
        (b"<urlset><url><loc>/relative</loc></url></urlset>", ("relative",)),
        (
            urlset("https://example.jp/a").replace(
                b"</url>", b"<i:image xmlns:i='i'><i:loc>/b.png</i:loc></i:image></url>"
            ),
            ("a",),
        ),
        (
            urlset("https://example.jp/a").replace(
                b"</url>",
                b"<x:link xmlns:x='x' rel='alternate' hreflang='en' href='https://example.jp/en/a'/></url>",
            ),
            ("a", "en/a"),
        ),
        (
            "<?xml version='1.0' encoding='Shift_JIS'?><urlset><url><loc>https://example.jp/くらし</loc></url></urlset>".encode(
                "cp932"
            ),
            ("%E3%81%8F%E3%82%89%E3%81%97",),
        ),
        (
            "<?xml version='1.0' encoding='UTF-16'?><urlset><url><loc>/a</loc></url></urlset>".encode("utf-16"),
            ("a",),
        ),
        (b"https://example.jp/a\r\n# comment\r\n\r\nhttps://example.jp/b\r\n", ("a", "b")),
        (RSS, ("a",)),
        (RDF, ("a",)),
        (ATOM, ("a",)),
    ],
)
def test_kinds(body: bytes, pages: tuple[str, ...]) -> None:
    """Every kind of list is read, packed or not, without a complaint."""
    expected = tuple(f"https://example.jp/{page}" for page in pages)
    for packed in (body, gzip.compress(body)):
        found = parse_sitemap(packed, URL)
        assert found.pages == expected
        assert found.notices == ()


def test_index() -> None:
    """An index gives sitemaps and no pages."""
    found = parse_sitemap(index("https://example.jp/1.xml", "https://example.jp/2.xml.gz"), URL)
    assert found == Sitemap((), ("https://example.jp/1.xml", "https://example.jp/2.xml.gz"), ())


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (b"", ()),
        (b"\x1f\x8bnope", ()),
        (gzip.compress(urlset("https://example.jp/a"))[:-10], ("a",)),
        (urlset("https://example.jp/a", "https://example.jp/b")[:-30], ("a", "b")),
        (urlset("https://example.jp/a")[:-60] + b"\xff\xfe\x00", ()),
        (urlset("https://example.jp/a", "mailto:x@example.jp"), ("a",)),
        (b"<!DOCTYPE html><html><body><p>404</p></body></html>", ()),
        (b"not a sitemap", ()),
        (b"<", ()),
        (b"<urlset><url><loc>https://example.jp/a</loc></url><url><loc>/b</urlset>", ("a",)),
    ],
)
def test_broken(body: bytes, pages: tuple[str, ...]) -> None:
    """A broken list gives what could be read, and a notice."""
    found = parse_sitemap(body, URL)
    assert found.pages[: len(pages)] == tuple(f"https://example.jp/{page}" for page in pages)
    assert "sitemap-broken" in keys(found)
    assert str(found.notices[0]).startswith(URL)


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    """Entities neither blow up nor read files."""
    secret = tmp_path / "secret.txt"
    secret.write_text("/secret")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<!DOCTYPE urlset [<!ENTITY e0 "/bomb">{bomb}<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
        "<urlset><url><loc>&e9;</loc></url><url><loc>&f;</loc></url><url><loc>/a</loc></url></urlset>"
    ).encode()
    found = parse_sitemap(body, URL)
    assert not any("bomb" in page or "secret" in page for page in found.pages)


def test_bomb_is_cut() -> None:
    """A packed file is unpacked up to the limit only."""
    found = parse_sitemap(gzip.compress(b"<urlset>" + b" " * (sitemaps.MAX_BYTES + 1_000)), URL)
    assert "sitemap-limit" in keys(found)


def test_url_limit() -> None:
    """Of one file, so many addresses are read and no more."""
    body = urlset(*(f"/{n}" for n in range(sitemaps.MAX_URLS + 10)))
    found = parse_sitemap(body, URL)
    assert len(found.pages) == sitemaps.MAX_URLS
    assert keys(found) == ["sitemap-limit"]


def test_any_bytes() -> None:
    """No bytes raise."""
    rng = random.Random(2026)  # noqa: S311 (no secrets here)
    whole = urlset("https://example.jp/a?x=1&amp;y=2", "https://example.jp/日本")
    for _ in range(400):
        body = bytearray(whole)
        for _ in range(rng.randint(1, 12)):
            body[rng.randrange(len(body))] = rng.randrange(256)
        parse_sitemap(bytes(body), URL)
        parse_sitemap(bytes(body[: rng.randrange(len(body))]), URL)
        parse_sitemap(gzip.compress(bytes(body))[: rng.randint(2, 150)], URL)
        parse_sitemap(rng.randbytes(60), URL)


def test_nested(site: Server) -> None:
    """Indexes are followed, each file once, and each page comes once and in order."""
    here = site.origin
    site.replies["/s.xml"] = Reply(index(f"{here}/1.xml", f"{here}/2.xml.gz", f"{here}/s.xml"))
    site.replies["/1.xml"] = Reply(urlset(f"{here}/a", f"{here}/b/index.html"))
    site.replies["/2.xml.gz"] = Reply(gzip.compress(urlset(f"{here}/b/", f"{here}/c")))
    pages, notices = read(site, "/s.xml")
    assert pages == (f"{here}/a", f"{here}/b/index.html", f"{here}/c")
    assert notices == ()
    assert site.paths == ["/s.xml", "/1.xml", "/2.xml.gz"]


def test_too_deep(site: Server) -> None:
    """Indexes of indexes without end are left at the third step."""
    for n in range(6):
        site.replies[f"/{n}.xml"] = Reply(index(f"{site.origin}/{n + 1}.xml"))
    pages, notices = read(site, "/0.xml")
    assert (pages, [notice.key for notice in notices]) == ((), ["sitemap-limit"])
    assert site.paths == ["/0.xml", "/1.xml", "/2.xml"]


def test_too_many(site: Server) -> None:
    """So many files are fetched and no more."""
    site.replies["/s.xml"] = Reply(index(*(f"{site.origin}/{n}.xml" for n in range(sitemaps.MAX_FILES + 5))))
    for n in range(sitemaps.MAX_FILES + 5):
        site.replies[f"/{n}.xml"] = Reply(urlset(f"{site.origin}/p{n}"))
    pages, notices = read(site, "/s.xml")
    assert len(site.asked) == sitemaps.MAX_FILES
    assert len(pages) == sitemaps.MAX_FILES - 1
    assert [notice.key for notice in notices] == ["sitemap-limit"]


def test_foreign_children(site: Server, stranger: Server) -> None:
    """A sitemap on another site is not fetched, whether it is named or redirected to."""
    site.replies["/s.xml"] = Reply(index(f"{stranger.origin}/1.xml", f"{site.origin}/2.xml"))
    site.replies["/2.xml"] = Reply(status=302, headers={"Location": f"{stranger.origin}/2.xml"})
    pages, notices = read(site, "/s.xml")
    assert pages == ()
    assert [notice.key for notice in notices] == ["sitemap-foreign", "sitemap-unreachable"]
    assert stranger.asked == []


def test_missing(site: Server) -> None:
    """A sitemap that was named and does not exist is reported; one that was guessed is not."""
    site.replies["/page"] = Reply(b"<!DOCTYPE html><title>x</title>")
    pages, notices = read(site, "/none.xml")
    assert (pages, [str(notice) for notice in notices]) == ((), [f"{site.origin}/none.xml: HTTP 404"])
    assert read(site, "/none.xml", "/page", optional=True) == ((), ())


def test_connection_breaks(site: Server) -> None:
    """What came before the connection broke is read, and the break is reported."""
    body = urlset(*(f"{site.origin}/{n}" for n in range(50)))[:1_500]
    site.replies["/s.xml"] = Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + body)
    pages, notices = read(site, "/s.xml")
    assert pages[0] == f"{site.origin}/0"
    assert [notice.key for notice in notices] == ["sitemap-unreachable", "sitemap-broken"]
