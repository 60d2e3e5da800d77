"""Discovery, against real servers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from tests.unit.crawl.server import Reply, Server
from tests.unit.crawl.test_sitemaps import urlset

from a11ycheck.crawl.discovery import Discovery, discover
from a11ycheck.crawl.fetch import Fetcher
from a11ycheck.crawl.scope import Scope
from a11ycheck.errors import ConfigError


def found(
    server: Server,
    *,
    use_robots: bool = True,
    sitemap: str | Sequence[str] = "auto",
    start: str = "/",
    mode: str = "host",
) -> Discovery:
    """Discover a server."""
    starts = [server.origin + start]

    async def run() -> Discovery:
        async with Fetcher(timeout=5) as fetcher:
            return await discover(starts, fetcher, Scope(starts, mode), use_robots=use_robots, sitemap=sitemap)

    return asyncio.run(run())


def robots(*lines: str) -> Reply:
    """A robots.txt."""
    return Reply("\n".join(("User-agent: *", "Disallow: /no/", *lines)).encode())


def test_sitemap_of_robots(site: Server) -> None:
    """The sitemaps that robots.txt names are read, and the usual places left alone."""
    site.replies["/robots.txt"] = robots(f"Sitemap: {site.origin}/list.xml", "Sitemap: /more.xml")
    site.replies["/list.xml"] = Reply(urlset(f"{site.origin}/a", f"{site.origin}/b"))
    site.replies["/more.xml"] = Reply(urlset(f"{site.origin}/b", f"{site.origin}/c"))
    result = found(site)
    assert result.sitemap_urls == tuple(f"{site.origin}/{page}" for page in "abc")
    assert result.notices == ()
    assert not result.robots[site.origin].allows(f"{site.origin}/no/")
    assert site.paths == ["/robots.txt", "/list.xml", "/more.xml"]


def test_usual_places(site: Server) -> None:
    """Without a word in robots.txt the usual places are tried; it is no fault if nothing is there."""
    result = found(site)
    assert (result.sitemap_urls, result.notices) == ((), ())
    assert site.paths == ["/robots.txt", "/sitemap.xml", "/sitemap_index.xml"]
    site.replies["/sitemap.xml"] = Reply(urlset(f"{site.origin}/a"))
    assert found(site).sitemap_urls == (f"{site.origin}/a",)


def test_off(site: Server) -> None:
    """No sitemap is read where the user wants none."""
    assert found(site, sitemap="off").sitemap_urls == ()
    assert site.paths == ["/robots.txt"]


def test_given_sitemap(site: Server) -> None:
    """A sitemap that the user names is read instead of all others."""
    site.replies["/mine.txt"] = Reply(f"{site.origin}/a\n{site.origin}/b".encode())
    assert found(site, sitemap=f"{site.origin}/mine.txt").sitemap_urls == (
        f"{site.origin}/a",
        f"{site.origin}/b",
    )
    assert site.paths == ["/robots.txt", "/mine.txt"]


def test_wrong_sitemap(site: Server) -> None:
    """A sitemap option that is no address is refused."""
    with pytest.raises(ConfigError, match="of course"):
        found(site, sitemap="of course")


def test_robots_ignored(site: Server) -> None:
    """With robots.txt ignored all is allowed, and still its sitemaps are found."""
    site.replies["/robots.txt"] = robots("Crawl-delay: 9", f"Sitemap: {site.origin}/list.xml")
    site.replies["/list.xml"] = Reply(urlset(f"{site.origin}/no/a"))
    result = found(site, use_robots=False)
    assert result.sitemap_urls == (f"{site.origin}/no/a",)
    rules = result.robots[site.origin]
    assert rules.allows(f"{site.origin}/no/a")
    assert rules.crawl_delay() == 0


def test_robots_unreachable(site: Server) -> None:
    """A server that fails on robots.txt is left alone, and the reader learns why."""
    site.replies["/robots.txt"] = Reply(b"", 503)
    result = found(site)
    (notice,) = result.notices
    assert notice.key == "robots-unreachable"
    assert "HTTP 503" in notice.detail
    assert not result.robots[site.origin].allows(f"{site.origin}/")
    assert site.paths == ["/robots.txt"]


def test_only_the_site(site: Server, stranger: Server) -> None:
    """Pages and sitemaps of other sites are left out and reported."""
    site.replies["/robots.txt"] = robots(f"Sitemap: {stranger.origin}/s.xml", f"Sitemap: {site.origin}/s.xml")
    site.replies["/s.xml"] = Reply(urlset(f"{stranger.origin}/x", f"{stranger.origin}/y", f"{site.origin}/a"))
    result = found(site)
    assert result.sitemap_urls == (f"{site.origin}/a",)
    assert [notice.key for notice in result.notices] == ["sitemap-foreign", "sitemap-foreign"]
    assert "2 addresses" in result.notices[1].detail
    assert stranger.asked == []


def test_folder(site: Server) -> None:
    """For a scan of a folder the sitemap at the root is read, and its pages in the folder are taken."""
    site.replies["/sitemap.xml"] = Reply(urlset(f"{site.origin}/kurashi/a", f"{site.origin}/other/"))
    result = found(site, start="/kurashi/", mode="path")
    assert result.sitemap_urls == (f"{site.origin}/kurashi/a",)
    assert result.notices == ()
