"""Which pages a scan visits, in which order, and how politely."""

from __future__ import annotations

import gzip
import random
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.site.harness import FAULT, Answer, Handler, Program, Site, answer, links, page, paths_of, redirect, send


def test_scope_and_patterns(a11ycheck: Program, site: Site, other_site: Site) -> None:
    """Only addresses of the host are visited, by include, exclude, depth and number of pages."""
    other_site.pages["/"] = page()
    site.pages["/"] = page(links("/a/", "/b/", "/c.html", "/a/secret.html", other_site.url + "/"))
    site.pages["/a/"] = page(links("/a/deep.html"), title="あ")
    site.pages["/a/deep.html"] = page(links("/a/deeper.html"), title="深い")
    for path in ("/a/deeper.html", "/b/", "/c.html", "/a/secret.html"):
        site.pages[path] = page(title=path)
    _, all_of_it = a11ycheck.scan(site.url, "--level", "1")
    first, last = ["/", "/a/", "/b/", "/c.html"], ["/a/secret.html", "/a/deep.html", "/a/deeper.html"]
    assert paths_of(all_of_it, site) == first + last
    assert other_site.paths() == []
    narrowed = ("--include", "/a/*", "--exclude", "*secret*", "--max-depth", "2")
    _, part = a11ycheck.scan(site.url, "--level", "1", *narrowed)
    assert paths_of(part, site) == ["/", "/a/", "/a/deep.html"]
    _, below = a11ycheck.scan(f"{site.url}/a/", "--level", "1", "--scope", "path", "--max-pages", "2")
    assert paths_of(below, site) == ["/a/", "/a/deep.html"]


def test_same_result_whatever_the_pace(a11ycheck: Program, site: Site) -> None:
    """One tab or four, quick answers or slow ones: the same pages in the same order with the same findings."""
    lots = random.Random(7713)  # noqa: S311 - nothing secret

    def delayed(body: str) -> Answer:
        def go(handler: Handler) -> None:
            time.sleep(lots.uniform(0, 0.3))
            send(handler, body)

        return go

    site.pages["/"] = delayed(page(links(*(f"/{n}/" for n in range(4)))))
    for n in range(4):
        below = links(f"/{n}/0.html", f"/{n}/1.html", "/0/0.html")
        site.pages[f"/{n}/"] = delayed(page(below, title=f"部門{n}"))
        for m in range(2):
            site.pages[f"/{n}/{m}.html"] = delayed(page(FAULT * m, title=f"案内{n}の{m}"))
    found = [a11ycheck.scan(site.url, "--concurrency", tabs, "--max-pages", "10", out=tabs)[1] for tabs in ("1", "4")]
    assert _essence(found[0]) == _essence(found[1])
    assert len(found[0]["pages"]) == 10


def _essence(document: dict[str, Any]) -> list[Any]:
    """What must not depend on the pace."""
    pages = [(p["url"], p["status"], p["outcomes"], p["findings"], p["problem"]) for p in document["pages"]]
    return [pages, document["site_findings"], document["score"]]


def test_each_page_once(a11ycheck: Program, site: Site) -> None:
    """Spellings of one address, session ids, tracking parameters and redirects do not make two pages."""
    site.pages["/"] = page(
        links("/index.html", "/b.html", "/b.html#top", "/x/../b.html", "/b.html?utm_source=mail", "/%62.html",
              "/b.html?PHPSESSID=0123456789abcdef0123456789abcdef", "/old.html", "/b.html;jsessionid=0AF3")
    )  # fmt: skip
    unlisted = '<meta name="robots" content="noindex,nofollow">'
    site.pages["/b.html"] = page(links("/c.html"), title="二つ目", head=unlisted)
    site.pages["/c.html"] = page(title="三つ目")
    site.pages["/old.html"] = redirect("/b.html")
    _, document = a11ycheck.scan(site.url, "--level", "1")
    assert paths_of(document, site) == ["/", "/b.html", "/c.html"]
    assert sorted(site.paths()) == ["/", "/b.html", "/b.html", "/c.html", "/old.html"]
    (old,) = (p for p in document["pages"] if p["problem"] is not None)
    assert old["problem"]["kind"] == "duplicate"


