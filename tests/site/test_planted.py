"""The sample city site: everything that is planted is found, and nothing else is called failed."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from ruamel.yaml import YAML

import a11ycheck.sample
from a11ycheck.api.scanning import scan_site
from a11ycheck.engine.ports import Progress
from a11ycheck.history import open_store
from a11ycheck.model import Finding, Outcome, PageResult, Scan
from a11ycheck.sample.server import serve
from a11ycheck.settings import ScanSettings

PLANTED = YAML(typ="safe").load((Path(a11ycheck.sample.__file__).parent / "planted.yaml").read_text(encoding="utf-8"))
Key = tuple[str, str, str]


class Silent(Progress):
    """Says nothing."""

    def page_done(self, result: PageResult, done: int, queued: int) -> None:
        """Nothing."""


class Found:
    """A scan of the sample site with its pages."""

    def __init__(self, *, fixed: bool) -> None:
        with serve(fixed=fixed) as url, open_store("sqlite://") as store:
            scanned = asyncio.run(scan_site([url], ScanSettings(files=None), store=store, progress=Silent()))
            self.scan: Scan = scanned.scan
            self.pages = list(store.pages(self.scan.id))

    def of(self, outcome: Outcome) -> Counter[Key]:
        """How often each (page, rule, message) was said."""
        return Counter((path(f.page_url), f.rule_id, f.key) for f in self.findings() if f.outcome is outcome)

    def findings(self) -> list[Finding]:
        """All findings, of pages and of the site."""
        return [*(f for page in self.pages for f in page.findings), *self.scan.site_findings]


@pytest.fixture(scope="module")
def found() -> Found:
    """The site as it is."""
    return Found(fixed=False)


@pytest.fixture(scope="module")
def repaired() -> Found:
    """The site with all faults mended."""
    return Found(fixed=True)


def path(url: str) -> str:
    """An address without scheme and host."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def planted(outcome: str) -> Counter[Key]:
    """What was planted, in the same shape as what was found."""
    wanted: Counter[Key] = Counter()
    for fault in [*PLANTED["faults"], *PLANTED["site"]]:
        if fault["outcome"] == outcome:
            wanted[fault.get("page") or "/", fault["rule"], fault["key"]] += fault.get("count", 1)
    return wanted


def test_all_pages_are_checked(found: Found) -> None:
    """The whole site is visited, the forbidden folder and the endless calendar aside."""
    assert found.scan.state == "complete"
    assert found.scan.pages_checked >= 18
    visited = {path(page.page.url) for page in found.pages}
    assert not [place for place in visited if place.startswith("/internal/")]
    assert len([place for place in visited if place.startswith("/event/calendar")]) <= 30


def test_every_planted_failure_is_found(found: Found) -> None:
    """Nothing that is planted as failed is missed."""
    missed = planted("failed") - found.of(Outcome.FAILED)
    assert not missed, "\n".join(map(str, sorted(missed.elements())))


def test_nothing_else_fails(found: Found) -> None:
    """Nothing is called failed that is not planted: no false positive on the whole site."""
    extra = found.of(Outcome.FAILED) - planted("failed")
    assert not extra, "\n".join(map(str, sorted(extra.elements())))


def test_every_planted_question_is_asked(found: Found) -> None:
    """Everything planted as a matter for people is reported as one."""
    missed = planted("cantTell") - found.of(Outcome.CANT_TELL)
    assert not missed, "\n".join(map(str, sorted(missed.elements())))


def test_findings_stand_on_their_elements(found: Found) -> None:
    """A planted fault with a selector is found on the element that the selector names."""
    with serve() as url:
        import urllib.request

        for fault in PLANTED["faults"]:
            if not fault["selector"] or fault["outcome"] != "failed":
                continue
            soup = BeautifulSoup(urllib.request.urlopen(url.rstrip("/") + fault["page"]).read(), "lxml")
            meant = soup.select(fault["selector"])
            selectors = [
                f.selector
                for f in found.findings()
                if (path(f.page_url), f.rule_id, f.key) == (fault["page"], fault["rule"], fault["key"]) and f.selector
            ]
            hits = [element for selector in selectors for element in soup.select(selector.split(" >>> ")[0])]
            near = any(e is m or m in e.parents or e in m.parents for e in hits for m in meant)
            assert not hits or near, f"{fault['id']}: found at {selectors}, planted at {fault['selector']}"


def test_tempting_places_are_left_alone(found: Found) -> None:
    """What only looks like a fault is not called failed."""
    failed = {(path(f.page_url), f.rule_id) for f in found.findings() if f.outcome is Outcome.FAILED}
    planted_pairs = {(page, rule) for page, rule, _ in planted("failed")}
    wrong = [t for t in PLANTED["tempting"] if (t["page"], t["rule"]) in failed - planted_pairs]
    assert not wrong


def test_the_repaired_site_has_no_failure(repaired: Found) -> None:
    """With the faults mended, no rule on any level fails."""
    failed = repaired.of(Outcome.FAILED)
    assert not failed, "\n".join(map(str, sorted(failed.elements())))
    assert [level.total.score for level in repaired.scan.score] == [100.0, 100.0, 100.0]


def test_the_plan_is_large_enough() -> None:
    """Faults on all levels and axes, and tempting non-faults beside them."""
    assert len(PLANTED["faults"]) + len(PLANTED["site"]) >= 40
    assert len(PLANTED["tempting"]) >= 15
