"""The sample city site and its server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import httpx2
import pytest
from bs4 import BeautifulSoup
from ruamel.yaml import YAML

from a11ycheck.errors import UsageError
from a11ycheck.sample import PLANTED, SITE, serve
from a11ycheck.sample.pages import fault_ids

TODAY = date(2026, 11, 23)
WEB = httpx2.Client(trust_env=False)
SCRIPTED = "/shisetsu/"  # its content is made by a script
FRAMED = "/shisetsu/aki.html"  # shown in a frame, linked by nothing
HIDDEN = "/internal/draft.html"


@pytest.fixture(scope="module")
def faulty() -> Iterator[str]:
    """The site as it is."""
    with serve(today=TODAY) as base:
        yield base


@pytest.fixture(scope="module")
def mended() -> Iterator[str]:
    """The site without its faults."""
    with serve(fixed=True, today=TODAY) as base:
        yield base


def addresses() -> list[str]:
    """The addresses of all stored pages but the error page."""
    files = (file.relative_to(SITE) for file in sorted(SITE.rglob("*.html")))
    paths = ("/" + file.as_posix() for file in files if file.parts[0] != "_parts")
    return [path.removesuffix("index.html") for path in paths if path != "/404.html"]


def planted() -> dict[str, list[dict[str, Any]]]:
    """The list of faults and of what only looks like one."""
    listed: dict[str, list[dict[str, Any]]] = YAML(typ="safe").load(PLANTED.read_text(encoding="utf-8"))
    return listed


def soup(base: str, path: str) -> BeautifulSoup:
    """The parsed page."""
    return BeautifulSoup(WEB.get(base + path).content, "lxml")


@pytest.mark.parametrize("path", addresses())
def test_every_page_is_served_as_html_without_a_trace_of_the_markers(faulty: str, mended: str, path: str) -> None:
    """Both variants of every page are finished: no comment of a fault, no placeholder is left."""
    for base in (faulty, mended):
        answer = WEB.get(base + path)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html; charset=")
        assert not re.search(r"<!-- /?(fault|fixed):|\{\{", answer.text)


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/img/logo.svg", "image/svg+xml; charset=utf-8"),
        ("/shisei/toukei/jinko.csv", "text/csv; charset=utf-8"),
        ("/shisei/gikai/pdf/r8-1.pdf", "application/pdf"),
        ("/media/news.webm", "video/webm"),
        ("/media/chime.wav", "audio/wav"),
        ("/img/matsuri-photo.bmp", "image/bmp"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_has_its_media_type(faulty: str, path: str, media: str) -> None:
    """Every file says what it is, text also in which encoding."""
    answer = WEB.get(faulty + path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert answer.content


def test_the_fixed_variant_has_the_fixed_half(faulty: str, mended: str) -> None:
    """One half of a fault is served, never both."""
    assert soup(faulty, "/bosai/").select_one("html:not([lang])")
    assert soup(mended, "/bosai/").select_one('html[lang="ja"]')
    assert "もっと見る" in soup(faulty, "/").select_one(".more").get_text()  # type: ignore[union-attr]
    assert "お知らせの一覧" in soup(mended, "/").select_one(".more").get_text()  # type: ignore[union-attr]


def test_a_page_is_sent_in_the_encoding_that_it_declares(faulty: str, mended: str) -> None:
    """The old page is in Shift_JIS, header and bytes alike; its fix is in UTF-8."""
    old, new = (WEB.get(base + "/shisei/enkaku.html") for base in (faulty, mended))
    assert old.headers["content-type"] == "text/html; charset=shift_jis"
    assert "市の沿革" in old.content.decode("shift_jis")
    assert new.headers["content-type"] == "text/html; charset=utf-8"
    assert "市の沿革" in new.content.decode("utf-8")


def test_dates_are_counted_from_today(faulty: str) -> None:
    """The pages stay as fresh, or as stale, as they are meant to be on whatever day they are served."""
    time = soup(faulty, "/shisei/gikai/").select_one(".updated time")
    assert time is not None
    assert (time["datetime"], time.get_text()) == ("2026-09-24", "2026年9月24日")
    assert "September 18, 2026" in WEB.get(faulty + "/en/").text


def test_a_moved_page_redirects(faulty: str) -> None:
    """The old start page leads to the new one, and a folder to its address with a slash."""
    for old, new in (("/old-top.html", "/"), ("/bosai", "/bosai/")):
        answer = WEB.get(faulty + old, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (301, new)


def test_the_start_page_has_two_addresses(faulty: str) -> None:
    """/ and /index.html are the same page."""
    assert WEB.get(faulty + "/").text == WEB.get(faulty + "/index.html").text


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere.html",
        "/404.html",
        "/_parts/header.html",
        "/../planted.yaml",
        "/%2e%2e/planted.yaml",
        "/..%5cplanted.yaml",
        "/bosai/%00",
        "/bosai//",
        "/event/calendar.html?y=2026&m=13",
        "/event/calendar.html?y=x",
    ],
)
def test_what_is_not_there_answers_404_with_a_page(faulty: str, path: str) -> None:
    """Nothing outside the public folder is sent; the error page helps the reader on."""
    answer = WEB.get(faulty + path)
    if path == "/bosai//":
        assert answer.status_code == 200
        return
    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.text


def test_the_calendar_has_no_end(faulty: str) -> None:
    """Every month links to the one before and the one after, over the turn of the year too."""
    page = soup(faulty, "/event/calendar.html?y=2026&m=12")
    assert [a["href"] for a in page.select(".pager a")] == [
        "/event/calendar.html?y=2026&m=11",
        "/event/calendar.html?y=2027&m=1",
    ]
    assert page.title is not None
    assert page.title.get_text() == "2026年12月のイベント｜あおば野市"
    assert len(page.select(".calendar tbody td")) % 7 == 0
    assert soup(faulty, "/event/calendar.html").h1.get_text() == "2026年11月のイベント"  # type: ignore[union-attr]


def test_robots_and_sitemap_name_this_server(faulty: str) -> None:
    """robots.txt closes one folder, and every address of the sitemap is answered."""
    robots = WEB.get(faulty + "/robots.txt").text
    assert "Disallow: /internal/" in robots
    assert f"Sitemap: {faulty}/sitemap.xml" in robots
    places = re.findall(r"<loc>(.*?)</loc>", WEB.get(faulty + "/sitemap.xml").text)
    assert len(places) > 30
    assert all(WEB.head(place).status_code == 200 for place in places)


def test_a_head_request_has_no_body(faulty: str) -> None:
    """HEAD gives the length of the page without the page."""
    answer = WEB.head(faulty + "/")
    assert int(answer.headers["content-length"]) > 1000
    assert answer.content == b""


def test_another_folder_can_be_served(tmp_path: Path) -> None:
    """A folder without an error page and with its own files is served alike."""
    (tmp_path / "index.html").write_text("<!-- fault:a --><b>x</b><!-- /fault:a -->ok", encoding="utf-8")
    with serve(tmp_path, fixed=True) as base:
        assert WEB.get(base + "/").text == "ok"
        assert WEB.get(base + "/img/matsuri-photo.bmp").status_code == 404


def test_a_port_that_is_taken_is_named(faulty: str) -> None:
    """Who asks for a port that another server has is told so in one sentence."""
    port = int(faulty.rpartition(":")[2])
    with pytest.raises(UsageError, match=f"Port {port}"), serve(port=port):
        pass


def test_every_page_is_linked(faulty: str) -> None:
    """From the start page a reader gets to every page, the framed one aside; every file link works."""
    start = faulty + "/"
    seen, queue = {start}, [start]
    while queue:
        url = queue.pop()
        for link in BeautifulSoup(WEB.get(url).content, "lxml").select("a[href]"):
            target = urldefrag(urljoin(url, str(link["href"])))[0]
            if target.startswith(faulty) and "?" not in target and target not in seen:
                seen.add(target)
                answer = WEB.head(target, follow_redirects=True)
                if answer.status_code == 200 and answer.headers["content-type"].startswith("text/html"):
                    queue.append(target)
    assert {faulty + path for path in addresses()} - seen == {faulty + FRAMED}
    gone = {url.removeprefix(faulty) for url in seen if WEB.head(url).status_code == 404}
    assert gone == {"/shisei/gikai/2019.html", "/internal/next.html"}


def test_every_planted_place_is_on_its_page(faulty: str) -> None:
    """A selector of the list matches in the served page."""
    listed = planted()
    for entry in [*listed["faults"], *listed["site"], *listed["tempting"]]:
        if not entry["selector"]:
            continue
        assert soup(faulty, entry["page"]).select(entry["selector"]), entry


def test_every_fault_in_the_pages_is_listed_and_the_other_way_round() -> None:
    """The list and the comments in the pages name the same faults; an id stands for one place."""
    listed = planted()
    entries = [*listed["faults"], *listed["site"]]
    ids = [entry["id"] for entry in entries]
    assert len(ids) == len(set(ids))
    marked = set[str]()
    for file in SITE.rglob("*.html"):
        marked |= fault_ids(file.read_text(encoding="utf-8"))
    parts = {"enkaku-none-contact", "matsuri-main-end", "result-period"}  # another end of a fault that is listed
    in_files = {entry["id"] for entry in entries if str(entry["page"]).endswith(".pdf")}  # no comment can stand there
    assert {i.partition("@")[0] for i in ids if i not in in_files} == marked - parts
    assert {entry["page"] for entry in entries if entry["id"] not in in_files} <= {*addresses(), ""}
    assert {entry["outcome"] for entry in entries} == {"failed", "cantTell"}


def test_the_folder_closed_to_robots_holds_no_listed_fault() -> None:
    """What must not be visited is not expected in a report."""
    listed = planted()
    assert not any(str(entry["page"]).startswith("/internal/") for entries in listed.values() for entry in entries)
    assert HIDDEN in addresses()
    assert SCRIPTED in addresses()
