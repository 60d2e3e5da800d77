"""How fast the history takes in and gives back a scan.

    python benchmarks/history.py --pages 1000 --findings 20
    python benchmarks/history.py --db postgresql+psycopg://…

Half of each page's findings stand in a header that all pages share, the others are the page's own.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from a11ycheck.history import open_store
from a11ycheck.model import Finding, Outcome, Page, PageResult, RuleCount, Scan, Versions

SITE = "https://www.city.example.lg.jp"
RULES = 150


def main() -> None:
    """Writes, reads and deletes a scan, and prints the rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--findings", type=int, default=20, help="findings on each page")
    parser.add_argument("--db", help="a path or URL (default: a new SQLite file)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options.db or str(Path(folder) / "history.sqlite3"), options.pages, options.findings)


def measure(db: str, pages: int, findings: int) -> None:
    """One round against one database."""
    total = pages * findings
    with timed("open"):
        store = open_store(db)
    scan = Scan(
        id=f"bench-{token_hex(4)}",
        site=SITE,
        starts=(SITE,),
        started=datetime.now(UTC),
        versions=Versions(tool="0", axe="0", browser="0", rules="0"),
    )
    results = [page(number, findings) for number in range(pages)]
    store.begin(scan)
    with timed("insert", pages, total):
        for position, result in enumerate(results):
            store.add_page(scan.id, position, result)
    store.finish(scan)
    with timed("read pages", pages, total):
        for _ in store.pages(scan.id):
            pass
    with timed("read findings", 0, total):
        for _ in store.findings(scan.id):
            pass
    size = sum(file.stat().st_size for file in Path(db).parent.glob(Path(db).name + "*")) if "://" not in db else 0
    with timed("delete", pages, total):
        store.delete(scan.id)
    store.close()
    if size:
        print(f"{'size':<14} {size / 1e6:8.1f} MB  {size / max(total, 1):8.0f} bytes a finding")
    if sys.platform != "win32":
        print(f"{'memory':<14} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.1f} MB at most")


def page(number: int, findings: int) -> PageResult:
    """A page as a scan gives it."""
    url = f"{SITE}/kurashi/{number // 50}/{number}.html"
    return PageResult(
        page=Page(url=url, depth=3, found_on=f"{SITE}/kurashi/"),
        status=200,
        final_url=url,
        title=f"住民票の写しの請求 {number}",
        lang="ja",
        outcomes={
            f"some-rule-of-the-built-in-rulesets-{rule}": RuleCount(
                outcome=(Outcome.PASSED, Outcome.INAPPLICABLE, Outcome.FAILED)[rule % 3],
                applicable=(number + rule) % 40,
            )
            for rule in range(RULES)
        },
        findings=tuple(finding(url, number if i % 2 else -1, i) for i in range(findings)),
        metrics={"load_ms": 300 + number % 90, "bytes": 123_456, "nodes": 900, "text_length": 2_345},
        template=f"t{number % 7}",
        links=40,
    )


def finding(url: str, number: int, index: int) -> Finding:
    """A fault of the page with this number; of the header that all pages share for -1."""
    region = "header" if number < 0 else "main"
    return Finding(
        rule_id=f"rule-{index}",
        page_url=url,
        outcome=Outcome.FAILED,
        key="vague",
        data={"text": f"こちら {number}", "count": index},
        selector=f"#{region} > div:nth-child({index}) > ul > li:nth-child({number}) > a",
        snippet=f'<a class="link link--{region}" href="/kurashi/todokede/{number}">こちら</a>' * 2,
        region=region,
        fingerprint=f"{abs(hash((url, index))):020d}",
        shared_id=f"{abs(hash((number, index))):020d}",
    )


@contextmanager
def timed(what: str, pages: int = 0, findings: int = 0) -> Iterator[None]:
    """Prints how long the block took."""
    start = time.perf_counter()
    yield
    seconds = time.perf_counter() - start
    rates = [
        f"{count / seconds:10,.0f} {name}/s" for count, name in ((pages, "pages"), (findings, "findings")) if count
    ]
    print(f"{what:<14} {seconds:8.2f} s   {' '.join(rates)}")


if __name__ == "__main__":
    main()
