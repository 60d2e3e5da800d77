"""A scan that is ended from outside: what was checked is kept, and nothing is left behind."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable

import pytest
from tests.site.harness import FAULT, Handler, Program, Run, Site, browsers_below, links, page, send

from a11ycheck.history import open_store


def slow_site(site: Site) -> None:
    """Three quick pages, then one that takes half a minute."""

    def slow(handler: Handler) -> None:
        time.sleep(30)
        send(handler, page())

    site.pages["/"] = page(FAULT + links("/1.html", "/2.html", "/slow.html", "/3.html"))
    for number in (1, 2, 3):
        site.pages[f"/{number}.html"] = page(title=f"{number}番のページ")
    site.pages["/slow.html"] = slow


def begun(a11ycheck: Program, site: Site) -> subprocess.Popen[bytes]:
    """A scan that has stored pages and waits for the slow one."""
    process = a11ycheck.start("scan", site.url, "--format", "json", "--concurrency", "1", "--lang", "en")
    while len(stored(a11ycheck)) < 3:
        assert process.poll() is None
        time.sleep(0.1)
    return process


def stored(a11ycheck: Program) -> list[str]:
    """The pages that the history holds of the latest scan."""
    if not a11ycheck.db.exists():
        return []
    with open_store(str(a11ycheck.db)) as store:
        return [page.page.url for scan in store.scans(limit=1) for page in store.pages(scan.id)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_signal(a11ycheck: Program, site: Site, interrupt: Callable[..., Run], number: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end a scan soon, with 3; the partial scan can be shown and reported."""
    slow_site(site)
    process = begun(a11ycheck, site)
    run = interrupt(process, number)
    assert run.status == 3
    assert any("interrupted" in line and "3 pages" in line for line in run.said)
    assert browsers_below(process.pid) == []
    listed = a11ycheck.inside("history", "list", "--format", "json").json
    assert [(scan["state"], scan["pages_checked"]) for scan in listed] == [("interrupted", 3)]
    shown = a11ycheck("history", "show", "latest", "--lang", "en")
    assert shown.status == 0
    assert "image-alt" in shown.out
    report = a11ycheck.inside("report", "latest", "--format", "json", "--out", "-")
    assert report.status == 0
    assert len(report.json["pages"]) == 3


def test_before_the_first_page(a11ycheck: Program, site: Site, interrupt: Callable[..., Run]) -> None:
    """Ctrl-C works while robots.txt is waited for, too; then there is nothing to keep."""

    def slow(handler: Handler) -> None:
        time.sleep(30)
        send(handler, "", status=404)

    site.pages["/robots.txt"] = slow
    process = a11ycheck.start("scan", site.url)
    while not site.asked:
        assert process.poll() is None
        time.sleep(0.1)
    run = interrupt(process, signal.SIGINT)
    assert (run.status, run.said) == (3, ["a11ycheck: interrupted"])
    assert browsers_below(process.pid) == []


def test_kill(a11ycheck: Program, site: Site) -> None:
    """Of a scan that was killed outright, what was stored can be shown and reported."""
    slow_site(site)
    process = begun(a11ycheck, site)
    try:
        process.kill()
        process.communicate(timeout=15)
        assert a11ycheck("history", "show", "latest", "--lang", "en").status == 0
        report = a11ycheck.inside("report", "latest", "--format", "json", "--out", "-")
        assert report.status == 0
        assert len(report.json["pages"]) == 3
        again = a11ycheck("scan", site.url, "--max-pages", "1", "--format", "json")
        assert again.status == 1
    finally:
        for pid in browsers_below(process.pid):
            subprocess.run(["kill", "-9", str(pid)], check=False)