def test_calendar(a11ycheck: Program, site: Site) -> None:
    """A calendar without end does not keep the scan from ending."""

    def month(handler: Handler) -> None:
        number = int(handler.path.rpartition("=")[2]) if "=" in handler.path else 0
        send(handler, page(f'<a href="/calendar?year=2026&month={number + 1}">次の月</a>', title=f"{number}月"))

    site.pages["/"] = page(links("/calendar?year=2026&month=1"))
    site.pages["/calendar"] = month
    _, document = a11ycheck.scan(site.url, "--level", "1", "--concurrency", "1")
    assert len(document["pages"]) < 40
    assert document["scan"]["notes"] == ["scope:1", "trap:1"]


def test_sitemaps_and_robots(a11ycheck: Program, site: Site) -> None:
    """Pages that only a sitemap names are found, packed or in an index; what robots.txt forbids is left alone."""
    site.pages["/robots.txt"] = answer(
        f"User-agent: a11ycheck\nDisallow: /private/\nSitemap: {site.url}/map.xml\n", content_type="text/plain"
    )
    index = f"<sitemapindex><sitemap><loc>{site.url}/pages.xml.gz</loc></sitemap></sitemapindex>"
    listed = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in ("/lonely.html", "/private/listed.html"))
    site.pages["/map.xml"] = answer(index, content_type="application/xml")
    packed = gzip.compress(f"<urlset>{listed}</urlset>".encode())
    site.pages["/pages.xml.gz"] = answer(packed, content_type="application/gzip")
    site.pages["/"] = page(links("/linked.html", "/private/linked.html"))
    for path in ("/linked.html", "/lonely.html", "/private/linked.html", "/private/listed.html"):
        site.pages[path] = page(title=path)
    _, document = a11ycheck.scan(site.url, "--level", "1", "--delay", "0.5", "--concurrency", "4")
    assert paths_of(document, site) == ["/", "/linked.html", "/lonely.html"]
    assert not any(asked.path.startswith("/private/") for asked in site.asked)
    assert all("a11ycheck" in asked.headers["user-agent"] for asked in site.asked)
    visits = [asked.at for asked in site.asked if asked.path in ("/", "/linked.html", "/lonely.html")]
    # The pause is kept between the moments at which visits begin; the browser needs a little until it asks.
    assert all(later - earlier > 0.3 for earlier, later in pairwise(visits))


def test_lists_and_samples(a11ycheck: Program, site: Site, tmp_path: Path) -> None:
    """A list is judged as it stands, from a file or stdin; a sample of it is the same each time."""
    urls = [f"{site.url}/{n}.html" for n in range(8)]
    for n in range(8):
        site.pages[f"/{n}.html"] = page(links("/never.html"), title=f"{n}")
    (tmp_path / "urls.txt").write_text("# 対象\n\n" + "\n".join(urls) + "\n", encoding="utf-8-sig")
    drawn = []
    for out in ("one", "two"):
        _, document = a11ycheck.scan("--urls-from", "urls.txt", "--sample", "random:3", "--level", "1", out=out)
        drawn.append(paths_of(document, site))
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 3
    onto_stdout = ("--level", "1", "--format", "json", "--out", "-")
    run = a11ycheck("scan", "--urls-from", "-", *onto_stdout, stdin="\n".join(urls[:2]))
    assert paths_of(run.json, site) == ["/0.html", "/1.html"]
    assert "/never.html" not in site.paths()
    wrong = a11ycheck("scan", "--urls-from", "-", stdin=f"{urls[0]}\nnonsense here\n")
    assert wrong.status == 2
    assert "Line 2" in wrong.err
