"""A full scan against bare axe loops, on the same pages, in one run.

(a) default: a bare Playwright loop, ``goto``, ``evaluate(script)``, ``axe.run()``
(b) floor: the same loop with ``resultTypes`` limited to violations and incomplete
(c) scan: ``a11ycheck scan`` with every rule, reports in two languages and history, PDF and Office files left out

CPU is the whole machine's (the browser's processes are many, and not all of them can be waited for):
run nothing else beside it. Linux only:

    make bench                    # the sample city site
    python benchmarks/scan.py --folder DIR [--rounds 3]
    python benchmarks/scan.py --url http://127.0.0.1:8000/ --max-pages 50
    python benchmarks/scan.py --urls-from pages.txt
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

LOOP = """
import asyncio, json, sys
from playwright.async_api import async_playwright
from a11ycheck.browser.axe import axe_source
from a11ycheck.browser.launch import launch

async def main(urls, options):
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        context = await browser.new_context(viewport={"width": 1280, "height": 800})
        page = await context.new_page()
        for url in urls:
            await page.goto(url)
            await page.evaluate(axe_source())
            await page.evaluate("(options) => axe.run(document, options)", options)
        await browser.close()

asyncio.run(main(json.loads(sys.argv[1]), json.loads(sys.argv[2])))
"""


def main() -> None:
    """Measures and prints medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="a folder of HTML files to serve and scan")
    parser.add_argument("--url", help="a site that is served already")
    parser.add_argument("--urls-from", type=Path, help="a list of addresses, one a line, that are served already")
    parser.add_argument("--max-pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with site(options.folder, options.url or options.urls_from) as url:
        target = ["--urls-from", str(options.urls_from)] if options.urls_from else [url]
        urls = pages_of(target, options.max_pages)
        print(f"{len(urls)} pages, {options.rounds} rounds")
        runs: dict[str, list[tuple[float, float]]] = {"default": [], "floor": [], "scan": []}
        for _ in range(options.rounds):
            runs["default"].append(timed(loop(urls, {})))
            runs["floor"].append(timed(loop(urls, {"resultTypes": ["violations", "incomplete"]})))
            with tempfile.TemporaryDirectory() as folder:
                runs["scan"].append(timed(scan(target, Path(folder), options.max_pages)))
    print(f"{'':8} {'wall s':>8} {'CPU s':>8} {'pages/s':>8} {'pages/CPU s':>12}")
    for name, values in runs.items():
        wall, cpu = (statistics.median(column) for column in zip(*values, strict=True))
        print(f"{name:8} {wall:8.1f} {cpu:8.1f} {len(urls) / wall:8.2f} {len(urls) / cpu:12.2f}")
    for other in ("default", "floor"):
        ratios = [s[1] / o[1] for s, o in zip(runs["scan"], runs[other], strict=True)]
        walls = [s[0] / o[0] for s, o in zip(runs["scan"], runs[other], strict=True)]
        print(f"scan / {other}: CPU {statistics.median(ratios):.2f}, wall {statistics.median(walls):.2f}")


def loop(urls: list[str], options: dict[str, object]) -> list[str]:
    """The command of a bare loop."""
    return [sys.executable, "-c", LOOP, json.dumps(urls), json.dumps(options)]


def scan(target: list[str], folder: Path, max_pages: int) -> list[str]:
    """The command of a full scan."""
    return [
        sys.executable,
        "-m",
        "a11ycheck.cli.main",
        "scan",
        "--files",
        "none",
        *target,
        "--ignore-robots",
        "--out",
        str(folder / "report"),
        "--db",
        str(folder / "history.sqlite3"),
        "--fail-on",
        "never",
        "--max-broken",
        "1",
        "--quiet",
        "--max-pages",
        str(max_pages),
    ]


def timed(command: list[str]) -> tuple[float, float]:
    """(wall seconds, CPU seconds) of a command."""
    before, start = busy_seconds(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start, busy_seconds() - before


def busy_seconds() -> float:
    """Seconds that all processors together were busy since the machine started."""
    user, nice, system, _idle, _iowait, irq, softirq = map(
        int, Path("/proc/stat").read_text(encoding="ascii").split("\n")[0].split()[1:8]
    )
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def pages_of(target: list[str], max_pages: int) -> list[str]:
    """The pages that a scan judges: the loops get the same ones."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [*scan(target, Path(folder), max_pages), "--format", "json"], check=True, stdout=subprocess.DEVNULL
        )
        result = json.loads((Path(folder) / "report" / "scan.json").read_text(encoding="utf-8"))
    return [page["url"] for page in result["pages"] if page["problem"] is None]


@contextlib.contextmanager
def site(folder: Path | None, url: str | Path | None) -> Iterator[str]:
    """The address of the site to measure."""
    if url:
        yield str(url)
        return
    if folder is None:
        from a11ycheck.sample.server import serve

        with serve() as address:
            yield address
        return
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Nothing."""


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()
